namespace MultiSmc.Structure;

/// <summary>What the detector saw.</summary>
public enum StructureEventKind : byte
{
    /// <summary>A swing high is confirmed.</summary>
    SwingHigh,

    /// <summary>A swing low is confirmed.</summary>
    SwingLow,

    /// <summary>Break of structure upward.</summary>
    BosBull,

    /// <summary>Break of structure downward.</summary>
    BosBear,

    /// <summary>Change of character upward.</summary>
    ChochBull,

    /// <summary>Change of character downward.</summary>
    ChochBear,

    /// <summary>A zone is born.</summary>
    ZoneCreated,

    /// <summary>A break that made no zone.</summary>
    ZoneRejected,

    /// <summary>A pending zone followed a new extreme.</summary>
    ZoneExtended,

    /// <summary>Price reached the near border.</summary>
    ZoneTouched,

    /// <summary>Price passed the entry.</summary>
    ZoneEntered,

    /// <summary>Price passed the origin.</summary>
    ZoneInvalidated,

    /// <summary>Price passed the first target.</summary>
    ZoneCompleted,

    /// <summary>Waited too long.</summary>
    ZoneExpired,

    /// <summary>Ended by an opposite break or a segment break.</summary>
    ZoneCancelled,

    /// <summary>Replaced by a newer zone.</summary>
    ZoneSuperseded,

    /// <summary>Held too long.</summary>
    ZoneTimedOut,
}

/// <summary>Swing against the one before of its kind.</summary>
public enum SwingLabel : byte
{
    /// <summary>First of its kind.</summary>
    None,

    /// <summary>Higher high.</summary>
    HigherHigh,

    /// <summary>Lower high.</summary>
    LowerHigh,

    /// <summary>Equal high.</summary>
    EqualHigh,

    /// <summary>Lower low.</summary>
    LowerLow,

    /// <summary>Higher low.</summary>
    HigherLow,

    /// <summary>Equal low.</summary>
    EqualLow,
}

/// <summary>Why a zone was rejected or cancelled.</summary>
public enum StructureReason : byte
{
    /// <summary>No reason applies.</summary>
    None,

    /// <summary>The range is zero or under the minimum.</summary>
    RangeTooSmall,

    /// <summary>The break closed inside the zone already.</summary>
    PriceInside,

    /// <summary>A break of the other direction.</summary>
    OppositeBreak,

    /// <summary>Data was lost.</summary>
    Segment,
}

/// <summary>One event of the detector. Fields that do not apply are −1, 0 or None.</summary>
public readonly record struct StructureEvent
{
    /// <summary>Packet at which it became known.</summary>
    public required long Packet { get; init; }

    /// <summary>What.</summary>
    public required StructureEventKind Kind { get; init; }

    /// <summary>Zone, or −1.</summary>
    public int ZoneId { get; init; }

    /// <summary>Direction of the zone or the break.</summary>
    public Direction Side { get; init; }

    /// <summary>For breaks and zones, zone_rejected too: the break behind it.</summary>
    public BreakKind BreakKind { get; init; }

    /// <summary>Packet of the swing or of the broken level, or −1.</summary>
    public long Index { get; init; }

    /// <summary>Price of the swing or of the broken level.</summary>
    public long Price { get; init; }

    /// <summary>Swing label.</summary>
    public SwingLabel Label { get; init; }

    /// <summary>The swing replaces the one before of its kind.</summary>
    public bool IsReplacement { get; init; }

    /// <summary>After creation or extension: the extreme.</summary>
    public long Ext { get; init; }

    /// <summary>After creation or extension: the sweet spot.</summary>
    public long Entry { get; init; }

    /// <summary>After creation or extension: the stop.</summary>
    public long Sl { get; init; }

    /// <summary>Why.</summary>
    public StructureReason Reason { get; init; }

    /// <summary>For zone_superseded: the zone that replaces it, or −1.</summary>
    public int By { get; init; }
}
