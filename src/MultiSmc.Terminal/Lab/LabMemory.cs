namespace MultiSmc.Terminal;

/// <summary>
/// What the lab made last and is asked for again with every move of a slider: packets and runs over them. A few of each, so that two pages do not
/// take turns in throwing each other's away.
/// </summary>
internal sealed class LabMemory
{
    private const int Most = 4;

    private readonly Lock _gate = new();
    private readonly LinkedList<LabSource> _sources = new();
    private readonly LinkedList<(Key Key, LabRun Run)> _runs = new();

    /// <summary>Packets by their tag: those of before, or new ones.</summary>
    public LabSource Source(string tag, Func<LabSource> make)
    {
        lock (_gate)
        {
            if (Take(_sources, source => source.Tag == tag) is { } known)
                return known;
        }

        var source = make();
        lock (_gate)
            Put(_sources, source);
        return source;
    }

    /// <summary>The run over packets with parameters: that of before, or a new one.</summary>
    public LabRun Run(LabSource source, LabParameters parameters)
    {
        var key = new Key(source.Tag, parameters);
        lock (_gate)
        {
            if (Take(_runs, entry => entry.Key == key) is { Run: { } known })
                return known;
        }

        var run = LabRun.Of(source, parameters.Detector(source.Market), keepsPicture: true);
        lock (_gate)
            Put(_runs, (key, run));
        return run;
    }

    // The one that was asked for last stands in front.
    private static T? Take<T>(LinkedList<T> list, Func<T, bool> isMeant)
    {
        for (var node = list.First; node is not null; node = node.Next)
        {
            if (!isMeant(node.Value))
                continue;
            list.Remove(node);
            list.AddFirst(node);
            return node.Value;
        }

        return default;
    }

    private static void Put<T>(LinkedList<T> list, T value)
    {
        list.AddFirst(value);
        if (list.Count > Most)
            list.RemoveLast();
    }

    private sealed record Key(string Tag, LabParameters Parameters);
}
