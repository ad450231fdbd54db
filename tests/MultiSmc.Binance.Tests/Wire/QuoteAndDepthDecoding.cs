using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class QuoteAndDepthDecoding
{
    [Fact]
    public void Reads_every_field_of_a_quote()
    {
        var message = """{"u":50093239212,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"12345678.54698000"}"""u8;
        Assert.True(BookTickerDecoder.TryDecodeFast(message, out var ticker));
        Assert.Equal("BTCUSDT", Encoding.UTF8.GetString(ticker.Symbol));
        Assert.Equal(
            new Quote(
                50093239212, default, new Price(6_183_763_000_000), new Quantity(378_826_000), new Price(6_183_764_000_000),
                new Quantity(1_234_567_854_698_000)),
            ticker.Quote);
    }

    [Fact]
    public void Fast_and_slow_path_agree_on_all_recorded_quotes()
    {
        var count = 0;
        foreach (var message in Recorded.Files.SelectMany(Recorded.Messages).Where(static m => Recorded.Contains(m, "@bookTicker")))
        {
            Assert.True(BookTickerDecoder.TryDecodeFast(message, out var fast));
            Assert.Equal(WireFaultKind.None, BookTickerDecoder.DecodeSlow(message, out var slow).Kind);
            Assert.True(fast.Symbol.SequenceEqual(slow.Symbol));
            Assert.Equal(slow.Quote, fast.Quote);
            count++;
        }

        Assert.Equal(28_040 + 24_077 + 437 + 33_000, count);
    }

    [Fact]
    public void Fast_and_slow_path_agree_on_all_recorded_depth_heads()
    {
        var count = 0;
        foreach (var message in Recorded.Files.SelectMany(Recorded.Messages).Where(static m => Recorded.Contains(m, "depthUpdate")))
        {
            Assert.True(DepthUpdateDecoder.TryDecodeFast(message, out var fast));
            Assert.Equal(WireFaultKind.None, DepthUpdateDecoder.DecodeSlow(message, out var slow).Kind);
            Assert.True(fast.Symbol.SequenceEqual(slow.Symbol));
            Assert.Equal(slow.EventTime, fast.EventTime);
            count++;
        }

        Assert.Equal(3_451 + 3_434 + 1_188 + 66_994, count);
    }

    [Fact]
    public void A_quote_with_its_own_time_keeps_it()
    {
        var message = File.ReadAllBytes(SharedData.Require("binance-messages/ws-streams/bookTicker.representative.ethusdt.json"));
        Assert.True(BookTickerDecoder.TryDecode(message, out var ticker));
        Assert.Equal(Timestamp.FromMilliseconds(1646199228123), ticker.Quote.Time);
    }

    [Theory]
    [InlineData("""{"u":1,"s":"A","b":"1","B":"1","a":"1"}""", WireFaultKind.MissingField, 'A')]
    [InlineData("""{"u":1,"s":"A","b":"x","B":"1","a":"1","A":"1"}""", WireFaultKind.BadField, 'b')]
    [InlineData("""{"u":1,"s":"","b":"1","B":"1","a":"1","A":"1"}""", WireFaultKind.BadField, 's')]
    [InlineData("[]", WireFaultKind.NotJson, '\0')]
    public void Refuses_what_is_no_quote(string message, WireFaultKind kind, char field)
    {
        Assert.False(BookTickerDecoder.TryDecode(Encoding.UTF8.GetBytes(message), out _));
        Assert.Equal(new WireFault(kind, field), BookTickerDecoder.Explain(Encoding.UTF8.GetBytes(message)));
    }

    [Theory]
    [InlineData("""{"e":"trade","E":1,"x":2}""", MarketMessageKind.Trade)]
    [InlineData("""{"E":1,"e":"trade"}""", MarketMessageKind.Trade)]
    [InlineData("""{"E":1,"e":"depthUpdate"}""", MarketMessageKind.DepthUpdate)]
    [InlineData("""{ "u":400900217,"s":"BNBUSDT","b":"1","B":"1","a":"1","A":"1"}""", MarketMessageKind.BookTicker)]
    [InlineData("""{"lastUpdateId": 134180599, "bids": [], "asks": []}""", MarketMessageKind.DepthSnapshot)]
    [InlineData("""{"stream":"btcusdt@depth5","data":{"lastUpdateId":1,"bids":[],"asks":[]}}""", MarketMessageKind.DepthSnapshot)]
    [InlineData("""{"result":null,"id":1}""", MarketMessageKind.Other)]
    [InlineData("""{"e":"aggTrade","E":1}""", MarketMessageKind.Other)]
    [InlineData("""{"result":null,"id":1""", MarketMessageKind.NotJson)]
    [InlineData("", MarketMessageKind.NotJson)]
    public void Kind_is_told_in_any_form(string message, MarketMessageKind kind) =>
        Assert.Equal(kind, MarketMessage.KindOf(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var quote = """{"u":50093239212,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"}"""u8.ToArray();
        var depth = """{"e":"depthUpdate","E":1723161255208,"s":"BTCUSDT","U":50093239189,"u":50093239202,"b":[],"a":[]}"""u8.ToArray();
        for (var i = 0; i < 100; i++)
            Assert.True(BookTickerDecoder.TryDecode(quote, out _) && DepthUpdateDecoder.TryDecode(depth, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _ = BookTickerDecoder.TryDecode(quote, out _) && DepthUpdateDecoder.TryDecode(depth, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
