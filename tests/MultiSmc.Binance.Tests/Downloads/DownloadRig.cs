using System.Collections.Concurrent;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Downloads;

/// <summary>A local server, a folder, a clock that skips its waits, and a downloader between them.</summary>
internal sealed class DownloadRig : IAsyncDisposable, IDownloadObserver, IDownloadSink
{
    public static readonly DateTimeOffset Now = new(2025, 3, 10, 12, 0, 0, TimeSpan.Zero);
    public static readonly RetryPolicy Retry = new() { Silence = TimeSpan.FromMinutes(7) };

    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<string> _waits = new();
    private readonly ConcurrentQueue<(string File, long Bytes)> _bytes = new();
    private readonly TempFolder _folder = new();

    private DownloadRig(ArchiveServer server, DateTimeOffset now)
    {
        Server = server;
        Time = new SkippingTime(now, Retry.Silence);
    }

    public ArchiveServer Server { get; }

    public SkippingTime Time { get; }

    public DownloadOptions Options { get; set; } = new() { Retry = Retry };

    public string Root => _folder.Root;

    public List<DownloadedFile> Taken { get; } = [];

    public IReadOnlyList<string> Waits => [.. _waits];

    public IReadOnlyList<(string File, long Bytes)> Bytes => [.. _bytes];

    public HttpClient Http => _http;

    public static async Task<DownloadRig> StartAsync(DateTimeOffset? now = null) => new(await ArchiveServer.StartAsync(), now ?? Now);

    public static DownloadRequest Days(string symbol, string from, string to) =>
        new([symbol], TapeLayout.Trades, DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd"));

    /// <summary>The request most tests make: one day.</summary>
    public const string Name = "BTCUSDT-trades-2025-01-05.zip";

    public static DownloadRequest OneDay { get; } = Days("BTCUSDT", "2025-01-05", "2025-01-06");

    public ServedFile PublishOneDay(int rows = 20_000) => Server.Publish(Name, SyntheticZip.Trades(Name, rows));

    public string At(string name) => Path.Combine(Root, "BTCUSDT", name);

    public ArchiveDownloader Downloader() => new(_http, Server.Address, Root, Options, Time, new Random(7), this);

    public async Task<(ArchivePlan Plan, IReadOnlyList<FileOutcome> Outcomes)> RunAsync(DownloadRequest request, CancellationToken cancellation = default)
    {
        using var downloader = Downloader();
        var plan = await downloader.PlanAsync(request, cancellation);
        return (plan, await downloader.RunAsync(plan, this, cancellation));
    }

    public async Task<FileOutcome> RunOneDayAsync() => Assert.Single((await RunAsync(OneDay)).Outcomes);

    /// <summary>Nothing lies there but what belongs there: zips, checksums, the manifest.</summary>
    public void AssertTidy() => Assert.DoesNotContain(
        Directory.GetFiles(Root, "*", SearchOption.AllDirectories),
        static file => file.Contains(".part", StringComparison.Ordinal) || file.EndsWith(".new", StringComparison.Ordinal));

    public void OnBytes(string file, long bytes, long? total) => _bytes.Enqueue((file, bytes));

    public void OnWaiting(string what, string why, TimeSpan wait) => _waits.Enqueue(why);

    public void OnDone(FileOutcome outcome)
    {
    }

    public ValueTask TakeAsync(DownloadedFile file, CancellationToken cancellation)
    {
        Assert.True(File.Exists(file.Path));
        Taken.Add(file);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
