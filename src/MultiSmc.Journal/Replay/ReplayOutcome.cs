namespace MultiSmc.Journal;

/// <summary>What a replay showed. A closed set.</summary>
public abstract record ReplayOutcome
{
    private ReplayOutcome(long inputs) => Inputs = inputs;

    /// <summary>Inputs that were applied.</summary>
    public long Inputs { get; }

    /// <summary>Every input led to the same effects, to the bit.</summary>
    /// <param name="Applied">Inputs that were applied.</param>
    /// <param name="EffectInputs">Inputs that had effects.</param>
    /// <param name="Chain">The chain over all effects, in hex.</param>
    public sealed record Identical(long Applied, long EffectInputs, string Chain) : ReplayOutcome(Applied);

    /// <summary>One input led to other effects.</summary>
    /// <param name="Sequence">The first such input.</param>
    /// <param name="Input">The input in words.</param>
    /// <param name="Recorded">What was recorded, a line for each effect.</param>
    /// <param name="Replayed">What the replay did.</param>
    public sealed record Different(long Sequence, string Input, IReadOnlyList<string> Recorded, IReadOnlyList<string> Replayed) : ReplayOutcome(Sequence);
}

/// <summary>How far a replay is.</summary>
/// <param name="Done">Inputs applied.</param>
/// <param name="Total">Inputs of the session.</param>
public readonly record struct ReplayProgress(long Done, long Total);
