using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>The last accepted trade before a day: all that the day's packets need to know of the past, VPIN aside.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TimeNs">Its time as accepted, in ns since the epoch.</param>
/// <param name="Price">Its price in canonical units.</param>
/// <param name="Aggressor">Who took.</param>
public readonly record struct TradeSeam(long Id, long TimeNs, long Price, AggressorSide Aggressor);

/// <summary>What a builder's first accepted trade met.</summary>
internal enum SeamStep
{
    /// <summary>No trade was accepted yet.</summary>
    None,

    /// <summary>Nothing: the very first trade.</summary>
    Start,

    /// <summary>A trade of the same segment and UTC day.</summary>
    SameDay,

    /// <summary>A trade of the same segment and another UTC day.</summary>
    NewDay,

    /// <summary>A segment that ended.</summary>
    Break,
}
