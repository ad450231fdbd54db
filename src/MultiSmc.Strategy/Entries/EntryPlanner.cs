using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>An entry as it could be placed now, or why not.</summary>
/// <param name="Levels">Prices.</param>
/// <param name="Quantity">Size; zero when there is none.</param>
/// <param name="BreakEven">Win probability at which the trade costs nothing.</param>
/// <param name="Skip">Stable name of the reason for no entry; empty when there is one.</param>
/// <param name="IsFinal">The reason won't go away while the zone lives.</param>
internal readonly record struct EntryPlan(EntryLevels Levels, Quantity Quantity, double BreakEven, string Skip, bool IsFinal)
{
    /// <summary>What the risk gate counts for it.</summary>
    public Commitment Commitment { get; init; }
}

/// <summary>Size, costs and limits of an entry at a zone's sweet spot.</summary>
internal sealed class EntryPlanner(StrategyContext context, StrategyParameters parameters)
{
    private readonly int _quoteDecimals = context.PriceUnits.Decimals + context.QuantityUnits.Decimals;

    /// <summary>Plans the entry of a long zone with the account as it is now.</summary>
    public EntryPlan Plan(in Zone zone)
    {
        var levels = EntryLevels.Of(in zone, parameters.TpIndex, context.PriceUnits);
        var tick = context.Instrument.TickUnits;
        var breakEven = BreakEven.Compute(new TradeGeometry
        {
            Side = Direction.Long,
            Entry = zone.Entry,
            Tp = zone.Tp(parameters.TpIndex),
            Sl = zone.Sl,
            MakerPpm = parameters.MakerFeePpm,
            TakerPpm = parameters.TakerFeePpm,
            StopSlippageTicks = parameters.StopSlippageTicks,
            Tick = tick,
        });
        if (!breakEven.IsReachable)
            return new EntryPlan(levels, Quantity.Zero, double.PositiveInfinity, "costs-exceed-target", true);

        var limits = context.Risk.Limits;
        var equity = context.Portfolio.Equity();
        var size = PositionSizing.Compute(new SizingInputs
        {
            Side = Direction.Long,
            Entry = zone.Entry,
            Sl = zone.Sl,
            Equity = ToQuoteUnits(equity),
            Free = ToQuoteUnits(context.AvailableQuote),
            RiskPpm = context.Risk.RiskPpmLeft(equity),
            MaxNotionalPpm = limits.MaxNotionalPpm,
            MakerPpm = parameters.MakerFeePpm,
            TakerPpm = parameters.TakerFeePpm,
            Step = context.Instrument.LotUnits,
            MinQuantity = context.QuantityUnits.FloorToUnits(context.Instrument.MinQuantity.Raw),
            MaxQuantity = context.QuantityUnits.FloorToUnits(context.Instrument.MaxQuantity.Raw),
            MinNotional = ToQuoteUnits(context.Instrument.MinNotional),
        });
        var quantity = new Quantity(context.QuantityUnits.ToRaw(size.Quantity));
        var commitment = new Commitment(levels.Entry.Notional(quantity), RiskOf(in levels, quantity));
        var skip = size.IsTrade ? VerdictOf(levels, quantity, commitment, equity) : NameOf(size.Reason);
        return new EntryPlan(levels, skip.Length == 0 ? quantity : Quantity.Zero, breakEven.Probability, skip, false) { Commitment = commitment };
    }

    /// <summary>What is lost at the stop, expected costs included.</summary>
    public Money RiskOf(in EntryLevels levels, Quantity quantity)
    {
        var paid = levels.Entry.Notional(quantity);
        var received = levels.Stop.Notional(quantity);
        return paid - received + paid.ShareFloor(parameters.MakerFeePpm) + received.ShareFloor(parameters.TakerFeePpm);
    }

    /// <summary>What can be sold again when the entry's commission comes out of the base asset.</summary>
    public Quantity ExitQuantity(Quantity bought) => new(context.QuantityUnits.ToRaw(PositionSizing.ExitQuantity(
        context.QuantityUnits.FloorToUnits(bought.Raw), parameters.MakerFeePpm, context.Instrument.LotUnits)));

    /// <summary>Lowest price, on the tick, at which a sale pays for the entry and both commissions.</summary>
    public Price CostFreeExit(Price entry)
    {
        var paid = (Int128)entry.Raw * (1_000_000 + parameters.MakerFeePpm);
        var kept = 1_000_000 - parameters.TakerFeePpm;
        var tick = context.Instrument.TickSize.Raw;
        var price = (paid + kept - 1) / kept;
        return new Price((long)((price + tick - 1) / tick * tick));
    }

    private string VerdictOf(in EntryLevels levels, Quantity quantity, Commitment commitment, Money equity)
    {
        // What a commission in base leaves must still be enough to rest as a stop, or the position could not be protected.
        var exit = ExitQuantity(quantity);
        if (exit.Raw == 0 || context.Instrument.CheckLimit(levels.Stop, exit) != FilterVerdict.Passes)
            return "exit-below-minimum";
        if (IsTooFar(levels.Entry))
            return "price-collar";
        // An entry needs room for its exits too, and leaves that which others will need: what is bought must be protected.
        var exits = OrderPlaces.Oco.Times(1 + (parameters.Protection == ProtectionKind.Oco ? parameters.FurtherTargets.Count : 0));
        if (context.FullFor(new OrderPlaces(1, 0, 0) + exits, exits).Length > 0)
            return "max-open-orders";
        return context.Risk.Judge(context.Instrument.Id, commitment, equity, context.Now) switch
        {
            RiskVerdict.Allowed => "",
            RiskVerdict.DailyLoss => "daily-loss",
            RiskVerdict.Drawdown => "drawdown",
            RiskVerdict.MaxPositions => "max-positions",
            RiskVerdict.MaxPositionsPerSymbol => "max-positions-per-symbol",
            RiskVerdict.Exposure => "exposure",
            RiskVerdict.TotalRisk => "total-risk",
            _ => "order-rate",
        };
    }

    private bool IsTooFar(Price entry)
    {
        var last = context.Portfolio.MarkOf(context.Instrument.Id);
        return context.Risk.Limits.PriceCollarPpm > 0
            && (Int128)(last.Raw - entry.Raw) * 1_000_000 > (Int128)last.Raw * context.Risk.Limits.PriceCollarPpm;
    }

    private long ToQuoteUnits(Money money)
    {
        var shift = _quoteDecimals - FixedPoint.Decimals;
        return shift >= 0
            ? checked(money.Raw * FixedPoint.PowersOfTen[shift])
            : money.Raw / FixedPoint.PowersOfTen[-shift];
    }

    private static string NameOf(SizingReason reason) => reason switch
    {
        SizingReason.NoEquity => "no-equity",
        SizingReason.NoFreeBalance => "no-free-balance",
        SizingReason.StopNotBeyondEntry => "stop-not-beyond-entry",
        SizingReason.BelowStep => "below-step",
        SizingReason.BelowMinQuantity => "below-min-quantity",
        _ => "below-min-notional",
    };
}
