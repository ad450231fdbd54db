namespace MultiSmc.Learning;

/// <summary>
/// One training as the tool counted it: on which data, and what the zones that it kept out of fold came to. Enough to compute again, later and among
/// more trials, how much of the best one was luck.
/// </summary>
public sealed record ModelTrial
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Layout of the file.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Name of the model that was being made.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its weights, lower-case hex.</summary>
    public required string Weights { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of each file that it was trained on, lower-case hex, in the order read.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Where its tested blocks begin, in nanoseconds since 1970; null when none could be tested.</summary>
    public required long? TestedFromNs { get; init; }

    /// <summary>The moment after its last tested block.</summary>
    public required long? TestedToNs { get; init; }

    /// <summary>When each zone that it kept out of fold was first asked about, in nanoseconds since 1970, never falling.</summary>
    public required IReadOnlyList<long> KeptAtNs { get; init; }

    /// <summary>What the order of each came to after fees, in basis points.</summary>
    public required IReadOnlyList<double> KeptNetBps { get; init; }

    /// <summary>Whether it ran on exactly the same files as another.</summary>
    public bool HasDataOf(ModelTrial other) => Data.Order(StringComparer.Ordinal).SequenceEqual(other.Data.Order(StringComparer.Ordinal));
}
