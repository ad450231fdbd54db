namespace MultiSmc.Exchange.Tests;

/// <summary>Orders over sockets: placed, asked for, filled, cancelled.</summary>
public sealed class OrderRound
{
    [Fact]
    public async Task A_limit_order_rests_is_asked_for_and_cancelled()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);

        var placed = (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&newClientOrderId=a1")).Ok();
        Assert.Equal(["NEW/NEW", "position"], await stream.EventsAsync(2));
        Assert.Equal(("NEW", "60000.00000000", "0.01000000"), (placed.Text("status"), placed.Text("price"), placed.Text("origQty")));
        Assert.Equal(0, placed.Json.GetProperty("fills").GetArrayLength());

        var asked = (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=a1")).Ok();
        Assert.Equal(placed.Number("orderId"), asked.Number("orderId"));
        Assert.True(asked.Json.GetProperty("isWorking").GetBoolean());

        var cancelled = (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=a1&newClientOrderId=c1")).Ok();
        Assert.Equal(("a1", "c1", "CANCELED"), (cancelled.Text("origClientOrderId"), cancelled.Text("clientOrderId"), cancelled.Text("status")));
        var told = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(("CANCELED", "c1", "a1"), (told.GetProperty("X").GetString(), told.GetProperty("c").GetString(), told.GetProperty("C").GetString()));
        Assert.Equal(["position"], await stream.EventsAsync(1));
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=a1")).Refused(-2011, "Unknown order sent.");
    }

    [Fact]
    public async Task Two_accounts_trade_with_each_other()
    {
        await using var exchange = await TestExchange.StartAsync();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        (await exchange.Alice.OrderAsync("side=SELL&type=LIMIT_MAKER&quantity=1&price=60000&newClientOrderId=maker")).Ok();
        var bought = (await exchange.Bob.OrderAsync("side=BUY&type=MARKET&quantity=0.4")).Ok();

        Assert.Equal("FILLED", bought.Text("status"));
        var fill = bought.Json.GetProperty("fills")[0];
        Assert.Equal(
            ("60000.00000000", "0.40000000", "0.00040000", "BTC"),
            (fill.GetProperty("price").GetString(), fill.GetProperty("qty").GetString(), fill.GetProperty("commission").GetString(), fill.GetProperty("commissionAsset").GetString()));
        Assert.Equal(["NEW/NEW", "position", "TRADE/PARTIALLY_FILLED", "position"], await stream.EventsAsync(4));
        var mine = (await exchange.Alice.GetAsync("/api/v3/myTrades", "symbol=BTCUSDT")).Ok().Json[0];
        Assert.True(mine.GetProperty("isMaker").GetBoolean());
        Assert.Equal(fill.GetProperty("tradeId").GetInt64(), mine.GetProperty("id").GetInt64());
    }
}
