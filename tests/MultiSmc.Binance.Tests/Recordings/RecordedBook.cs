using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests;

public sealed class RecordedBook
{
    /// <summary>File and how many quotes have the update id of a depth message, as the data's page says.</summary>
    [Theory]
    [InlineData("btcusdt_20240808.gz", 564)]
    [InlineData("ethusdt_20240808.gz", 577)]
    [InlineData("nexousdt_20240723.gz", 131)]
    public void Equals_every_quote_of_the_same_update(string file, int expected)
    {
        var quotes = new Dictionary<long, Quote>();
        foreach (var marketEvent in Events(file).Where(e => e.Kind == MarketEventKind.Quote))
            quotes[marketEvent.Quote.UpdateId] = marketEvent.Quote;
        var book = new DepthBook();
        var compared = 0;
        foreach (var marketEvent in Events(file).Where(e => e.Kind == MarketEventKind.Depth))
        {
            if (!book.On(marketEvent.Depth))
                continue;
            var (bid, ask) = (book.At(Side.Buy, 0), book.At(Side.Sell, 0));
            Assert.True(bid.Price < ask.Price, $"crossed at {book.UpdateId}");
            if (!quotes.TryGetValue(book.UpdateId, out var quote))
                continue;
            compared++;
            Assert.Equal((quote.Bid, quote.BidQuantity, quote.Ask, quote.AskQuantity), (bid.Price, bid.Quantity, ask.Price, ask.Quantity));
        }

        Assert.Equal(expected, compared);
        Assert.Equal(0, book.Gaps);
    }

    [Fact]
    public void Goes_on_over_a_days_border_without_a_second_whole_book()
    {
        var book = new DepthBook();
        foreach (var marketEvent in Events("nexousdt_20240723.gz", "nexousdt_20240724.gz").Where(e => e.Kind == MarketEventKind.Depth))
            book.On(marketEvent.Depth);
        Assert.True(book.IsReady);
        Assert.Equal(0, book.Gaps);
    }

    [Fact]
    public void Is_unknown_after_a_gap_until_the_next_whole_book()
    {
        var book = new DepthBook();
        Assert.False(book.On(Level(5, 6, "100", "1", DepthMarks.First | DepthMarks.Last)));
        Assert.True(book.On(Level(4, 4, "99", "2", DepthMarks.Snapshot | DepthMarks.First | DepthMarks.Last)));
        Assert.Equal(new BookLevel(P("100"), Q("1")), book.At(Side.Buy, 0));
        Assert.True(book.On(Level(7, 8, "100", "0", DepthMarks.First | DepthMarks.Last)));
        Assert.Equal(P("99"), book.At(Side.Buy, 0).Price);
        Assert.False(book.On(Level(10, 11, "98", "1", DepthMarks.First | DepthMarks.Last)));
        Assert.Equal((false, 1), (book.IsReady, book.Gaps));
        Assert.True(book.On(Level(10, 10, "97", "1", DepthMarks.Snapshot | DepthMarks.First | DepthMarks.Last)));
        Assert.Equal((2, 11), (book.Count(Side.Buy), book.UpdateId));
    }

    private static DepthChange Level(long first, long last, string price, string quantity, DepthMarks marks) =>
        new(first, last, default, P(price), Q(quantity), marks);

    private static Price P(string text) => new(FixedPoint.TryParse(text, out var raw) ? raw : throw new ArgumentException(text));

    private static Quantity Q(string text) => new(P(text).Raw);

    private static IEnumerable<MarketEvent> Events(params string[] files)
    {
        using var source = new TapeSource(
            default, [.. files.Select(file => SharedData.Require("binance-spot-ws/" + file))],
            new TapeOptions { WithQuotes = true, WithDepth = true, Faults = FaultPolicy.Stop });
        var buffer = new MarketEvent[1000];
        for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            for (var i = 0; i < count; i++)
                yield return buffer[i];
        }
    }
}
