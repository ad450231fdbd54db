using System.Collections.Concurrent;
using System.Text.Json;

namespace MultiSmc.Journal;

/// <summary>Words for columns: "limit-maker", "partially-filled", "entry-placed".</summary>
internal static class StableNames
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal); // a cache of a pure function

    public static string Of<T>(T value)
        where T : struct, Enum => OfName(value.ToString());

    public static string OfName(string name) => Known.GetOrAdd(name, static each => JsonNamingPolicy.KebabCaseLower.ConvertName(each));
}
