using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>How packets became structure: every key of <see cref="StructureParameters"/> but the tick, which stands with each symbol.</summary>
public sealed record PassportStructure
{
    /// <summary>Swing rule.</summary>
    public required SwingMode SwingMode { get; init; }

    /// <summary>Fractal: packets before the candidate.</summary>
    public required int Left { get; init; }

    /// <summary>Fractal: packets after the candidate.</summary>
    public required int Right { get; init; }

    /// <summary>Zigzag: turn as a share of the extreme.</summary>
    public required long ZigzagPpm { get; init; }

    /// <summary>Zigzag: turn as thousandths of the average true range.</summary>
    public required long ZigzagAtrMilli { get; init; }

    /// <summary>Packets in the average true range.</summary>
    public required int AtrWindow { get; init; }

    /// <summary>What must pass a level.</summary>
    public required BreakMode BreakMode { get; init; }

    /// <summary>Ticks beyond the level.</summary>
    public required long BreakBufferTicks { get; init; }

    /// <summary>Level for a break against the trend.</summary>
    public required ChochLevel ChochLevel { get; init; }

    /// <summary>Moving or fixed range.</summary>
    public required RangeMode RangeMode { get; init; }

    /// <summary>Near border of the zone.</summary>
    public required long OteTopMilli { get; init; }

    /// <summary>Far border of the zone.</summary>
    public required long OteBottomMilli { get; init; }

    /// <summary>The sweet spot.</summary>
    public required long EntryMilli { get; init; }

    /// <summary>Targets beyond the extreme.</summary>
    public required IReadOnlyList<long> TpMilli { get; init; }

    /// <summary>Stop buffer as thousandths of the range.</summary>
    public required long SlBufferMilli { get; init; }

    /// <summary>Smallest stop buffer in ticks.</summary>
    public required long SlBufferTicks { get; init; }

    /// <summary>Smallest range as a share of the price.</summary>
    public required long MinRangePpm { get; init; }

    /// <summary>Packets a zone may wait.</summary>
    public required long TtlPackets { get; init; }

    /// <summary>Packets an entered zone may last.</summary>
    public required long HoldPackets { get; init; }

    /// <summary>Waiting zones per side.</summary>
    public required int MaxZonesPerSide { get; init; }

    /// <param name="parameters">Parameters.</param>
    public static PassportStructure From(StructureParameters parameters) => new()
    {
        SwingMode = parameters.SwingMode,
        Left = parameters.Left,
        Right = parameters.Right,
        ZigzagPpm = parameters.ZigzagPpm,
        ZigzagAtrMilli = parameters.ZigzagAtrMilli,
        AtrWindow = parameters.AtrWindow,
        BreakMode = parameters.BreakMode,
        BreakBufferTicks = parameters.BreakBufferTicks,
        ChochLevel = parameters.ChochLevel,
        RangeMode = parameters.RangeMode,
        OteTopMilli = parameters.OteTopMilli,
        OteBottomMilli = parameters.OteBottomMilli,
        EntryMilli = parameters.EntryMilli,
        TpMilli = [.. parameters.TpMilli],
        SlBufferMilli = parameters.SlBufferMilli,
        SlBufferTicks = parameters.SlBufferTicks,
        MinRangePpm = parameters.MinRangePpm,
        TtlPackets = parameters.TtlPackets,
        HoldPackets = parameters.HoldPackets,
        MaxZonesPerSide = parameters.MaxZonesPerSide,
    };
}
