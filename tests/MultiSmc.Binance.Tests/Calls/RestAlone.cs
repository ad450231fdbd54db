using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Binance.Tests.Wire;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance.Tests.Calls;

/// <summary>The requests over REST without a gateway.</summary>
public sealed class RestAlone
{
    [Fact]
    public async Task Market_facts_need_no_key_and_others_do()
    {
        await using var exchange = await ScriptedExchange.StartAsync();
        exchange.On("GET /api/v3/ticker/bookTicker", static _ => Reply.Ok("""{"symbol":"BTCUSDT","bidPrice":"1.00000000","bidQty":"2.00000000","askPrice":"3.00000000","askQty":"4.00000000"}"""));
        using var rest = Connect(exchange.Rest, null);
        var ticker = Assert.IsType<CallOutcome<BookTickerRow>.Done>(await rest.Client.BookTickerAsync("BTCUSDT", CancellationToken.None)).Value;
        Assert.Equal("BTCUSDT", ticker.Symbol);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => rest.Client.AccountAsync(omitZeros: true, CancellationToken.None));
        Assert.Contains("without a key", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_question_reaches_its_endpoint()
    {
        await using var exchange = await ScriptedExchange.StartAsync();
        foreach (var (request, file) in new[]
        {
            ("GET /api/v3/account", "account"), ("GET /api/v3/account/commission", "account.commission"), ("GET /api/v3/rateLimit/order", "rateLimit.order"),
            ("GET /api/v3/myFilters", "myFilters"), ("GET /api/v3/order", "order.query"), ("GET /api/v3/openOrders", "openOrders"), ("GET /api/v3/allOrders", "openOrders"),
            ("GET /api/v3/myTrades", "myTrades"), ("GET /api/v3/orderList", "orderList.query"), ("GET /api/v3/openOrderList", "openOrderList"), ("GET /api/v3/allOrderList", "openOrderList"),
            ("POST /api/v3/order/test", "order.test.commissionRates"),
        })
        {
            var body = System.Text.Encoding.UTF8.GetString(Golden.Bytes($"rest/{file}.json"));
            exchange.On(request, _ => Reply.Ok(body));
        }

        using var rest = Connect(exchange.Rest, GatewayRig.Key);
        var client = rest.Client;
        var range = new HistoryRange();
        AssertDone(await client.AccountAsync(omitZeros: false, default));
        AssertDone(await client.CommissionAsync("BTCUSDT", default));
        AssertDone(await client.OrderLimitsAsync(default));
        AssertDone(await client.MyFiltersAsync("BTCUSDT", default));
        AssertDone(await client.OrderAsync(new OrderReference { Symbol = "BTCUSDT", OrderId = new MultiSmc.Core.VenueOrderId(1) }, default));
        AssertDone(await client.OpenOrdersAsync(null, default));
        AssertDone(await client.AllOrdersAsync("BTCUSDT", range, default));
        AssertDone(await client.MyTradesAsync("BTCUSDT", range, default));
        AssertDone(await client.ListAsync(new ListReference { OrderListId = new VenueListId(1) }, default));
        AssertDone(await client.OpenListsAsync(default));
        AssertDone(await client.AllListsAsync(range, default));
        var order = new PlaceOrder
        {
            Symbol = "BTCUSDT", Side = MultiSmc.Core.Side.Buy, Quantity = new MultiSmc.Core.Quantity(1_000), Terms = new OrderTerms { Type = MultiSmc.Core.OrderType.Market },
        };
        AssertDone(await client.TestAsync(order, default, default));
    }

    private static RestConnection Connect(Uri address, ApiKey? key) => new(
        address, key, RequestGate.ForPublicData(TimeProvider.System), new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1), GatewayRig.Impatient);

    private static void AssertDone<T>(CallOutcome<T> outcome) => Assert.True(outcome is CallOutcome<T>.Done, outcome.Describe());
}
