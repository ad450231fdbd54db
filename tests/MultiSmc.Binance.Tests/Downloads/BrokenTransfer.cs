using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Downloads;

/// <summary>What goes wrong on the way and is mended on the way.</summary>
public sealed class BrokenTransfer
{
    private static async Task AssertWholeAsync(DownloadRig rig, ServedFile file)
    {
        Assert.True(Assert.IsType<FileOutcome.Ready>(await rig.RunOneDayAsync()).Result.IsVerified);
        Assert.Equal(file.Bytes, await File.ReadAllBytesAsync(rig.At(DownloadRig.Name)));
        rig.AssertTidy();
    }

    [Fact]
    public async Task Goes_on_from_where_the_connection_was_cut()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        file.Cuts.Enqueue(100_000);

        await AssertWholeAsync(rig, file);

        // A connection that is cut takes with it what was still on the way: how much, nobody can say.
        Assert.Equal(1, rig.Server.CountOf($"GET {DownloadRig.Name} bytes="));
        Assert.InRange(rig.Server.Sent, file.Bytes.Length, file.Bytes.Length + 99_999);
        Assert.Equal(["the connection broke"], rig.Waits);
    }

    [Fact]
    public async Task Goes_on_in_another_run()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        rig.Options = new DownloadOptions { Retry = new RetryPolicy { MaxAttempts = 1, Silence = DownloadRig.Retry.Silence } };
        file.Cuts.Enqueue(100_000);

        var failed = Assert.IsType<FileOutcome.Failed>(await rig.RunOneDayAsync());
        Assert.Contains("gave up after 1 attempts", failed.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(rig.At(DownloadRig.Name)));
        Assert.Empty(rig.Taken);
        var there = new FileInfo(rig.At(DownloadRig.Name + ".part")).Length;
        Assert.InRange(there, 1, 100_000);
        using (var downloader = rig.Downloader())
            Assert.Equal(file.Bytes.Length - there, (await downloader.PlanAsync(DownloadRig.OneDay, default)).Bytes);

        await AssertWholeAsync(rig, file);
        Assert.Equal(file.Bytes.Length + 100_000 - there, rig.Server.Sent);
    }

    [Fact]
    public async Task Starts_over_when_the_file_has_changed_meanwhile()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        file.Cuts.Enqueue(100_000);
        var bodies = 0;
        file.BeforeBody = served =>
        {
            if (++bodies == 2)
                served.Replace(SyntheticZip.Trades(DownloadRig.Name, 20_500, seed: 9));
        };

        await AssertWholeAsync(rig, file); // The checksum is asked for anew once it does not agree.

        Assert.Contains(rig.Waits, static why => why.Contains("checksum does not agree", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, false, false, true)]
    public async Task Bears_servers_that_lack_a_thing(bool ignoresRange, bool ignoresIfRange, bool isChunked, bool isNameless)
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        (file.IgnoresRange, file.IgnoresIfRange, file.IsChunked, file.IsNameless) = (ignoresRange, ignoresIfRange, isChunked, isNameless);
        file.Cuts.Enqueue(100_000);
        file.Cuts.Enqueue(80_000);
        if (ignoresIfRange)
            file.BeforeBody = served => served.BeforeBody = again => again.BeforeBody = Replace(again);

        await AssertWholeAsync(rig, file);

        static Action<ServedFile>? Replace(ServedFile served)
        {
            served.Replace(SyntheticZip.Trades(DownloadRig.Name, 19_000, seed: 5));
            return null;
        }
    }

    [Fact]
    public async Task Starts_over_when_less_is_there_than_it_has()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        file.IgnoresIfRange = true;
        file.Cuts.Enqueue(100_000);
        var bodies = 0;
        file.BeforeBody = served =>
        {
            if (++bodies == 2)
                served.Replace(SyntheticZip.Trades(DownloadRig.Name, 100));
        };

        await AssertWholeAsync(rig, file);
    }

    [Fact]
    public async Task Waits_as_long_as_asked_and_makes_the_others_wait_too()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        file.Answers.Enqueue((429, "30"));
        file.Answers.Enqueue((503, "7"));
        file.Answers.Enqueue((418, "120"));

        await AssertWholeAsync(rig, file);

        Assert.Equal(["too many requests (429)", "service unavailable (503)", "the exchange has banned this address for now (418)"], rig.Waits);
        Assert.Equal([30, 7, 120], rig.Time.Waits.Select(static wait => (int)wait.TotalSeconds));
    }

    [Fact]
    public async Task Waits_to_the_next_minute_when_asked_to_wait_for_nothing()
    {
        await using var rig = await DownloadRig.StartAsync(DownloadRig.Now.AddSeconds(20));
        rig.PublishOneDay().Answers.Enqueue((429, "0"));

        await rig.RunOneDayAsync();

        Assert.Equal([40], rig.Time.Waits.Select(static wait => (int)wait.TotalSeconds));
    }

    [Fact]
    public async Task Gives_up_at_once_when_asked_to_wait_for_days()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay().Answers.Enqueue((418, "259200"));

        var failed = Assert.IsType<FileOutcome.Failed>(await rig.RunOneDayAsync());

        Assert.Contains("come back after 2025-03-13 12:00:00 UTC", failed.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Time.Waits);
    }

    [Fact]
    public async Task Backs_off_twice_as_long_each_time_and_gives_up_in_the_end()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        for (var i = 0; i < 6; i++)
            file.Answers.Enqueue((500, null));

        var failed = Assert.IsType<FileOutcome.Failed>(await rig.RunOneDayAsync());

        Assert.Contains("the server failed (500); gave up after 6 attempts", failed.Message, StringComparison.Ordinal);
        Assert.Equal(5, rig.Time.Waits.Count);
        for (var i = 0; i < 5; i++)
            Assert.InRange(rig.Time.Waits[i].TotalSeconds, 0.5 * (1 << i), 1 << i);
        await AssertWholeAsync(rig, file);
    }

    [Fact]
    public async Task Does_not_insist_where_it_is_refused()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay().Answers.Enqueue((403, null));

        var failed = Assert.IsType<FileOutcome.Failed>(await rig.RunOneDayAsync());

        Assert.Contains("refuses it (403", failed.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Waits);
    }

    [Fact]
    public async Task Tries_again_after_silence()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        file.IsSilentOnce = true;

        var run = AssertWholeAsync(rig, file);
        await file.FellSilent.Task;
        while (!run.IsCompleted && rig.Waits.Count == 0)
        {
            rig.Time.Advance(DownloadRig.Retry.Silence);
            await Task.Yield();
        }

        await run;
        Assert.Contains("nothing came for 420 s", rig.Waits);
    }

    [Fact]
    public async Task Tells_a_file_that_went_away_from_a_failure()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay().Answers.Enqueue((404, null));

        Assert.IsType<FileOutcome.Gone>(await rig.RunOneDayAsync());
        Assert.Empty(rig.Waits);
    }

    [Fact]
    public async Task Is_the_networks_fault_when_nobody_listens()
    {
        await using var rig = await DownloadRig.StartAsync();
        using var downloader = new ArchiveDownloader(rig.Http, new Uri("http://127.0.0.1:9/"), rig.Root, rig.Options, rig.Time, new Random(1), rig);

        var failure = await Assert.ThrowsAsync<DownloadException>(() => downloader.PlanAsync(DownloadRig.OneDay, default));

        Assert.Equal(DownloadFault.Network, failure.Fault);
        Assert.Equal(5, rig.Waits.Count);
    }

    [Fact]
    public async Task Stops_when_asked_and_goes_on_later()
    {
        await using var rig = await DownloadRig.StartAsync();
        var file = rig.PublishOneDay();
        using var stop = new CancellationTokenSource();
        file.IsSilentOnce = true;
        var run = rig.RunAsync(DownloadRig.OneDay, stop.Token);
        await file.FellSilent.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.False(File.Exists(rig.At(DownloadRig.Name)));

        await AssertWholeAsync(rig, file);
    }

    [Fact]
    public async Task Says_that_the_disk_is_full()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this machine has no /dev/full");
        await using var rig = await DownloadRig.StartAsync();
        rig.PublishOneDay();
        Directory.CreateDirectory(rig.At(""));
        File.CreateSymbolicLink(rig.At(DownloadRig.Name + ".part"), "/dev/full");

        var failure = await Assert.ThrowsAsync<DownloadException>(() => rig.RunOneDayAsync());

        Assert.Equal(DownloadFault.Folder, failure.Fault);
        Assert.Contains("the disk is full; make room and run the same command again", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_to_begin_what_cannot_end()
    {
        var failure = Assert.Throws<DownloadException>(() => FolderFaults.ThrowIfTooSmall(Path.GetTempPath(), long.MaxValue));

        Assert.Contains("make room or name another folder", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Any mixture of cuts, refusals, changes and shortcomings ends in the file as published.</summary>
    [Fact]
    public async Task Ends_well_whatever_happens_on_the_way()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            await using var rig = await DownloadRig.StartAsync();
            var file = rig.PublishOneDay();
            var random = new Random(seed);
            var changes = random.Next(2);
            file.IgnoresIfRange = random.Next(4) == 0;
            file.IsChunked = random.Next(4) == 0;
            file.BeforeBody = served =>
            {
                if (changes > 0 && random.Next(3) == 0)
                {
                    changes--;
                    served.Replace(SyntheticZip.Trades(DownloadRig.Name, 15_000 + random.Next(9000), seed: seed + 100));
                }
            };
            for (var i = 0; i < 8; i++)
            {
                if (random.Next(3) == 0)
                    file.Answers.Enqueue((random.Next(2) == 0 ? 503 : 500, random.Next(2) == 0 ? "3" : null));
                file.Cuts.Enqueue(random.Next(file.Bytes.Length));
            }

            var outcome = await rig.RunOneDayAsync();
            for (var again = 0; again < 10 && outcome is FileOutcome.Failed; again++)
                outcome = await rig.RunOneDayAsync();
            Assert.True(outcome is FileOutcome.Ready, $"seed {seed}: {outcome}");
            var there = await File.ReadAllBytesAsync(rig.At(DownloadRig.Name));
            Assert.True(file.Bytes.AsSpan().SequenceEqual(there), $"seed {seed}");
            rig.AssertTidy();
        }
    }
}
