using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>A market that orders of accounts make: the participants follow a tape, and everybody's orders stand in the book that is shown.</summary>
public sealed class LiveMarket
{
    private static readonly Instrument Instrument = MarketRig.Instrument(0, "BTCUSDT");

    [Fact]
    public async Task Shows_prints_with_ids_that_rise_by_one_and_a_book_that_joins_on()
    {
        await using var rig = New();
        await rig.StartAsync();
        using var client = await rig.ConnectAsync("/stream?streams=btcusdt@trade/btcusdt@bookTicker/btcusdt@depth@100ms");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");

        Play(rig, 300);
        await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":2}""");

        var (tradeId, updateId, quotes, book) = (0L, 0L, 0, new DepthBook());
        book.On(new DepthChange(0, 0, default, default, default, DepthMarks.Snapshot | DepthMarks.First | DepthMarks.Last | DepthMarks.Empty));
        while (true)
        {
            Assert.True(StreamFrame.TryOpen(await client.ReadAsync() ?? [], out var frame, out _));
            if (frame.Kind == StreamFrameKind.Reply)
                break;
            if (frame.EventName == "trade")
                Assert.Equal(++tradeId, StreamFormats.Trade.Decode(frame.Payload.Span).TradeId);
            else if (frame.EventName is null)
                quotes++;
            else
                updateId = Apply(book, StreamFormats.DepthUpdate.Decode(frame.Payload.Span), updateId);
        }

        Assert.InRange(tradeId, 250, 600);
        Assert.InRange(quotes, 50, 2_000);
        var shown = rig.Ask(Endpoints.Depth, "symbol=BTCUSDT", MarketReplies.Depth);
        Assert.Equal(shown.LastUpdateId, book.UpdateId);
        Assert.Equal(shown.Bids, Levels(book, Side.Buy));
        Assert.Equal(shown.Asks, Levels(book, Side.Sell));
    }

    [Fact]
    public async Task Shows_an_accounts_order_in_the_book_and_its_trade_on_the_tape()
    {
        await using var rig = New();
        Play(rig, 20);
        var account = rig.Core.Open(new AccountParameters { InitialBalances = [new AssetAmount(new Asset("USDT"), new Money(100_000 * FixedPoint.Scale))] });
        var before = rig.Ask(Endpoints.Depth, "symbol=BTCUSDT", MarketReplies.Depth);
        var time = rig.Board.MarketTime + Duration.FromSeconds(1);
        var mine = new Price(before.Bids[0].Price.Raw - 50 * Instrument.TickSize.Raw);

        Place(rig, account, "mine", mine, OrderType.Limit, time);
        var resting = rig.Ask(Endpoints.Depth, "symbol=BTCUSDT", MarketReplies.Depth);
        Place(rig, account, "taking", before.Asks[^1].Price, OrderType.Limit, time + Duration.FromSeconds(1));
        var trades = rig.Ask(Endpoints.Trades, "symbol=BTCUSDT&limit=1", MarketReplies.Trades);

        Assert.Contains(resting.Bids, level => level == new PriceLevel(mine, MarketRig.Q("0.001")));
        Assert.Equal((before.Asks[0].Price, AggressorSide.Buyer), (trades[0].Price, trades[0].Aggressor));
        var fill = Assert.Single(rig.Core.FillsOf(account, Instrument.Id));
        Assert.Equal(trades[0].Id, fill.TradeId.Value);
    }

    private static MarketRig New() => new([Instrument], new MarketRigOptions { Participants = new TapeParticipantsParameters { Seed = 3, LevelLotsMax = 100_000 } });

    private static void Play(MarketRig rig, int trades)
    {
        // A seeded walk, 40 ms a step.
        var random = new SplitMix64(11);
        var (price, time) = (60_000_00L, Timestamp.FromMilliseconds(1_720_000_000_000));
        for (var i = 1; i <= trades; i++)
        {
            price += (long)random.NextBelow(7) - 3;
            time += Duration.FromMilliseconds(40);
            var trade = new TradeTick(i, time, new Price(price * 1_000_000), new Quantity((1 + random.NextBelow(5_000)) * 1_000), (AggressorSide)random.NextBelow(2));
            rig.Take([new MarketEvent(default, in trade)]);
        }

        rig.Take([], time + Duration.FromSeconds(1));
    }

    private static void Place(MarketRig rig, AccountId account, string name, Price price, OrderType type, Timestamp time)
    {
        rig.Core.Submit(
            account,
            new VenueRequest.PlaceOrder(new OrderSpec
            {
                ClientOrderId = new ClientOrderId(name), Instrument = Instrument.Id, Side = Side.Buy, Type = type, Quantity = MarketRig.Q("0.001"), Price = price,
                TimeInForce = TimeInForce.Gtc,
            }),
            time);
        rig.Floor.AfterStep(Instrument.Id, time);
    }

    private static long Apply(DepthBook book, DepthUpdateEvent update, long updateId)
    {
        Assert.Equal(updateId + 1, update.FirstUpdateId);
        var levels = update.Bids.Select(static level => (level, DepthMarks.None)).Concat(update.Asks.Select(static level => (level, DepthMarks.Ask))).ToList();
        for (var i = 0; i < levels.Count; i++)
        {
            var marks = levels[i].Item2 | (i == 0 ? DepthMarks.First : DepthMarks.None) | (i == levels.Count - 1 ? DepthMarks.Last : DepthMarks.None);
            book.On(new DepthChange(update.FirstUpdateId, update.LastUpdateId, default, levels[i].level.Price, levels[i].level.Quantity, marks));
        }

        return update.LastUpdateId;
    }

    private static PriceLevel[] Levels(DepthBook book, Side side) =>
        [.. Enumerable.Range(0, Math.Min(100, book.Count(side))).Select(rank => new PriceLevel(book.At(side, rank).Price, book.At(side, rank).Quantity))];
}
