namespace MultiSmc.Structure;

/// <summary>Direction of a structure: shorts serve the charts, the trend and research; spot trades longs only.</summary>
public enum Direction : sbyte
{
    /// <summary>None yet.</summary>
    None = 0,

    /// <summary>Up.</summary>
    Long = 1,

    /// <summary>Down.</summary>
    Short = -1,
}

internal static class DirectionExtensions
{
    public static Direction Opposite(this Direction side) => (Direction)(-(int)side);
}

/// <summary>Kind of a break.</summary>
public enum BreakKind : byte
{
    /// <summary>Break of structure: with the trend.</summary>
    Bos,

    /// <summary>Change of character: against the trend.</summary>
    Choch,
}

/// <summary>Life of a zone.</summary>
public enum ZoneState : byte
{
    /// <summary>Price has not come back yet.</summary>
    Pending,

    /// <summary>Price reached the near border.</summary>
    Touched,

    /// <summary>Price passed the entry.</summary>
    Entered,

    /// <summary>Price passed the origin.</summary>
    Invalidated,

    /// <summary>Price passed the first target after the entry.</summary>
    Completed,

    /// <summary>Entered and held too long.</summary>
    TimedOut,

    /// <summary>Waited too long.</summary>
    Expired,

    /// <summary>Ended by an opposite break or a segment break.</summary>
    Cancelled,

    /// <summary>Replaced by a newer zone of its side.</summary>
    Superseded,
}

/// <summary>An OTE zone with its dealing range and levels; prices in canonical units, packet indices count from the start of the run, −1 = never.</summary>
public record struct Zone
{
    /// <summary>Ordinal from 0.</summary>
    public int Id;

    /// <summary>Direction.</summary>
    public Direction Side;

    /// <summary>The break that made it.</summary>
    public BreakKind Kind;

    /// <summary>Where it stands in its life.</summary>
    public ZoneState State;

    /// <summary>Times its levels have moved.</summary>
    public int Version;

    /// <summary>Packet of the broken level.</summary>
    public long BrokenIndex;

    /// <summary>Price of the broken level.</summary>
    public long BrokenPrice;

    /// <summary>Packet whose close created it.</summary>
    public long Created;

    /// <summary>Packet of the leg's origin.</summary>
    public long OriginIndex;

    /// <summary>Where the leg began (100 %).</summary>
    public long Origin;

    /// <summary>Packet of the leg's extreme.</summary>
    public long ExtIndex;

    /// <summary>The leg's extreme (0 %).</summary>
    public long Ext;

    /// <summary>Packet that touched it.</summary>
    public long TouchedAt;

    /// <summary>Packet that entered it.</summary>
    public long EnteredAt;

    /// <summary>Packet that ended it.</summary>
    public long EndedAt;

    /// <summary>The worst price since the extreme: min (long) of the close of ext's packet and the lows after it.</summary>
    public long Adverse;

    /// <summary>Near border.</summary>
    public long Top;

    /// <summary>Sweet spot.</summary>
    public long Entry;

    /// <summary>Far border.</summary>
    public long Bottom;

    /// <summary>Equilibrium.</summary>
    public long Eq;

    /// <summary>Structural stop.</summary>
    public long Sl;

    /// <summary>First target.</summary>
    public long Tp1;

    /// <summary>Second target.</summary>
    public long Tp2;

    /// <summary>Third target.</summary>
    public long Tp3;

    /// <summary>Height of the dealing range.</summary>
    public readonly long Range => Math.Abs(Ext - Origin);

    /// <summary>Pending, touched or entered.</summary>
    public readonly bool IsLive => State <= ZoneState.Entered;

    /// <summary>Pending or touched: an order for it may wait.</summary>
    public readonly bool IsWaiting => State <= ZoneState.Touched;

    /// <summary>Target by number, 0 to 2.</summary>
    public readonly long Tp(int index) => index switch
    {
        0 => Tp1,
        1 => Tp2,
        2 => Tp3,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "targets are numbered 0 to 2"),
    };
}
