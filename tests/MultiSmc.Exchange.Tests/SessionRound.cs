using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange.Tests;

/// <summary>The WebSocket API: requests, sessions, subscriptions.</summary>
public sealed class SessionRound
{
    [Fact]
    public async Task Orders_go_over_the_socket_with_their_limits()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.ConnectAsync(exchange, "?timeUnit=MICROSECOND");
        var placed = await socket.SignedAsync(
            exchange.Alice, "order.place", ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "0.01"), ("price", "60000"));
        Assert.Equal(200, placed.GetProperty("status").GetInt32());
        Assert.Equal(exchange.Now * 1_000, placed.GetProperty("result").GetProperty("transactTime").GetInt64());
        Assert.Equal(["ORDERS", "ORDERS", "REQUEST_WEIGHT"], placed.GetProperty("rateLimits").EnumerateArray().Select(limit => limit.GetProperty("rateLimitType").GetString()));
        var number = placed.GetProperty("result").GetProperty("orderId").ToString();
        var cancelled = await socket.SignedAsync(exchange.Alice, "v3/order.cancel", ("symbol", "BTCUSDT"), ("orderId", number), ("returnRateLimits", "false"));
        Assert.Equal("CANCELED", cancelled.GetProperty("result").GetProperty("status").GetString());
        Assert.False(cancelled.TryGetProperty("rateLimits", out _));
        var refused = await socket.SignedAsync(exchange.Alice, "order.status", ("symbol", "BTCUSDT"), ("orderId", "999"));
        Assert.Equal((400, -2013), (refused.GetProperty("status").GetInt32(), refused.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("{", -1135)]
    [InlineData("""{"id":1}""", -1102)]
    [InlineData("""{"id":1,"method":"order.fly"}""", -1020)]
    [InlineData("""{"id":1,"method":"account.status"}""", -2014)]
    public async Task What_is_no_request_is_answered_with_an_error(string message, int code)
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.ConnectAsync(exchange);
        await socket.SendAsync(message);
        Assert.Equal(code, (await socket.NextAsync()).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_session_of_an_ed25519_key_signs_no_more()
    {
        var pair = Ed25519KeyPair.Generate();
        await using var exchange = await TestExchange.StartAsync(options => options with
        {
            Accounts = [TestExchange.Account("alice") with { Keys = [new KeyOptions("ed-key", SignatureVerifier.FromPem(pair.PublicPem), new KeyRights())] }],
        });
        var client = new RestClient(exchange, "ed-key", RequestSigner.FromPem(pair.PrivatePem));
        await using var socket = await SocketClient.ConnectAsync(exchange);
        Assert.Equal(-1002, (await socket.PlainAsync("userDataStream.subscribe")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("ed-key", (await socket.SignedAsync(client, "session.logon")).GetProperty("result").GetProperty("apiKey").GetString());
        Assert.Equal(0, (await socket.PlainAsync("userDataStream.subscribe")).GetProperty("result").GetProperty("subscriptionId").GetInt32());
        Assert.Equal(-2035, (await socket.PlainAsync("userDataStream.subscribe")).GetProperty("error").GetProperty("code").GetInt32());
        var now = exchange.Now.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(200, (await socket.PlainAsync("account.status", ("timestamp", now))).GetProperty("status").GetInt32());
        Assert.Equal(-1102, (await socket.PlainAsync("account.status")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.True((await socket.PlainAsync("session.status")).GetProperty("result").GetProperty("userDataStream").GetBoolean());
        await socket.SendAsync("""{"id":9,"method":"session.logout"}""");
        Assert.Equal("eventStreamTerminated", SocketClient.Brief((await socket.NextAsync()).GetProperty("event")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await socket.NextAsync()).GetProperty("result").GetProperty("apiKey").ValueKind);
    }

    [Fact]
    public async Task A_shared_secret_may_not_log_on()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.ConnectAsync(exchange);
        Assert.Equal((401, -1002), Failure(await socket.SignedAsync(exchange.Alice, "session.logon")));
    }

    [Fact]
    public async Task A_subscription_can_be_ended_and_begun_again_with_a_new_number()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var socket = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        Assert.Equal((400, -2035), Failure(await socket.SignedAsync(exchange.Alice, "userDataStream.subscribe.signature")));
        Assert.Equal(1, (await socket.SignedAsync(exchange.Bob, "userDataStream.subscribe.signature")).GetProperty("result").GetProperty("subscriptionId").GetInt32());
        Assert.Equal(2, (await socket.PlainAsync("session.subscriptions")).GetProperty("result").GetArrayLength());
        var ended = await socket.PlainAsync("userDataStream.unsubscribe", ("subscriptionId", "0"));
        Assert.Equal((0, "eventStreamTerminated"), (ended.GetProperty("subscriptionId").GetInt32(), ended.GetProperty("event").GetProperty("e").GetString()));
        Assert.Equal("{}", (await socket.NextAsync()).GetProperty("result").ToString());
        Assert.Equal((400, -2036), Failure(await socket.PlainAsync("userDataStream.unsubscribe", ("subscriptionId", "0"))));
        Assert.Equal(2, (await socket.SignedAsync(exchange.Alice, "userDataStream.subscribe.signature")).GetProperty("result").GetProperty("subscriptionId").GetInt32());
    }

    [Fact]
    public async Task An_account_hears_of_its_own_orders_alone()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var alice = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        (await exchange.Bob.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=bobs")).Ok();
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=mine")).Ok();
        Assert.Equal("mine", (await alice.NextAsync()).GetProperty("event").GetProperty("c").GetString());
    }

    [Fact]
    public async Task A_connection_ends_after_a_day_and_when_the_exchange_ends_and_says_so()
    {
        var exchange = await TestExchange.StartAsync();
        await using (var old = await SocketClient.SubscribedAsync(exchange, exchange.Alice))
        {
            exchange.Time.Advance(TimeSpan.FromHours(24));
            Assert.Equal("serverShutdown", SocketClient.Brief(Assert.Single(await old.UntilClosedAsync()).GetProperty("event")));
        }

        await using var last = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var reading = last.UntilClosedAsync();
        await exchange.DisposeAsync();
        Assert.Equal("serverShutdown", SocketClient.Brief(Assert.Single(await reading).GetProperty("event")));
    }

    [Fact]
    public async Task Too_many_connections_are_refused()
    {
        await using var exchange = await TestExchange.StartAsync(options => options with { Limits = new LimitOptions { ConnectionsPer5Minutes = 1 } });
        await using var first = await SocketClient.ConnectAsync(exchange);
        var refused = await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => SocketClient.ConnectAsync(exchange));
        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
    }

    private static (int Status, int Code) Failure(System.Text.Json.JsonElement answer) =>
        (answer.GetProperty("status").GetInt32(), answer.GetProperty("error").GetProperty("code").GetInt32());
}
