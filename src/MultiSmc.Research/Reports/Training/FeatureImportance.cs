using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>What a feature does in a model.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Splits">Nodes that ask for it.</param>
/// <param name="Gain">Sum of what they lowered the loss by in training.</param>
/// <param name="GainShare">Of the gain of all features; 0 where there is none.</param>
/// <param name="MeanContribution">
/// Mean of how far it moves the margin (log-odds) of a tested question, up or down; null without tested questions.
/// </param>
public sealed record FeatureImportance(string Feature, int Splits, double Gain, double GainShare, double? MeanContribution)
{
    /// <summary>One for each feature of a model, most gain first; equal ones in the order of the row.</summary>
    /// <param name="model">Trees and their file.</param>
    /// <param name="questions">What the contributions are taken over, each counted once.</param>
    internal static IReadOnlyList<FeatureImportance> Of(CalibratedModel model, IReadOnlyList<TestedQuestion> questions)
    {
        var forest = model.Forest.Model;
        var trees = TreeStatistics.Read(model.Trained.Json, forest.UsedTrees);
        var (splits, gains) = (new int[forest.FeatureCount], new double[forest.FeatureCount]);
        foreach (var tree in trees)
        {
            foreach (var node in tree.Splits())
            {
                splits[tree.Feature[node]]++;
                gains[tree.Feature[node]] += tree.Gain[node];
            }
        }

        var (moved, total) = (MeanContributions(forest, questions), gains.Sum());
        return
        [
            .. Enumerable.Range(0, forest.FeatureCount)
                .Select(feature => new FeatureImportance(
                    forest.FeatureNames.Count > 0 ? forest.FeatureNames[feature] : "feature " + FigureText.Count(feature),
                    splits[feature],
                    gains[feature],
                    total > 0 ? gains[feature] / total : 0,
                    questions.Count > 0 ? moved[feature] : null))
                .OrderByDescending(one => one.Gain),
        ];
    }

    private static double[] MeanContributions(TreeModel forest, IReadOnlyList<TestedQuestion> questions)
    {
        var contributions = new ForestContributions(forest);
        var means = new double[forest.FeatureCount];
        var moved = new double[forest.FeatureCount];
        foreach (var question in questions)
        {
            moved.AsSpan().Clear();
            contributions.Add(question.Features.Span, moved);
            for (var feature = 0; feature < moved.Length; feature++)
                means[feature] += Math.Abs(moved[feature]) / questions.Count;
        }

        return means;
    }
}
