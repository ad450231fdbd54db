using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Part of a taker's order at one price.</summary>
internal readonly record struct TakerSlice(Quantity Quantity, Price Price);

/// <summary>What a taker would get: at most two parts, the first at the better price.</summary>
internal readonly record struct TakerPlan(TakerSlice First, TakerSlice Second)
{
    public Quantity Quantity => First.Quantity + Second.Quantity;

    /// <summary>What a buy pays, in 128 bits.</summary>
    public Int128 Cost => Notional(First) + Notional(Second);

    private static Int128 Notional(TakerSlice slice) => (Int128)slice.Price.Raw * slice.Quantity.Raw / FixedPoint.Scale;
}

/// <summary>
/// Rule 11: what an order that takes at once gets. T0: the whole quantity at the last print on the other side, worse by the slippage and by one
/// tick for each whole typical print in the quantity. T1: the displayed size at the best price; the rest goes one tick deeper for each
/// max(displayed size, typical print) begun, all of it at the deepest.
/// </summary>
internal sealed class TakerFlow(ExecutionDesk desk, SimulationParameters parameters)
{
    /// <summary>The worst price a market order takes: any for a buy, one tick for a sell.</summary>
    public static Price MarketLimit(Instrument instrument, Side side) => side == Side.Buy ? new Price(long.MaxValue) : instrument.TickSize;

    /// <summary>What <paramref name="quantity"/> would get, no part worse than <paramref name="limit"/>.</summary>
    public TakerPlan Plan(InstrumentBook book, Side side, Quantity quantity, Price limit)
    {
        var market = book.Market;
        var isBuy = side == Side.Buy;
        var baseRaw = isBuy ? market.TakerAskRaw : market.TakerBidRaw;
        if (baseRaw <= 0 || baseRaw == long.MaxValue || (isBuy ? baseRaw > limit.Raw : baseRaw < limit.Raw))
            return default;
        var tick = book.Instrument.TickSize.Raw;
        var room = (isBuy ? limit.Raw - baseRaw : baseRaw - limit.Raw) / tick;
        var direction = isBuy ? tick : -tick;
        var lot = book.Instrument.LotSize;
        if (!market.HasQuote)
        {
            room -= parameters.SlippageTicks;
            if (room < 0)
                return default;
            var typical = Math.Max(market.TypicalPrintRaw, lot.Raw);
            var fits = Least(quantity, ((Int128)room + 1) * typical - 1).RoundDownTo(lot);
            var ticks = parameters.SlippageTicks + fits.Raw / typical;
            return new TakerPlan(new TakerSlice(fits, Worse(baseRaw, ticks, direction)), default);
        }

        var first = new Quantity(Math.Min(quantity.Raw, market.DisplayedLeftRaw(isBuy))).RoundDownTo(lot);
        var level = Math.Max(Math.Max(isBuy ? market.AskSizeRaw : market.BidSizeRaw, market.TypicalPrintRaw), lot.Raw);
        var rest = Least(quantity - first, (Int128)room * level).RoundDownTo(lot);
        var deepest = (long)(((Int128)rest.Raw + level - 1) / level);
        return new TakerPlan(new TakerSlice(first, new Price(baseRaw)), new TakerSlice(rest, Worse(baseRaw, deepest, direction)));
    }

    /// <summary>Carries out a plan for an open order.</summary>
    public void Take(InstrumentBook book, SimulatedOrder order, in TakerPlan plan, string evidence, Timestamp time)
    {
        var displayed = plan.First.Quantity;
        if (displayed > Quantity.Zero)
        {
            var filled = desk.FillTaker(book, order, displayed, plan.First.Price, evidence, time);
            if (book.Market.HasQuote)
                book.Market.TakeDisplayed(order.IsBuy, filled.Raw);
        }

        if (plan.Second.Quantity > Quantity.Zero && order.IsOpen)
            desk.FillTaker(book, order, plan.Second.Quantity, plan.Second.Price, evidence, time);
    }

    /// <summary>A price that no longer fits is as good as infinite: nobody's balance covers it.</summary>
    private static Price Worse(long baseRaw, long ticks, long direction) =>
        new((long)Int128.Min(baseRaw + (Int128)ticks * direction, long.MaxValue));

    private static Quantity Least(Quantity quantity, Int128 bound) => bound < quantity.Raw ? new Quantity((long)bound) : quantity;
}
