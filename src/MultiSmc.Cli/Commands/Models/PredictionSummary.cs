using System.Text.Json;
using MultiSmc.Learning;

namespace MultiSmc.Cli.Commands;

/// <summary>What a model said to one question.</summary>
/// <param name="Id">The question's cells, separated by commas.</param>
/// <param name="Margin">What the trees add up to.</param>
/// <param name="Probability">Calibrated.</param>
/// <param name="IsKept">At or above the passport's threshold.</param>
/// <param name="IsWin">What came of it; null where the table does not say.</param>
/// <param name="Weight">Of the question.</param>
internal readonly record struct PredictionAnswer(string Id, double Margin, double Probability, bool IsKept, bool? IsWin, double Weight);

/// <summary>A scored table.</summary>
/// <param name="Ids">Names of the columns that name a question.</param>
/// <param name="Answers">In the order of the rows.</param>
/// <param name="EmptyCells">Features that were not available.</param>
internal sealed record PredictionScores(IReadOnlyList<string> Ids, IReadOnlyList<PredictionAnswer> Answers, long EmptyCells);

/// <summary>A scored table in a few figures; and where it holds outcomes, how good the probabilities were on it.</summary>
internal static class PredictionSummary
{
    /// <summary>Writes the fields after the schema; what is undefined is null.</summary>
    public static void Write(Utf8JsonWriter json, ModelPassport passport, string table, PredictionScores scores)
    {
        var answers = scores.Answers;
        json.WriteString("model", passport.Name);
        json.WriteString("model_sha256", passport.Model.Sha256);
        json.WriteString("feature_schema_sha256", passport.Features.Sha256);
        json.WriteString("table", table);
        json.WriteNumber("rows", answers.Count);
        json.WriteNumber("cells_without_value", scores.EmptyCells);
        json.WriteNumber("threshold", passport.Threshold.Value);
        json.WriteNumber("kept", answers.Count(static answer => answer.IsKept));
        Number("kept_share", answers.Count == 0 ? null : answers.Average(static answer => answer.IsKept ? 1.0 : 0));
        Number("mean_probability", answers.Count == 0 ? null : answers.Average(static answer => answer.Probability));
        Number("lowest_probability", answers.Count == 0 ? null : answers.Min(static answer => answer.Probability));
        Number("highest_probability", answers.Count == 0 ? null : answers.Max(static answer => answer.Probability));
        PredictionAnswer[] known = [.. answers.Where(static answer => answer.IsWin is not null)];
        double[] probabilities = [.. known.Select(static answer => answer.Probability)];
        bool[] wins = [.. known.Select(static answer => answer.IsWin == true)];
        double[] weights = [.. known.Select(static answer => answer.Weight)];
        // Of the table as it is: on rows that the model was trained on they prove nothing.
        json.WriteStartObject("labelled");
        json.WriteNumber("rows", known.Length);
        json.WriteNumber("wins", wins.Count(static win => win));
        Number("auc", RankingMetrics.Auc(probabilities, wins, weights));
        Number("log_loss", ProbabilityMetrics.LogLoss(probabilities, wins, weights));
        Number("base_rate_log_loss", ProbabilityMetrics.BaseRateLogLoss(wins, weights));
        Number("brier", ProbabilityMetrics.Brier(probabilities, wins, weights));
        json.WriteEndObject();

        void Number(string name, double? value)
        {
            if (value is { } known && double.IsFinite(known))
                json.WriteNumber(name, known);
            else
                json.WriteNull(name);
        }
    }
}
