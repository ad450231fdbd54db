using System.Globalization;
using System.Text.Json;
using MultiSmc.Testing;

namespace MultiSmc.Learning.Tests;

/// <summary>The golden models with their rows and predictions.</summary>
internal static class GoldenModels
{
    public static string[] Names()
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("golden/xgboost/index.json")));
        return [.. index.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString() ?? "")];
    }

    public static byte[] Bytes(string file) => File.ReadAllBytes(SharedData.Require($"golden/xgboost/{file}"));

    public static TreeModel Load(string name, string extension = "json") => XGBoostModelReader.Read(Bytes($"{name}.{extension}"));

    public static float[][] Rows(string name)
    {
        using var reader = GoldenTable.Open($"xgboost/{name}.rows.csv.gz");
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',').Select(Single).ToArray())];
    }

    /// <summary>Columns by name; float32.</summary>
    public static Dictionary<string, float[]> Predictions(string name)
    {
        using var reader = GoldenTable.Open($"xgboost/{name}.pred.csv.gz");
        var header = (reader.ReadLine() ?? "").Split(',');
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        return header.Index().ToDictionary(column => column.Item, column => lines.Select(line => Single(line[column.Index])).ToArray());
    }

    /// <summary>Every path that this processor and the model allow.</summary>
    public static List<ForestEvaluator> Evaluators(TreeModel model) =>
        [.. Enum.GetValues<ForestPath>().Select(path => ForestEvaluator.TryCreate(model, path)).OfType<ForestEvaluator>()];

    private static float Single(string text) => text switch
    {
        "nan" => float.NaN,
        "inf" => float.PositiveInfinity,
        "-inf" => float.NegativeInfinity,
        _ => float.Parse(text, CultureInfo.InvariantCulture),
    };
}
