using System.Diagnostics;
using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Rule 10: stops are elected by the last trade price, the nearest first, those that wait for a fall first, then those that trail.</summary>
internal sealed class StopElection(ExecutionDesk desk, WorkingOrders working)
{
    private const long WholeBps = 10_000;

    /// <summary>Whether the stop's condition holds at <paramref name="lastRaw"/>.</summary>
    public static bool IsMet(OrderSpec spec, long lastRaw) =>
        InstrumentBook.IsElectedBelow(spec) ? lastRaw <= spec.StopPrice.Raw : lastRaw >= spec.StopPrice.Raw;

    /// <summary>Elects what the last price has reached.</summary>
    public void Run(InstrumentBook book, Timestamp time)
    {
        do
        {
            book.HasTraded = false;
            ElectFrom(book, book.StopsBelow, time);
            ElectFrom(book, book.StopsAbove, time);
            Trail(book, time);
        }
        while (book.HasTraded);
    }

    private void ElectFrom(InstrumentBook book, OrderQueue stops, Timestamp time)
    {
        while (stops.First is { } stop && IsMet(stop.Spec, book.Market.LastRaw))
            Elect(book, stop, time);
    }

    /// <summary>A trailing stop follows the best price since its stop price was met (at once without one) and fires at its distance from it.</summary>
    private void Trail(InstrumentBook book, Timestamp time)
    {
        for (var i = 0; i < book.Trailing.Count;)
        {
            var stop = book.Trailing[i];
            Follow(book, stop, time);
            if (i < book.Trailing.Count && ReferenceEquals(book.Trailing[i], stop))
                i++;
        }
    }

    private void Follow(InstrumentBook book, SimulatedOrder stop, Timestamp time)
    {
        var last = book.Market.LastRaw;
        if (stop.ExtremeRaw == 0)
        {
            if (stop.Spec.StopPrice.Raw > 0 && !IsMet(stop.Spec, last))
                return;
            stop.ExtremeRaw = last;
            stop.TrailingAt = time;
            return;
        }

        var distance = stop.Spec.TrailingDeltaBps;
        if (stop.IsBuy)
        {
            stop.ExtremeRaw = Math.Min(stop.ExtremeRaw, last);
            if ((Int128)last * WholeBps >= (Int128)stop.ExtremeRaw * (WholeBps + distance))
                Elect(book, stop, time);
        }
        else
        {
            stop.ExtremeRaw = Math.Max(stop.ExtremeRaw, last);
            if ((Int128)last * WholeBps <= (Int128)stop.ExtremeRaw * (WholeBps - distance))
                Elect(book, stop, time);
        }
    }

    private void Elect(InstrumentBook book, SimulatedOrder stop, Timestamp time)
    {
        switch (stop.Spec.Type)
        {
            case OrderType.StopLoss or OrderType.TakeProfit:
                desk.Elect(book, stop, OrderPhase.Taking, time);
                if (book.Market.ServesAtOnce)
                    working.BeginMarket(book, stop, isStop: true, time);
                else
                    book.Insert(stop);
                break;
            case OrderType.StopLossLimit or OrderType.TakeProfitLimit:
                desk.Elect(book, stop, OrderPhase.Resting, time);
                working.Begin(book, stop, time);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
