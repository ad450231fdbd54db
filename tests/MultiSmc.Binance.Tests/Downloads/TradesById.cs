using System.Globalization;
using Microsoft.AspNetCore.Http;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Downloads;

/// <summary>Missing and newest trades from the REST interface.</summary>
public sealed class TradesById
{
    private const long Newest = 12_345;
    private static readonly DateTimeOffset s_dayStart = new(2025, 3, 10, 0, 0, 0, TimeSpan.Zero);

    // One trade a second since the start of the day, ids from 5000; those of "holes" the exchange does not have.
    private static Func<HttpContext, Task> Exchange(Func<long, bool>? isHole = null, int usedWeight = 0, Queue<int>? failures = null) => async context =>
    {
        if (failures is not null && failures.TryDequeue(out var status) && status != 200)
        {
            context.Response.StatusCode = status;
            return;
        }

        if (usedWeight > 0)
            context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = usedWeight.ToString(CultureInfo.InvariantCulture);
        var query = context.Request.Query;
        if (context.Request.Path.Value!.EndsWith("aggTrades", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync("""[{"a":9,"p":"1","q":"1","f":5000,"l":5001,"T":1741564800000000,"m":true,"M":true}]""");
            return;
        }

        var rows = new List<string>();
        for (var id = long.Parse(query["fromId"].ToString(), CultureInfo.InvariantCulture); rows.Count < 1000 && id <= Newest; id++)
        {
            if (isHole?.Invoke(id) != true)
                rows.Add(Row(id));
        }

        await context.Response.WriteAsync("[" + string.Join(',', rows) + "]");
    };

    private static string Row(long id) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":{{id}},"price":"100.50000000","qty":"0.{{id % 9 + 1}}0000000","quoteQty":"10.05000000","time":{{TimeOf(id)}},"isBuyerMaker":{{(id % 2 == 0 ? "true" : "false")}},"isBestMatch":true,"new":{"a":[1] } }""");

    private static long TimeOf(long id) => (s_dayStart.ToUnixTimeSeconds() + id - 5000) * 1_000_000;

    private static async Task<(BackfillReport Report, List<TradeTick> Trades)> RepairAsync(DownloadRig rig, params (long First, long Last)[] missing)
    {
        var (backfill, _, _) = RestClient.Create(rig.Http, rig.Server.Address, DownloadRig.Retry, rig.Time, new Random(3), rig, RequestGate.ForPublicData(rig.Time));
        List<TradeTick> trades = [];
        var report = await backfill.FetchAsync("BTCUSDT", [.. missing.Select(static range => new TradeIdRange(range.First, range.Last))], (page, _) =>
        {
            trades.AddRange(page);
            return ValueTask.CompletedTask;
        }, default);
        return (report, trades);
    }

    private static Task<TailReport> TailAsync(DownloadRig rig, long? lastId, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(rig.Root);
        var (_, tail, _) = RestClient.Create(rig.Http, rig.Server.Address, DownloadRig.Retry, rig.Time, new Random(3), rig, RequestGate.ForPublicData(rig.Time));
        return tail.FetchAsync(rig.Root, "BTCUSDT", lastId, s_dayStart, DownloadRig.Now, rig, cancellation);
    }

    [Fact]
    public async Task Fill_the_gaps_and_nothing_else_with_as_few_requests_as_will_do()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Api = Exchange();

        var (report, trades) = await RepairAsync(rig, (5000, 5003), (5100, 5100), (5900, 8200));

        long[] expected = [.. Enumerable.Range(5000, 4), 5100, .. Enumerable.Range(5900, 2301)];
        Assert.Equal(expected, trades.Select(static trade => trade.Id));
        Assert.Equal((expected.Length, 0), (report.Repaired, report.Unrepaired.Count));
        Assert.Equal(4, rig.Server.CountOf("GET historicalTrades"));
        Assert.Equal(
            new TradeTick(5001, Timestamp.FromMicroseconds(TimeOf(5001)), new Price(10_050_000_000), new Quantity(70_000_000), AggressorSide.Buyer), trades[1]);
    }

    [Fact]
    public async Task Say_what_the_exchange_does_not_have()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Api = Exchange(static id => id is >= 5002 and <= 5005);

        var (report, trades) = await RepairAsync(rig, (5000, 5007), (Newest, Newest + 10));

        Assert.Equal([5000, 5001, 5006, 5007, Newest], trades.Select(static trade => trade.Id));
        Assert.Equal([new TradeIdRange(5002, 5005), new TradeIdRange(Newest + 1, Newest + 10)], report.Unrepaired.Select(static ids => ids.Ids));
        Assert.All(report.Unrepaired, static ids => Assert.True(ids.IsFinal));
    }

    [Fact]
    public async Task Say_what_could_not_be_asked_for_and_keep_what_came()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Api = Exchange(failures: new Queue<int>([200, 500, 500, 500, 500, 500, 500]));

        var (report, trades) = await RepairAsync(rig, (5000, 6500), (9000, 9001));

        Assert.Equal(1000, trades.Count);
        Assert.Equal([new TradeIdRange(6000, 6500), new TradeIdRange(9000, 9001)], report.Unrepaired.Select(static ids => ids.Ids));
        Assert.All(report.Unrepaired, static ids => Assert.False(ids.IsFinal));
        Assert.Contains("gave up after 6 attempts", report.Unrepaired[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_within_the_weight_that_others_have_left()
    {
        await using var rig = await DownloadRig.StartAsync(DownloadRig.Now.AddSeconds(10));
        rig.Server.Api = Exchange(usedWeight: 2990);

        await RepairAsync(rig, (5000, 7999));

        // Each answer says that the minute is used up: each further page waits for the next one.
        Assert.Equal([50, 60], rig.Time.Waits.Select(static wait => (int)wait.TotalSeconds));
    }

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""[{"id":5000,"price":"1"}]""")]
    [InlineData("""[{"id":5000,"price":"-1","qty":"1","quoteQty":"1","time":1741564800000000,"isBuyerMaker":true}]""")]
    [InlineData("""[{"id":4999,"price":"1","qty":"1","quoteQty":"1","time":1741564800000000,"isBuyerMaker":true}]""")]
    [InlineData("""[{"id":5000,"price":"1","qty":"1","quoteQty":"1","time":1,"isBuyerMaker":true}]""")]
    [InlineData("[")]
    [InlineData("")]
    public async Task Are_not_taken_from_an_answer_that_cannot_be_right(string answer)
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Api = context => context.Response.WriteAsync(answer);

        var (report, trades) = await RepairAsync(rig, (5000, 5001));

        Assert.Empty(trades);
        Assert.Contains("cannot be used", Assert.Single(report.Unrepaired).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6999L, 7000)]
    [InlineData(null, 5000)]
    public async Task Go_on_behind_the_last_archive_or_begin_with_the_day(long? lastId, int first)
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Api = Exchange();

        var report = await TailAsync(rig, lastId);

        Assert.Equal((first, Newest, Newest - first + 1), (report.FirstId, report.LastId, report.Trades));
        var path = Assert.IsType<DownloadedFile>(report.File).Path;
        Assert.Equal($"BTCUSDT-trades-ids-{first}-{Newest}.csv", Path.GetFileName(path));
        using var reader = TapeFile.OpenArchive(path, new TapeOptions { Faults = FaultPolicy.Stop });
        var (count, buffer) = (0L, new TradeTick[1000]);
        while (reader.Read(buffer.AsSpan()) is > 0 and var read)
            count += read;
        Assert.Equal((report.Trades, 0L, first), (count, reader.Report.IdGaps, (int)reader.Report.FirstId));
    }

    [Fact]
    public async Task Are_fetched_once()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Api = Exchange();
        await TailAsync(rig, 6999);
        var asked = rig.Server.Requests.Count;

        Assert.Null((await TailAsync(rig, 6999)).File);

        Assert.Equal(asked + 1, rig.Server.Requests.Count);
        Assert.Single(TradeTail.FilesIn(rig.Root, "BTCUSDT"));
        rig.AssertTidy();
    }

    [Fact]
    public async Task Are_gone_on_with_after_a_failure_even_where_a_line_was_cut()
    {
        await using var rig = await DownloadRig.StartAsync();
        rig.Server.Api = Exchange(failures: new Queue<int>([200, 200, 403]));
        await Assert.ThrowsAsync<DownloadException>(() => TailAsync(rig, 6999));
        var part = Path.Combine(rig.Root, "BTCUSDT-trades-tail.part");
        var rows = await File.ReadAllLinesAsync(part);
        Assert.Equal(2000, rows.Length);
        await File.AppendAllTextAsync(part, "9000,100.5");
        rig.Server.Api = Exchange();
        var asked = rig.Server.Requests.Count;

        var report = await TailAsync(rig, 6999);

        Assert.Equal((7000, Newest), (report.FirstId, report.LastId));
        Assert.Equal(4, rig.Server.Requests.Count - asked);
        var path = Assert.IsType<DownloadedFile>(report.File).Path;
        Assert.Equal(Newest - 7000 + 1, (await File.ReadAllLinesAsync(path)).Length);
        rig.AssertTidy();
    }
}
