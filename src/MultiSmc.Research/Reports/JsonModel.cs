using System.Text.Json;

namespace MultiSmc.Research;

/// <summary>What the model is worth, in report.json; null without a model.</summary>
internal static class JsonModel
{
    public static void Write(Utf8JsonWriter json, ModelValue? model)
    {
        if (model is null)
        {
            json.WriteNull("model");
            return;
        }

        json.WriteStartObject("model");
        json.WriteString("id", model.Model);
        json.WriteNumber("zones_asked", model.Asked);
        json.WriteNumber("zones_pulled", model.Pulled);
        json.WriteNumber("zones_rearmed", model.Rearmed);
        json.WriteNumber("zones_kept", model.Kept);
        json.Ratio("pulled_share", model.PulledShare);
        json.WriteNumber("filled_while_cancelling", model.FilledWhileCancelling);
        json.Amount("net_result", model.NetResult);
        json.Amount("net_result_without", model.NetResultWithout);
        WriteRivals(json, model.Rivals);
        if (model.IsWithinChance is { } isWithinChance)
            json.WriteBoolean("is_within_chance", isWithinChance);
        else
            json.WriteNull("is_within_chance");
        json.Objects("counterfactual", model.Counterfactual, group =>
        {
            json.WriteString("treatment", group.Treatment);
            json.WriteNumber("zones", group.Zones);
            json.WriteNumber("no_fill", group.NoFill);
            json.WriteNumber("tp", group.Target);
            json.WriteNumber("sl", group.Stop);
            json.WriteNumber("time", group.Time);
            json.WriteNumber("open", group.Open);
            json.Ratio("mean_net_bps", group.MeanNetBps);
        });
        json.Ratio("kept_minus_all_bps", model.KeptMinusAllBps);
        WriteReliability(json, model.Reliability);
        json.WriteEndObject();
    }

    private static void WriteRivals(Utf8JsonWriter json, RivalSpread rivals)
    {
        json.WriteStartObject("rivals");
        json.WriteNumber("count", rivals.NetResults.Count);
        json.Ratio("pulled_share", rivals.PulledShare);
        json.Amount("mean", rivals.Mean);
        json.Amount("deviation", rivals.Deviation);
        json.Amount("min", rivals.Min);
        json.Amount("max", rivals.Max);
        json.Ratio("percentile", rivals.Percentile);
        json.WriteStartArray("net_results");
        foreach (var result in rivals.NetResults)
            json.WriteStringValue(result.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReliability(Utf8JsonWriter json, Reliability reliability)
    {
        json.WriteStartObject("reliability");
        json.WriteNumber("samples", reliability.Samples);
        json.WriteNumber("wins", reliability.Wins);
        json.Ratio("base_rate", reliability.BaseRate);
        json.Ratio("brier", reliability.Brier);
        json.Ratio("log_loss", reliability.LogLoss);
        json.Objects("bins", reliability.Bins, bin =>
        {
            json.Ratio("from", bin.From);
            json.Ratio("to", bin.To);
            json.WriteNumber("count", bin.Count);
            json.Ratio("mean_probability", bin.MeanProbability);
            json.Ratio("win_rate", bin.WinRate);
        });
        json.WriteEndObject();
    }
}
