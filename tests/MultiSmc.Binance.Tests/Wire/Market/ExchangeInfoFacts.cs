using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class ExchangeInfoFacts
{
    private const string Row =
        """
        {"symbol":"ABCUSDT","status":"MOON_PHASE","baseAsset":"ABC","baseAssetPrecision":8,"quoteAsset":"USDT","quoteAssetPrecision":8,
         "orderTypes":["LIMIT","TELEPATHY"],"isSpotTradingAllowed":true,"defaultSelfTradePreventionMode":"KARMA","filters":[
          {"tickSize":"0.01000000","minPrice":"0.01000000","filterType":"PRICE_FILTER","maxPrice":"1000000.00000000"},
          {"filterType":"LOT_SIZE","minQty":"0.00100000","maxQty":"9000.00000000","stepSize":"0.00100000"},
          {"filterType":"MIN_NOTIONAL","minNotional":"10.00000000","applyToMarket":true,"avgPriceMins":5},
          {"filterType":"PERCENT_PRICE","multiplierUp":"1.3000","multiplierDown":"0.7","avgPriceMins":0},
          {"filterType":"MAX_POSITION","maxPosition":"100.00000000"},
          {"filterType":"T_PLUS_SELL","endTime":1},
          {"filterType":"MAX_NUM_ICEBERG_ORDERS","maxNumIcebergOrders":5}]}
        """;

    [Fact]
    public void A_recorded_symbol_becomes_an_instrument()
    {
        var info = Golden.Read("rest/exchangeInfo.recorded-2025-08-07.json", MarketReplies.ExchangeInfo);
        Assert.Empty(info.Symbols.Refused);
        Assert.Equal(["ETHBTC", "LTCBTC", "BNBBTC", "BTCUSDT", "ETHUSDT", "LRCBTC"], info.Symbols.Read.Select(row => row.Symbol));
        var row = info.Symbols.Find("ETHBTC");
        Assert.NotNull(row);
        Assert.True(row.IsOpen);
        Assert.True(SymbolRules.TryRead(row, out var rules, out _));
        Assert.Equal(
            new Instrument
            {
                Id = new InstrumentId(3), Symbol = "ETHBTC", Base = new Asset("ETH"), Quote = new Asset("BTC"), TickSize = new Price(1_000),
                LotSize = new Quantity(10_000), MinPrice = new Price(1_000), MaxPrice = new Price(92_232_700_000_000),
                MinQuantity = new Quantity(10_000), MaxQuantity = new Quantity(10_000_000_000_000), MaxMarketQuantity = new Quantity(137_822_417_541),
                MinNotional = new Money(10_000), MaxNotional = new Money(900_000_000_000_000), AppliesMaxNotionalToMarket = false,
                PercentPrice = new PercentPrice(5_000_000, 200_000, 5_000_000, 200_000), AveragePriceMinutes = 5, MaxIcebergParts = 10,
                TrailingDelta = new TrailingDelta(10, 2000, 10, 2000), MaxOrders = 200, MaxAlgoOrders = 5,
            },
            rules.ToInstrument(new InstrumentId(3)));
        Assert.Equal(new SymbolFilter.TrailingDelta(10, 2000, 10, 2000), rules.TrailingDelta);
        Assert.Equal(new Multiplier(500_000_000), rules.PercentPrice?.BidMultiplierUp);
        Assert.Equal(new Multiplier(20_000_000), rules.PercentPrice?.AskMultiplierDown);
        Assert.Equal((200, 5, 10, null), (rules.LimitOf(CountFilter.MaxNumOrders), rules.LimitOf(CountFilter.MaxNumAlgoOrders),
            rules.LimitOf(CountFilter.IcebergParts), rules.LimitOf(CountFilter.MaxNumOrderLists)));
        Assert.Empty(rules.Unknown);
        Assert.Equal((RateLimitType.RawRequests, 5, 61_000), (info.RateLimits[3].RateLimitType.Known, info.RateLimits[3].IntervalNum, info.RateLimits[3].Limit));
    }

    [Fact]
    public void Unknown_words_and_filters_are_kept_and_nothing_fails()
    {
        var row = Read(Row).Symbols.Read.Single();
        Assert.Equal(("MOON_PHASE", false, false), (row.Status.Text, row.Status.IsKnown, row.IsOpen));
        Assert.Equal(["LIMIT", "TELEPATHY"], row.OrderTypes.Select(type => type.Text));
        Assert.True(SymbolRules.TryRead(row, out var rules, out _));
        var unknown = Assert.Single(rules.Unknown);
        Assert.Equal(("T_PLUS_SELL", """{"filterType":"T_PLUS_SELL","endTime":1}"""), (unknown.Type, unknown.Json.Text));
        Assert.Equal(new SymbolFilter.Notional(new Money(1_000_000_000), true, default, false, 5), rules.Notional);
        Assert.Equal(new Multiplier(130_000_000), rules.PercentPrice?.AskMultiplierUp);
        Assert.Equal(new Quantity(10_000_000_000), rules.MaxPosition?.Limit);
        Assert.Equal(5, rules.LimitOf(CountFilter.MaxNumIcebergOrders));
        var instrument = rules.ToInstrument(default);
        Assert.Equal((new Quantity(0), TradingStatus.Halt, 5), (instrument.MaxMarketQuantity, instrument.Status, instrument.MaxIcebergOrders));
    }

    [Theory]
    [InlineData("\"minQty\":\"0.00100000\"", "\"minQty\":\"1e-3\"", "$.filters[1]: .minQty: a plain decimal")]
    [InlineData("\"maxQty\":\"9000.00000000\"", "\"maxQty\":\"92233720369\"", "$.filters[1]: .maxQty: a plain decimal")]
    [InlineData("\"baseAsset\":\"ABC\",", "", "$: ")]
    [InlineData("\"quoteAsset\":\"USDT\"", "\"quoteAsset\":null", "$.quoteAsset: ")]
    [InlineData("\"maxNumIcebergOrders\":5", "\"maxNum\":5", "$.filters[6]: maxNumIcebergOrders is missing")]
    public void A_row_that_can_not_be_read_does_not_cost_the_others(string sound, string broken, string where)
    {
        var info = Read(Row.Replace(sound, broken, StringComparison.Ordinal) + "," + Row.Replace("ABCUSDT", "DEFUSDT", StringComparison.Ordinal));
        Assert.Equal("DEFUSDT", Assert.Single(info.Symbols.Read).Symbol);
        var fault = Assert.Single(info.Symbols.Refused);
        Assert.Equal("exchangeInfo symbol ABCUSDT", fault.Message);
        Assert.StartsWith("exchangeInfo symbol ABCUSDT at " + where, fault.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRICE_FILTER")]
    [InlineData("LOT_SIZE")]
    public void Without_steps_a_symbol_has_no_rules(string filter)
    {
        var row = Read(Row.Replace(filter, "GONE", StringComparison.Ordinal)).Symbols.Read.Single();
        Assert.False(SymbolRules.TryRead(row, out _, out var reason));
        Assert.Contains(filter, reason, StringComparison.Ordinal);
    }

    private static ExchangeInfo Read(string rows) => MarketReplies.ExchangeInfo.Decode(Encoding.UTF8.GetBytes(
        $$"""{"timezone":"UTC","serverTime":1767225600000,"rateLimits":[],"exchangeFilters":[],"symbols":[{{rows}}]}"""));
}
