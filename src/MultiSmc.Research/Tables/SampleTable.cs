using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>The data set for a model as a comma-separated table: question, answer, weight, features in schema order. Empty = not available.</summary>
public static class SampleTable
{
    /// <summary>Columns that are not features: which question it is, and what is known of its answer.</summary>
    public static IReadOnlyList<string> QuestionColumns { get; } = ["zone", "packet", "label", "span_end", "uniqueness", "weight"];

    /// <summary>Names of the columns.</summary>
    public static string Header { get; } =
        string.Join(',', QuestionColumns) + "," + string.Join(',', FeatureSchema.OteApproach.Features.Select(feature => feature.Name));

    /// <summary>The rows of a finished run, without line ends.</summary>
    public static IEnumerable<string> Rows(DatasetRun run)
    {
        foreach (var (index, sample) in run.Samples().Index())
        {
            yield return string.Join(
                ',',
                RowText.Of(sample.Key.ZoneId),
                RowText.Of(sample.Key.Packet),
                RowText.Of(sample.Label),
                sample.IsLabelled ? RowText.Of(sample.SpanEnd) : "",
                RowText.Of(sample.Uniqueness),
                RowText.Of(sample.Weight),
                string.Join(',', run.FeatureRows[index].Select(RowText.Of)));
        }
    }
}
