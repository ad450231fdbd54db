using MultiSmc.Core;

namespace MultiSmc.Learning;

/// <summary>When a resting order counts as filled by the tape.</summary>
public enum FillRule
{
    /// <summary>By a trade beyond its price: conservative.</summary>
    Through,

    /// <summary>Also by a trade at its price whose aggressor met it.</summary>
    Touch,
}

/// <summary>How zones become labels. Prices are in canonical units, fees and shares in parts per million.</summary>
public sealed record LabelParameters
{
    /// <summary>When an order fills.</summary>
    public FillRule FillRule { get; init; } = FillRule.Through;

    /// <summary>From a decision until it is in force at the exchange.</summary>
    public Duration Latency { get; init; }

    /// <summary>Packets after the fill's packet until the position is closed, not negative.</summary>
    public long HoldPackets { get; init; } = 4000;

    /// <summary>Which target of the zone, 0 to 2.</summary>
    public int TpIndex { get; init; }

    /// <summary>Maker fee.</summary>
    public long MakerFeePpm { get; init; } = 1000;

    /// <summary>Taker fee.</summary>
    public long TakerFeePpm { get; init; } = 1000;

    /// <summary>How far a stop or a timed exit slips.</summary>
    public long StopSlippageTicks { get; init; }

    /// <summary>Tick size in canonical price units, at least 1.</summary>
    public long Tick { get; init; } = 1;

    /// <summary>Approach: the largest distance from the entry, as a share of the price.</summary>
    public long ApproachPpm { get; init; } = 10_000;

    /// <summary>Approach: the largest distance from the entry, in thousandths of the range.</summary>
    public long ApproachRangeMilli { get; init; } = 1000;
}
