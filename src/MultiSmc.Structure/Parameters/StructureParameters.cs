namespace MultiSmc.Structure;

/// <summary>How swings are found.</summary>
public enum SwingMode
{
    /// <summary>A high above its neighbours left and right.</summary>
    Fractal,

    /// <summary>A turn by a share of the price.</summary>
    ZigzagPpm,

    /// <summary>A turn by a multiple of the average true range.</summary>
    ZigzagAtr,
}

/// <summary>What must pass a level to break it.</summary>
public enum BreakMode
{
    /// <summary>The close.</summary>
    Close,

    /// <summary>The high or low.</summary>
    Wick,
}

/// <summary>Which level judges a break against the trend.</summary>
public enum ChochLevel
{
    /// <summary>The latest swing.</summary>
    LastSwing,

    /// <summary>The origin of the leg that made the last break in the trend.</summary>
    Protected,
}

/// <summary>Whether a waiting zone follows a new extreme.</summary>
public enum RangeMode
{
    /// <summary>While pending, a further extreme moves the range and its levels.</summary>
    Trailing,

    /// <summary>Fixed at the break.</summary>
    Frozen,
}

/// <summary>How packets become structure. Thousandths are "milli", parts per million "ppm".</summary>
public sealed record StructureParameters
{
    /// <summary>Swing rule.</summary>
    public SwingMode SwingMode { get; init; } = SwingMode.Fractal;

    /// <summary>Fractal: packets before the candidate, at least 1.</summary>
    public int Left { get; init; } = 50;

    /// <summary>Fractal: packets after the candidate, at least 1.</summary>
    public int Right { get; init; } = 50;

    /// <summary>Zigzag: turn as a share of the extreme.</summary>
    public long ZigzagPpm { get; init; } = 5000;

    /// <summary>Zigzag: turn as thousandths of the average true range.</summary>
    public long ZigzagAtrMilli { get; init; } = 2000;

    /// <summary>Packets in the average true range.</summary>
    public int AtrWindow { get; init; } = 20;

    /// <summary>What must pass a level.</summary>
    public BreakMode BreakMode { get; init; } = BreakMode.Close;

    /// <summary>Ticks beyond the level.</summary>
    public long BreakBufferTicks { get; init; }

    /// <summary>Level for a break against the trend.</summary>
    public ChochLevel ChochLevel { get; init; } = ChochLevel.LastSwing;

    /// <summary>Moving or fixed range.</summary>
    public RangeMode RangeMode { get; init; } = RangeMode.Trailing;

    /// <summary>Near border of the zone.</summary>
    public long OteTopMilli { get; init; } = 618;

    /// <summary>Far border of the zone.</summary>
    public long OteBottomMilli { get; init; } = 790;

    /// <summary>The sweet spot.</summary>
    public long EntryMilli { get; init; } = 705;

    /// <summary>Targets beyond the extreme (0 = the extreme itself): three of them.</summary>
    public IReadOnlyList<long> TpMilli { get; init; } = [0, 270, 620];

    /// <summary>Stop buffer as thousandths of the range.</summary>
    public long SlBufferMilli { get; init; } = 50;

    /// <summary>Smallest stop buffer in ticks.</summary>
    public long SlBufferTicks { get; init; } = 1;

    /// <summary>Smallest range as a share of the price.</summary>
    public long MinRangePpm { get; init; } = 4000;

    /// <summary>Packets a zone may wait.</summary>
    public long TtlPackets { get; init; } = 2000;

    /// <summary>Packets an entered zone may last.</summary>
    public long HoldPackets { get; init; } = 4000;

    /// <summary>Waiting zones per side, at least 1.</summary>
    public int MaxZonesPerSide { get; init; } = 1;

    /// <summary>Tick size in canonical price units, at least 1.</summary>
    public long Tick { get; init; } = 1;
}
