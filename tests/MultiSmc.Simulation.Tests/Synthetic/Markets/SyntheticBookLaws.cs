using MultiSmc.Core;

namespace MultiSmc.Simulation.Tests;

public sealed class SyntheticBookLaws
{
    public static TheoryData<string, ulong> Cases
    {
        get
        {
            var cases = new TheoryData<string, ulong>();
            foreach (var profile in SyntheticProfiles.All)
            {
                for (var seed = 1UL; seed <= 4; seed++)
                    cases.Add(profile.Name, seed);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Trades_quotes_and_depth_agree(string profile, ulong seed)
    {
        // All switches on: the laws hold in a crash and behind an outage, too.
        var parameters = MarketRig.Hours(seed, 3) with { EdgePpm = 800_000, EdgeStay = Duration.FromSeconds(180), CrashesPerDay = 20, BurstsPerDay = 40, OutagesPerDay = 20 };
        var listing = MarketRig.Listing("ABCUSDT", profile: profile);
        var instrument = listing.Instrument;
        using var market = new SyntheticMarket([listing], parameters);
        // The first order's events are made already: what was before them is not to be had, so the reader waits until it has caught up.
        var snapshot = market.Snapshot(instrument.Id);
        BookReplica? book = null;
        (TradeTick Trade, long Remaining)? print = null;
        var (last, trades, quotes) = (new Timestamp(0), 0L, 0L);
        while (market.TryNext(out var next) && trades < 15_000)
        {
            Assert.True(next.Time >= last, $"time goes back at {next.Time}");
            last = next.Time;
            if (next.Kind == SyntheticEventKind.Depth && book is null)
            {
                if (next.Depth.UpdateId == snapshot.LastUpdateId + 1)
                    book = new BookReplica(snapshot);
                else
                    continue;
            }

            if (book is null)
                continue;
            switch (next.Kind)
            {
                case SyntheticEventKind.Trade:
                    Assert.Null(print);
                    var trade = next.Trade;
                    var best = trade.Aggressor == AggressorSide.Buyer ? book.Ask : book.Bid;
                    Assert.Equal(best.Price, trade.Price.Raw);
                    Assert.InRange(trade.Quantity.Raw, 1, best.Quantity);
                    Assert.True(trade.Price.Raw % instrument.TickSize.Raw == 0 && trade.Quantity.Raw % instrument.LotSize.Raw == 0);
                    print = (trade, best.Quantity - trade.Quantity.Raw);
                    trades++;
                    break;
                case SyntheticEventKind.Depth:
                    var change = next.Depth;
                    book.Apply(in change);
                    if (print is var (made, rest))
                    {
                        Assert.Equal((made.Price, rest, made.Aggressor == AggressorSide.Buyer ? Side.Sell : Side.Buy), (change.Price, change.Quantity.Raw, change.Side));
                        print = null;
                    }

                    break;
                default:
                    Assert.Null(print);
                    var quote = next.Quote;
                    Assert.Equal(book.LastUpdateId, quote.UpdateId);
                    Assert.Equal(book.Bid, (quote.Bid.Raw, quote.BidQuantity.Raw));
                    Assert.Equal(book.Ask, (quote.Ask.Raw, quote.AskQuantity.Raw));
                    Assert.True(quote.Bid < quote.Ask, "never crossed or locked");
                    Assert.True(book.Levels >= 4, "never empty");
                    quotes++;
                    break;
            }
        }

        Assert.True(trades > 100 && quotes > 100, $"{profile}, seed {seed}: {trades} trades, {quotes} quotes");
    }

    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("NEXOUSDT")]
    public void A_snapshot_is_the_book_that_the_changes_make(string symbol)
    {
        using var market = new SyntheticMarket([MarketRig.Listing(symbol)], MarketRig.Hours(3, 2));
        var snapshot = market.Snapshot(new InstrumentId(0));
        var book = new BookReplica(snapshot);
        var compared = 0;
        for (var i = 0; i < 30_000 && market.TryNext(out var next); i++)
        {
            if (next.Kind == SyntheticEventKind.Depth && next.Depth.UpdateId > book.LastUpdateId)
            {
                var change = next.Depth;
                book.Apply(in change);
            }

            var now = market.Snapshot(new InstrumentId(0));
            if (now.LastUpdateId != book.LastUpdateId)
                continue;
            var copy = book.Copy();
            Assert.Equal(now.Bids, copy.Bids);
            Assert.Equal(now.Asks, copy.Asks);
            compared++;
        }

        Assert.True(compared > 50, $"{compared} compared");
    }
}
