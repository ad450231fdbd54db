using System.Text;
using System.Text.Json.Nodes;

namespace MultiSmc.Learning.Tests;

/// <summary>Golden models as editable JSON.</summary>
internal static class ModelJson
{
    /// <summary>The model as it reads after an edit.</summary>
    public static TreeModel Edited(string name, Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(GoldenModels.Bytes($"{name}.json")) ?? throw new InvalidDataException($"{name} is null");
        edit(json);
        return XGBoostModelReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>The node at a path of keys and indices: "learner/objective".</summary>
    public static JsonNode At(this JsonNode json, string path)
    {
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            json = (int.TryParse(step, out var index) ? json[index] : json[step]) ?? throw new InvalidDataException($"nothing at {path}");
        return json;
    }

    /// <summary>The model part: settings and trees.</summary>
    public static JsonNode Booster(this JsonNode json) => json.At("learner/gradient_booster/model");

    public static JsonNode Tree(this JsonNode json, int index) => json.Booster().At($"trees/{index}");
}
