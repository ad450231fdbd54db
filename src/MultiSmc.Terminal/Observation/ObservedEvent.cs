using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>What was seen.</summary>
internal enum ObservedKind : byte
{
    /// <summary>The exchange's word, as the kernel was given it: a <see cref="Engine.VenueEvent"/>.</summary>
    Venue,

    /// <summary>A command, as the kernel was given it.</summary>
    Command,

    /// <summary>A request to the exchange.</summary>
    Submit,

    /// <summary>A closed packet, with the equity at its close.</summary>
    Packet,

    /// <summary>An event of the structure.</summary>
    Structure,

    /// <summary>A zone after a change.</summary>
    Zone,

    /// <summary>Data was lost before this trade.</summary>
    SegmentBroken,

    /// <summary>An execution of ours.</summary>
    Filled,

    /// <summary>A step of the strategy.</summary>
    Trace,

    /// <summary>An alert.</summary>
    Alert,

    /// <summary>What came of a command.</summary>
    CommandResult,

    /// <summary>Entries were locked or unlocked.</summary>
    Locks,

    /// <summary>A trade of a market that is followed; before the packets that it closes.</summary>
    MarketTrade,

    /// <summary>Trades of a market that is followed found no room here.</summary>
    TradesMissed,

    /// <summary>What came here was dropped: the reader was too far behind. <see cref="ObservedEvent.Payload"/> is how many inputs.</summary>
    Lost,
}

/// <summary>One thing seen of a kernel, copied: a place of <see cref="ObservedRing"/>, written over again and again.</summary>
internal struct ObservedEvent
{
    public ObservedKind Kind;

    public InstrumentId Instrument;

    /// <summary>The kernel's time.</summary>
    public Timestamp Time;

    /// <summary>From the input's receipt to the end of its effects, in ns; −1 where that was not measured.</summary>
    public long ElapsedNs;

    /// <summary>From the exchange's time of the input's trade to its receipt, in ns; 0 where <see cref="ElapsedNs"/> was not measured or it is no trade.</summary>
    public long LagNs;

    /// <summary>Number of the input.</summary>
    public long Sequence;

    public object? Payload;

    public Money Equity;

    public Packet Packet;

    public StructureEvent Structure;

    public Zone Zone;

    public LabelTrade Trade;
}
