using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>One step in the life of a zone's order: placed, re-priced, or taken away. Prices are in canonical units, 0 where it is taken
/// away.</summary>
public readonly record struct OrderChange
{
    /// <summary>Zone.</summary>
    public required int ZoneId { get; init; }

    /// <summary>Its direction.</summary>
    public required Direction Side { get; init; }

    /// <summary>Ordinal of the accepted trade that closed the packet which caused it.</summary>
    public required long Seq { get; init; }

    /// <summary>Close time of that packet.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>The order is taken away.</summary>
    public bool IsCancellation { get; init; }

    /// <summary>Limit price.</summary>
    public long Entry { get; init; }

    /// <summary>Stop.</summary>
    public long Sl { get; init; }

    /// <summary>Target.</summary>
    public long Tp { get; init; }
}
