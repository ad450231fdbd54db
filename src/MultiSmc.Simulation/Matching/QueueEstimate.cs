using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Rule 4: others' quantity ahead of a resting order, for the queue model; the other models do not ask.</summary>
internal sealed class QueueEstimate(SimulationParameters parameters)
{
    /// <summary>Sets the quantity ahead of an order that begins to rest.</summary>
    public void OnArrival(InstrumentBook book, SimulatedOrder order)
    {
        if (parameters.FillModel != FillModel.Queue)
        {
            order.AheadRaw = 0;
            return;
        }

        if (book.Market.HasQuote)
            SettleByQuote(book, order, order.LiveAt);
        else
            SettleByTape(book, order);
    }

    /// <summary>T1: the displayed size when the quote shows the order's price, nothing when the order stands in front; else still unknown.</summary>
    public void SettleByQuote(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        var market = book.Market;
        var price = order.Spec.Price.Raw;
        var (best, size) = order.IsBuy ? (market.BidRaw, market.BidSizeRaw) : (market.AskRaw, market.AskSizeRaw);
        if (best == price)
        {
            var age = (time - order.LiveAt).Nanoseconds;
            var scale = parameters.QueueAgeScale.Nanoseconds;
            order.AheadRaw = RoundUpToLot(book, (Int128)size * scale / ((Int128)scale + age));
        }
        else if (order.IsBuy ? best < price : best > price)
        {
            order.AheadRaw = 0;
        }
    }

    /// <summary>T0: κ × the typical volume of a visit, once a visit is known.</summary>
    public void SettleByTape(InstrumentBook book, SimulatedOrder order)
    {
        if (book.Market.TryTypicalVisit(order.Spec.Side, out var typical))
            order.AheadRaw = RoundUpToLot(book, (Int128)typical * parameters.QueueFactorPpm / 1_000_000);
    }

    /// <summary>Whole lots, so that what a print leaves us is whole lots too.</summary>
    private static long RoundUpToLot(InstrumentBook book, Int128 quantity)
    {
        var lot = book.Instrument.LotSize.Raw;
        return (long)Int128.Min((quantity + lot - 1) / lot * lot, long.MaxValue);
    }
}
