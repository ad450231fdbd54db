using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>What the size of an entry depends on. Integers are in the instrument's canonical units (price 10^-pd, quantity 10^-qd, quote
/// 10^-(pd+qd)).</summary>
public readonly record struct SizingInputs
{
    /// <summary>Direction of the trade.</summary>
    public required Direction Side { get; init; }

    /// <summary>Limit price of the entry, above zero.</summary>
    public required long Entry { get; init; }

    /// <summary>Stop price, beyond the entry.</summary>
    public required long Sl { get; init; }

    /// <summary>What the account is worth, in quote units.</summary>
    public required long Equity { get; init; }

    /// <summary>What can be spent, in quote units.</summary>
    public required long Free { get; init; }

    /// <summary>Share of the equity that a stop-out may cost, in parts per million.</summary>
    public long RiskPpm { get; init; }

    /// <summary>Largest price × quantity as a share of the equity, in parts per million.</summary>
    public long MaxNotionalPpm { get; init; }

    /// <summary>Maker fee in parts per million.</summary>
    public long MakerPpm { get; init; }

    /// <summary>Taker fee in parts per million.</summary>
    public long TakerPpm { get; init; }

    /// <summary>Quantity step, at least 1.</summary>
    public required long Step { get; init; }

    /// <summary>Smallest quantity.</summary>
    public long MinQuantity { get; init; }

    /// <summary>Largest quantity; zero switches the rule off, as on the exchange.</summary>
    public long MaxQuantity { get; init; }

    /// <summary>Smallest price × quantity, in quote units.</summary>
    public long MinNotional { get; init; }
}

/// <summary>What held the size down.</summary>
public enum SizingLimit : byte
{
    /// <summary>The risk per trade.</summary>
    Risk,

    /// <summary>The largest share of the equity in one trade.</summary>
    MaxNotional,

    /// <summary>The free balance.</summary>
    FreeBalance,

    /// <summary>The exchange's largest quantity.</summary>
    MaxQuantity,
}

/// <summary>Why there is no trade.</summary>
public enum SizingReason : byte
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>The entry is not above zero, or the stop is not on its losing side.</summary>
    StopNotBeyondEntry,

    /// <summary>The account is worth nothing.</summary>
    NoEquity,

    /// <summary>Nothing can be spent.</summary>
    NoFreeBalance,

    /// <summary>Less than one step of quantity.</summary>
    BelowStep,

    /// <summary>Under the exchange's smallest quantity.</summary>
    BelowMinQuantity,

    /// <summary>Under the exchange's smallest notional.</summary>
    BelowMinNotional,
}

/// <summary>Size of an entry, or why there is none.</summary>
/// <param name="Quantity">In canonical units, a multiple of the step; zero means no trade.</param>
/// <param name="BoundBy">The limit that held the size down (the first of equals), also when nothing is left.</param>
/// <param name="Reason">Why it is zero.</param>
public readonly record struct SizingResult(long Quantity, SizingLimit BoundBy, SizingReason Reason)
{
    /// <summary>There is a trade.</summary>
    public bool IsTrade => Quantity > 0;
}

/// <summary>Fixed-risk position size: a stop-out, fees included, costs at most a given share of the equity. All in integers, rounded against the
/// trade.</summary>
public static class PositionSizing
{
    private const long Million = 1_000_000;

    /// <summary>Computes the size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is under 1, or a share or fee is negative.</exception>
    public static SizingResult Compute(in SizingInputs inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs.Step, 1, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfNegative(inputs.RiskPpm, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfNegative(inputs.MaxNotionalPpm, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfNegative(inputs.MakerPpm, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfNegative(inputs.TakerPpm, nameof(inputs));
        var loss = (Int128)(int)inputs.Side * ((Int128)inputs.Entry - inputs.Sl);
        if (inputs.Entry <= 0 || loss <= 0)
            return new SizingResult(0, SizingLimit.Risk, SizingReason.StopNotBeyondEntry);
        if (inputs.Equity <= 0)
            return new SizingResult(0, SizingLimit.Risk, SizingReason.NoEquity);
        if (inputs.Free <= 0)
            return new SizingResult(0, SizingLimit.FreeBalance, SizingReason.NoFreeBalance);

        var unit = loss * Million + (Int128)inputs.Entry * inputs.MakerPpm + (Int128)inputs.Sl * inputs.TakerPpm;
        var quantity = (Int128)inputs.Equity * inputs.RiskPpm / unit;
        var bound = SizingLimit.Risk;
        Cap(ref quantity, ref bound, (Int128)inputs.Equity * inputs.MaxNotionalPpm / ((Int128)inputs.Entry * Million), SizingLimit.MaxNotional);
        var affordable = (Int128)inputs.Free * Million / ((Int128)inputs.Entry * (Million + inputs.MakerPpm));
        Cap(ref quantity, ref bound, affordable, SizingLimit.FreeBalance);
        if (inputs.MaxQuantity > 0)
            Cap(ref quantity, ref bound, inputs.MaxQuantity, SizingLimit.MaxQuantity);
        quantity = quantity / inputs.Step * inputs.Step;

        var reason = quantity == 0 ? SizingReason.BelowStep
            : quantity < inputs.MinQuantity ? SizingReason.BelowMinQuantity
            : quantity * inputs.Entry < inputs.MinNotional ? SizingReason.BelowMinNotional
            : SizingReason.None;
        // The free balance caps the quantity at free / entry, so that it always fits in 64 bits.
        return new SizingResult(reason == SizingReason.None ? (long)quantity : 0, bound, reason);
    }

    /// <summary>What can be sold again of a filled quantity after a commission taken in the base asset, rounded down to the step.</summary>
    /// <param name="filled">Filled quantity in canonical units, not negative.</param>
    /// <param name="feePpm">Commission in parts per million of the quantity; zero when it is taken in another asset.</param>
    /// <param name="step">Quantity step in canonical units, at least 1.</param>
    public static long ExitQuantity(long filled, long feePpm, long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(filled);
        ArgumentOutOfRangeException.ThrowIfNegative(feePpm);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(feePpm, Million);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var net = (long)((Int128)filled * (Million - feePpm) / Million);
        return net / step * step;
    }

    private static void Cap(ref Int128 quantity, ref SizingLimit bound, Int128 most, SizingLimit limit)
    {
        if (most >= quantity)
            return;
        quantity = most;
        bound = limit;
    }
}
