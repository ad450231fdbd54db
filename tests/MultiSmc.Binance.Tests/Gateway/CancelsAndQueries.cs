using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Gateway;

/// <summary>Cancels and questions: repeated while that may help, answered as it is.</summary>
public sealed class CancelsAndQueries
{
    private const string Cancel = "DELETE /api/v3/order";
    private const string Query = "GET /api/v3/order";
    private const string MyTrades = "GET /api/v3/myTrades";

    private static readonly ClientOrderId Name = new("s-1-1");

    [Fact]
    public async Task A_cancel_is_reported_under_the_orders_own_name()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Cancel, static _ => Reply.Ok(Cancelled())));
        rig.Gateway.Send(new VenueRequest.CancelOrder(GatewayRig.Btc, Name));
        var report = (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report;
        Assert.Equal((Name, OrderStatus.Canceled, ExecutionType.Canceled, new Quantity(400_000)), (report.Order.ClientOrderId, report.Status, report.Execution, report.Filled));
        var sent = rig.Exchange.Requests.Single(static seen => seen.Name == Cancel).Parameters;
        Assert.Equal(("s-1-1", "s-1-1-c"), (sent.Find("origClientOrderId"), sent.Find("newClientOrderId")));
    }

    [Theory]
    [InlineData(-2011, "Unknown order sent.")]
    [InlineData(-2011, "Order was not canceled due to cancel restrictions.")]
    [InlineData(-2013, "Order does not exist.")]
    public async Task A_refused_cancel_is_told_with_the_exchanges_words(int code, string text)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(Cancel, _ => Reply.Error(400, code, text)));
        rig.Gateway.Send(new VenueRequest.CancelOrder(GatewayRig.Btc, Name));
        var refusal = await rig.Inbox.NextAsync<VenueEvent.CancelRefused>();
        Assert.Equal((code, text, Name), (refusal.Code, refusal.Reason, refusal.ClientOrderId));
    }

    [Fact]
    public async Task A_key_that_is_refused_says_nothing_of_the_order_that_it_should_cancel()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Cancel, static _ => Reply.Error(401, -2015, "Invalid API-key, IP, or permissions for action.")));
        rig.Gateway.Send(new VenueRequest.CancelOrder(GatewayRig.Btc, Name));
        Assert.Equal(Name, (await rig.Inbox.NextAsync<VenueEvent.CancelUnknown>()).ClientOrderId);
    }

    [Theory]
    [InlineData(504, -1007)]
    [InlineData(500, -1006)]
    [InlineData(503, -1008)]
    [InlineData(503, -1001)]
    [InlineData(400, -1021)]
    public async Task A_cancel_is_sent_again_where_it_is_not_known_whether_it_arrived(int status, int code)
    {
        var tries = 0;
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(
            Cancel, _ => Interlocked.Increment(ref tries) == 1 ? Reply.Error(status, code, "...") : Reply.Ok(Cancelled())));
        rig.Gateway.Send(new VenueRequest.CancelOrder(GatewayRig.Btc, Name));
        Assert.Equal(OrderStatus.Canceled, (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report.Status);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_cancel_that_is_never_answered_is_unknown()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Cancel, static _ => new Reply(0, "") { IsCut = true }));
        rig.Gateway.Send(new VenueRequest.CancelOrder(GatewayRig.Btc, Name));
        await rig.Inbox.NextAsync<VenueEvent.CancelUnknown>();
        Assert.True(rig.Exchange.CountOf(Cancel) > 1);
    }

    [Fact]
    public async Task A_cancel_waits_for_the_answer_to_the_order_that_it_is_about()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange =>
        {
            exchange.OnAsync("POST /api/v3/order", static async _ =>
            {
                await Task.Delay(150, CancellationToken.None);
                return Reply.Error(400, -2010, "Order would immediately match and take.");
            });
            exchange.On(Cancel, static _ => Reply.Error(400, -2011, "Unknown order sent."));
        });
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        rig.Gateway.Send(new VenueRequest.CancelOrder(GatewayRig.Btc, Name));
        await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        await rig.Inbox.NextAsync<VenueEvent.CancelRefused>();
    }

    [Fact]
    public async Task A_query_is_answered_by_the_name_that_was_asked_though_the_cancel_took_it()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Query, static seen =>
            seen.Parameters.Find("origClientOrderId") == "s-1-1-c" ? Reply.Ok(State("s-1-1-c", "CANCELED", "0.00400000")) : Reply.Error(400, -2013, "Order does not exist.")));
        rig.Gateway.Send(new VenueRequest.QueryOrder(GatewayRig.Btc, Name));
        var report = (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report;
        Assert.Equal((Name, ExecutionType.Status, OrderStatus.Canceled, new Quantity(400_000)), (report.Order.ClientOrderId, report.Execution, report.Status, report.Filled));

        // Its number is known from now on, and names no longer matter.
        rig.Gateway.Send(new VenueRequest.QueryOrder(GatewayRig.Btc, Name));
        await rig.Inbox.NextAsync<VenueEvent.OrderAbsent>();
        Assert.Equal("42", rig.Exchange.Requests.Last(static seen => seen.Name == Query).Parameters.Find("orderId"));
    }

    [Fact]
    public async Task An_order_of_an_earlier_life_is_found_by_its_number_though_a_cancel_of_its_list_took_the_name()
    {
        await using var rig = await GatewayRig.StartAsync(
            static exchange => exchange.On(Query, static seen =>
                seen.Parameters.Find("orderId") == "42" ? Reply.Ok(State("W7zTXN0k9VJZoZJ4aOcWvH", "CANCELED", "0.00400000")) : Reply.Error(400, -2013, "Order does not exist.")),
            known: [new KnownOrder(GatewayRig.Btc, Name, new VenueOrderId(42))]);
        rig.Gateway.Send(new VenueRequest.QueryOrder(GatewayRig.Btc, Name));

        var report = (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report;

        Assert.Equal((Name, OrderStatus.Canceled, new Quantity(400_000)), (report.Order.ClientOrderId, report.Status, report.Filled));
    }

    [Fact]
    public async Task An_order_that_the_exchange_does_not_know_is_absent()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Query, static _ => Reply.Error(400, -2013, "Order does not exist.")));
        rig.Gateway.Send(new VenueRequest.QueryOrder(GatewayRig.Btc, Name));
        Assert.Equal(Name, (await rig.Inbox.NextAsync<VenueEvent.OrderAbsent>()).ClientOrderId);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, "{}")]
    [InlineData(400, """{"code":-1102,"msg":"..."}""")]
    public async Task A_question_that_gets_no_answer_has_failed(int status, string body)
    {
        await using var rig = await GatewayRig.StartAsync(exchange =>
        {
            foreach (var name in new[] { Query, MyTrades, "GET /api/v3/openOrders", "GET /api/v3/account" })
                exchange.On(name, _ => new Reply(status, body));
        });
        VenueRequest[] questions =
        [
            new VenueRequest.QueryOrder(GatewayRig.Btc, Name), new VenueRequest.QueryFills(GatewayRig.Btc, new TradeId(5), default), new VenueRequest.QueryOpenOrders(GatewayRig.Btc),
            new VenueRequest.QueryAccount(GatewayRig.Btc),
        ];
        foreach (var question in questions)
        {
            rig.Gateway.Send(question);
            Assert.Equal(question, (await rig.Inbox.NextAsync<VenueEvent.QueryFailed>()).Request);
        }
    }

    [Fact]
    public async Task A_state_that_is_not_known_is_no_answer()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Query, static _ => Reply.Ok(State("s-1-1", "DREAMING", "0.00000000"))));
        rig.Gateway.Send(new VenueRequest.QueryOrder(GatewayRig.Btc, Name));
        Assert.Contains("DREAMING", (await rig.Inbox.NextAsync<VenueEvent.QueryFailed>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_orders_come_oldest_first_ours_and_others()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On("GET /api/v3/openOrders", static _ => Reply.Ok(
            $"[{State("web_1", "NEW", "0.00000000", 50)},{State("s-1-1", "PARTIALLY_FILLED", "0.00400000")},{State("x", "NEW", "0.00000000", 60, symbol: "NEWUSDT")}]")));
        rig.Gateway.Send(new VenueRequest.QueryOpenOrders(GatewayRig.Btc));
        var open = await rig.Inbox.NextAsync<VenueEvent.OpenOrders>();
        Assert.Equal(["s-1-1", "web_1"], open.Reports.Select(static report => report.Order.ClientOrderId.Value));
    }

    [Fact]
    public async Task Fills_get_their_orders_names_and_say_whether_there_are_more()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange =>
        {
            exchange.On(MyTrades, static seen => Reply.Ok(seen.Parameters.Find("fromId") == "101"
                ? "[" + string.Join(',', Enumerable.Range(101, 1000).Select(static id => Trade(id, 42))) + "]"
                : "[" + Trade(1101, 43) + "," + Trade(1102, 42) + "]"));
            exchange.On(Query, static seen => Reply.Ok(seen.Parameters.Find("orderId") == "42" ? State("s-1-1", "FILLED", "0.01000000") : State("web_1", "FILLED", "0.01000000", 43)));
        });

        rig.Gateway.Send(new VenueRequest.QueryFills(GatewayRig.Btc, new TradeId(100), default));
        var first = await rig.Inbox.NextAsync<VenueEvent.Fills>();
        rig.Gateway.Send(new VenueRequest.QueryFills(GatewayRig.Btc, new TradeId(1100), default));
        var second = await rig.Inbox.NextAsync<VenueEvent.Fills>();

        Assert.Equal((1000, false, 100L), (first.Executions.Count, first.IsComplete, first.After.Value));
        Assert.Equal((2, true), (second.Executions.Count, second.IsComplete));
        Assert.Equal(["web_1", "s-1-1"], second.Executions.Select(static fill => fill.ClientOrderId.Value));
        var fill = second.Executions[1];
        Assert.Equal((new Price(6_000_000_000_000), new Money(1_000), new Asset("BNB"), Liquidity.Maker, Side.Buy), (fill.Price, fill.Fee, fill.FeeAsset, fill.Liquidity, fill.Side));
        // Each unknown number was asked for once.
        Assert.Equal(2, rig.Exchange.CountOf(Query));
    }

    [Fact]
    public async Task Fills_without_a_known_id_are_asked_for_by_time()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(MyTrades, static _ => Reply.Ok("[]")));
        rig.Gateway.Send(new VenueRequest.QueryFills(GatewayRig.Btc, default, Timestamp.FromMilliseconds(1767225600123)));
        Assert.True((await rig.Inbox.NextAsync<VenueEvent.Fills>()).IsComplete);
        var asked = rig.Exchange.Requests.Single(static seen => seen.Name == MyTrades).Parameters;
        Assert.Equal(("1767225600123", null), (asked.Find("startTime"), asked.Find("fromId")));
    }

    [Fact]
    public async Task The_account_comes_whole_with_its_own_time()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On("GET /api/v3/account", static _ => Reply.Ok(
            """
            {"canTrade":true,"canWithdraw":false,"canDeposit":true,"updateTime":1767225600456,"accountType":"SPOT",
             "balances":[{"asset":"USDT","free":"1000.00000000","locked":"5.00000000"},{"asset":"BTC","free":"0.50000000","locked":"0.00000000"}]}
            """)));
        rig.Gateway.Send(new VenueRequest.QueryAccount(GatewayRig.Btc));
        var account = await rig.Inbox.NextAsync<VenueEvent.AccountUpdate>();
        Assert.True(account.IsWhole);
        Assert.Equal(Timestamp.FromMilliseconds(1767225600456), account.Time);
        Assert.Equal(["BTC", "USDT"], account.Balances.Select(static entry => entry.Asset.Code));
        Assert.Equal("true", rig.Exchange.Requests.Single(static seen => seen.Name == "GET /api/v3/account").Parameters.Find("omitZeroBalances"));
    }

    private static string Cancelled() =>
        """
        {"symbol":"BTCUSDT","origClientOrderId":"s-1-1","orderId":42,"orderListId":-1,"clientOrderId":"s-1-1-c","transactTime":1767225600123,"price":"60000.10000000",
         "origQty":"0.01000000","executedQty":"0.00400000","origQuoteOrderQty":"0.00000000","cummulativeQuoteQty":"240.00040000","status":"CANCELED","timeInForce":"GTC",
         "type":"LIMIT_MAKER","side":"BUY","selfTradePreventionMode":"NONE"}
        """;

    private static string State(string name, string status, string filled, long number = 42, string symbol = "BTCUSDT") =>
        $$"""
        {"symbol":"{{symbol}}","orderId":{{number}},"orderListId":-1,"clientOrderId":"{{name}}","price":"60000.10000000","origQty":"0.01000000","executedQty":"{{filled}}",
         "cummulativeQuoteQty":"0.00000000","status":"{{status}}","timeInForce":"GTC","type":"LIMIT_MAKER","side":"BUY","stopPrice":"0.00000000","icebergQty":"0.00000000",
         "time":1767225600123,"updateTime":1767225600123,"isWorking":true,"workingTime":1767225600123,"origQuoteOrderQty":"0.00000000","selfTradePreventionMode":"NONE"}
        """;

    private static string Trade(long id, long order) =>
        $$"""
        {"symbol":"BTCUSDT","id":{{id}},"orderId":{{order}},"orderListId":-1,"price":"60000.00000000","qty":"0.00001000","quoteQty":"0.60000000","commission":"0.00001000",
         "commissionAsset":"BNB","time":1767225600123,"isBuyer":true,"isMaker":true,"isBestMatch":true}
        """;
}
