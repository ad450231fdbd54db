namespace MultiSmc.Exchange.Tests;

/// <summary>Faults that the admin API switches on, as a client meets them.</summary>
public sealed class FaultRound
{
    private const string Order = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&newClientOrderId=lost";

    [Fact]
    public async Task A_dropped_answer_leaves_the_order_alive()
    {
        await using var exchange = await TestExchange.StartAsync();
        await Admin.DoAsync(exchange, "answer", """{"endpoint":"order.place","action":"drop"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => exchange.Alice.OrderAsync(Order));
        Assert.Equal("NEW", (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")).Ok().Text("status"));
        (await exchange.Alice.OrderAsync(Order)).Refused(-2010, "Duplicate order sent.");
    }

    [Fact]
    public async Task An_error_before_carries_nothing_out_and_one_after_does()
    {
        await using var exchange = await TestExchange.StartAsync();
        await Admin.DoAsync(exchange, "answer", """{"endpoint":"POST /api/v3/order","when":"before"}""");
        Assert.Equal((503, -1007), Of(await exchange.Alice.OrderAsync(Order)));
        (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")).Refused(-2013, "Order does not exist.");
        await Admin.DoAsync(exchange, "answer", """{"endpoint":"POST /api/v3/order","when":"after","status":502,"code":-1006,"message":"An unexpected response was received."}""");
        Assert.Equal((502, -1006), Of(await exchange.Alice.OrderAsync(Order)));
        (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")).Ok();
        // Each struck once.
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")).Ok();
        (await exchange.Alice.OrderAsync(Order)).Ok();
    }

    [Fact]
    public async Task A_dropped_answer_of_the_socket_api_is_followed_by_the_next_one()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.ConnectAsync(exchange);
        await Admin.DoAsync(exchange, "answer", """{"endpoint":"order.place","action":"drop"}""");
        await socket.SendSignedAsync(
            exchange.Alice, "order.place", ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "0.01"), ("price", "60000"), ("newClientOrderId", "lost"));
        var status = await socket.SignedAsync(exchange.Alice, "order.status", ("symbol", "BTCUSDT"), ("origClientOrderId", "lost"));
        Assert.Equal((2, "NEW"), (status.GetProperty("id").GetInt32(), status.GetProperty("result").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Events_come_before_the_answer_unless_they_are_to_come_behind_it()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        Assert.Equal("event event answer", await OrderOfArrivalAsync(exchange, socket, "a"));
        await Admin.DoAsync(exchange, "events", """{"behindAnswers":true}""");
        for (var i = 0; i < 20; i++)
            Assert.Equal("answer event event", await OrderOfArrivalAsync(exchange, socket, "b" + i));
    }

    [Fact]
    public async Task Events_that_are_late_keep_their_order()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        await Admin.DoAsync(exchange, "latency", """{"eventMs":500}""");
        (await exchange.Alice.OrderAsync(Order)).Ok();
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")).Ok();
        var reading = socket.EventsAsync(4);
        while (!reading.IsCompleted)
        {
            exchange.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(["NEW/NEW", "position", "CANCELED/CANCELED", "position"], await reading);
    }

    [Fact]
    public async Task Events_can_be_doubled_and_lost()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        await Admin.DoAsync(exchange, "events", """{"mute":true}""");
        (await exchange.Alice.OrderAsync(Order)).Ok();
        await Admin.DoAsync(exchange, "events", """{"mute":false,"duplicate":true}""");
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")).Ok();
        Assert.Equal(["CANCELED/CANCELED", "CANCELED/CANCELED", "position", "position"], await socket.EventsAsync(4));
    }

    [Fact]
    public async Task A_user_stream_can_be_cut_ended_or_told_of_the_shutdown()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using (var cut = await SocketClient.SubscribedAsync(exchange, exchange.Alice))
        {
            await Admin.DoAsync(exchange, "disconnect", """{"what":"user"}""");
            Assert.Empty(await cut.UntilClosedAsync());
        }

        await using var told = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        await Admin.DoAsync(exchange, "terminate", """{"account":"alice"}""");
        Assert.Equal(["eventStreamTerminated"], await told.EventsAsync(1));
        (await exchange.Alice.OrderAsync(Order)).Ok();
        await Admin.DoAsync(exchange, "disconnect", """{"what":"socketApi","announce":true}""");
        var last = Assert.Single(await told.UntilClosedAsync());
        Assert.Equal("serverShutdown", last.GetProperty("event").GetProperty("e").GetString());
        Assert.False(last.TryGetProperty("subscriptionId", out _));
    }

    [Fact]
    public async Task A_clock_that_jumps_refuses_requests_until_they_follow_it()
    {
        await using var exchange = await TestExchange.StartAsync();
        await Admin.DoAsync(exchange, "clock", """{"offsetMs":-3000}""");
        (await exchange.Alice.GetAsync("/api/v3/account")).Refused(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        Assert.Equal(exchange.Now - 3_000, (await exchange.Alice.SendRawAsync(HttpMethod.Get, "/api/v3/time", "")).Number("serverTime"));
        await Admin.DoAsync(exchange, "clock", """{"offsetMs":6000}""");
        (await exchange.Alice.GetAsync("/api/v3/account")).Refused(-1021, "Timestamp for this request is outside of the recvWindow.");
        await Admin.DoAsync(exchange, "reset", "{}");
        (await exchange.Alice.GetAsync("/api/v3/account")).Ok();
    }

    [Fact]
    public async Task Maintenance_and_bans_on_demand()
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Alice.GetAsync("/api/v3/account")).Ok();
        await Admin.DoAsync(exchange, "maintenance", """{"on":true}""");
        Assert.Equal(503, Of(await exchange.Alice.GetAsync("/api/v3/account")).Status);
        await Admin.DoAsync(exchange, "maintenance", """{"on":false}""");
        await Admin.DoAsync(exchange, "limits", """{"status":429,"seconds":7}""");
        var limited = await exchange.Alice.GetAsync("/api/v3/account");
        Assert.Equal((429, "7"), ((int)limited.Status, limited.Headers["Retry-After"]));
        await Admin.DoAsync(exchange, "limits", """{"status":418,"seconds":60}""");
        Assert.Equal(418, (int)(await exchange.Alice.GetAsync("/api/v3/account")).Status);
        exchange.Time.Advance(TimeSpan.FromSeconds(60));
        (await exchange.Alice.GetAsync("/api/v3/account")).Ok();
    }

    [Fact]
    public async Task A_deposit_is_told_and_a_withdrawal_needs_money()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        await Admin.DoAsync(exchange, "transfer", """{"account":"alice","asset":"USDT","amount":"12.5"}""");
        var told = (await socket.NextAsync()).GetProperty("event");
        Assert.Equal(("balanceUpdate", "12.50000000"), (told.GetProperty("e").GetString(), told.GetProperty("d").GetString()));
        Assert.Equal(["position"], await socket.EventsAsync(1));
        var (status, body) = await Admin.SendAsync(exchange, "transfer", """{"account":"alice","asset":"BTC","amount":"-101"}""", TestExchange.AdminToken);
        Assert.Equal((400, "account 'alice' has not so much BTC free"), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_halted_symbol_takes_cancels_alone_and_new_filters_bind()
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Alice.OrderAsync(Order)).Ok();
        await Admin.DoAsync(exchange, "symbol", """{"symbol":"BTCUSDT","status":"HALT"}""");
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000")).Refused(-2010, "Market is closed.");
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=lost")).Ok();
        await Admin.DoAsync(exchange, "symbol", """{"symbol":"BTCUSDT","status":"TRADING","minNotional":"1000"}""");
        (await exchange.Alice.OrderAsync(Order)).Refused(-1013, "Filter failure: NOTIONAL");
        var info = (await exchange.Alice.SendRawAsync(HttpMethod.Get, "/api/v3/exchangeInfo", "symbol=BTCUSDT")).Ok().Json.GetProperty("symbols")[0];
        Assert.Equal("1000.00000000", info.GetProperty("filters").EnumerateArray().First(one => one.GetProperty("filterType").GetString() == "NOTIONAL").GetProperty("minNotional").GetString());
    }

    [Fact]
    public async Task A_revoked_key_loses_its_subscription_and_its_rights()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        await Admin.DoAsync(exchange, "key", """{"apiKey":"alice-key","trade":false}""");
        Assert.Equal((401, -2015), Of(await exchange.Alice.OrderAsync(Order)));
        await Admin.DoAsync(exchange, "key", """{"apiKey":"alice-key","revoke":true}""");
        Assert.Equal(["eventStreamTerminated"], await socket.EventsAsync(1));
        Assert.Equal((401, -2015), Of(await exchange.Alice.GetAsync("/api/v3/account")));
    }

    [Theory]
    [InlineData("latency", """{"answerMs":-1}""", "field 'answerMs' is a whole number from 0 to 3600000")]
    [InlineData("latency", """{"answer":1}""", "unknown field 'answer'; known here are answerMs, eventMs")]
    [InlineData("answer", """{"endpoint":"order.fly"}""", "no endpoint 'order.fly': a method like order.place, a verb and path like POST /api/v3/order, or *")]
    [InlineData("answer", "[]", "the body is one JSON object")]
    [InlineData("symbol", """{"symbol":"NOPE"}""", "no symbol 'NOPE'")]
    [InlineData("key", """{"apiKey":"none"}""", "no such key")]
    public async Task What_the_admin_api_does_not_understand_is_told(string action, string json, string error)
    {
        await using var exchange = await TestExchange.StartAsync();
        var (status, body) = await Admin.SendAsync(exchange, action, json, TestExchange.AdminToken);
        Assert.Equal((400, error), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task The_admin_api_needs_its_token_and_tells_the_state()
    {
        await using var exchange = await TestExchange.StartAsync();
        Assert.Equal(401, (await Admin.SendAsync(exchange, "reset", "{}", "not-the-token")).Status);
        Assert.Equal(404, (await Admin.SendAsync(exchange, "nothing", "{}", TestExchange.AdminToken)).Status);
        await Admin.DoAsync(exchange, "latency", """{"eventMs":40}""");
        var (_, state) = await Admin.SendAsync(exchange, "state", null, TestExchange.AdminToken);
        Assert.Equal((40, 2), (state.GetProperty("eventDelayMs").GetInt32(), state.GetProperty("accounts").GetArrayLength()));
    }

    private static (int Status, int Code) Of(RestAnswer answer) => ((int)answer.Status, answer.Json.GetProperty("code").GetInt32());

    private static async Task<string> OrderOfArrivalAsync(TestExchange exchange, SocketClient socket, string name)
    {
        await socket.SendSignedAsync(
            exchange.Alice, "order.place", ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "0.01"), ("price", "60000"), ("newClientOrderId", name));
        var arrived = new List<string>();
        for (var i = 0; i < 3; i++)
            arrived.Add((await socket.NextAsync()).TryGetProperty("event", out _) ? "event" : "answer");
        return string.Join(' ', arrived);
    }
}
