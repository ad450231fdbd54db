using System.Diagnostics;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>How the process and its connections are; asked once a second, on the model's task.</summary>
internal sealed class HealthMeter(TerminalOptions options, KernelObserver observer, int symbols)
{
    private const double DecisionBudgetMs = 1;
    private const long WeightLimit = 6_000; // a minute, for all requests of one address (Binance Spot)
    private const long WorryingOffsetNs = 500_000_000; // half of the smallest window that signed requests are given
    private const long WorryingBehind = 100_000; // inputs not on the disk: seconds of a busy market

    private readonly Process _process = Process.GetCurrentProcess();
    private readonly Dictionary<string, long> _upSince = new(StringComparer.Ordinal);
    private TimeSpan _cpu;
    private long _trades;
    private long _at;
    private bool _wasPast;
    private double _ratePeak;
    private double _cpuPeak;
    private readonly Queue<double> _pauses = new();
    private TimeSpan _paused;

    public long Since { get; private set; }

    public HealthView Measure(long now)
    {
        Since = Since == 0 ? now : Since;
        _process.Refresh();
        var seconds = _at == 0 ? 0 : (now - _at) / 1e3;
        var trades = 0L;
        for (var i = 0; i < symbols; i++)
            trades += observer.MarketOf(i).Trades;
        // Trades of the past are taken in by the million: they say nothing about the market's pace.
        var isPast = observer.IsPast?.Invoke() ?? false;
        var rate = seconds > 0 && !isPast && !_wasPast ? (trades - _trades) / seconds : 0;
        _wasPast = isPast;
        var cpu = seconds > 0 ? (_process.TotalProcessorTime - _cpu).TotalSeconds / seconds / Environment.ProcessorCount : 0;
        (_trades, _cpu, _at) = (trades, _process.TotalProcessorTime, now);
        _ratePeak = Math.Max(_ratePeak, rate);
        _cpuPeak = Math.Max(_cpuPeak, cpu);
        var paused = GC.GetTotalPauseDuration();
        _pauses.Enqueue((paused - _paused).TotalMilliseconds);
        _paused = paused;
        if (_pauses.Count > 600)
            _pauses.Dequeue();
        double[] pauses = [.. _pauses.Order()];
        var links = options.Links?.Invoke() ?? [];
        var journal = options.Journal?.Invoke();
        return new HealthView(
            [.. links.Select(link => View(link, now)), .. links.SelectMany(link => Facts(link, now)), .. JournalLink(journal)],
            links.FirstOrDefault(static link => link.Name == "orders") is { RoundTrip.Nanoseconds: > 0 } orders ? orders.RoundTrip.Nanoseconds / 1e6 : null,
            rate,
            _ratePeak,
            Since,
            0,
            cpu,
            _cpuPeak,
            Environment.ProcessorCount,
            _process.WorkingSet64,
            pauses[Math.Min(pauses.Length - 1, (int)(pauses.Length * 0.99))],
            DiskFree(),
            journal?.Bytes ?? 0,
            DecisionBudgetMs);
    }

    // What a connection knows beside itself: rows of their own on the page.
    private static IEnumerable<LinkView> Facts(LinkStatus link, long now)
    {
        var received = Scales.Ms(link.LastReceived);
        long? age = received > 0 ? Math.Max(0, now - received) : null;
        if (link.WeightUsed is { } weight)
            yield return new LinkView("rest-weight", weight > WeightLimit * 8 / 10 ? "warn" : "up", null, null, null, null, 0, [[weight, WeightLimit]], null);
        if (link.ClockOffset is { } offset)
            yield return new LinkView("clock", Math.Abs(offset.Nanoseconds) > WorryingOffsetNs ? "warn" : "up", age, null, null, null, 0, [], offset.Nanoseconds / 1e6);
    }

    private static IEnumerable<LinkView> JournalLink(JournalState? journal)
    {
        if (journal is { } state)
            yield return new LinkView("journal", state.Behind > WorryingBehind ? "warn" : "up", null, null, null, null, 0, [[state.Behind, WorryingBehind]], state.Bytes);
    }

    private LinkView View(LinkStatus link, long now)
    {
        if (!link.IsUp)
            _upSince.Remove(link.Name);
        else
            _upSince.TryAdd(link.Name, now);
        var received = Scales.Ms(link.LastReceived);
        return new LinkView(
            link.Name,
            link.IsUp ? "up" : "down",
            received > 0 ? Math.Max(0, now - received) : null,
            link.RoundTrip.Nanoseconds > 0 ? link.RoundTrip.Nanoseconds / 1e6 : null,
            null,
            _upSince.TryGetValue(link.Name, out var since) ? since : null,
            link.Reconnects,
            [],
            null);
    }

    private long DiskFree()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(options.StateFolder ?? AppContext.BaseDirectory)).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0; // a drive that can't be asked is shown as full, not as fine
        }
    }
}
