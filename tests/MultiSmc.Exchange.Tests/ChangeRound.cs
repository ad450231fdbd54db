namespace MultiSmc.Exchange.Tests;

/// <summary>Cancel-replace and amendments: what is done, what is told, and with which status.</summary>
public sealed class ChangeRound
{
    private const string NewOrder = "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.01&price=59000&newClientOrderId=new&newOrderRespType=RESULT";

    [Fact]
    public async Task Both_halves_succeed()
    {
        await using var exchange = await WithOrderAsync();
        var done = (await exchange.Alice.PostAsync("/api/v3/order/cancelReplace", NewOrder + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=old&cancelNewClientOrderId=c1")).Ok();
        Assert.Equal(("SUCCESS", "SUCCESS"), (done.Text("cancelResult"), done.Text("newOrderResult")));
        Assert.Equal("CANCELED", done.Json.GetProperty("cancelResponse").GetProperty("status").GetString());
        Assert.Equal("new", done.Json.GetProperty("newOrderResponse").GetProperty("clientOrderId").GetString());
    }

    [Fact]
    public async Task Stop_on_failure_places_nothing_and_counts_one_order()
    {
        await using var exchange = await TestExchange.StartAsync();
        var answer = await exchange.Alice.PostAsync("/api/v3/order/cancelReplace", NewOrder + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=none");
        answer.Refused(-2022, "Order cancel-replace failed.");
        var data = answer.Json.GetProperty("data");
        Assert.Equal(("FAILURE", "NOT_ATTEMPTED"), (data.GetProperty("cancelResult").GetString(), data.GetProperty("newOrderResult").GetString()));
        Assert.Equal(-2011, data.GetProperty("cancelResponse").GetProperty("code").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.GetProperty("newOrderResponse").ValueKind);
        Assert.Equal(1, (await exchange.Alice.GetAsync("/api/v3/rateLimit/order")).Ok().Json[0].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Allow_failure_places_although_nothing_was_cancelled()
    {
        await using var exchange = await TestExchange.StartAsync();
        var answer = await exchange.Alice.PostAsync("/api/v3/order/cancelReplace", NewOrder + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=77");
        answer.Refused(-2021, "Order cancel-replace partially failed.", 409);
        Assert.Equal("NEW", answer.Json.GetProperty("data").GetProperty("newOrderResponse").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_cancel_stays_done_when_the_new_order_is_refused()
    {
        await using var exchange = await WithOrderAsync();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=59500")).Ok();
        var answer = await exchange.Alice.PostAsync(
            "/api/v3/order/cancelReplace", NewOrder.Replace("59000", "59600", StringComparison.Ordinal) + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=old");
        answer.Refused(-2021, "Order cancel-replace partially failed.", 409);
        var refused = answer.Json.GetProperty("data").GetProperty("newOrderResponse");
        Assert.Equal((-2010, "Order would immediately match and take."), (refused.GetProperty("code").GetInt32(), refused.GetProperty("msg").GetString()));
        Assert.Empty((await exchange.Alice.GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Ok().Json.EnumerateArray());
    }

    [Theory]
    [InlineData("side=BUY&type=LIMIT_MAKER&quantity=0.01&price=59600", "old", 409, -2021, "WOULD_MATCH_IMMEDIATELY", -2010)]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=500&price=59000", "old", 409, -2021, "INSUFFICIENT_BALANCES", -2010)]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=500&price=59000", "none", 400, -2022, "INSUFFICIENT_BALANCES", -2010)]
    public async Task A_new_half_that_the_engine_refuses_is_told_on_the_user_stream(string order, string cancelled, int status, int code, string reason, int newCode)
    {
        await using var exchange = await WithOrderAsync();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=59500")).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var answer = await exchange.Alice.PostAsync(
            "/api/v3/order/cancelReplace", $"symbol=BTCUSDT&{order}&newClientOrderId=new&cancelReplaceMode=ALLOW_FAILURE&cancelOrigClientOrderId={cancelled}&cancelNewClientOrderId=c1&strategyId=7");
        Assert.Equal((status, code), ((int)answer.Status, answer.Json.GetProperty("code").GetInt32()));
        var data = answer.Json.GetProperty("data");
        Assert.Equal(cancelled == "old" ? "SUCCESS" : "FAILURE", data.GetProperty("cancelResult").GetString());
        Assert.Equal(("FAILURE", newCode), (data.GetProperty("newOrderResult").GetString(), data.GetProperty("newOrderResponse").GetProperty("code").GetInt32()));

        var told = new List<System.Text.Json.JsonElement>();
        while (told.Count == 0 || told[^1].GetProperty("e").GetString() != "executionReport" || told[^1].GetProperty("x").GetString() != "REJECTED")
            told.Add((await stream.NextAsync()).GetProperty("event"));
        Assert.Equal(cancelled == "old" ? 1 : 0, told.Count(one => one.GetProperty("e").GetString() == "executionReport" && one.GetProperty("x").GetString() == "CANCELED"));
        var rejected = told[^1];
        Assert.Equal(
            ("REJECTED", reason, "new", "", "0.00000000", false, -1, 7),
            (rejected.GetProperty("X").GetString(), rejected.GetProperty("r").GetString(), rejected.GetProperty("c").GetString(), rejected.GetProperty("C").GetString(),
                rejected.GetProperty("z").GetString(), rejected.GetProperty("w").GetBoolean(), rejected.GetProperty("t").GetInt32(), rejected.GetProperty("j").GetInt32()));
        Assert.False(rejected.TryGetProperty("W", out _));
        // It never was on the book, and its number is its own.
        (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=new")).Refused(-2013, "Order does not exist.");
        var next = (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=new")).Ok();
        Assert.NotEqual(rejected.GetProperty("i").GetInt64(), next.Json.GetProperty("orderId").GetInt64());
    }

    [Fact]
    public async Task One_that_is_not_attempted_is_no_event()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        (await exchange.Alice.PostAsync("/api/v3/order/cancelReplace", NewOrder + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=none"))
            .Refused(-2022, "Order cancel-replace failed.");
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=next")).Ok();
        Assert.Equal("next", (await stream.NextAsync()).GetProperty("event").GetProperty("c").GetString());
    }

    [Fact]
    public async Task Filters_are_judged_before_the_cancel()
    {
        await using var exchange = await WithOrderAsync();
        (await exchange.Alice.PostAsync("/api/v3/order/cancelReplace", NewOrder.Replace("59000", "59000.005", StringComparison.Ordinal) + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrigClientOrderId=old"))
            .Refused(-1013, "Filter failure: PRICE_FILTER");
        Assert.Single((await exchange.Alice.GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Ok().Json.EnumerateArray());
    }

    [Theory]
    [InlineData("DO_NOTHING", "STOP_ON_FAILURE", 429, -1015, 1)]
    [InlineData("CANCEL_ONLY", "STOP_ON_FAILURE", 429, -2021, 0)]
    [InlineData("CANCEL_ONLY", "ALLOW_FAILURE", 409, -2021, 0)]
    public async Task With_the_order_count_used_up_nothing_or_the_cancel_alone_is_done(string over, string mode, int status, int code, int left)
    {
        await using var exchange = await WithOrderAsync(options => options with { Limits = new LimitOptions { OrdersPer10Seconds = 1 } });
        var answer = await exchange.Alice.PostAsync(
            "/api/v3/order/cancelReplace", $"{NewOrder}&cancelReplaceMode={mode}&cancelOrigClientOrderId=old&orderRateLimitExceededMode={over}");
        Assert.Equal((status, code), ((int)answer.Status, answer.Json.GetProperty("code").GetInt32()));
        Assert.Equal(left, (await exchange.Alice.GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Ok().Json.GetArrayLength());
    }

    [Fact]
    public async Task An_amendment_renames_the_order_and_is_remembered()
    {
        await using var exchange = await WithOrderAsync();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var amended = (await exchange.Alice.SendAsync(HttpMethod.Put, "/api/v3/order/amend/keepPriority", "symbol=BTCUSDT&origClientOrderId=old&newQty=0.01&newClientOrderId=renamed")).Ok();
        var order = amended.Json.GetProperty("amendedOrder");
        Assert.Equal(("old", "renamed", "0.01000000"), (order.GetProperty("origClientOrderId").GetString(), order.GetProperty("clientOrderId").GetString(), order.GetProperty("qty").GetString()));
        var told = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(("REPLACED", "NEW", "renamed", "old"), (told.GetProperty("x").GetString(), told.GetProperty("X").GetString(), told.GetProperty("c").GetString(), told.GetProperty("C").GetString()));
        var row = Assert.Single((await exchange.Alice.GetAsync("/api/v3/order/amendments", $"symbol=BTCUSDT&orderId={order.GetProperty("orderId").GetInt64()}")).Ok().Json.EnumerateArray());
        Assert.Equal(("0.02000000", "0.01000000"), (row.GetProperty("origQty").GetString(), row.GetProperty("newQty").GetString()));
        // The old name is free again; the order answers to the new one.
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=old")).Ok();
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=renamed")).Ok();
    }

    [Theory]
    [InlineData("newQty=0.03", -2038, "Order amend (quantity increase) is not supported.")]
    [InlineData("newQty=0.02", -2038, "The requested action would change no state; rejecting.")]
    [InlineData("newQty=0.000001", -1013, "Filter failure: LOT_SIZE")]
    public async Task A_refused_amendment_leaves_the_order_as_it_was(string change, int code, string text)
    {
        await using var exchange = await WithOrderAsync();
        (await exchange.Alice.SendAsync(HttpMethod.Put, "/api/v3/order/amend/keepPriority", $"symbol=BTCUSDT&origClientOrderId=old&newClientOrderId=x&{change}")).Refused(code, text);
        var order = (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=old")).Ok();
        Assert.Equal(("old", "0.02000000"), (order.Text("clientOrderId"), order.Text("origQty")));
    }

    private static async Task<TestExchange> WithOrderAsync(Func<ExchangeOptions, ExchangeOptions>? change = null)
    {
        var exchange = await TestExchange.StartAsync(change);
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price=58000&newClientOrderId=old")).Ok();
        return exchange;
    }
}
