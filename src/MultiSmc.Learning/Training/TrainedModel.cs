namespace MultiSmc.Learning;

/// <summary>Losses after one round.</summary>
/// <param name="Round">From 0.</param>
/// <param name="TrainingLoss">Weighted log-loss on the rows trained on.</param>
/// <param name="ValidationLoss">Weighted log-loss on the validation rows; null without them.</param>
public readonly record struct RoundLoss(int Round, double TrainingLoss, double? ValidationLoss);

/// <summary>How far the training is.</summary>
/// <param name="Loss">The round just boosted.</param>
/// <param name="Rounds">Rounds at most.</param>
/// <param name="BestRound">The round of the lowest validation loss so far; without validation the last one.</param>
/// <param name="Elapsed">Since the first round began.</param>
/// <param name="Remaining">Until the last round at the pace so far; early stopping may end it sooner.</param>
public sealed record TrainingProgress(RoundLoss Loss, int Rounds, int BestRound, TimeSpan Elapsed, TimeSpan Remaining);

/// <summary>What came out of a training.</summary>
public sealed record TrainedModel
{
    /// <summary>The model as the library writes it in JSON.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The same model in UBJSON.</summary>
    public required ReadOnlyMemory<byte> Ubj { get; init; }

    /// <summary>Rounds in the model: those boosted, the ones after the best included.</summary>
    public required int Rounds { get; init; }

    /// <summary>The last round that counts; stands in the model as the attribute best_iteration.</summary>
    public required int BestIteration { get; init; }

    /// <summary>Whether it ended before its last round because the validation loss no longer fell.</summary>
    public required bool IsStoppedEarly { get; init; }

    /// <summary>Losses round by round.</summary>
    public required IReadOnlyList<RoundLoss> History { get; init; }

    /// <summary>What it was trained with.</summary>
    public required TrainingParameters Parameters { get; init; }

    /// <summary>Version of the library: "1.7.4".</summary>
    public required string LibraryVersion { get; init; }
}
