using System.Globalization;
using Microsoft.AspNetCore.Http;
using MultiSmc.Catalog;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary><c>data repair</c>: a catalog with ids missing, and a local exchange that has most of them.</summary>
public sealed class RepairVerb
{
    private const long DayStart = 1_741_564_800;
    private const int Trades = 90_000;

    [Fact]
    public async Task Fetches_what_is_missing_and_notes_what_nobody_has()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        // Missing inside day 1, over midnight (day 2 begins at id 86400) and inside day 2; of the last the exchange lacks some too.
        var root = await CatalogAsync(folder, static id => id is >= 1000 and < 3500 or >= 86_390 and < 86_410 or >= 87_000 and < 87_100);
        server.Api = Exchange(static id => id is >= 87_050 and < 87_060);

        var first = await RunAsync("data", "repair", "btcusdt", "--catalog", root, "--rest-url", server.Address.AbsoluteUri);
        var asked = server.Requests.Count;
        var gaps = await RunAsync("data", "gaps", "--catalog", root);
        var again = await RunAsync("data", "repair", "BTCUSDT", "--catalog", root, "--rest-url", server.Address.AbsoluteUri);

        Assert.Equal((0, "BTCUSDT: 2620 ids missing, 2610 trades fetched, 10 the exchange does not have\n"), (first.Code, first.Out));
        Assert.Equal("spot/trades/BTCUSDT 2025-03-11: 10 ids between 87049 and 87060; a known hole: the exchange does not have them\n", gaps.Out);
        Assert.Equal((0, "BTCUSDT: nothing is missing that could be asked for\n"), (again.Code, again.Out));
        Assert.Equal(asked, server.Requests.Count);
        Assert.Equal(0, (await RunAsync("data", "verify", "--catalog", root)).Code);
        Assert.Equal(Trades - 10, Read(root).Count);
    }

    [Fact]
    public async Task Keeps_a_known_hole_when_the_day_is_joined_with_more_and_packets_over_it_say_so()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        var root = await CatalogAsync(folder, static id => id is >= 5000 and < 5010 or >= 80_000);
        server.Api = Exchange(static id => id is >= 5000 and < 5010);
        await RunAsync("data", "repair", "BTCUSDT", "--catalog", root, "--rest-url", server.Address.AbsoluteUri);

        var more = await RunAsync("data", "import", Csv(folder, "more.csv", static id => id < 80_000), "--symbol", "BTCUSDT", "--catalog", root);

        Assert.Equal(0, more.Code);
        var store = CatalogStore.Open(root);
        var key = new SeriesKey(DatasetKind.Trades, "BTCUSDT");
        Assert.Equal(10, Assert.Single(SeriesGaps.Of(store, key)).KnownIds);
        Assert.Empty(SeriesGaps.Open(store, key));
        var parameters = new PacketParameters { Bucket = 5_000_000, PriceDecimals = 2, QuantityDecimals = 1 };
        var packets = CatalogPackets.Build(store, key, null, null, parameters, threads: 1);
        var marked = Assert.Single(packets.Packets.ToArray(), static packet => packet.Flags.HasFlag(PacketFlags.IdGap));
        Assert.True(marked.FirstId < 5010 && marked.LastId >= 5010, $"{marked.FirstId} to {marked.LastId}");
    }

    [Fact]
    public async Task Ends_with_5_when_the_exchange_fails_and_keeps_what_came()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        var root = await CatalogAsync(folder, static id => id is >= 1000 and < 3500);
        var exchange = Exchange(static _ => false);
        var calls = 0;
        server.Api = context =>
        {
            if (++calls < 3)
                return exchange(context);
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        };

        var (code, output, error) = await RunAsync("data", "repair", "BTCUSDT", "--catalog", root, "--rest-url", server.Address.AbsoluteUri);

        Assert.Equal((5, "BTCUSDT: 2500 ids missing, 2000 trades fetched, 0 the exchange does not have\n"), (code, output));
        Assert.Contains("error: BTCUSDT: ids 3000 to 3499: ", error, StringComparison.Ordinal);
        Assert.Equal(Trades - 500, Read(root).Count);
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] line)
    {
        using var application = new ApplicationUnderTest();
        var code = await application.RunAsync(line);
        return (code, application.Out.ReplaceLineEndings("\n"), application.Error.ReplaceLineEndings("\n"));
    }

    private static async Task<string> CatalogAsync(TemporaryFolder folder, Func<long, bool> isMissing)
    {
        var root = Path.Combine(folder.Path, "catalog");
        var (code, _, error) = await RunAsync("data", "import", Csv(folder, "tape.csv", isMissing), "--symbol", "BTCUSDT", "--catalog", root);
        Assert.True(code == 0, error);
        return root;
    }

    // A trade a second from the start of the day, ids from 0.
    private static string Csv(TemporaryFolder folder, string name, Func<long, bool> isMissing)
    {
        var rows = Enumerable.Range(0, Trades).Where(id => !isMissing(id)).Select(static id => string.Create(
            CultureInfo.InvariantCulture, $"{id},100.50000000,0.{id % 9 + 1}0000000,10.05000000,{(DayStart + id) * 1_000_000},{id % 2 == 0},True\n"));
        return folder.Write(name, string.Concat(rows));
    }

    private static Func<HttpContext, Task> Exchange(Func<long, bool> isHole) => async context =>
    {
        var first = long.Parse(context.Request.Query["fromId"].ToString(), CultureInfo.InvariantCulture);
        var rows = Enumerable.Range((int)first, (int)Math.Max(0, Trades - first)).Where(id => !isHole(id)).Take(1000).Select(static id => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":{{id}},"price":"100.50000000","qty":"0.{{id % 9 + 1}}0000000","quoteQty":"10.05000000","time":{{(DayStart + id) * 1_000_000}},"isBuyerMaker":{{(id % 2 == 0 ? "true" : "false")}},"isBestMatch":true}"""));
        await context.Response.WriteAsync("[" + string.Join(',', rows) + "]");
    };

    private static List<MarketEvent> Read(string root)
    {
        using var source = new CatalogSource(CatalogStore.Open(root), default, new SeriesKey(DatasetKind.Trades, "BTCUSDT"), null, null);
        var events = new List<MarketEvent>();
        var buffer = new MarketEvent[1000];
        while (source.Read(buffer) is > 0 and var count)
            events.AddRange(buffer.AsSpan(0, count));
        for (var i = 1; i < events.Count; i++)
            Assert.True(events[i].Trade.Id > events[i - 1].Trade.Id);
        return events;
    }
}
