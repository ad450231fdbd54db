using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>What becomes of the part of a trade beyond the bucket.</summary>
public enum Overshoot
{
    /// <summary>The closing trade belongs wholly to the packet it closes (dollar bars).</summary>
    Whole,

    /// <summary>The closing trade is cut where the sum meets the bucket; the rest opens the next packet.</summary>
    Split,
}

/// <summary>Where packets start anew.</summary>
public enum PacketAnchor
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>At 00:00 UTC: packet boundaries depend on that day's trades alone.</summary>
    UtcDay,
}

/// <summary>How trades become packets. Integers are in the instrument's canonical units.</summary>
public sealed record PacketParameters
{
    /// <summary>Decimals of the canonical price unit.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>Decimals of the canonical quantity unit.</summary>
    public required int QuantityDecimals { get; init; }

    /// <summary>Quote value that closes a packet, in units of 10^-(price decimals + quantity decimals).</summary>
    public required long Bucket { get; init; }

    /// <summary>Whole trades or cut ones.</summary>
    public Overshoot Overshoot { get; init; } = Overshoot.Whole;

    /// <summary>Where packets start anew.</summary>
    public PacketAnchor Anchor { get; init; } = PacketAnchor.UtcDay;

    /// <summary>Packets in the VPIN window, at least 1.</summary>
    public int VpinWindow { get; init; } = 50;

    /// <summary>More missing trade ids than this break the segment.</summary>
    public long MaxGapIds { get; init; } = 1000;

    /// <summary>A longer silence than this breaks the segment; zero switches the rule off.</summary>
    public Duration SessionGap { get; init; } = Duration.FromSeconds(3600);
}
