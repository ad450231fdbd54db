using System.Globalization;

namespace MultiSmc.Learning;

/// <summary>How a model is grown: binary:logistic with the histogram method, no resampling of classes (it would break the calibration).</summary>
public sealed record TrainingParameters
{
    /// <summary>Questions on the longest way through a tree, 1 to 8 (what the fast evaluator takes).</summary>
    public int MaxDepth { get; init; } = 4;

    /// <summary>Learning rate, in (0, 1].</summary>
    public double Eta { get; init; } = 0.05;

    /// <summary>Rounds at most, at least 1.</summary>
    public int Rounds { get; init; } = 500;

    /// <summary>Stop after this many rounds without a lower validation loss; 0 = never.</summary>
    public int EarlyStoppingRounds { get; init; } = 30;

    /// <summary>Smallest sum of hessians in a leaf, not negative.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>Share of rows drawn for each tree, in (0, 1].</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>Share of features drawn for each tree, in (0, 1].</summary>
    public double ColumnSampleByTree { get; init; } = 1;

    /// <summary>L2 regularisation of leaves, not negative.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>Seed of the draws, not negative.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads, at least 1. The same seed with another number of threads may give another model: sums are taken in another order.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>For each feature 1 (never falling), −1 (never rising) or 0; empty: no constraint.</summary>
    public IReadOnlyList<int> MonotoneConstraints { get; init; } = [];

    /// <summary>The parameters by the library's own names, sorted: what is set, and what the passport records.</summary>
    public SortedDictionary<string, string> ToLibrary()
    {
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["booster"] = "gbtree",
            ["objective"] = "binary:logistic",
            ["tree_method"] = "hist",
            ["max_depth"] = Text(MaxDepth),
            ["eta"] = Text(Eta),
            ["min_child_weight"] = Text(MinChildWeight),
            ["subsample"] = Text(Subsample),
            ["colsample_bytree"] = Text(ColumnSampleByTree),
            ["lambda"] = Text(Lambda),
            ["seed"] = Text(Seed),
            ["nthread"] = Text(Threads),
            ["verbosity"] = "0",
        };
        if (MonotoneConstraints.Any(sign => sign != 0))
            named["monotone_constraints"] = $"({string.Join(',', MonotoneConstraints)})";
        return named;
    }

    /// <summary>Everything that is out of range, each with its name; empty when all is well.</summary>
    /// <param name="featureCount">Features that the data have.</param>
    public IReadOnlyList<string> Faults(int featureCount)
    {
        var faults = new List<string>();
        Require(MaxDepth is >= 1 and <= 8, "depth must be 1 to 8");
        Require(Eta is > 0 and <= 1, "eta must be above 0 and at most 1");
        Require(Rounds >= 1, "rounds must be at least 1");
        Require(EarlyStoppingRounds >= 0, "early stopping rounds must not be negative");
        Require(MinChildWeight >= 0 && double.IsFinite(MinChildWeight), "min child weight must not be negative");
        Require(Subsample is > 0 and <= 1, "subsample must be above 0 and at most 1");
        Require(ColumnSampleByTree is > 0 and <= 1, "column sample must be above 0 and at most 1");
        Require(Lambda >= 0 && double.IsFinite(Lambda), "lambda must not be negative");
        Require(Seed >= 0, "seed must not be negative");
        Require(Threads >= 1, "threads must be at least 1");
        Require(MonotoneConstraints.All(sign => sign is >= -1 and <= 1), "a monotone constraint is 1, 0 or -1");
        Require(MonotoneConstraints.Count == 0 || MonotoneConstraints.Count == featureCount,
            $"{MonotoneConstraints.Count} monotone constraints for {featureCount} features");
        return faults;

        void Require(bool isMet, string fault)
        {
            if (!isMet)
                faults.Add(fault);
        }
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
