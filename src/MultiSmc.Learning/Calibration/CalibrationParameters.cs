using System.Diagnostics.CodeAnalysis;

namespace MultiSmc.Learning;

/// <summary>A point of an isotonic map.</summary>
/// <param name="X">Margin.</param>
/// <param name="Value">Probability there.</param>
public readonly record struct IsotonicPoint(double X, double Value);

/// <summary>A calibrator as plain values, for JSON: kind, then a and b, or points.</summary>
public sealed record CalibrationParameters
{
    /// <summary>Name of <see cref="Calibrator.Platt"/>.</summary>
    public const string PlattKind = "platt";

    /// <summary>Name of <see cref="Calibrator.Isotonic"/>.</summary>
    public const string IsotonicKind = "isotonic";

    /// <summary>"platt" or "isotonic".</summary>
    public required string Kind { get; init; }

    /// <summary>Platt's slope.</summary>
    public double? A { get; init; }

    /// <summary>Platt's offset.</summary>
    public double? B { get; init; }

    /// <summary>The isotonic points, ascending.</summary>
    public IReadOnlyList<IsotonicPoint>? Points { get; init; }

    /// <summary>The calibrator these values describe.</summary>
    /// <param name="calibrator">The calibrator, when true is returned.</param>
    /// <param name="fault">What is wrong, when false is returned.</param>
    public bool TryCreate([NotNullWhen(true)] out Calibrator? calibrator, [NotNullWhen(false)] out string? fault)
    {
        (calibrator, fault) = Kind switch
        {
            PlattKind => A is { } a && B is { } b && double.IsFinite(a) && double.IsFinite(b)
                ? (new Calibrator.Platt(a, b), (string?)null)
                : ((Calibrator?)null, "a platt calibration needs finite a and b"),
            IsotonicKind => Calibrator.Isotonic.FaultOf([.. Points ?? []]) is { } wrong
                ? (null, $"an isotonic calibration: {wrong}")
                : (new Calibrator.Isotonic(Points ?? []), null),
            _ => (null, $"calibration kind '{Kind}' is neither platt nor isotonic"),
        };
        return calibrator is not null;
    }
}
