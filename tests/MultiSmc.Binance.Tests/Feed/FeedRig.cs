using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Feed;

/// <summary>Keeps what a feed delivers.</summary>
internal sealed class TapeInbox : IShellInbox
{
    private readonly ConcurrentQueue<MarketEvent> _market = new();

    public WaitingInbox Words { get; } = new();

    public IReadOnlyList<long> TradeIds => [.. _market.Where(static one => one.Kind == MarketEventKind.Trade).Select(static one => one.Trade.Id)];

    public IReadOnlyList<MarketEvent> Market => [.. _market];

    public void OnMarket(in MarketEvent market) => _market.Enqueue(market);

    public void OnVenue(VenueEvent venueEvent) => Words.OnVenue(venueEvent);

    public async Task UntilAsync(long lastId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (TradeIds is not [.., var last] || last < lastId)
            await Task.Delay(10, limit.Token);
    }
}

/// <summary>A feed between a server of streams, a scripted REST interface and a tape.</summary>
internal sealed class FeedRig : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _notices;

    private FeedRig(ScriptedExchange rest, StreamServer streams, BinanceMarketFeed feed, ConcurrentQueue<string> notices) =>
        (Rest, Streams, Feed, _notices) = (rest, streams, feed, notices);

    public ScriptedExchange Rest { get; }

    public StreamServer Streams { get; }

    public BinanceMarketFeed Feed { get; }

    public TapeInbox Inbox { get; } = new();

    public async Task<string> NoticeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string? notice;
        while (!_notices.TryDequeue(out notice))
            await Task.Delay(10, limit.Token);
        return notice;
    }

    /// <summary>The exchange has trades up to this id.</summary>
    public static void HasTradesUpTo(ScriptedExchange rest, long last, Func<long, bool>? has = null)
    {
        rest.On("GET /api/v3/historicalTrades", seen =>
        {
            var from = long.Parse(seen.Parameters.Find("fromId") ?? "", CultureInfo.InvariantCulture);
            var ids = Enumerable.Range(0, 5000).Select(i => from + i).Where(id => id <= last && (has?.Invoke(id) ?? true)).Take(1000);
            return Reply.Ok("[" + string.Join(',', ids.Select(static id =>
                $$"""{"id":{{id}},"price":"60000.10","qty":"0.01","quoteQty":"600.001","time":{{1767225600000123 + id * 1000}},"isBuyerMaker":true,"isBestMatch":true}""")) + "]");
        });
        rest.On("GET /api/v3/aggTrades", _ => Reply.Ok($$"""[{"a":1,"p":"1","q":"1","f":{{last}},"l":{{last}},"T":1767225600000,"m":true,"M":true}]"""));
    }

    public static async Task<FeedRig> StartAsync(
        Func<ServedStream, Task> serve, Action<ScriptedExchange>? script = null, long after = 0, TimeSpan? silence = null, TimeSpan? progress = null, int held = 1 << 16)
    {
        var rest = await ScriptedExchange.StartAsync();
        script?.Invoke(rest);
        var streams = await StreamServer.StartAsync(2, serve);
        var notices = new ConcurrentQueue<string>();
        var options = new FeedOptions
        {
            Rest = rest.Rest, Streams = streams.Address, Instruments = [GatewayRig.Bitcoin], Gate = RequestGate.ForPublicData(TimeProvider.System),
            Retry = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(10), MaxAttempts = int.MaxValue },
            Silence = silence ?? TimeSpan.FromSeconds(60), ProgressWatch = progress ?? TimeSpan.FromSeconds(60), HoldBack = TimeSpan.FromMilliseconds(50), HeldTrades = held,
            Notice = notices.Enqueue,
        };
        var rig = new FeedRig(rest, streams, new BinanceMarketFeed(options, new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1)), notices);
        rig.Feed.Start(rig.Inbox, [new TradeId(after)]);
        return rig;
    }

    public static Task TradeAsync(ServedStream stream, long id) => stream.SendAsync(Trade(id));

    public static byte[] Trade(long id, string symbol = "BTCUSDT") => Encoding.UTF8.GetBytes(
        $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":{{{1767225600000 + id}}},"s":"{{{symbol}}}","t":{{{id}}},"p":"60000.10000000","q":"0.01000000","T":{{{1767225600000 + id}}},"m":true,"M":true}}""");

    public static byte[] Quote(long update) => Encoding.UTF8.GetBytes(
        $$$"""{"stream":"btcusdt@bookTicker","data":{"u":{{{update}}},"s":"BTCUSDT","b":"60000.09000000","B":"1.00000000","a":"60000.10000000","A":"2.00000000"}}""");

    public async ValueTask DisposeAsync()
    {
        await Feed.DisposeAsync();
        await Streams.DisposeAsync();
        await Rest.DisposeAsync();
    }
}
