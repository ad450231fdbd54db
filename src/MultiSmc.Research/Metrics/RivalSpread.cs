using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Net results of the runs that pulled as many orders by chance: what a model has to beat.</summary>
public sealed record RivalSpread
{
    /// <summary>Fewer rivals than this can't tell skill from luck: beating all of them would still happen by chance more than once in twenty.</summary>
    public const int EnoughRivals = 19;

    /// <summary>Part of the rivals that a model has to beat.</summary>
    public const double PartToBeat = 0.95;

    /// <summary>Net results in the order of the rivals' seeds.</summary>
    public required IReadOnlyList<Money> NetResults { get; init; }

    /// <summary>Mean part of the judged zones whose order they pulled: fair only when near the model's. Null when none was judged.</summary>
    public required double? PulledShare { get; init; }

    /// <summary>Mean net result, floored to 10^-8; null without rivals.</summary>
    public required Money? Mean { get; init; }

    /// <summary>Sample deviation, rounded to 10^-8; null with fewer than two rivals or when all came to the same.</summary>
    public required Money? Deviation { get; init; }

    /// <summary>Worst; null without rivals.</summary>
    public required Money? Min { get; init; }

    /// <summary>Best; null without rivals.</summary>
    public required Money? Max { get; init; }

    /// <summary>Part of the rivals that the model beat, in [0, 1]; those that came to the same count half. Null without rivals.</summary>
    public required double? Percentile { get; init; }

    /// <summary>Measures rivals against a model.</summary>
    /// <param name="model">The model's net result.</param>
    /// <param name="rivals">The rivals' net results.</param>
    /// <param name="pulledShares">Part of the judged zones that each of them pulled, of those that judged any.</param>
    public static RivalSpread Compute(Money model, IReadOnlyList<Money> rivals, IReadOnlyList<double> pulledShares)
    {
        var beaten = rivals.Count(rival => rival < model) + rivals.Count(rival => rival == model) / 2.0;
        var deviation = Statistics.SampleDeviation([.. rivals.Select(rival => (double)rival.Raw)]);
        return new RivalSpread
        {
            NetResults = rivals,
            PulledShare = Statistics.Mean(pulledShares),
            Mean = Statistics.Share(rivals.Aggregate(Money.Zero, (sum, rival) => sum + rival), rivals.Count),
            Deviation = deviation is { } raw ? new Money((long)Math.Round(raw)) : null,
            Min = rivals.Count > 0 ? rivals.Min() : null,
            Max = rivals.Count > 0 ? rivals.Max() : null,
            Percentile = rivals.Count > 0 ? beaten / rivals.Count : null,
        };
    }
}
