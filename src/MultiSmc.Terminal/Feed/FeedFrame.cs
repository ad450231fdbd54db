using System.Collections.Concurrent;
using System.Text.Json;

namespace MultiSmc.Terminal;

/// <summary>What is the newest of each thing that only the newest of matters.</summary>
internal sealed record LatestParts(
    IReadOnlyList<Tick> Ticks, IReadOnlyList<LivePacket> Lives, AccountView? Account, SessionView? Session, HealthView? Health, IReadOnlyList<LatencyStage>? Latency)
{
    public static LatestParts None { get; } = new([], [], null, null, null, null);

    /// <summary>All of it, as a page with that focus is shown it.</summary>
    public FrameParts For(string focus) => new()
    {
        Ticks = Ticks,
        Live = Lives.FirstOrDefault(live => live.N == focus),
        Account = Account,
        Session = Session,
        Health = Health,
        Latency = Latency,
    };
}

/// <summary>How much of a frame a page is sent.</summary>
internal enum FrameExtent : byte
{
    /// <summary>What changed.</summary>
    Changes,

    /// <summary>Without what the next frame has newer: the page is behind.</summary>
    LastingOnly,

    /// <summary>What changed, and the newest of all that frames before it left out.</summary>
    CaughtUp,
}

/// <summary>
/// One step of the picture, numbered for all pages alike: each page is sent its projection by the symbol it looks at, written as JSON once for all
/// pages with that focus. Numbers are the same for every connection, so that a page goes on by number wherever it comes back.
/// </summary>
internal sealed class FeedFrame
{
    private readonly ConcurrentDictionary<(string Focus, FrameExtent Extent), FrameJson> _written = new();

    public required string Epoch { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Server time in ms.</summary>
    public required long Time { get; init; }

    /// <summary>What happened, for all symbols: packets in full, structure of every symbol.</summary>
    public required FrameParts Lasting { get; init; }

    /// <summary>What changed of that of which only the newest matters; forming packets apart.</summary>
    public required FrameParts Changed { get; init; }

    /// <summary>Forming packets that changed.</summary>
    public required IReadOnlyList<LivePacket> ChangedLives { get; init; }

    /// <summary>The newest of everything, as of this frame.</summary>
    public required LatestParts Latest { get; init; }

    /// <summary>Nothing changed.</summary>
    public required bool IsBeat { get; init; }

    /// <summary>The frame for a page that looks at one symbol.</summary>
    public FrameJson For(string focus, FrameExtent extent) => _written.GetOrAdd((focus, extent), static (key, frame) => frame.Write(key.Focus, key.Extent), this);

    /// <summary>The frame with the whole of a symbol in it, which the page has just turned to.</summary>
    public FrameJson With(string focus, FrameParts whole) => Compose("delta", Merge(Project(focus), Latest.For(focus), whole));

    /// <summary>The whole picture as of this frame.</summary>
    public FrameJson Snapshot(FrameParts whole, string focus)
    {
        var latest = Latest.For(focus);
        return Compose("snap", whole with
        {
            Ticks = latest.Ticks, Live = latest.Live, Account = latest.Account, Session = latest.Session, Health = latest.Health, Latency = latest.Latency,
        });
    }

    private FrameJson Write(string focus, FrameExtent extent)
    {
        if (extent == FrameExtent.CaughtUp)
            return Compose("delta", Merge(Project(focus), Latest.For(focus), null));
        if (IsBeat)
            return Compose("beat", null);
        if (extent == FrameExtent.LastingOnly)
            return Compose("delta", Project(focus));
        var changes = Changed with { Live = ChangedLives.FirstOrDefault(live => live.N == focus) };
        return Compose("delta", Merge(Project(focus), changes, null));
    }

    private FrameParts Project(string focus) => Lasting with
    {
        Packets = Lasting.Packets is { } packets ? [.. packets.Select(packet => packet.N == focus ? packet : packet with { Full = null })] : null,
        Struct = Lasting.Struct?.Where(news => news.N == focus).ToArray() is { Length: > 0 } own ? own : null,
    };

    // News stay beside the whole: what ended with this very frame is in the news alone.
    private static FrameParts Merge(FrameParts lasting, FrameParts latest, FrameParts? whole)
    {
        var merged = lasting with
        {
            Ticks = latest.Ticks, Live = latest.Live, Account = latest.Account, Session = latest.Session, Health = latest.Health, Latency = latest.Latency,
        };
        if (whole?.Focus is not { } focus)
            return merged;
        return merged with
        {
            Focus = focus,
            Struct = whole.Struct,
            Zones = [.. (whole.Zones ?? []).Concat(lasting.Zones ?? []).DistinctBy(static zone => (zone.N, zone.Id))],
            Setups = [.. (whole.Setups ?? []).Concat(lasting.Setups ?? []).DistinctBy(static setup => (setup.N, setup.No))],
            Decisions = [.. (whole.Decisions ?? []).Concat(lasting.Decisions ?? []).Distinct()],
        };
    }

    private FrameJson Compose(string kind, FrameParts? parts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("e", Epoch);
            json.WriteNumber("s", Sequence);
            json.WriteNumber("t", Time);
            json.WriteString("k", kind);
            if (parts is not null)
                TerminalJson.WriteProperties(json, parts);
            json.WriteEndObject();
        }

        return new FrameJson(Sequence, kind, buffer.ToArray());
    }
}
