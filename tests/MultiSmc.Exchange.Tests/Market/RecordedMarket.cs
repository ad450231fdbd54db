using System.Globalization;
using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>A recording played through board and streams comes out as it went in.</summary>
public sealed class RecordedMarket
{
    [Theory]
    [InlineData("btcusdt", "btcusdt_20240808.gz")]
    [InlineData("ethusdt", "ethusdt_20240808.gz")]
    public async Task Comes_out_of_the_streams_as_it_was_recorded(string symbol, string file)
    {
        var events = MarketRig.Recording(file);
        await using var rig = new MarketRig([MarketRig.Instrument(0, symbol.ToUpperInvariant())]);
        await rig.StartAsync();
        using var client = await rig.ConnectAsync($"/stream?streams={symbol}@trade/{symbol}@bookTicker/{symbol}@depth@100ms&timeUnit=MICROSECOND");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        var expected = Told(events).ToList();

        var reading = client.ReadManyAsync(expected.Count);
        foreach (var run in events.Chunk(777))
            rig.Take(run);
        var messages = await reading;

        Assert.Equal(expected.Count, messages.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], Describe(messages[i]));
    }

    [Theory]
    [InlineData("BTCUSDT", 564, "btcusdt_20240808.gz")]
    [InlineData("ETHUSDT", 577, "ethusdt_20240808.gz")]
    [InlineData("NEXOUSDT", 131, "nexousdt_20240723.gz")]
    public async Task Gives_a_client_a_book_that_agrees_with_every_quote_of_the_same_update(string symbol, int comparable, string file)
    {
        var events = MarketRig.Recording(file);
        await using var rig = new MarketRig([MarketRig.Instrument(0, symbol)]);
        await rig.StartAsync();
        var name = symbol.ToLowerInvariant();
        using var client = await rig.ConnectAsync($"/ws/{name}@depth@100ms");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");

        // The client's own steps: it listens, asks for the book some time later, and joins the two.
        var first = Array.FindIndex(events, static e => e.Kind == MarketEventKind.Depth && e.Depth.IsSnapshot && e.Depth.IsLast) + 1;
        rig.Take(events.AsSpan(0, first));
        var snapshot = rig.Ask(Endpoints.Depth, $"symbol={symbol}&limit=5000", MarketReplies.Depth);
        rig.Take(events.AsSpan(first));
        var updates = events.Count(static e => e.Kind == MarketEventKind.Depth && !e.Depth.IsSnapshot && e.Depth.IsLast);
        var messages = await client.ReadManyAsync(updates);
        var quotes = events.Where(static e => e.Kind == MarketEventKind.Quote).Select(static e => e.Quote).ToLookup(static quote => quote.UpdateId);

        var book = new Dictionary<(bool IsAsk, Price Price), Quantity>();
        Set(book, snapshot.Bids, snapshot.Asks);
        var (bookId, compared) = (snapshot.LastUpdateId, 0);
        foreach (var message in messages)
        {
            var update = StreamFormats.DepthUpdate.Decode(message);
            if (update.LastUpdateId <= bookId)
                continue;
            Assert.True(update.FirstUpdateId <= bookId + 1, $"a gap before {update.FirstUpdateId}");
            Set(book, update.Bids, update.Asks);
            bookId = update.LastUpdateId;
            foreach (var quote in quotes[bookId])
            {
                Assert.Equal((quote.Bid, quote.BidQuantity), Best(book, isAsk: false));
                Assert.Equal((quote.Ask, quote.AskQuantity), Best(book, isAsk: true));
                compared++;
            }
        }

        Assert.Equal(comparable, compared);
    }

    [Fact]
    public async Task Of_depth_alone_gives_quotes_when_the_best_levels_change()
    {
        var events = MarketRig.Recording("nexousdt_20240723.gz").Where(static e => e.Kind == MarketEventKind.Depth).ToArray();
        await using var rig = new MarketRig([MarketRig.Instrument(0, "NEXOUSDT")]);
        await rig.StartAsync();
        using var client = await rig.ConnectAsync("/ws/nexousdt@bookTicker");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        var (book, expected) = (new DepthBook(), new List<(BookLevel Bid, BookLevel Ask)>());
        foreach (var market in events)
        {
            if (!book.On(market.Depth) || market.Depth.IsSnapshot)
                continue;
            var best = (book.At(Side.Buy, 0), book.At(Side.Sell, 0));
            if (expected.Count == 0 || expected[^1] != best)
                expected.Add(best);
        }

        rig.Take(events);
        await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""");
        var found = new List<(BookLevel Bid, BookLevel Ask)>();
        while (StreamFormats.BookTicker.TryDecode(await client.ReadAsync() ?? [], out var quote, out _))
            found.Add((new BookLevel(quote.Bid, quote.BidQuantity), new BookLevel(quote.Ask, quote.AskQuantity)));

        Assert.Equal(expected, found);
        Assert.InRange(found.Count, 50, events.Count(static e => e.Depth.IsLast) - 1);
    }

    [Fact]
    public async Task Is_remembered_trade_by_trade_and_found_by_id()
    {
        var events = MarketRig.Recording("btcusdt_20240808.gz");
        await using var rig = new MarketRig([MarketRig.Instrument(0, "BTCUSDT")]);
        rig.Take(events);
        var expected = events.Where(static e => e.Kind == MarketEventKind.Trade).Select(static e => e.Trade).ToList();

        var found = new List<TradeTick>();
        while (rig.Ask(Endpoints.HistoricalTrades, $"symbol=BTCUSDT&limit=1000&fromId={expected[0].Id + found.Count}", MarketReplies.Trades) is { Length: > 0 } rows)
            found.AddRange(rows.Select(static row => row.ToTick()));

        Assert.Equal(expected, found);
        Assert.Equal(expected[^3..], rig.Ask(Endpoints.Trades, "symbol=BTCUSDT&limit=3", MarketReplies.Trades).Select(static row => row.ToTick()));
    }

    private static IEnumerable<string> Told(MarketEvent[] events)
    {
        var (bids, asks) = (new StringBuilder(), new StringBuilder());
        foreach (var market in events)
        {
            if (market.Kind == MarketEventKind.Trade)
                yield return market.Trade.ToString();
            if (market.Kind == MarketEventKind.Quote)
                yield return Text(market.Quote);
            if (market.Kind != MarketEventKind.Depth || market.Depth.IsSnapshot)
                continue;
            if (market.Depth.HasLevel)
                (market.Depth.Side == Side.Buy ? bids : asks).Append(CultureInfo.InvariantCulture, $" {market.Depth.Price}x{market.Depth.Quantity}");
            if (!market.Depth.IsLast)
                continue;
            yield return $"{market.Depth.FirstUpdateId} {market.Depth.LastUpdateId} {market.Time} bids{bids} asks{asks}";
            bids.Clear();
            asks.Clear();
        }
    }

    private static string Describe(byte[] message)
    {
        Assert.True(StreamFrame.TryOpen(message, out var frame, out var fault), fault.ToString());
        switch (frame.EventName)
        {
            case "trade":
                Assert.True(TradeMessageDecoder.TryDecode(message, out var trade));
                return trade.Tick.ToString();
            case "depthUpdate":
                var update = StreamFormats.DepthUpdate.Decode(frame.Payload.Span);
                return $"{update.FirstUpdateId} {update.LastUpdateId} {update.EventTime} bids{Text(update.Bids)} asks{Text(update.Asks)}";
            default:
                var quote = StreamFormats.BookTicker.Decode(frame.Payload.Span);
                return Text(new Quote(quote.UpdateId, default, quote.Bid, quote.BidQuantity, quote.Ask, quote.AskQuantity));
        }
    }

    private static string Text(PriceLevel[] levels) => string.Concat(levels.Select(static level => $" {level.Price}x{level.Quantity}"));

    private static string Text(Quote quote) => (quote with { Time = default }).ToString();

    private static void Set(Dictionary<(bool IsAsk, Price Price), Quantity> book, PriceLevel[] bids, PriceLevel[] asks)
    {
        foreach (var (level, isAsk) in bids.Select(static level => (level, false)).Concat(asks.Select(static level => (level, true))))
        {
            if (level.Quantity.Raw == 0)
                book.Remove((isAsk, level.Price));
            else
                book[(isAsk, level.Price)] = level.Quantity;
        }
    }

    private static (Price Price, Quantity Quantity) Best(Dictionary<(bool IsAsk, Price Price), Quantity> book, bool isAsk)
    {
        var side = book.Where(level => level.Key.IsAsk == isAsk);
        var best = isAsk ? side.MinBy(static level => level.Key.Price) : side.MaxBy(static level => level.Key.Price);
        return (best.Key.Price, best.Value);
    }
}
