using MultiSmc.Learning;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>
/// Why a model said what it said: the value of each feature it was shown, and what that moved its probability by. The margin's contributions
/// (<see cref="ForestContributions"/>) are scaled so that with the probability before anything was known they add up to the one that was given.
/// </summary>
internal sealed class DecisionReasons
{
    private static readonly string[] Names = [.. FeatureSchema.OteApproach.Features.Select(static feature => feature.Name)];

    private readonly Dictionary<string, Judge> _judges = [];

    private DecisionReasons()
    {
    }

    /// <summary>Of no model: features have values and no contributions.</summary>
    public static DecisionReasons None { get; } = new();

    /// <summary>Of the models of a registry; those that are not there or can't be read explain nothing.</summary>
    /// <param name="folder">The registry's; null for none.</param>
    /// <param name="names">Names of models.</param>
    public static DecisionReasons Open(string? folder, IEnumerable<string> names)
    {
        var made = new DecisionReasons();
        if (folder is null)
            return made;
        var registry = new ModelRegistry(folder);
        foreach (var name in names.Distinct())
        {
            if (registry.Load(name, FeatureSchema.OteApproach) is ModelLoad.Loaded { Model.ClassCount: 1 } loaded && loaded.Passport.Calibration.TryCreate(out var calibrator, out _))
                made._judges.Add(name, new Judge(new ForestContributions(loaded.Model), calibrator));
        }

        return made;
    }

    /// <summary>Of one model.</summary>
    public static DecisionReasons Of(string name, TreeModel model, Calibrator calibrator)
    {
        var made = new DecisionReasons();
        made._judges.Add(name, new Judge(new ForestContributions(model), calibrator));
        return made;
    }

    /// <summary>The features that moved a judgement most, largest first; none where the model can't be explained.</summary>
    public IReadOnlyList<Contribution> Largest(StrategyTrace.Decided decided, int count)
    {
        if (!_judges.ContainsKey(decided.Model))
            return [];
        return [.. Of(decided.Model, decided.Features, decided.Verdict.Probability).Features.OrderByDescending(static one => Math.Abs(one.C ?? 0)).Take(count)];
    }

    /// <summary>Every feature of a judgement, in the schema's order.</summary>
    public WhyView Of(string model, FeatureSnapshot features, double probability)
    {
        var values = features.Values;
        var count = Math.Min(values.Length, Names.Length);
        var all = new Contribution[count];
        if (!_judges.TryGetValue(model, out var judge))
        {
            for (var i = 0; i < count; i++)
                all[i] = new Contribution(Names[i], Finite(values[i]), null);
            return new WhyView(null, all);
        }

        var moved = new double[Names.Length];
        judge.Contributions.Add(values, moved);
        var start = judge.Calibrator.Probability(judge.Contributions.Start);
        var way = moved.Sum();
        // Features that cancel each other out to the last bit moved the probability by nothing.
        var scale = Math.Abs(way) < 1e-12 ? 0 : (probability - start) / way;
        for (var i = 0; i < count; i++)
            all[i] = new Contribution(Names[i], Finite(values[i]), moved[i] * scale);
        return new WhyView(start, all);
    }

    private static double? Finite(float value) => float.IsFinite(value) ? value : null;

    private sealed record Judge(ForestContributions Contributions, Calibrator Calibrator);
}
