using MultiSmc.Core;

namespace MultiSmc.Strategy;

/// <summary>What becomes of an order when the model fails.</summary>
public enum OnModelError
{
    /// <summary>It is cancelled: no judgement, no risk.</summary>
    Cancel,

    /// <summary>It stays.</summary>
    Keep,
}

/// <summary>Where the threshold for keeping an order comes from.</summary>
public enum ThresholdKind
{
    /// <summary>A fixed probability.</summary>
    Fixed,

    /// <summary>The zone's own break-even probability and an edge.</summary>
    BreakEven,
}

/// <summary>How a position gets its target and stop.</summary>
public enum ProtectionKind
{
    /// <summary>An OCO is sent as fills come.</summary>
    Oco,

    /// <summary>Target and stop go to the exchange with the entry; they work once it is completely filled.</summary>
    Otoco,

    /// <summary>The same, sized by the exchange from what the entry received.</summary>
    Opoco,
}

/// <summary>A part of a position with a target of its own.</summary>
/// <param name="TpIndex">Which of the zone's three targets, 0 to 2.</param>
/// <param name="SharePpm">Part of the position.</param>
public readonly record struct TargetShare(int TpIndex, long SharePpm);

/// <summary>The trading plan of one instrument. Probabilities are fractions in [0, 1].</summary>
public sealed record StrategyParameters
{
    /// <summary>Distance to the entry, as a share of the price, at which the order flow is judged.</summary>
    public long ApproachPpm { get; init; } = 10_000;

    /// <summary>The same as thousandths of the dealing range: the nearer of both counts.</summary>
    public long ApproachRangeMilli { get; init; } = 1_000;

    /// <summary>Judge on trades too, not only at a packet's close.</summary>
    public bool EvaluateOnTrades { get; init; } = true;

    /// <summary>Shortest time between two judgements on trades.</summary>
    public Duration MinInterval { get; init; } = Duration.FromMilliseconds(250);

    /// <summary>The order follows its zone when the entry has moved by this many ticks.</summary>
    public long RepriceTicks { get; init; } = 1;

    /// <summary>Shortest time between two moves of the order.</summary>
    public Duration RepriceMinInterval { get; init; } = Duration.FromSeconds(1);

    /// <summary>Packets without a new entry after a stop-out.</summary>
    public long CooldownAfterStop { get; init; } = 20;

    /// <summary>What becomes of an order when the model fails.</summary>
    public OnModelError OnModelError { get; init; } = OnModelError.Cancel;

    /// <summary>Source of the threshold.</summary>
    public ThresholdKind ThresholdKind { get; init; } = ThresholdKind.Fixed;

    /// <summary>The fixed threshold.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Added to the break-even probability.</summary>
    public double ThresholdEdge { get; init; } = 0.03;

    /// <summary>Place a pulled order again when the model recovers.</summary>
    public bool IsRearmOn { get; init; }

    /// <summary>How far above the threshold the model must recover.</summary>
    public double Hysteresis { get; init; } = 0.05;

    /// <summary>Packets from the cancel to the earliest re-arm.</summary>
    public long CooldownPackets { get; init; } = 5;

    /// <summary>Most re-arms of one zone.</summary>
    public int MaxRearms { get; init; } = 2;

    /// <summary>Which of the zone's three targets, 0 to 2: that of the whole position, or of its first part. Break-even is judged by it.</summary>
    public int TpIndex { get; init; }

    /// <summary>Further parts of the position with targets of their own, nearest first; what they leave goes to <see cref="TpIndex"/>. Empty for one target.</summary>
    public IReadOnlyList<TargetShare> FurtherTargets { get; init; } = [];

    /// <summary>Once the first target has filled, the stop of the rest moves to where the trade costs nothing.</summary>
    public bool IsBreakEvenMoveOn { get; init; }

    /// <summary>How a position gets its target and stop. With a list sent with the entry there is one target.</summary>
    public ProtectionKind Protection { get; init; }

    /// <summary>Packets from the fill to the time exit.</summary>
    public long HoldPackets { get; init; } = 4_000;

    /// <summary>How long a target that has filled in part is left to fill before what is left gets a target and a stop anew; the bot watches the stop meanwhile.</summary>
    public Duration ReprotectDelay { get; init; } = Duration.FromSeconds(2);

    /// <summary>How often a refused entry is tried again, one packet apart.</summary>
    public int MaxPlaceRetries { get; init; } = 3;

    /// <summary>Expected commission of a resting order.</summary>
    public long MakerFeePpm { get; init; } = 1_000;

    /// <summary>Expected commission of a taking order.</summary>
    public long TakerFeePpm { get; init; } = 1_000;

    /// <summary>Ticks a stop is expected to slip, for the break-even.</summary>
    public long StopSlippageTicks { get; init; } = 1;
}
