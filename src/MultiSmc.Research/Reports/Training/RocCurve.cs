namespace MultiSmc.Research;

/// <summary>A point of the ROC curve: what is called a win at or above a threshold.</summary>
/// <param name="FalsePositiveRate">Share of the lost weight called a win.</param>
/// <param name="TruePositiveRate">Share of the won weight called a win.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate);

/// <summary>The ROC curve of weighted probabilities.</summary>
internal static class RocCurve
{
    /// <summary>Most points that are told; between them the curve is drawn straight.</summary>
    public const int MaxPoints = 200;

    /// <summary>From (0, 0) to (1, 1), one point for each distinct probability, thinned evenly; empty where nothing won or nothing lost.</summary>
    /// <remarks>Fawcett (2006). Equal probabilities make one slanted step: the area under the curve gives ties half credit.</remarks>
    public static IReadOnlyList<RocPoint> Of(IReadOnlyList<TestedQuestion> questions)
    {
        var won = questions.Sum(question => question.IsWin ? question.Weight : 0);
        var lost = questions.Sum(question => question.IsWin ? 0 : question.Weight);
        if (!(won > 0 && lost > 0))
            return [];
        var points = new List<RocPoint> { new(0, 0) };
        var (hits, alarms) = (0.0, 0.0);
        foreach (var tie in questions.GroupBy(question => question.Probability).OrderByDescending(group => group.Key))
        {
            hits += tie.Sum(question => question.IsWin ? question.Weight : 0);
            alarms += tie.Sum(question => question.IsWin ? 0 : question.Weight);
            points.Add(new RocPoint(Math.Min(alarms / lost, 1), Math.Min(hits / won, 1))); // sums in another order may end a bit above
        }

        points[^1] = new RocPoint(1, 1);
        return Thin(points);
    }

    private static List<RocPoint> Thin(List<RocPoint> points)
    {
        var step = (points.Count + MaxPoints - 2) / (MaxPoints - 1);
        return step <= 1 ? points : [.. points.Where((_, index) => index % step == 0 && index < points.Count - 1), points[^1]];
    }
}
