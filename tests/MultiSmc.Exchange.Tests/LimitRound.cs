using System.Globalization;

namespace MultiSmc.Exchange.Tests;

/// <summary>Request weight, order counts, 429 and 418.</summary>
public sealed class LimitRound
{
    [Fact]
    public async Task Weight_is_told_with_each_answer_and_orders_that_succeed_are_free()
    {
        await using var exchange = await TestExchange.StartAsync();
        Assert.Equal("1", (await exchange.Alice.SendRawAsync(HttpMethod.Get, "/api/v3/ping", "")).Headers["X-MBX-USED-WEIGHT-1M"]);
        Assert.Equal("21", (await exchange.Alice.GetAsync("/api/v3/account")).Headers["X-MBX-USED-WEIGHT"]);
        var placed = await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000");
        Assert.Equal(("21", "1", "1"), (placed.Headers["X-MBX-USED-WEIGHT-1M"], placed.Headers["X-MBX-ORDER-COUNT-10S"], placed.Headers["X-MBX-ORDER-COUNT-1D"]));
        Assert.Equal("22", (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&quantity=0.01&price=60000")).Headers["X-MBX-USED-WEIGHT-1M"]);
        exchange.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("1", (await exchange.Alice.SendRawAsync(HttpMethod.Get, "/api/v3/ping", "")).Headers["X-MBX-USED-WEIGHT-1M"]);
    }

    [Fact]
    public async Task Who_goes_on_after_a_429_is_banned_and_the_next_ban_is_longer()
    {
        await using var exchange = await TestExchange.StartAsync(options => options with
        {
            Limits = new LimitOptions { WeightPerMinute = 2, RequestsBeforeBan = 1, FirstBan = TimeSpan.FromMinutes(2) },
        });
        exchange.Time.Advance(TimeSpan.FromSeconds(15));
        Task<RestAnswer> PingAsync() => exchange.Alice.SendRawAsync(HttpMethod.Get, "/api/v3/ping", "");
        (await PingAsync()).Ok();
        (await PingAsync()).Ok();
        var limited = await PingAsync();
        Assert.Equal((429, "45", -1003), ((int)limited.Status, limited.Headers["Retry-After"], limited.Json.GetProperty("code").GetInt32()));
        var banned = await PingAsync();
        Assert.Equal((418, "120"), ((int)banned.Status, banned.Headers["Retry-After"]));
        Assert.Contains(
            "IP banned until " + exchange.Time.GetUtcNow().AddMinutes(2).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), banned.Text("msg"), StringComparison.Ordinal);
        exchange.Time.Advance(TimeSpan.FromMinutes(2));
        (await PingAsync()).Ok();
        (await PingAsync()).Ok();
        Assert.Equal(429, (int)(await PingAsync()).Status);
        Assert.Equal("240", (await PingAsync()).Headers["Retry-After"]);
    }

    [Fact]
    public async Task Too_many_orders_are_refused_until_the_window_ends_and_a_makers_fill_gives_room()
    {
        await using var exchange = await TestExchange.StartAsync(options => options with { Limits = new LimitOptions { OrdersPer10Seconds = 3 } });
        Task<RestAnswer> PlaceAsync() => exchange.Alice.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000");
        for (var i = 0; i < 3; i++)
            (await PlaceAsync()).Ok();
        (await PlaceAsync()).Refused(-1015, "Too many new orders; current limit is 3 orders per 10 SECOND.", 429);
        // The first fill of an order that rested gives back five: all that was counted.
        (await exchange.Bob.OrderAsync("side=BUY&type=MARKET&quantity=0.01")).Ok();
        Assert.Equal(0, (await exchange.Alice.GetAsync("/api/v3/rateLimit/order")).Ok().Json[0].GetProperty("count").GetInt32());
        for (var i = 0; i < 3; i++)
            (await PlaceAsync()).Ok();
        Assert.Equal(429, (int)(await PlaceAsync()).Status);
        exchange.Time.Advance(TimeSpan.FromSeconds(10));
        (await PlaceAsync()).Ok();
    }

    [Fact]
    public async Task A_list_counts_its_orders()
    {
        await using var exchange = await TestExchange.StartAsync();
        var placed = (await exchange.Alice.PostAsync(
            "/api/v3/orderList/otoco",
            "symbol=BTCUSDT&workingType=LIMIT&workingTimeInForce=GTC&workingSide=BUY&workingPrice=60000&workingQuantity=1&pendingSide=SELL&pendingQuantity=0.9"
            + "&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=61000&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=59000")).Ok();
        Assert.Equal("3", placed.Headers["X-MBX-ORDER-COUNT-10S"]);
    }

    [Fact]
    public async Task Rest_and_socket_api_share_the_weight()
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Alice.GetAsync("/api/v3/account")).Ok();
        await using var socket = await SocketClient.ConnectAsync(exchange, "");
        var answer = await socket.PlainAsync("ping");
        var limit = Assert.Single(answer.GetProperty("rateLimits").EnumerateArray());
        // 20 for the account, 2 for the connection, 1 for the ping.
        Assert.Equal(("REQUEST_WEIGHT", 23), (limit.GetProperty("rateLimitType").GetString(), limit.GetProperty("count").GetInt32()));
    }
}
