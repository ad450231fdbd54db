using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Wire;

/// <summary>Compares JSON by its tree: key order aside everything counts, numbers by their text.</summary>
internal static class JsonTrees
{
    /// <summary>
    /// Where the two differ first, or null. <paramref name="mayPad"/>: a decimal that the example writes shorter may stand with eight decimals;
    /// <paramref name="ignored"/>: keys of the example that we don't know on purpose.
    /// </summary>
    public static string? Difference(JsonElement expected, JsonElement actual, bool mayPad, string[] ignored, string path = "$")
    {
        if (expected.ValueKind != actual.ValueKind)
            return $"{path}: {expected.GetRawText()} became {actual.GetRawText()}";
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                return DifferenceOfObjects(expected, actual, mayPad, ignored, path);
            case JsonValueKind.Array:
                if (expected.GetArrayLength() != actual.GetArrayLength())
                    return $"{path}: {expected.GetArrayLength()} elements became {actual.GetArrayLength()}";
                return Enumerable.Range(0, expected.GetArrayLength())
                    .Select(i => Difference(expected[i], actual[i], mayPad, ignored, $"{path}[{i}]")).FirstOrDefault(found => found is not null);
            case JsonValueKind.String:
                var (was, now) = (expected.GetString() ?? "", actual.GetString() ?? "");
                return was == now || (mayPad && IsPadded(was, now)) ? null : $"{path}: \"{was}\" became \"{now}\"";
            default:
                return expected.GetRawText() == actual.GetRawText() ? null : $"{path}: {expected.GetRawText()} became {actual.GetRawText()}";
        }
    }

    public static string? Difference(byte[] expected, byte[] actual, bool mayPad = false, params string[] ignored)
    {
        using var was = JsonDocument.Parse(expected);
        using var now = JsonDocument.Parse(actual);
        return Difference(was.RootElement, now.RootElement, mayPad, ignored);
    }

    private static string? DifferenceOfObjects(JsonElement expected, JsonElement actual, bool mayPad, string[] ignored, string path)
    {
        var was = expected.EnumerateObject().Where(field => !ignored.Contains(field.Name)).ToDictionary(field => field.Name, field => field.Value);
        var now = actual.EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
        if (was.Keys.Except(now.Keys).FirstOrDefault() is { } lost)
            return $"{path}.{lost} was lost";
        if (now.Keys.Except(was.Keys).FirstOrDefault() is { } made)
            return $"{path}.{made} was made up";
        return was.Select(field => Difference(field.Value, now[field.Key], mayPad, ignored, path + "." + field.Key)).FirstOrDefault(found => found is not null);
    }

    private static bool IsPadded(string was, string now) =>
        now.Length > 9 && now[^9] == '.' && FixedPoint.TryParse(was, out var before) && FixedPoint.TryParse(now, out var after) && before == after;
}
