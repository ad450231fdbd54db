using System.Text.Json.Nodes;

namespace MultiSmc.Terminal.Tests;

/// <summary>The page's rules for frames, written a second time: what it holds after frames is what a page would show.</summary>
internal sealed class TwinPage
{
    private static readonly string[] Whole = ["account", "session", "health", "latency", "locks", "live"];

    private readonly SortedDictionary<string, JsonNode> _things = new(StringComparer.Ordinal);

    public string? Epoch { get; private set; }

    public long Sequence { get; private set; } = -1;

    public string Focus { get; private set; } = "";

    public int Snapshots { get; private set; }

    public long? FirstPacketOfDeltas { get; private set; }

    /// <summary>Takes a frame; false when it does not follow and the stream must be opened anew.</summary>
    public bool Take(FrameJson json)
    {
        var frame = JsonNode.Parse(json.Utf8)!.AsObject();
        var (epoch, sequence, kind) = ((string)frame["e"]!, (long)frame["s"]!, (string)frame["k"]!);
        if (kind == "snap")
        {
            _things.Clear();
            Snapshots++;
        }
        else if (epoch != Epoch || sequence > Sequence + 1)
        {
            return false;
        }
        else if (sequence <= Sequence)
        {
            return true; // it came before
        }

        (Epoch, Sequence) = (epoch, sequence);
        if (frame["focus"] is { } focus)
            TurnTo((string)focus["symbol"]!);
        foreach (var name in Whole)
        {
            if (frame[name] is { } part)
                _things[name] = part.DeepClone();
        }

        Each(frame, "ticks", tick => $"tick {tick["n"]}");
        Each(frame, "packets", packet => $"packet {packet["n"]} {(long)packet["i"]!:d9}");
        Each(frame, "struct", news => $"struct {news["n"]} {news["k"]} {news["i"]} {news["at"]} {news["hi"]}");
        Each(frame, "zones", zone => $"zone {zone["n"]} {(long)zone["id"]!:d6}");
        Each(frame, "setups", setup => $"setup {setup["n"]} {(long)setup["no"]!:d6}");
        Each(frame, "decisions", decision => $"decision {decision["n"]} {decision["zone"]} {decision["t"]} {decision["px"]}");
        Each(frame, "orders", order => $"order {order["id"]}");
        Each(frame, "fills", fill => $"fill {fill["n"]} {fill["id"]}");
        Each(frame, "positions", position => $"position {position["n"]} {position["setup"]}");
        Each(frame, "jobs", job => $"job {job["id"]}");
        Each(frame, "cmds", command => $"command {command["id"]} {command["state"]}");
        Each(frame, "journal", entry => $"journal {(long)entry["id"]!:d9}");
        return true;
    }

    /// <summary>Everything held, as text that can be compared; what belongs to the focus alone apart.</summary>
    public string State(params string[] but) =>
        string.Join('\n', _things.Where(thing => !but.Contains(thing.Key.Split(' ')[0])).Select(static thing => $"{thing.Key}: {thing.Value.ToJsonString()}"));

    public IEnumerable<KeyValuePair<string, JsonNode>> Things(string kind) => _things.Where(thing => thing.Key.StartsWith(kind + " ", StringComparison.Ordinal));

    public JsonNode? this[string name] => _things.GetValueOrDefault(name);

    private void TurnTo(string symbol)
    {
        Focus = symbol;
        foreach (var gone in _things.Keys.Where(static key => key.StartsWith("struct ", StringComparison.Ordinal)).ToArray())
            _things.Remove(gone);
    }

    // Whole objects: a newer version replaces; without a version each is said once.
    private void Each(JsonObject frame, string part, Func<JsonNode, string> keyOf)
    {
        foreach (var item in frame[part]?.AsArray() ?? [])
        {
            var key = keyOf(item!);
            if (_things.TryGetValue(key, out var held) && held["v"] is { } version && item!["v"] is { } given && (long)given < (long)version)
                continue;
            _things[key] = item!.DeepClone();
        }
    }
}
