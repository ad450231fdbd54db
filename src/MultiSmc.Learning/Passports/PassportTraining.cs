namespace MultiSmc.Learning;

/// <summary>How a model was trained: enough to train it again to the same bytes.</summary>
public sealed record PassportTraining
{
    /// <summary>"xgboost".</summary>
    public required string Library { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>What was set, by the library's own names; sorted whatever order they are given in.</summary>
    public required IReadOnlyDictionary<string, string> Parameters
    {
        get;
        init => field = new SortedDictionary<string, string>(value.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Rounds at most.</summary>
    public required int Rounds { get; init; }

    /// <summary>Rounds without a lower validation loss that end it; 0 = none.</summary>
    public required int EarlyStoppingRounds { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>How rows were weighted, in words: "average uniqueness".</summary>
    public required string Weights { get; init; }

    /// <summary>This part of the passport, from what came out of the training.</summary>
    /// <param name="trained">Result.</param>
    /// <param name="weights">How rows were weighted, in words.</param>
    public static PassportTraining From(TrainedModel trained, string weights) => new()
    {
        Library = "xgboost",
        Version = trained.LibraryVersion,
        Parameters = trained.Parameters.ToLibrary(),
        Rounds = trained.Parameters.Rounds,
        EarlyStoppingRounds = trained.Parameters.EarlyStoppingRounds,
        Seed = trained.Parameters.Seed,
        Threads = trained.Parameters.Threads,
        Weights = weights,
    };
}

/// <summary>How rows were parted.</summary>
public sealed record PassportSplits
{
    /// <summary>"walk-forward" or "purged-k-fold".</summary>
    public required string Kind { get; init; }

    /// <summary>Number of folds.</summary>
    public required int Folds { get; init; }

    /// <summary>Packets kept free before a test block.</summary>
    public required long Embargo { get; init; }

    /// <summary>Cuts between blocks, as packet numbers.</summary>
    public required IReadOnlyList<long> BlockBounds { get; init; }
}

/// <summary>How many others were tried before this one was taken.</summary>
public sealed record PassportTrials
{
    /// <summary>Number tried on any of its files when it was made, this one included; the registry's count may have grown since.</summary>
    public required int Tried { get; init; }

    /// <summary>Their Sharpe ratios per kept zone, 0 where there was none; or empty.</summary>
    public required IReadOnlyList<double> SharpeRatios { get; init; }

    /// <summary>Standard deviation of those.</summary>
    public required double? SharpeSd { get; init; }
}

/// <summary>Statistics against self-deception; null where not computed.</summary>
/// <param name="Psr">Probabilistic Sharpe ratio.</param>
/// <param name="Dsr">Deflated Sharpe ratio.</param>
/// <param name="Pbo">Probability of backtest overfitting.</param>
/// <param name="PermutationP">p value of the permutation test.</param>
public sealed record PassportOverfitting(double? Psr, double? Dsr, double? Pbo, double? PermutationP);
