using System.Text.Json;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange.Tests;

/// <summary>Order types and times in force between two accounts: the events in the exchange's order, with their reasons.</summary>
public sealed class TypeRound
{
    [Fact]
    public async Task A_market_order_in_a_thin_book_expires_with_what_it_got()
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=60000")).Ok();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=60001")).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var bought = (await exchange.Alice.OrderAsync("side=BUY&type=MARKET&quantity=0.3")).Ok();
        Assert.Equal(("EXPIRED", "0.20000000", "12000.10000000", "INSUFFICIENT_LIQUIDITY"), (bought.Text("status"), bought.Text("executedQty"), bought.Text("cummulativeQuoteQty"), bought.Text("expiryReason")));
        Assert.Equal(2, bought.Json.GetProperty("fills").GetArrayLength());
        Assert.Equal(["NEW/NEW", "TRADE/PARTIALLY_FILLED", "TRADE/PARTIALLY_FILLED"], await stream.EventsAsync(3));
        var end = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(
            ("EXPIRED", "INSUFFICIENT_LIQUIDITY", "0.20000000", "0.00000000"),
            (end.GetProperty("X").GetString(), end.GetProperty("eR").GetString(), end.GetProperty("z").GetString(), end.GetProperty("l").GetString()));
        Assert.Equal(["position"], await stream.EventsAsync(1));
    }

    [Fact]
    public async Task A_market_order_for_a_quote_amount_spends_no_more_than_that()
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=60000")).Ok();
        var bought = (await exchange.Alice.OrderAsync("side=BUY&type=MARKET&quoteOrderQty=100")).Ok();
        Assert.Equal(("FILLED", "0.00166000", "99.60000000", "100.00000000"), (bought.Text("status"), bought.Text("executedQty"), bought.Text("cummulativeQuoteQty"), bought.Text("origQuoteOrderQty")));
    }

    [Theory]
    [InlineData("IOC", "UNFILLED_IOC_QUANTITY_EXPIRED", "NEW/NEW TRADE/PARTIALLY_FILLED EXPIRED/EXPIRED position")]
    [InlineData("FOK", "UNFILLED_FOK_ORDER_EXPIRED", "NEW/NEW EXPIRED/EXPIRED position")]
    public async Task What_an_immediate_order_does_not_get_expires(string force, string reason, string events)
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=60000")).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var answer = (await exchange.Alice.OrderAsync($"side=BUY&type=LIMIT&timeInForce={force}&quantity=0.2&price=60000")).Ok();
        Assert.Equal(("EXPIRED", reason), (answer.Text("status"), answer.Text("expiryReason")));
        Assert.Equal(events.Split(' '), await stream.EventsAsync(events.Split(' ').Length));
    }

    [Fact]
    public async Task A_stop_waits_without_a_working_time_and_triggers_at_the_last_price()
    {
        await using var exchange = await TestExchange.StartAsync();
        await PrintAsync(exchange, "60000");
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var placed = (await exchange.Alice.OrderAsync("side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.1&price=58900&stopPrice=59000&newOrderRespType=RESULT")).Ok();
        Assert.Equal(("59000.00000000", -1), (placed.Text("stopPrice"), placed.Number("workingTime")));
        var waiting = (await stream.NextAsync()).GetProperty("event");
        Assert.False(waiting.GetProperty("w").GetBoolean());
        Assert.False(waiting.TryGetProperty("W", out _));
        Assert.Equal(["position"], await stream.EventsAsync(1));
        await PrintAsync(exchange, "59000");
        var working = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(("NEW", true, true), (working.GetProperty("x").GetString(), working.GetProperty("w").GetBoolean(), working.TryGetProperty("W", out _)));
    }

    [Fact]
    public async Task A_trailing_stop_shows_its_distance()
    {
        await using var exchange = await TestExchange.StartAsync();
        await PrintAsync(exchange, "60000");
        (await exchange.Alice.OrderAsync("side=SELL&type=STOP_LOSS&quantity=0.1&trailingDelta=5")).Refused(-1013, "Filter failure: TRAILING_DELTA");
        (await exchange.Alice.OrderAsync("side=SELL&type=STOP_LOSS&quantity=0.1&trailingDelta=100&newClientOrderId=t&strategyId=7&strategyType=1000001")).Ok();
        var asked = (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=t")).Ok();
        Assert.Equal((100, 7, 1_000_001), (asked.Number("trailingDelta"), asked.Number("strategyId"), asked.Number("strategyType")));
    }

    [Fact]
    public async Task An_order_that_would_meet_its_own_account_is_told_what_was_prevented()
    {
        await using var exchange = await TestExchange.StartAsync();
        var maker = (await exchange.Alice.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=60000")).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var taker = (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.3&price=60000")).Ok();
        Assert.Equal("NEW", taker.Text("status"));
        Assert.Equal(["NEW/NEW"], await stream.EventsAsync(1));
        var prevented = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(
            ("TRADE_PREVENTION", "EXPIRED_IN_MATCH", "0.10000000", taker.Number("orderId"), "EXPIRE_MAKER"),
            (prevented.GetProperty("x").GetString(), prevented.GetProperty("X").GetString(), prevented.GetProperty("A").GetString(), prevented.GetProperty("U").GetInt64(), prevented.GetProperty("V").GetString()));
        var row = Assert.Single((await exchange.Alice.GetAsync("/api/v3/myPreventedMatches", $"symbol=BTCUSDT&orderId={maker.Number("orderId")}")).Ok().Json.EnumerateArray());
        Assert.Equal(("60000.00000000", "0.10000000"), (row.GetProperty("price").GetString(), row.GetProperty("makerPreventedQuantity").GetString()));
    }

    [Theory]
    [InlineData("EXPIRE_TAKER", "NEW", "EXPIRED_IN_MATCH")]
    [InlineData("EXPIRE_BOTH", "EXPIRED_IN_MATCH", "EXPIRED_IN_MATCH")]
    [InlineData("DECREMENT", "EXPIRED_IN_MATCH", "NEW")]
    [InlineData("NONE", "FILLED", "PARTIALLY_FILLED")]
    public async Task The_takers_mode_decides(string mode, string maker, string taker)
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Alice.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=60000&newClientOrderId=m")).Ok();
        var placed = (await exchange.Alice.OrderAsync($"side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.3&price=60000&selfTradePreventionMode={mode}")).Ok();
        Assert.Equal(taker, placed.Text("status"));
        Assert.Equal(maker, (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=m")).Ok().Text("status"));
    }

    [Fact]
    public async Task An_answer_tells_as_much_as_its_type_or_the_request_says()
    {
        await using var exchange = await TestExchange.StartAsync();
        var ack = (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT_MAKER&quantity=0.01&price=60000")).Ok();
        Assert.Equal(["clientOrderId", "orderId", "orderListId", "symbol", "transactTime"], ack.Json.EnumerateObject().Select(field => field.Name).Order());
        var result = (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&newOrderRespType=RESULT")).Ok();
        Assert.False(result.Json.TryGetProperty("fills", out _));
        Assert.True((await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000")).Ok().Json.TryGetProperty("fills", out _));
    }

    [Fact]
    public async Task Histories_are_cut_where_they_are_asked_to_be()
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=60000")).Ok();
        for (var i = 0; i < 5; i++)
        {
            exchange.Time.Advance(TimeSpan.FromSeconds(1));
            (await exchange.Alice.OrderAsync($"side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&newClientOrderId=o{i}")).Ok();
        }

        async Task<string[]> OrdersAsync(string range) =>
            [.. (await exchange.Alice.GetAsync("/api/v3/allOrders", "symbol=BTCUSDT" + range)).Ok().Json.EnumerateArray().Select(order => order.GetProperty("clientOrderId").GetString() ?? "")];
        Assert.Equal(["o3", "o4"], await OrdersAsync("&limit=2"));
        Assert.Equal(["o1", "o2"], await OrdersAsync($"&limit=2&startTime={exchange.Now - 3_000}"));
        var trades = (await exchange.Alice.GetAsync("/api/v3/myTrades", "symbol=BTCUSDT&fromId=4")).Ok().Json;
        Assert.Equal([4, 5], trades.EnumerateArray().Select(row => row.GetProperty("id").GetInt32()));
        Assert.Equal(JsonValueKind.Array, (await exchange.Alice.GetAsync("/api/v3/allOrderList")).Ok().Json.ValueKind);
    }

    [Fact]
    public async Task An_account_tells_its_balances_and_commission()
    {
        await using var exchange = await TestExchange.StartAsync(options => options with
        {
            Accounts =
            [
                TestExchange.Account("alice") with
                {
                    Parameters = new AccountParameters
                    {
                        InitialBalances = [new AssetAmount(new Core.Asset("USDT"), new Core.Money(100_000_000_000)), new AssetAmount(new Core.Asset("BTC"), default)], MakerFeePpm = 750, TakerFeePpm = 1_000,
                    },
                },
            ],
        });
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000")).Ok();
        var account = (await exchange.Alice.GetAsync("/api/v3/account", "omitZeroBalances=true")).Ok();
        var balance = Assert.Single(account.Json.GetProperty("balances").EnumerateArray());
        Assert.Equal(("USDT", "400.00000000", "600.00000000"), (balance.GetProperty("asset").GetString(), balance.GetProperty("free").GetString(), balance.GetProperty("locked").GetString()));
        Assert.Equal("0.00075000", account.Json.GetProperty("commissionRates").GetProperty("maker").GetString());
        var rates = (await exchange.Alice.PostAsync("/api/v3/order/test", "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.001&price=50000&computeCommissionRates=true")).Ok();
        Assert.Equal("0.00100000", rates.Json.GetProperty("standardCommissionForOrder").GetProperty("taker").GetString());
    }

    /// <summary>Bob trades with himself: a last price that costs nobody anything.</summary>
    private static async Task PrintAsync(TestExchange exchange, string price)
    {
        (await exchange.Bob.OrderAsync($"side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price={price}&selfTradePreventionMode=NONE")).Ok();
        (await exchange.Bob.OrderAsync($"side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.01&price={price}&selfTradePreventionMode=NONE")).Ok();
    }
}
