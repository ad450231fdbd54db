using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Feed;

/// <summary>Trades come in the order of their ids, whole where that can be had.</summary>
public sealed class MarketFeed
{
    [Fact]
    public async Task Fetches_what_lies_between_the_last_known_trade_and_the_stream()
    {
        await using var rig = await FeedRig.StartAsync(
            async stream =>
            {
                await FeedRig.TradeAsync(stream, 2602);
                await Endless(stream);
            },
            static rest => FeedRig.HasTradesUpTo(rest, 2601), after: 100);

        await rig.Inbox.UntilAsync(2602);

        Assert.Equal(Enumerable.Range(101, 2502).Select(static id => (long)id), rig.Inbox.TradeIds);
        var fetched = rig.Inbox.Market.First(static one => one.Kind == MarketEventKind.Trade).Trade;
        Assert.Equal(Timestamp.FromMilliseconds(1767225600101), fetched.Time); // as the stream tells it, without the microseconds
        Assert.True((await rig.Inbox.Words.NextAsync<VenueEvent.ConnectionChanged>(static change => change.IsUp)).Link == VenueLink.MarketData);
    }

    [Fact]
    public async Task Drops_duplicates_and_holds_early_trades_back()
    {
        await using var rig = await FeedRig.StartAsync(async stream =>
        {
            foreach (var id in new long[] { 10, 11, 11, 10, 13, 14, 14, 12, 15 })
                await FeedRig.TradeAsync(stream, id);
            await Endless(stream);
        });

        await rig.Inbox.UntilAsync(15);

        Assert.Equal([10, 11, 12, 13, 14, 15], rig.Inbox.TradeIds);
        Assert.Equal(0, rig.Rest.CountOf("GET /api/v3/historicalTrades"));
    }

    [Fact]
    public async Task Fetches_what_a_lost_connection_missed()
    {
        await using var rig = await FeedRig.StartAsync(
            async stream =>
            {
                var first = stream.Number == 1 ? 10 : 20;
                for (var id = first; id < first + 3; id++)
                    await FeedRig.TradeAsync(stream, id);
                if (stream.Number > 1)
                    await Endless(stream);
                await Task.Delay(50, CancellationToken.None);
            },
            static rest => FeedRig.HasTradesUpTo(rest, 22));

        await rig.Inbox.UntilAsync(22);

        Assert.Equal(Enumerable.Range(10, 13).Select(static id => (long)id), rig.Inbox.TradeIds);
        await rig.Inbox.Words.NextAsync<VenueEvent.ConnectionChanged>(static change => change.IsUp);
        await rig.Inbox.Words.NextAsync<VenueEvent.ConnectionChanged>(static change => !change.IsUp);
        await rig.Inbox.Words.NextAsync<VenueEvent.ConnectionChanged>(static change => change.IsUp);
        Assert.Equal(1, rig.Feed.Links.Single().Reconnects);
    }

    [Fact]
    public async Task Fetches_one_that_never_came_though_the_connection_stands()
    {
        await using var rig = await FeedRig.StartAsync(
            async stream =>
            {
                foreach (var id in new long[] { 10, 11, 13, 14 })
                    await FeedRig.TradeAsync(stream, id);
                await Endless(stream);
            },
            static rest => FeedRig.HasTradesUpTo(rest, 14));

        await rig.Inbox.UntilAsync(14);

        Assert.Equal([10, 11, 12, 13, 14], rig.Inbox.TradeIds);
    }

    [Fact]
    public async Task Goes_on_with_a_hole_where_the_exchange_itself_has_one()
    {
        await using var rig = await FeedRig.StartAsync(
            async stream =>
            {
                foreach (var id in new long[] { 10, 13, 14 })
                    await FeedRig.TradeAsync(stream, id);
                await Endless(stream);
            },
            static rest => FeedRig.HasTradesUpTo(rest, 14, static id => id is < 11 or > 12));

        await rig.Inbox.UntilAsync(14);

        Assert.Equal([10, 13, 14], rig.Inbox.TradeIds);
        Assert.Contains("2 trades missing", rig.Feed.Links.Single().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_no_more_than_so_many_trades_while_it_fetches_and_loses_none()
    {
        var isFetchable = new TaskCompletionSource();
        await using var rig = await FeedRig.StartAsync(
            async stream =>
            {
                for (var id = 1001; id <= 1100; id++)
                    await FeedRig.TradeAsync(stream, id);
                await Task.Delay(100, CancellationToken.None);
                isFetchable.SetResult();
                await Task.Delay(300, CancellationToken.None);
                await FeedRig.TradeAsync(stream, 1101);
                await Endless(stream);
            },
            rest =>
            {
                FeedRig.HasTradesUpTo(rest, 1100);
                rest.OnAsync("GET /api/v3/historicalTrades", async seen =>
                {
                    await isFetchable.Task;
                    FeedRig.HasTradesUpTo(rest, 1100);
                    return new Rig.Reply(503, "");
                });
            },
            after: 1, held: 30);

        await rig.Inbox.UntilAsync(1101);

        Assert.Equal(Enumerable.Range(2, 1100).Select(static id => (long)id), rig.Inbox.TradeIds);
    }

    [Fact]
    public async Task Connects_anew_where_a_stream_stands_and_brings_nothing()
    {
        await using var rig = await FeedRig.StartAsync(
            async stream =>
            {
                if (stream.Number == 1)
                    await FeedRig.TradeAsync(stream, 10);
                else
                    await FeedRig.TradeAsync(stream, 21);
                await Endless(stream);
            },
            static rest => FeedRig.HasTradesUpTo(rest, 20), progress: TimeSpan.FromMilliseconds(200));

        await rig.Inbox.UntilAsync(21);

        Assert.Equal(Enumerable.Range(10, 12).Select(static id => (long)id), rig.Inbox.TradeIds);
    }

    [Fact]
    public async Task Tells_quotes_once_with_the_time_of_the_trade_before()
    {
        await using var rig = await FeedRig.StartAsync(async stream =>
        {
            await FeedRig.TradeAsync(stream, 10);
            await stream.SendAsync(FeedRig.Quote(7));
            await stream.SendAsync(FeedRig.Quote(7));
            await stream.SendAsync(FeedRig.Quote(8));
            await FeedRig.TradeAsync(stream, 11);
            await Endless(stream);
        });

        await rig.Inbox.UntilAsync(11);

        var quotes = rig.Inbox.Market.Where(static one => one.Kind == MarketEventKind.Quote).Select(static one => one.Quote).ToList();
        Assert.Equal([7, 8], quotes.Select(static quote => quote.UpdateId));
        Assert.All(quotes, static quote => Assert.Equal(Timestamp.FromMilliseconds(1767225600010), quote.Time));
    }

    [Fact]
    public async Task Says_when_an_exchange_has_begun_anew()
    {
        await using var rig = await FeedRig.StartAsync(
            static async stream =>
            {
                await FeedRig.TradeAsync(stream, 3);
                await Endless(stream);
            },
            static rest => FeedRig.HasTradesUpTo(rest, 3), after: 5000, progress: TimeSpan.FromMilliseconds(100));

        Assert.Contains("has begun anew", await rig.NoticeAsync(), StringComparison.Ordinal);
        Assert.Empty(rig.Inbox.TradeIds);
    }

    [Fact]
    public async Task Takes_several_connections_for_many_symbols()
    {
        string[] symbols = ["AAAUSDT", "BBBUSDT", "CCCUSDT", "DDDUSDT", "EEEUSDT"];
        await using var streams = await StreamServer.StartAsync(2, static async stream =>
        {
            foreach (var name in stream.Streams.Where(static name => name.EndsWith("@trade", StringComparison.Ordinal)))
                await stream.SendAsync(FeedRig.Trade(7, name[..^"@trade".Length].ToUpperInvariant()));
            await Endless(stream);
        });
        var options = new FeedOptions
        {
            Rest = new Uri("http://127.0.0.1:1/"), Streams = streams.Address, Gate = RequestGate.ForPublicData(TimeProvider.System), StreamsPerConnection = 4,
            Instruments = [.. symbols.Select(static (symbol, i) => Rig.GatewayRig.Bitcoin with { Id = new InstrumentId(i), Symbol = symbol })],
        };
        var inbox = new TapeInbox();
        await using var feed = new BinanceMarketFeed(options, new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1));
        feed.Start(inbox, new TradeId[symbols.Length]);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (inbox.Market.Count < symbols.Length)
            await Task.Delay(10, limit.Token);

        Assert.Equal([0, 1, 2, 3, 4], inbox.Market.Select(static one => one.Instrument.Index).Order());
        Assert.StartsWith("3/3 connections", feed.Links.Single().Detail, StringComparison.Ordinal);
        Assert.Equal([2, 4, 4], streams.Batches.Order());
    }

    [Fact]
    public async Task Ends_when_it_is_disposed()
    {
        var rig = await FeedRig.StartAsync(Endless);
        await rig.DisposeAsync();
        await rig.Feed.Completion;
    }

    private static Task Endless(ServedStream stream) => Task.Delay(Timeout.Infinite, CancellationToken.None);
}
