using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange.Tests;

/// <summary>Filters of the exchange as a whole: told, and judged over all symbols of an account.</summary>
public sealed class ExchangeWideRound
{
    private const string Buy = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000";
    private const string Stop = "side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice=40000";

    [Fact]
    public async Task They_are_told()
    {
        await using var exchange = await StartAsync(new ExchangeLimits
        {
            MaxOrders = 4, MaxAlgoOrders = 3, MaxIcebergOrders = 2, MaxOrderLists = 1, MaxPerOrder = [Most("BTC", 2), Most("XRP", 5), Most("USDT", 60_000)],
        });
        string[] counts = ["EXCHANGE_MAX_NUM_ORDERS", "EXCHANGE_MAX_NUM_ALGO_ORDERS", "EXCHANGE_MAX_NUM_ICEBERG_ORDERS", "EXCHANGE_MAX_NUM_ORDER_LISTS"];
        var info = await exchange.Http.GetByteArrayAsync("/api/v3/exchangeInfo", TestContext.Current.CancellationToken);
        Assert.True(MarketReplies.ExchangeInfo.TryDecode(info, out var told, out _));
        Assert.Equal(counts, told.ExchangeFilters.Select(static one => one.FilterType));
        Assert.Equal([4, 3, 2, 1], told.ExchangeFilters.Cast<SymbolFilter.CountLimit>().Select(static one => one.Limit));

        var mine = (await exchange.Alice.GetAsync("/api/v3/myFilters", "symbol=BTCUSDT")).Ok().Json;
        Assert.Equal(counts, mine.GetProperty("exchangeFilters").EnumerateArray().Select(static one => one.GetProperty("filterType").GetString()));
        Assert.Equal(
            [("MAX_ASSET", "BTC", "2.00000000"), ("MAX_ASSET", "USDT", "60000.00000000")],
            mine.GetProperty("assetFilters").EnumerateArray().Select(static one => (one.GetProperty("filterType").GetString(), one.GetProperty("asset").GetString(), one.GetProperty("limit").GetString())));
    }

    [Fact]
    public async Task Orders_count_over_all_symbols_and_per_account()
    {
        await using var exchange = await StartAsync(new ExchangeLimits { MaxOrders = 2 });
        (await PlaceAsync(exchange, "BTCUSDT", Buy + "&newClientOrderId=first")).Ok();
        (await PlaceAsync(exchange, "ETHUSDT", Buy)).Ok();
        (await PlaceAsync(exchange, "ETHUSDT", Buy)).Refused(-1013, "Filter failure: EXCHANGE_MAX_NUM_ORDERS");
        (await exchange.Bob.OrderAsync(Buy)).Ok();

        // What a cancel frees may be used again, but not by a cancel-replace: filters are judged before its cancel.
        (await exchange.Alice.PostAsync("/api/v3/order/cancelReplace", $"symbol=BTCUSDT&{Buy}&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=first"))
            .Refused(-1013, "Filter failure: EXCHANGE_MAX_NUM_ORDERS");
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=first")).Ok();
        (await PlaceAsync(exchange, "ETHUSDT", Buy)).Ok();
    }

    [Fact]
    public async Task Stops_icebergs_and_lists_have_limits_of_their_own()
    {
        await using var exchange = await StartAsync(new ExchangeLimits { MaxAlgoOrders = 2, MaxIcebergOrders = 1, MaxOrderLists = 1 });
        const string oco = "side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=70000&belowType=STOP_LOSS&belowStopPrice=40000";
        (await PlaceAsync(exchange, "BTCUSDT", Stop)).Ok();
        (await exchange.Alice.PostAsync("/api/v3/orderList/oco", "symbol=ETHUSDT&" + oco)).Ok();
        (await PlaceAsync(exchange, "BTCUSDT", Stop)).Refused(-1013, "Filter failure: EXCHANGE_MAX_NUM_ALGO_ORDERS");
        (await exchange.Alice.PostAsync("/api/v3/orderList/oto",
            "symbol=BTCUSDT&workingType=LIMIT_MAKER&workingSide=BUY&workingPrice=50000&workingQuantity=0.01&pendingType=LIMIT_MAKER&pendingSide=SELL&pendingQuantity=0.01&pendingPrice=70000"))
            .Refused(-1013, "Filter failure: EXCHANGE_MAX_NUM_ORDER_LISTS");
        (await PlaceAsync(exchange, "BTCUSDT", Buy + "&icebergQty=0.005")).Ok();
        (await PlaceAsync(exchange, "ETHUSDT", Buy + "&icebergQty=0.005")).Refused(-1013, "Filter failure: EXCHANGE_MAX_NUM_ICEBERG_ORDERS");
        (await PlaceAsync(exchange, "ETHUSDT", Buy)).Ok();
    }

    [Theory]
    [InlineData("side=SELL&type=LIMIT&timeInForce=GTC&quantity=2&price=70000", true)]
    [InlineData("side=SELL&type=LIMIT&timeInForce=GTC&quantity=2.00001&price=20000", false)]
    [InlineData("side=SELL&type=STOP_LOSS&quantity=2.00001&stopPrice=20000", false)]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1.5&price=100000", true)]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1.5&price=100000.01", false)]
    public async Task An_order_has_no_more_of_an_asset_than_it_may(string order, bool isTaken)
    {
        await using var exchange = await StartAsync(new ExchangeLimits { MaxPerOrder = [Most("BTC", 2), Most("USDT", 150_000)] });
        var answer = await PlaceAsync(exchange, "BTCUSDT", order);
        if (isTaken)
            answer.Ok();
        else
            answer.Refused(-1013, "Filter failure: MAX_ASSET");
    }

    private static AssetAmount Most(string asset, long amount) => new(new Asset(asset), new Money(amount * FixedPoint.Scale));

    private static Task<TestExchange> StartAsync(ExchangeLimits limits) => TestExchange.StartAsync(options => options with
    {
        Instruments = [TestExchange.Bitcoin, TestExchange.Bitcoin with { Id = new InstrumentId(1), Symbol = "ETHUSDT" }],
        Matching = options.Matching with { Limits = limits },
    });

    private static async Task<RestAnswer> PlaceAsync(TestExchange exchange, string symbol, string order) =>
        await exchange.Alice.PostAsync("/api/v3/order", $"symbol={symbol}&{order}");
}
