using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Cli.Configuration;

/// <summary>What becomes of a waiting order when the model fails.</summary>
internal enum ModelErrorChoice
{
    /// <summary>It is cancelled.</summary>
    Cancel,

    /// <summary>It stays.</summary>
    Keep,
}

/// <summary>Under which probability the model pulls an order.</summary>
internal abstract record ThresholdConfiguration
{
    private ThresholdConfiguration()
    {
    }

    /// <summary>One value for every zone.</summary>
    /// <param name="Milli">The probability in thousandths.</param>
    public sealed record Fixed(long Milli) : ThresholdConfiguration;

    /// <summary>The zone's own break-even and an edge.</summary>
    /// <param name="EdgeMilli">How far above it, in thousandths.</param>
    public sealed record BreakEven(long EdgeMilli) : ThresholdConfiguration;

    /// <summary>What the model's passport says.</summary>
    public sealed record Passport : ThresholdConfiguration;
}

/// <summary>The trading plan of one symbol. Thousandths are "milli", parts per million "ppm".</summary>
internal sealed record StrategyConfiguration
{
    /// <summary>Distance to the entry at which price counts as near.</summary>
    public required long ApproachPpm { get; init; }

    /// <summary>The same as a share of the range.</summary>
    public required long ApproachRangeMilli { get; init; }

    /// <summary>Ask the model on trades too.</summary>
    public required bool EvaluatesOnTrades { get; init; }

    /// <summary>Shortest time between two evaluations on trades.</summary>
    public required Duration MinInterval { get; init; }

    /// <summary>Smallest move of the order.</summary>
    public required long RepriceTicks { get; init; }

    /// <summary>Shortest time between two moves.</summary>
    public required Duration RepriceMinInterval { get; init; }

    /// <summary>How long a target that has filled in part is left alone.</summary>
    public required Duration ReprotectDelay { get; init; }

    /// <summary>Packets without an entry after a stop, on that side.</summary>
    public required long CooldownAfterStop { get; init; }

    /// <summary>Under which probability the model pulls the order.</summary>
    public required ThresholdConfiguration Threshold { get; init; }

    /// <summary>When the model fails.</summary>
    public required ModelErrorChoice OnModelError { get; init; }

    /// <summary>Place a pulled order again.</summary>
    public required bool Rearms { get; init; }

    /// <summary>How much the probability must exceed the threshold for that.</summary>
    public required long HysteresisMilli { get; init; }

    /// <summary>Packets to wait for that.</summary>
    public required long CooldownPackets { get; init; }

    /// <summary>How often per zone.</summary>
    public required int MaxRearms { get; init; }

    /// <summary>Shares of the position that leave at each of the three targets; together 1000.</summary>
    public required IReadOnlyList<long> TargetSharesMilli { get; init; }

    /// <summary>Packets after which a position is closed at market.</summary>
    public required long HoldPackets { get; init; }

    /// <summary>Move the stop of the rest once the first target has filled.</summary>
    public required bool MovesStopToBreakEven { get; init; }

    /// <summary>How a position gets its target and stop.</summary>
    public required ProtectionKind Protection { get; init; }

    /// <summary>The nearest target with a share of the position, from 0.</summary>
    public int FirstTarget
    {
        get
        {
            var first = 0;
            while (TargetSharesMilli[first] == 0)
                first++;
            return first;
        }
    }

    /// <summary>The targets beyond the first that have a share of the position.</summary>
    public IReadOnlyList<TargetShare> FurtherTargets =>
        [.. TargetSharesMilli.Select(static (milli, index) => new TargetShare(index, milli * 1_000)).Skip(FirstTarget + 1).Where(static target => target.SharePpm > 0)];
}
