using System.Text.Json;

namespace MultiSmc.Exchange.Tests;

/// <summary>Order lists over sockets: answers, events in their order, what a leg's fill does to the others.</summary>
public sealed class ListRound
{
    private const string Oco =
        "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=61000&belowType=STOP_LOSS&belowStopPrice=59000&listClientOrderId=L1&aboveClientOrderId=up&belowClientOrderId=down";

    private const string Otoco =
        "symbol=BTCUSDT&workingType=LIMIT_MAKER&workingSide=BUY&workingPrice=60000&workingQuantity=1&pendingSide=SELL&pendingQuantity=0.9"
        + "&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=61000&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=59000&listClientOrderId=L2";

    [Fact]
    public async Task An_oco_is_announced_then_its_stop_leg_then_its_limit_leg()
    {
        await using var exchange = await WithLastPriceAsync();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);

        var placed = (await exchange.Alice.PostAsync("/api/v3/orderList/oco", Oco)).Ok();

        Assert.Equal(("OCO", "EXEC_STARTED", "EXECUTING", "L1"), (placed.Text("contingencyType"), placed.Text("listStatusType"), placed.Text("listOrderStatus"), placed.Text("listClientOrderId")));
        Assert.Equal(["down", "up"], placed.Json.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("clientOrderId").GetString()));
        Assert.Equal(["list EXEC_STARTED/EXECUTING", "NEW/NEW", "NEW/NEW", "position"], await stream.EventsAsync(4));
    }

    [Fact]
    public async Task The_first_partial_fill_of_the_limit_leg_ends_the_stop_leg()
    {
        await using var exchange = await WithLastPriceAsync();
        (await exchange.Alice.PostAsync("/api/v3/orderList/oco", Oco)).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);

        (await exchange.Bob.OrderAsync("side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.25&price=61000")).Ok();

        var expired = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(("EXPIRED", "OCO_TRIGGER", "down"), (expired.GetProperty("x").GetString(), expired.GetProperty("eR").GetString(), expired.GetProperty("c").GetString()));
        Assert.Equal(["TRADE/PARTIALLY_FILLED", "position"], await stream.EventsAsync(2));
        var asked = (await exchange.Alice.GetAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=down")).Ok();
        Assert.Equal(("EXPIRED", "OCO_TRIGGER"), (asked.Text("status"), asked.Text("expiryReason")));
        (await exchange.Bob.OrderAsync("side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.75&price=61000")).Ok();
        Assert.Equal(["TRADE/FILLED", "list ALL_DONE/ALL_DONE", "position"], await stream.EventsAsync(3));
    }

    [Fact]
    public async Task A_triggered_stop_leg_ends_the_limit_leg_and_sells()
    {
        await using var exchange = await WithLastPriceAsync();
        (await exchange.Alice.PostAsync("/api/v3/orderList/oco", Oco)).Ok();
        (await exchange.Bob.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=58900")).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);

        // Bob sells to himself's other side: a print at 58,900 elects the stop.
        (await exchange.Alice.OrderAsync("side=SELL&type=LIMIT&timeInForce=IOC&quantity=0.1&price=58900&newClientOrderId=print")).Ok();

        string[] expected =
        [
            "NEW/NEW", "TRADE/FILLED", "EXPIRED/EXPIRED", "NEW/NEW", "TRADE/FILLED", "list ALL_DONE/ALL_DONE", "position",
        ];
        Assert.Equal(expected, await stream.EventsAsync(expected.Length));
    }

    [Fact]
    public async Task Cancelling_one_leg_cancels_the_list_and_later_cancels_find_nothing()
    {
        await using var exchange = await WithLastPriceAsync();
        (await exchange.Alice.PostAsync("/api/v3/orderList/oco", Oco)).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);

        var cancelled = (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=up&newClientOrderId=c9")).Ok();

        Assert.Equal(("ALL_DONE", "L1"), (cancelled.Text("listStatusType"), cancelled.Text("listClientOrderId")));
        Assert.All(cancelled.Json.GetProperty("orderReports").EnumerateArray(), report => Assert.Equal("c9", report.GetProperty("clientOrderId").GetString()));
        Assert.Equal(["CANCELED/CANCELED", "CANCELED/CANCELED", "list ALL_DONE/ALL_DONE", "position"], await stream.EventsAsync(4));
        (await exchange.Alice.DeleteAsync("/api/v3/orderList", "symbol=BTCUSDT&listClientOrderId=L1")).Refused(-2011, "Unknown order sent.");
    }

    [Fact]
    public async Task An_otoco_waits_for_its_working_order_and_then_protects_it()
    {
        await using var exchange = await WithLastPriceAsync();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var placed = (await exchange.Alice.PostAsync("/api/v3/orderList/otoco", Otoco)).Ok();
        Assert.Equal("OTO", placed.Text("contingencyType"));
        Assert.Equal(["NEW", "PENDING_NEW", "PENDING_NEW"], Reports(placed.Json).Select(report => report.GetProperty("status").GetString()));
        Assert.Equal(["list EXEC_STARTED/EXECUTING", "NEW/NEW", "NEW/PENDING_NEW", "NEW/PENDING_NEW", "position"], await stream.EventsAsync(5));

        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=IOC&quantity=1&price=60000")).Ok();

        Assert.Equal(["TRADE/FILLED", "NEW/NEW", "NEW/NEW", "position"], await stream.EventsAsync(4));
        var open = (await exchange.Alice.GetAsync("/api/v3/openOrderList")).Ok();
        Assert.Equal("EXECUTING", Assert.Single(open.Json.EnumerateArray()).GetProperty("listOrderStatus").GetString());
        var cancelled = (await exchange.Alice.DeleteAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Ok();
        Assert.Equal("L2", Assert.Single(cancelled.Json.EnumerateArray()).GetProperty("listClientOrderId").GetString());
    }

    [Fact]
    public async Task Pending_legs_that_the_commission_left_without_funds_expire_at_their_release()
    {
        await using var exchange = await TestExchange.StartAsync(options => options with
        {
            Accounts = [TestExchange.Account("bob"), Poor()],
        });
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=60000")).Ok();
        (await exchange.Bob.OrderAsync("side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.0001&price=59000")).Ok();
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var same = "symbol=BTCUSDT&workingType=LIMIT&workingTimeInForce=GTC&workingSide=BUY&workingPrice=60000&workingQuantity=0.1&pendingType=LIMIT_MAKER&pendingSide=SELL&pendingQuantity=0.1&pendingPrice=61000";

        (await exchange.Alice.PostAsync("/api/v3/orderList/oto", same)).Ok();

        Assert.Equal(["list EXEC_STARTED/EXECUTING", "NEW/NEW", "NEW/PENDING_NEW", "TRADE/FILLED"], await stream.EventsAsync(4));
        var refused = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(("EXPIRED", "REJECTED"), (refused.GetProperty("X").GetString(), refused.GetProperty("eR").GetString()));
        Assert.Equal(["list ALL_DONE/ALL_DONE", "position"], await stream.EventsAsync(2));
    }

    [Fact]
    public async Task An_opo_sells_what_was_received()
    {
        await using var exchange = await TestExchange.StartAsync(options => options with { Accounts = [TestExchange.Account("bob"), Poor()] });
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.1&price=60000")).Ok();
        (await exchange.Alice.PostAsync(
            "/api/v3/orderList/opo",
            "symbol=BTCUSDT&workingType=LIMIT&workingTimeInForce=GTC&workingSide=BUY&workingPrice=60000&workingQuantity=0.1&pendingType=LIMIT_MAKER&pendingSide=SELL&pendingPrice=61000")).Ok();
        var open = (await exchange.Alice.GetAsync("/api/v3/openOrders")).Ok();
        Assert.Equal("0.09990000", Assert.Single(open.Json.EnumerateArray()).GetProperty("origQty").GetString());
    }

    [Theory]
    [InlineData("side=SELL&aboveType=LIMIT_MAKER&abovePrice=61000&belowType=LIMIT_MAKER&belowPrice=59000", -1168, "At least one OCO order must be contingent.")]
    [InlineData("side=SELL&aboveType=STOP_LOSS&aboveStopPrice=61000&belowType=LIMIT_MAKER&belowPrice=59000", -1166, "A limit order in a sell OCO must be above.")]
    [InlineData("side=SELL&aboveType=LIMIT&abovePrice=61000&belowType=STOP_LOSS&belowStopPrice=59000", -1158, "Order type not supported in OCO.")]
    [InlineData("side=SELL&aboveType=LIMIT_MAKER&belowType=STOP_LOSS&belowStopPrice=59000", -1102, "Mandatory parameter 'abovePrice' was not sent, was empty/null, or malformed.")]
    [InlineData("side=SELL&aboveType=LIMIT_MAKER&abovePrice=61000&belowType=STOP_LOSS", -1102, "Param 'belowStopPrice' or 'belowTrailingDelta' must be sent, but both were empty/null!")]
    [InlineData("side=SELL&aboveType=LIMIT_MAKER&abovePrice=59500&belowType=STOP_LOSS&belowStopPrice=59000", -2010, "The relationship of the prices for the orders is not correct.")]
    public async Task A_wrong_oco_is_refused_whole(string legs, int code, string text)
    {
        await using var exchange = await WithLastPriceAsync();
        (await exchange.Alice.PostAsync("/api/v3/orderList/oco", "symbol=BTCUSDT&quantity=1&" + legs)).Refused(code, text);
        Assert.Empty((await exchange.Alice.GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Ok().Json.EnumerateArray());
    }

    /// <summary>Last traded at 60,000; nothing rests.</summary>
    private static async Task<TestExchange> WithLastPriceAsync()
    {
        var exchange = await TestExchange.StartAsync();
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000")).Ok();
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.01&price=60000")).Ok();
        return exchange;
    }

    private static AccountOptions Poor() => TestExchange.Account("alice") with
    {
        Parameters = new Simulation.AccountParameters { InitialBalances = [new Simulation.AssetAmount(new Core.Asset("USDT"), new Core.Money(1_000_000_000_000))] },
    };

    private static JsonElement.ArrayEnumerator Reports(JsonElement list) => list.GetProperty("orderReports").EnumerateArray();
}
