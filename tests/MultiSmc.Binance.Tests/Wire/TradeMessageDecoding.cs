using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class TradeMessageDecoding
{
    private const string Raw =
        """{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}""";

    [Fact]
    public void Reads_every_field_of_a_raw_message()
    {
        Assert.True(TradeMessageDecoder.TryDecode(Encoding.UTF8.GetBytes(Raw), out var trade));
        Assert.Equal("BTCUSDT", Encoding.UTF8.GetString(trade.Symbol));
        Assert.Equal(Timestamp.FromMilliseconds(1723161255343), trade.EventTime);
        Assert.Equal(
            new TradeTick(
                3735683259, Timestamp.FromMilliseconds(1723161255342), new Price(6_183_763_000_000), new Quantity(2_000_000), AggressorSide.Seller),
            trade.Tick);
    }

    [Fact]
    public void Buyer_is_not_maker_means_the_buyer_took()
    {
        Assert.True(TradeMessageDecoder.TryDecode(Encoding.UTF8.GetBytes(Raw.Replace("\"m\":true", "\"m\":false", StringComparison.Ordinal)), out var trade));
        Assert.Equal(AggressorSide.Buyer, trade.Tick.Aggressor);
    }

    [Fact]
    public void Fast_and_slow_path_agree_on_all_recorded_trades()
    {
        var count = 0;
        foreach (var message in Recorded.Files.SelectMany(Recorded.Messages).Where(static m => Recorded.Contains(m, "@trade")))
        {
            Assert.True(TradeMessageDecoder.TryDecodeFast(message, out var fast));
            Assert.Equal(WireFaultKind.None, TradeMessageDecoder.DecodeSlow(message, out var slow).Kind);
            AssertSame(fast, slow);
            count++;
        }

        Assert.Equal(9_757 + 6_106 + 178 + 12_280, count);
    }

    [Theory]
    [InlineData("""{"stream":"btcusdt@trade","data":""" + Raw + "}")]
    [InlineData("""{"data":""" + Raw + ""","stream":"btcusdt@trade"}""")]
    [InlineData(""" { "stream" : "btcusdt@trade" , "data" : """ + Raw + " } ")]
    [InlineData("""{"M":true,"m":true,"T":1723161255342,"q":"0.02","p":"61837.63","t":3735683259,"s":"BTCUSDT","E":1723161255343,"e":"trade"}""")]
    [InlineData("""{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","b":1,"a":2,"T":1723161255342,"m":true,"M":true}""")]
    [InlineData("""{"e":"trade","E":1723161255343000,"s":"BTCUSDT","t":3735683259,"p":"61837.63","q":"0.020","T":1723161255342000,"m":true,"new":[{"p":1}]}""")]
    public void Form_key_order_white_space_unknown_fields_and_units_do_not_matter(string message)
    {
        Assert.True(TradeMessageDecoder.TryDecode(Encoding.UTF8.GetBytes(Raw), out var expected));
        Assert.True(TradeMessageDecoder.TryDecode(Encoding.UTF8.GetBytes(message), out var trade));
        AssertSame(expected, trade);
    }

    [Theory]
    [InlineData("\"p\":\"61837.63000000\"", "\"p\":61837.63", WireFaultKind.BadField, 'p')]
    [InlineData("\"p\":\"61837.63000000\"", "\"p\":\"6e4\"", WireFaultKind.BadField, 'p')]
    [InlineData("\"q\":\"0.02000000\"", "\"q\":\"0.020000001\"", WireFaultKind.BadField, 'q')]
    [InlineData("\"q\":\"0.02000000\"", "\"q\":\"99999999999999\"", WireFaultKind.BadField, 'q')]
    [InlineData("\"t\":3735683259", "\"t\":-1", WireFaultKind.BadField, 't')]
    [InlineData("\"T\":1723161255342", "\"T\":1723161255", WireFaultKind.BadField, 'T')]
    [InlineData("\"m\":true", "\"m\":\"true\"", WireFaultKind.BadField, 'm')]
    [InlineData(",\"m\":true", "", WireFaultKind.MissingField, 'm')]
    [InlineData("\"m\":true", "\"m\":true,\"m\":false", WireFaultKind.RepeatedField, 'm')]
    [InlineData("\"e\":\"trade\"", "\"e\":\"aggTrade\"", WireFaultKind.OtherMessage, '\0')]
    [InlineData("\"M\":true}", "\"M\":true", WireFaultKind.NotJson, '\0')]
    [InlineData("\"M\":true}", "\"M\":true}}", WireFaultKind.NotJson, '\0')]
    [InlineData("\"t\":3735683259", "\"t\":03735683259", WireFaultKind.NotJson, '\0')]
    public void Refuses_what_is_not_sound_and_says_which_field(string part, string by, WireFaultKind kind, char field)
    {
        var message = Encoding.UTF8.GetBytes(Raw.Replace(part, by, StringComparison.Ordinal));
        Assert.False(TradeMessageDecoder.TryDecode(message, out _));
        var fault = TradeMessageDecoder.Explain(message);
        Assert.Equal(new WireFault(kind, field), fault);
        Assert.NotEmpty(fault.Describe());
    }

    [Theory]
    [InlineData("ws-streams/trade.json")]
    [InlineData("ws-streams/trade.recorded.ethusdt-2021.json")]
    public void Reads_the_shared_examples(string file) =>
        Assert.True(TradeMessageDecoder.TryDecode(File.ReadAllBytes(SharedData.Require("binance-messages/" + file)), out _));

    [Theory]
    [InlineData(":", false)]
    [InlineData(": ", true)]
    public void Decoding_allocates_nothing(string colon, bool takesSlowPath)
    {
        Assert.SkipWhen(takesSlowPath && Optimised.IsOff, Optimised.Reason);
        var message = Encoding.UTF8.GetBytes(Raw.Replace(":", colon, StringComparison.Ordinal));
        for (var i = 0; i < 100; i++)
            Assert.Equal(!takesSlowPath, TradeMessageDecoder.TryDecode(message, out _) && TradeMessageDecoder.TryDecodeFast(message, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = 0;
        for (var i = 0; i < 1_000; i++)
            count += TradeMessageDecoder.TryDecode(message, out _) ? 1 : 0;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1_000, count);
    }

    private static void AssertSame(TradeMessage left, TradeMessage right)
    {
        Assert.True(left.Symbol.SequenceEqual(right.Symbol));
        Assert.Equal(left.EventTime, right.EventTime);
        Assert.Equal(left.Tick, right.Tick);
    }
}
