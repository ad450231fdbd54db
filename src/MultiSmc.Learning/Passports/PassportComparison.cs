using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Learning;

/// <summary>A place where two passports differ.</summary>
/// <param name="Path">Where: "structure.left", "metrics.folds[2].auc".</param>
/// <param name="Left">JSON there in the first; null where it has nothing.</param>
/// <param name="Right">JSON there in the second; null where it has nothing.</param>
public sealed record PassportDifference(string Path, string? Left, string? Right);

/// <summary>Compares passports value by value.</summary>
public static class PassportComparison
{
    /// <summary>Every value in which they differ, in the passport's order.</summary>
    public static IReadOnlyList<PassportDifference> Compare(ModelPassport left, ModelPassport right) =>
        Compare(PassportJson.Element(left), PassportJson.Element(right), "");

    internal static IReadOnlyList<PassportDifference> Compare(JsonElement left, JsonElement right, string root)
    {
        var ours = new OrderedDictionary<string, string>();
        var theirs = new OrderedDictionary<string, string>();
        Flatten(left, root, ours);
        Flatten(right, root, theirs);
        var differences = new List<PassportDifference>();
        foreach (var (path, value) in ours)
        {
            var other = theirs.GetValueOrDefault(path);
            if (value != other)
                differences.Add(new PassportDifference(path, value, other));
        }

        differences.AddRange(theirs.Where(item => !ours.ContainsKey(item.Key)).Select(item => new PassportDifference(item.Key, null, item.Value)));
        return differences;
    }

    private static void Flatten(JsonElement element, string path, OrderedDictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", values);
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                    Flatten(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), values);
                break;
            default:
                values.Add(path, element.GetRawText());
                break;
        }
    }
}
