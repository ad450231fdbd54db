using MultiSmc.Packets;

namespace MultiSmc.Catalog;

/// <summary>A set of packets that the catalog keeps.</summary>
public sealed record KeptPackets
{
    /// <summary>Name of the set within the catalog; the same for the same question, whatever the trades.</summary>
    public required string Id { get; init; }

    /// <summary>Whose packets.</summary>
    public required string Symbol { get; init; }

    /// <summary>How trades became packets. Canonical units, as the builder takes them.</summary>
    public required PacketParameters Parameters { get; init; }

    /// <summary>Closed packets.</summary>
    public required long Packets { get; init; }

    /// <summary>Size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTime Written { get; init; }

    /// <summary>Milliseconds since the epoch: close of the first packet; null without packets.</summary>
    public required long? From { get; init; }

    /// <summary>Close of the last.</summary>
    public required long? To { get; init; }

    /// <summary>Packets that closed on each of the last days, oldest first.</summary>
    public required IReadOnlyList<int> PerDay { get; init; }

    /// <summary>Value that fills a packet, in quote units: for people.</summary>
    public double Bucket => Parameters.Bucket / Math.Pow(10, Parameters.PriceDecimals + Parameters.QuantityDecimals);

    /// <summary>Packets in the VPIN window.</summary>
    public int VpinWindow => Parameters.VpinWindow;

    /// <summary>The file.</summary>
    public required string Path { get; init; }
}
