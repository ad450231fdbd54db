using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>Requests to the market endpoints: what they name, what they are refused for.</summary>
public sealed class MarketRequests
{
    private static readonly Instrument Full = MarketRig.Instrument(0, "BTCUSDT") with
    {
        MinPrice = MarketRig.P("0.01"), MaxPrice = MarketRig.P("1000000"), MinQuantity = MarketRig.Q("0.00001"), MaxQuantity = MarketRig.Q("9000"),
        MaxMarketQuantity = MarketRig.Q("120"), MinNotional = new Money(5 * FixedPoint.Scale), MaxNotional = new Money(9_000_000 * FixedPoint.Scale),
        PercentPrice = new PercentPrice(1_100_000, 800_000, 1_200_000, 900_000), AveragePriceMinutes = 5, MaxIcebergParts = 100,
        TrailingDelta = new TrailingDelta(10, 2000, 20, 1000), MaxPosition = MarketRig.Q("50"), MaxOrders = 200, MaxOrderLists = 20, MaxAlgoOrders = 5,
        MaxIcebergOrders = 10, MaxOrderAmends = 10,
    };

    private static readonly Instrument Halted = MarketRig.Instrument(1, "ETHUSDT", "ETH") with { Status = TradingStatus.Halt };

    [Theory]
    [InlineData("depth", "", "-1102")]
    [InlineData("depth", "symbol=", "-1105")]
    [InlineData("depth", "symbol=NOSUCH", "-1121")]
    [InlineData("depth", "symbol=btcusdt", "-1121")]
    [InlineData("depth", "symbol=BTCUSDT&limit=x", "-1100")]
    [InlineData("depth", "symbol=BTCUSDT&limit=0", "-1130")]
    [InlineData("depth", "symbol=BTCUSDT&colour=red", "-1104")]
    [InlineData("depth", "symbol=BTCUSDT&symbolStatus=HALT", "-1220")]
    [InlineData("depth", "symbol=BTCUSDT&symbolStatus=ASLEEP", "-1122")]
    [InlineData("trades", "symbol=BTCUSDT&fromId=1", "-1104")]
    [InlineData("aggTrades", "symbol=BTCUSDT&fromId=1&startTime=1700000000000", "-1128")]
    [InlineData("aggTrades", "symbol=BTCUSDT&startTime=1700000000001&endTime=1700000000000", "-1130")]
    [InlineData("klines", "symbol=BTCUSDT", "-1102")]
    [InlineData("klines", "symbol=BTCUSDT&interval=1H", "-1120")]
    [InlineData("klines", "symbol=BTCUSDT&interval=1h&timeZone=15", "-1130")]
    [InlineData("klines", "symbol=BTCUSDT&interval=1h&startTime=7", "-1100")]
    [InlineData("avgPrice", "", "-1102")]
    [InlineData("ticker/price", "symbol=BTCUSDT&symbols=[\"BTCUSDT\"]", "-1128")]
    [InlineData("ticker/price", "symbols=[\"BTCUSDT\",\"BTCUSDT\"]", "-1151")]
    [InlineData("ticker/price", "symbols=BTCUSDT", "-1100")]
    [InlineData("ticker/24hr", "symbol=BTCUSDT&type=MAXI", "-1139")]
    [InlineData("exchangeInfo", "symbol=BTCUSDT&permissions=SPOT", "-1128")]
    [InlineData("exchangeInfo", "symbols=[\"NOSUCH\"]", "-1121")]
    [InlineData("referencePrice", "symbol=BTCUSDT", "-2043")]
    [InlineData("referencePrice", "symbol=NOSUCH", "-1121")]
    [InlineData("ping", "hello=1", "-1104")]
    public async Task Are_refused_with_the_exchanges_code(string path, string query, string code)
    {
        await using var rig = new MarketRig([Full, Halted]);

        Assert.StartsWith(code + " ", rig.Ask(Endpoint(path), query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_exchangeInfo_show_every_rule_of_an_instrument()
    {
        await using var rig = new MarketRig([Full, Halted]);

        var info = rig.Ask(Endpoints.ExchangeInfo, "", MarketReplies.ExchangeInfo);

        Assert.Empty(info.Symbols.Refused);
        Assert.Equal(["BTCUSDT", "ETHUSDT"], info.Symbols.Read.Select(static row => row.Symbol));
        Assert.True(info.Symbols.Read[1].Status.Is(SymbolStatus.Halt));
        Assert.True(SymbolRules.TryRead(info.Symbols.Read[0], out var rules, out var reason), reason);
        var read = rules.ToInstrument(Full.Id);
        Assert.Equal(
            (Full.TickSize, Full.LotSize, Full.MinPrice, Full.MaxPrice, Full.MinQuantity, Full.MaxQuantity, Full.MaxMarketQuantity),
            (read.TickSize, read.LotSize, read.MinPrice, read.MaxPrice, read.MinQuantity, read.MaxQuantity, read.MaxMarketQuantity));
        Assert.Equal((Full.MinNotional, Full.MaxNotional, Full.Base, Full.Quote), (read.MinNotional, read.MaxNotional, read.Base, read.Quote));
        Assert.Equal(("1.1", "0.8", "1.2", "0.9", 5), rules.PercentPrice is { } band
            ? (Text(band.BidMultiplierUp), Text(band.BidMultiplierDown), Text(band.AskMultiplierUp), Text(band.AskMultiplierDown), band.AvgPriceMins)
            : default);
        Assert.Equal(new SymbolFilter.TrailingDelta(10, 2000, 20, 1000), rules.TrailingDelta);
        Assert.Equal(Full.MaxPosition, rules.MaxPosition?.Limit);
        Assert.Equal(
            new int?[] { 100, 200, 5, 10, 20, 10 },
            new[]
            {
                CountFilter.IcebergParts, CountFilter.MaxNumOrders, CountFilter.MaxNumAlgoOrders, CountFilter.MaxNumIcebergOrders, CountFilter.MaxNumOrderLists,
                CountFilter.MaxNumOrderAmends,
            }.Select(rules.LimitOf));
        Assert.Equal(["ETHUSDT"], rig.Ask(Endpoints.ExchangeInfo, "symbolStatus=HALT", MarketReplies.ExchangeInfo).Symbols.Read.Select(static row => row.Symbol));
        Assert.Empty(rig.Ask(Endpoints.ExchangeInfo, "permissions=LEVERAGED", MarketReplies.ExchangeInfo).Symbols.Read);
    }

    [Fact]
    public async Task For_tickers_give_one_row_or_an_array_as_they_ask()
    {
        await using var rig = new MarketRig([Full, Halted]);
        var time = Timestamp.FromMilliseconds(1_720_000_000_000);
        rig.Take(
        [
            new MarketEvent(new InstrumentId(0), new TradeTick(1, time, MarketRig.P("60000"), MarketRig.Q("0.5"), AggressorSide.Buyer)),
            new MarketEvent(new InstrumentId(1), new TradeTick(1, time, MarketRig.P("3000"), MarketRig.Q("2"), AggressorSide.Buyer)),
            new MarketEvent(new InstrumentId(0), new Quote(7, time, MarketRig.P("59999"), MarketRig.Q("1"), MarketRig.P("60001"), MarketRig.Q("2"))),
        ]);

        Assert.Equal("""{"symbol":"BTCUSDT","price":"60000.00000000"}""", rig.Ask(Endpoints.TickerPrice, "symbol=BTCUSDT"));
        Assert.Equal("""[{"symbol":"ETHUSDT","price":"3000.00000000"}]""", rig.Ask(Endpoints.TickerPrice, "symbols=[\"ETHUSDT\"]"));
        Assert.Equal("""[{"symbol":"ETHUSDT","price":"3000.00000000"}]""", rig.Ask(Endpoints.TickerPrice, "symbolStatus=HALT"));
        Assert.Equal(2, JsonDocument.Parse(rig.Ask(Endpoints.TickerDay, "type=MINI")).RootElement.GetArrayLength());
        Assert.DoesNotContain("priceChange", rig.Ask(Endpoints.TickerDay, "symbol=BTCUSDT&type=MINI"), StringComparison.Ordinal);
        Assert.Equal(
            """{"symbol":"BTCUSDT","bidPrice":"59999.00000000","bidQty":"1.00000000","askPrice":"60001.00000000","askQty":"2.00000000"}""",
            rig.Ask(Endpoints.TickerBook, "symbol=BTCUSDT"));
        // Without depth the quote is all that is known of the book.
        Assert.Equal(
            """{"lastUpdateId":7,"bids":[["59999.00000000","1.00000000"]],"asks":[["60001.00000000","2.00000000"]]}""", rig.Ask(Endpoints.Depth, "symbol=BTCUSDT"));
        Assert.Equal("{}", rig.Ask(Endpoints.Ping, ""));
        Assert.Equal("""{"serverTime":1720000000000}""", rig.Ask(Endpoints.Time, ""));
    }

    [Fact]
    public async Task Leave_other_endpoints_to_others()
    {
        await using var rig = new MarketRig([Full]);

        Assert.False(rig.Desk.TryAnswer(Endpoints.Account, new ParameterReader(new ParameterList()), default, out _));
    }

    private static Endpoint Endpoint(string path) => Endpoints.ByPath("GET", "/api/v3/" + path)!; // the table's own paths

    private static string Text(Multiplier multiplier) => FixedPoint.Format(multiplier.Raw);
}
