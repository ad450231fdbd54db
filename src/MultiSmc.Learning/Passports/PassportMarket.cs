using MultiSmc.Packets;

namespace MultiSmc.Learning;

/// <summary>Where a model may be used.</summary>
/// <param name="Venue">The exchange: "binance-spot".</param>
/// <param name="Symbols">The symbols trained on, each with its units.</param>
public sealed record PassportMarket(string Venue, IReadOnlyList<PassportSymbol> Symbols);

/// <summary>One symbol with everything that is counted in its units: a model of several symbols has several of each.</summary>
public sealed record PassportSymbol
{
    /// <summary>The exchange's name of it.</summary>
    public required string Symbol { get; init; }

    /// <summary>Decimals of the canonical price unit.</summary>
    public required int PriceDecimals { get; init; }

    /// <summary>Decimals of the canonical quantity unit.</summary>
    public required int QuantityDecimals { get; init; }

    /// <summary>Tick in canonical price units.</summary>
    public required long Tick { get; init; }

    /// <summary>Quote value that closes a packet, in units of 10^-(price decimals + quantity decimals).</summary>
    public required long Bucket { get; init; }

    /// <param name="symbol">Symbol.</param>
    /// <param name="packets">Its packets.</param>
    /// <param name="tick">Its tick in canonical price units.</param>
    public static PassportSymbol From(string symbol, PacketParameters packets, long tick) => new()
    {
        Symbol = symbol,
        PriceDecimals = packets.PriceDecimals,
        QuantityDecimals = packets.QuantityDecimals,
        Tick = tick,
        Bucket = packets.Bucket,
    };
}

/// <summary>How trades became packets; the bucket stands with each symbol.</summary>
public sealed record PassportPackets
{
    /// <summary>Whole trades or cut ones.</summary>
    public required Overshoot Overshoot { get; init; }

    /// <summary>Where packets start anew.</summary>
    public required PacketAnchor Anchor { get; init; }

    /// <summary>Packets in the VPIN window.</summary>
    public required int VpinWindow { get; init; }

    /// <summary>More missing trade ids than this break the segment.</summary>
    public required long MaxGapIds { get; init; }

    /// <summary>A longer silence than this breaks the segment, in nanoseconds.</summary>
    public required long SessionGapNs { get; init; }

    /// <param name="parameters">Parameters.</param>
    public static PassportPackets From(PacketParameters parameters) => new()
    {
        Overshoot = parameters.Overshoot,
        Anchor = parameters.Anchor,
        VpinWindow = parameters.VpinWindow,
        MaxGapIds = parameters.MaxGapIds,
        SessionGapNs = parameters.SessionGap.Nanoseconds,
    };
}
