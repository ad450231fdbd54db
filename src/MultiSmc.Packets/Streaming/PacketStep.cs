using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>What became of a trade that was handed to a builder.</summary>
public enum TradeAcceptance : byte
{
    /// <summary>Counted.</summary>
    Accepted,

    /// <summary>Price or quantity not above zero, or not a whole number of the instrument's units, or too large to count exactly: dropped.</summary>
    Invalid,

    /// <summary>Id not above the last accepted one: dropped.</summary>
    DuplicateOrLate,
}

/// <summary>Outcome of one trade: valid until the builder's next call.</summary>
public readonly ref struct PacketStep
{
    /// <summary>Makes an outcome.</summary>
    public PacketStep(TradeAcceptance acceptance, bool isSegmentBreak, ReadOnlySpan<Packet> closed)
    {
        Acceptance = acceptance;
        IsSegmentBreak = isSegmentBreak;
        Closed = closed;
    }

    /// <summary>Whether the trade counted.</summary>
    public TradeAcceptance Acceptance { get; }

    /// <summary>Data was lost before this trade: everything learned from the segment is to be forgotten before <see cref="Closed"/> is looked at.</summary>
    public bool IsSegmentBreak { get; }

    /// <summary>Packets that this trade closed, oldest first. A packet that the day anchor truncated comes first and does not hold this trade.</summary>
    public ReadOnlySpan<Packet> Closed { get; }
}

/// <summary>What a builder has counted so far.</summary>
public record struct PacketCounters
{
    /// <summary>Trades accepted.</summary>
    public long Accepted;

    /// <summary>Trades dropped for their id.</summary>
    public long DuplicateOrLate;

    /// <summary>Trades dropped for their price or quantity.</summary>
    public long Invalid;

    /// <summary>Trade ids that never came.</summary>
    public long MissingIds;

    /// <summary>Trades whose time ran backwards.</summary>
    public long TimeClamped;

    /// <summary>Segments begun.</summary>
    public long Segments;

    /// <summary>Trades of open packets that segment breaks discarded.</summary>
    public long DiscardedTrades;

    internal void Carry(StateCarrier state)
    {
        Accepted = state.Int64(Accepted);
        DuplicateOrLate = state.Int64(DuplicateOrLate);
        Invalid = state.Int64(Invalid);
        MissingIds = state.Int64(MissingIds);
        TimeClamped = state.Int64(TimeClamped);
        Segments = state.Int64(Segments);
        DiscardedTrades = state.Int64(DiscardedTrades);
    }
}
