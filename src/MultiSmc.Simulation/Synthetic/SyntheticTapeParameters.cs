using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What a synthetic tape looks like. The same parameters give the same trades on every machine.</summary>
public sealed record SyntheticTapeParameters
{
    /// <summary>The generator's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of trades; not negative.</summary>
    public required long TradeCount { get; init; }

    /// <summary>Not after the first trade.</summary>
    public required Timestamp StartTime { get; init; }

    /// <summary>Price around which the tape starts; above 100 ticks.</summary>
    public required Price StartPrice { get; init; }

    /// <summary>Id of the first trade.</summary>
    public long FirstTradeId { get; init; } = 1;

    /// <summary>Mean time between trades; above zero. The default makes about 200,000 trades a day.</summary>
    public Duration MeanGap { get; init; } = Duration.FromMilliseconds(432);

    /// <summary>Root mean square move of 200,000 trades by noise alone (swings come on top), in millionths of the price; 0 to 200,000.</summary>
    public int VolatilityPpm { get; init; } = 15_000;

    /// <summary>Height of the largest swing in millionths of the price; 0 to 100,000. Swings are uniform between a seventh of it and it.</summary>
    public int SwingMaxPpm { get; init; } = 14_000;

    /// <summary>
    /// Strength of a planted order-flow edge: how far a hidden pressure of either side drives the price in 1,000 trades, in millionths of it; 0 to
    /// 200,000. Aggressors lean to the pressing side, so that the flow lately seen tells of it; it turns every 2,000 trades or so, by a fair coin.
    /// 0: none.
    /// </summary>
    public int EdgePpm { get; init; }

    /// <summary>Typical quote amount of a trade of the larger kind; above zero.</summary>
    public Money TypicalNotional { get; init; } = new(600 * FixedPoint.Scale);

    internal void Validate(Instrument instrument)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(TradeCount);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StartPrice.Raw / 100, instrument.TickSize.Raw, nameof(StartPrice));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MeanGap.Nanoseconds, nameof(MeanGap));
        ArgumentOutOfRangeException.ThrowIfNegative(VolatilityPpm);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(VolatilityPpm, 200_000);
        ArgumentOutOfRangeException.ThrowIfNegative(SwingMaxPpm);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SwingMaxPpm, 100_000);
        ArgumentOutOfRangeException.ThrowIfNegative(EdgePpm);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(EdgePpm, 200_000);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TypicalNotional.Raw, nameof(TypicalNotional));
    }
}
