using MultiSmc.Testing;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Downloads;

/// <summary>What goes right.</summary>
public sealed class DownloadedDay
{
    [Fact]
    public async Task Lies_in_its_place_verified_with_checksum_and_record()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();

        var ready = Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync());

        Assert.Equal((true, true, file.Sha256), (ready.Result.IsVerified, ready.Result.IsNew, ready.Result.Sha256));
        Assert.Equal(file.Bytes, await File.ReadAllBytesAsync(rig.At(DownloadRig.Name)));
        Assert.Equal($"{file.Sha256}  {DownloadRig.Name}\n", await File.ReadAllTextAsync(rig.At(DownloadRig.Name + ".CHECKSUM")));
        var manifest = await File.ReadAllTextAsync(rig.At("manifest.json"));
        Assert.Contains(file.Sha256, manifest, StringComparison.Ordinal);
        Assert.Contains("v1-", manifest, StringComparison.Ordinal);
        Assert.Contains("last_modified", manifest, StringComparison.Ordinal);
        Assert.Equal([ready.Result], rig.Taken);
        rig.AssertTidy();
    }

    [Fact]
    public async Task Is_not_asked_for_again()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay();
        await rig.RunOneDayAsync();
        var (asked, written) = (rig.Server.Requests.Count, File.GetLastWriteTimeUtc(rig.At("manifest.json")));

        var ready = Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync());

        Assert.False(ready.Result.IsNew);
        Assert.Equal(asked, rig.Server.Requests.Count);
        Assert.Equal(written, File.GetLastWriteTimeUtc(rig.At("manifest.json")));
        Assert.Equal(2, rig.Taken.Count); // A sink is offered it again: the first run may have ended between the two steps.
    }

    [Fact]
    public async Task Is_taken_up_where_the_process_died_before_the_record()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay();
        await rig.RunOneDayAsync();
        File.Delete(rig.At("manifest.json"));

        Assert.False(Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync()).Result.IsNew);
        Assert.Equal(1, rig.Server.CountOf("GET " + DownloadRig.Name + ".CHECKSUM"));
    }

    [Fact]
    public async Task Is_loaded_again_where_it_was_damaged_on_disk()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        await rig.RunOneDayAsync();
        await File.WriteAllBytesAsync(rig.At(DownloadRig.Name), file.Bytes[..1000]);

        Assert.True(Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync()).Result.IsNew);
        Assert.Equal(file.Bytes, await File.ReadAllBytesAsync(rig.At(DownloadRig.Name)));
    }

    [Fact]
    public async Task Is_loaded_again_on_refresh_when_the_exchange_has_replaced_it()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        await rig.RunOneDayAsync();
        rig.Options = new DownloadOptions { Retry = DownloadRig.Retry, Refreshes = true };

        Assert.False(Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync()).Result.IsNew);
        file.Replace(SyntheticZip.Trades(DownloadRig.Name, 20_001));
        Assert.True(Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync()).Result.IsNew);
        Assert.Equal(file.Bytes, await File.ReadAllBytesAsync(rig.At(DownloadRig.Name)));
    }

    [Fact]
    public async Task Comes_in_order_with_many_at_once_and_never_more_than_allowed()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Options = new DownloadOptions { Retry = DownloadRig.Retry, Parallel = 3 };
        var (running, most) = (0, 0);
        for (var day = 1; day <= 12; day++)
        {
            var name = $"BTCUSDT-trades-2025-01-{day:00}.zip";
            var file = rig.Server.Publish(name, SyntheticZip.Trades(name, 3000, seed: day));
            file.BeforeBody = _ =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
            };
        }

        var sink = new CountingSink(() => Interlocked.Decrement(ref running));
        using var downloader = rig.Downloader();
        var plan = await downloader.PlanAsync(DownloadRig.Days("BTCUSDT", "2025-01-01", "2025-01-13"), default);
        await downloader.RunAsync(plan, sink, default);

        Assert.Equal(12, sink.Paths.Count);
        Assert.Equal(sink.Paths.Order(StringComparer.Ordinal), sink.Paths);
        Assert.Equal(0, running);
        Assert.True(most >= 2, $"never more than {most} at once");
        rig.AssertTidy();
    }

    [Fact]
    public async Task Reads_back_as_the_recording_it_was_made_from()
    {
        var name = "BTCUSDT-trades-2024-08-08.zip";
        var recording = await File.ReadAllBytesAsync(SharedData.Require("binance-trades/spot/" + name));
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Publish(name, recording).Cuts.Enqueue(70_000);

        var (_, outcomes) = await rig.RunAsync(DownloadRig.Days("BTCUSDT", "2024-08-08", "2024-08-09"));

        var ready = Assert.IsType<FileOutcome.Ready>(Assert.Single(outcomes));
        Assert.Equal("a1f7a4ee5a3dfa0a1bc8a48e55404d8688512497026223173016b456401f1d9f", ready.Result.Sha256);
        using var downloader = rig.Downloader();
        Assert.Equal(3735692996, downloader.LastIdOf(ready.File));
        using var reader = TapeFile.OpenArchive(ready.Result.Path, TapeOptions.Default);
        var (rows, buffer) = (0, new Core.TradeTick[1000]);
        while (reader.Read(buffer.AsSpan()) is > 0 and var count)
            rows += count;
        Assert.Equal((9738, true), (rows, reader.Report.IsChecksumVerified));
    }

    [Fact]
    public async Task Belongs_to_one_process_at_a_time()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay();
        using var first = rig.Downloader();
        await first.PlanAsync(DownloadRig.OneDay, default);

        var refused = await Assert.ThrowsAsync<DownloadException>(() => rig.RunOneDayAsync());

        Assert.Equal(DownloadFault.Folder, refused.Fault);
        Assert.Contains("another download is at work here", refused.Message, StringComparison.Ordinal);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen;)
            seen = Interlocked.CompareExchange(ref target, value, seen);
    }

    private sealed class CountingSink(Action onTaken) : IDownloadSink
    {
        public List<string> Paths { get; } = [];

        public ValueTask TakeAsync(DownloadedFile file, CancellationToken cancellation)
        {
            Paths.Add(file.Path);
            onTaken();
            return ValueTask.CompletedTask;
        }
    }
}
