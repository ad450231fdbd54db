namespace MultiSmc.Learning;

/// <summary>A question as the strategy would have put it: zone and packet.</summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="Packet">The last packet closed.</param>
public readonly record struct SampleKey(int ZoneId, long Packet);

/// <summary>A question with its answer. Samples without a label have no span, and NaN for uniqueness and weight.</summary>
public readonly record struct TrainingSample
{
    /// <summary>Zone and packet.</summary>
    public required SampleKey Key { get; init; }

    /// <summary>1 when the zone's order made money, 0 when not, −1 when there is nothing to learn.</summary>
    public required int Label { get; init; }

    /// <summary>Result of the zone's order after fees in basis points; NaN without a label.</summary>
    public required double NetBps { get; init; }

    /// <summary>Last packet of the time in which the answer came about (the exit's); −1 without a label.</summary>
    public required long SpanEnd { get; init; }

    /// <summary>How much of its span it has to itself, in (0, 1].</summary>
    public required double Uniqueness { get; init; }

    /// <summary>Weight in training: uniqueness scaled to a mean of 1.</summary>
    public required double Weight { get; init; }

    /// <summary>First packet of the time in which the answer came about.</summary>
    public long SpanStart => Key.Packet + 1;

    /// <summary>There is something to learn.</summary>
    public bool IsLabelled => Label >= 0;
}
