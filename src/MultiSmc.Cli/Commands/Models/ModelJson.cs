using System.Text.Json;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>What programs read of the registry.</summary>
internal static class ModelJson
{
    /// <summary>Every model in a few figures.</summary>
    public static void WriteList(CommandConsole console, string root, IReadOnlyList<ModelEntry> entries) =>
        console.WriteJson("multismc.model.list/1", json =>
        {
            json.WriteString("registry", root);
            json.WriteStartArray("models");
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("name", entry.Name);
                if (entry.Passport is { } passport)
                    WriteFigures(json, passport, PromotionGates.Now(passport, CountedTrials.Of(root, passport)));
                else
                    json.WriteString("fault", entry.Fault);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    /// <summary>A model: its whole passport as it is stored, and the gates as they stand now.</summary>
    public static void WriteModel(CommandConsole console, string root, ModelPassport passport) =>
        console.WriteJson("multismc.model/1", json =>
        {
            json.WriteString("name", passport.Name);
            var trials = CountedTrials.Of(root, passport);
            WriteFigures(json, passport, PromotionGates.Now(passport, trials));
            json.WriteNumber("trials", trials.Trials);
            json.WriteNumber("trials_on_same_data", trials.OnSameData);
            json.WritePropertyName("passport");
            json.WriteRawValue(File.ReadAllBytes(Path.Combine(root, passport.Name, ModelRegistry.PassportFile)));
        });

    /// <summary>What two passports differ in.</summary>
    public static void WriteDifferences(CommandConsole console, string left, string right, IReadOnlyList<PassportDifference> differences) =>
        console.WriteJson("multismc.model.compare/1", json =>
        {
            json.WriteString("left", left);
            json.WriteString("right", right);
            json.WriteStartArray("differences");
            foreach (var difference in differences)
            {
                json.WriteStartObject();
                json.WriteString("path", difference.Path);
                json.WriteString("left", difference.Left);
                json.WriteString("right", difference.Right);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static void WriteFigures(Utf8JsonWriter json, ModelPassport passport, IReadOnlyList<PassportGate> gates)
    {
        var pooled = passport.Metrics.Pooled;
        json.WriteString("created", passport.Created.UtcDateTime);
        json.WriteStartArray("symbols");
        foreach (var symbol in passport.Market.Symbols)
            json.WriteStringValue(symbol.Symbol);
        json.WriteEndArray();
        json.WriteNumber("threshold", passport.Threshold.Value);
        json.WriteStartObject("out_of_fold");
        json.WriteNumber("zones", pooled.Zones);
        Ratio(json, "auc", pooled.Auc);
        Ratio(json, "log_loss", pooled.LogLoss);
        Ratio(json, "kept", pooled.Kept);
        Ratio(json, "mean_net_bps", pooled.MeanNetBps);
        json.WriteEndObject();
        json.WriteStartArray("gates");
        foreach (var gate in gates)
        {
            json.WriteStartObject();
            json.WriteString("name", gate.Name);
            json.WriteBoolean("is_met", gate.IsMet);
            json.WriteString("reason", gate.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Ratio(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
