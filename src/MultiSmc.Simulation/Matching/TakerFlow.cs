using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// Rule 11: what the recorded market gives an order that takes at once. T0: the whole quantity at the last print on the other side, worse by the
/// slippage and by one tick for each whole typical print in the quantity. T1: the displayed size at the best price; the rest goes one tick deeper
/// for each max(displayed size, typical print) begun, all of it at the deepest. T2: level by level of the recorded book.
/// </summary>
internal sealed class TakerFlow(ExchangeParameters parameters)
{
    /// <summary>The worst price a market order takes: any for a buy, one tick for a sell.</summary>
    public static Price MarketLimit(Instrument instrument, Side side) => side == Side.Buy ? new Price(long.MaxValue) : instrument.TickSize;

    /// <summary>Fills <paramref name="plan"/> with what <paramref name="quantity"/> would get, no part worse than <paramref name="limit"/>.</summary>
    public void Plan(InstrumentBook book, Side side, Quantity quantity, Price limit, OutsidePlan plan)
    {
        plan.Slices.Clear();
        var market = book.Market;
        var isBuy = side == Side.Buy;
        var baseRaw = isBuy ? market.TakerAskRaw : market.TakerBidRaw;
        if (market.IsOrdersOnly || baseRaw <= 0 || baseRaw == long.MaxValue || (isBuy ? baseRaw > limit.Raw : baseRaw < limit.Raw))
            return;
        if (market.HasDepth)
            PlanByDepth(book, side, quantity, limit, baseRaw, plan);
        else if (market.HasQuote)
            PlanByQuote(book, side, quantity, limit, baseRaw, plan);
        else
            PlanByTape(book, side, quantity, limit, baseRaw, plan);
    }

    private void PlanByTape(InstrumentBook book, Side side, Quantity quantity, Price limit, long baseRaw, OutsidePlan plan)
    {
        var (room, direction, lot) = Room(book, side, limit, baseRaw);
        room -= parameters.SlippageTicks;
        if (room < 0)
            return;
        var typical = Math.Max(book.Market.TypicalPrintRaw, lot.Raw);
        var fits = Least(quantity, ((Int128)room + 1) * typical - 1).RoundDownTo(lot);
        var ticks = parameters.SlippageTicks + fits.Raw / typical;
        plan.Add(fits, Worse(baseRaw, ticks, direction), SliceSource.Assumed);
    }

    private static void PlanByQuote(InstrumentBook book, Side side, Quantity quantity, Price limit, long baseRaw, OutsidePlan plan)
    {
        var market = book.Market;
        var isBuy = side == Side.Buy;
        var (room, direction, lot) = Room(book, side, limit, baseRaw);
        var first = new Quantity(Math.Min(quantity.Raw, market.DisplayedLeftRaw(isBuy))).RoundDownTo(lot);
        var level = Math.Max(Math.Max(isBuy ? market.AskSizeRaw : market.BidSizeRaw, market.TypicalPrintRaw), lot.Raw);
        var rest = Least(quantity - first, (Int128)room * level).RoundDownTo(lot);
        var deepest = (long)(((Int128)rest.Raw + level - 1) / level);
        plan.Add(first, new Price(baseRaw), SliceSource.Displayed);
        plan.Add(rest, Worse(baseRaw, deepest, direction), SliceSource.Assumed);
    }

    /// <summary>The newest quote or print may show that the book's best levels are gone: they are passed over.</summary>
    private static void PlanByDepth(InstrumentBook book, Side side, Quantity quantity, Price limit, long baseRaw, OutsidePlan plan)
    {
        var market = book.Market;
        var isBuy = side == Side.Buy;
        var lot = book.Instrument.LotSize;
        var left = quantity;
        var quoteRaw = isBuy ? market.AskRaw : market.BidRaw;
        if (quoteRaw == baseRaw)
        {
            var first = new Quantity(Math.Min(left.Raw, market.DisplayedLeftRaw(isBuy))).RoundDownTo(lot);
            plan.Add(first, new Price(baseRaw), SliceSource.Displayed);
            left -= first;
        }

        var opposite = side.Opposite();
        var count = market.Depth.Count(opposite);
        for (var rank = 0; rank < count && left > Quantity.Zero; rank++)
        {
            var level = market.Depth.At(opposite, rank);
            if (isBuy ? level.Price > limit : level.Price < limit)
                return;
            if (level.Price.Raw == quoteRaw || (isBuy ? level.Price.Raw < baseRaw : level.Price.Raw > baseRaw))
                continue;
            var part = new Quantity(Math.Min(left.Raw, market.DeepLeftRaw(level))).RoundDownTo(lot);
            plan.Add(part, level.Price, SliceSource.Deep);
            left -= part;
        }
    }

    private static (long Ticks, long Direction, Quantity Lot) Room(InstrumentBook book, Side side, Price limit, long baseRaw)
    {
        var tick = book.Instrument.TickSize.Raw;
        return side == Side.Buy
            ? ((limit.Raw - baseRaw) / tick, tick, book.Instrument.LotSize)
            : ((baseRaw - limit.Raw) / tick, -tick, book.Instrument.LotSize);
    }

    /// <summary>A price that no longer fits is as good as infinite: nobody's balance covers it.</summary>
    private static Price Worse(long baseRaw, long ticks, long direction) =>
        new((long)Int128.Min(baseRaw + (Int128)ticks * direction, long.MaxValue));

    private static Quantity Least(Quantity quantity, Int128 bound) => bound < quantity.Raw ? new Quantity((long)bound) : quantity;
}
