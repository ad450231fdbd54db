using System.Diagnostics.CodeAnalysis;

namespace MultiSmc.Learning;

/// <summary>How good a model was on rows that it was not trained on.</summary>
/// <param name="Folds">Fold by fold.</param>
/// <param name="Pooled">All folds' rows together.</param>
public sealed record PassportMetrics(IReadOnlyList<PassportFold> Folds, PassportFold Pooled);

/// <summary>Weighted metrics of one fold; null where not defined (no rows of one class, nothing kept).</summary>
public sealed record PassportFold
{
    /// <summary>Rows.</summary>
    public required long Samples { get; init; }

    /// <summary>Zones.</summary>
    public required long Zones { get; init; }

    /// <summary>Area under the ROC curve, half credit for ties.</summary>
    public required double? Auc { get; init; }

    /// <summary>Log-loss.</summary>
    public required double? LogLoss { get; init; }

    /// <summary>Brier score.</summary>
    public required double? Brier { get; init; }

    /// <summary>Expected calibration error in ten equal bins.</summary>
    public required double? Ece { get; init; }

    /// <summary>Share of weight kept at the threshold.</summary>
    public required double? Kept { get; init; }

    /// <summary>Share of winners among the kept.</summary>
    public required double? Precision { get; init; }

    /// <summary>Share of winners that are kept.</summary>
    public required double? Recall { get; init; }

    /// <summary>Mean net of the kept, in basis points.</summary>
    public required double? MeanNetBps { get; init; }

    /// <summary>Sum of net of the kept, in basis points.</summary>
    public required double? TotalNetBps { get; init; }

    /// <summary>Mean net of kept minus mean net of all, per zone decided at its first sample, in basis points.</summary>
    public required double? UpliftFirstBps { get; init; }

    /// <summary>The same, decided at its last sample.</summary>
    public required double? UpliftLastBps { get; init; }

    /// <summary>Reliability table.</summary>
    public required IReadOnlyList<PassportBin> Reliability { get; init; }
}

/// <summary>A bin of the reliability table.</summary>
/// <param name="Lower">Lower edge of the probability.</param>
/// <param name="Upper">Upper edge.</param>
/// <param name="Weight">Sum of weights.</param>
/// <param name="Predicted">Mean probability; null in an empty bin.</param>
/// <param name="Observed">Share of label 1; null in an empty bin.</param>
public sealed record PassportBin(double Lower, double Upper, double Weight, double? Predicted, double? Observed);

/// <summary>From margin to probability.</summary>
public sealed record PassportCalibration
{
    /// <summary>"none", "platt" or "isotonic".</summary>
    public required string Kind { get; init; }

    /// <summary>Platt: factor of the margin.</summary>
    public required double? A { get; init; }

    /// <summary>Platt: what is added.</summary>
    public required double? B { get; init; }

    /// <summary>Isotonic: its points by rising margin.</summary>
    public required IReadOnlyList<PassportPoint> Points { get; init; }

    /// <summary>What it was fitted on, in words: "out-of-fold margins of 412 zones".</summary>
    public required string FittedOn { get; init; }

    /// <summary>From the model's margin to its probability.</summary>
    /// <param name="calibrator">The calibrator, when true is returned.</param>
    /// <param name="fault">What is wrong, when false is returned.</param>
    public bool TryCreate([NotNullWhen(true)] out Calibrator? calibrator, [NotNullWhen(false)] out string? fault)
    {
        if (Kind == "none")
        {
            (calibrator, fault) = (new Calibrator.Platt(1, 0), null);
            return true;
        }

        var parameters = new CalibrationParameters { Kind = Kind, A = A, B = B, Points = [.. Points.Select(static point => new IsotonicPoint(point.Margin, point.Probability))] };
        return parameters.TryCreate(out calibrator, out fault);
    }
}

/// <summary>A point of an isotonic calibration.</summary>
/// <param name="Margin">Margin.</param>
/// <param name="Probability">Probability there.</param>
public sealed record PassportPoint(double Margin, double Probability);

/// <summary>From probability to decision.</summary>
/// <param name="Value">Keep at or above it.</param>
/// <param name="ChosenBy">The rule that chose it, in words.</param>
/// <param name="ExpectedKeptShare">Share of zones expected to be kept.</param>
public sealed record PassportThreshold(double Value, string ChosenBy, double? ExpectedKeptShare);

/// <summary>A condition that a model had to meet.</summary>
/// <param name="Name">Short name: "zones".</param>
/// <param name="IsMet">Whether it met it.</param>
/// <param name="Value">What was measured; null where it is not a number.</param>
/// <param name="Limit">What was asked; null where it is not a number.</param>
/// <param name="Reason">The condition in words.</param>
public sealed record PassportGate(string Name, bool IsMet, double? Value, double? Limit, string Reason);
