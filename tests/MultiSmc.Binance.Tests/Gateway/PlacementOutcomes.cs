using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Gateway;

/// <summary>The table of outcomes (docs/exchange-client.md), row by row: what the kernel is told of a new order.</summary>
public sealed class PlacementOutcomes
{
    private const string Place = "POST /api/v3/order";

    [Fact]
    public async Task Accepted_is_a_report()
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(Place, _ => Reply.Ok(
            """
            {"symbol":"BTCUSDT","orderId":42,"orderListId":-1,"clientOrderId":"s-1-1","transactTime":1767225600123,"price":"60000.10000000",
             "origQty":"0.01000000","executedQty":"0.00000000","origQuoteOrderQty":"0.00000000","cummulativeQuoteQty":"0.00000000","status":"NEW",
             "timeInForce":"GTC","type":"LIMIT_MAKER","side":"BUY","workingTime":1767225600123,"fills":[],"selfTradePreventionMode":"EXPIRE_MAKER"}
            """)));

        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));

        var report = (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report;
        Assert.Equal(("s-1-1", 42L, MultiSmc.Core.OrderStatus.New, true), (report.Order.ClientOrderId.Value, report.VenueOrderId.Value, report.Status, report.IsWorking));
        var sent = rig.Exchange.Requests.Single(static seen => seen.Name == Place).Parameters;
        Assert.Equal(("LIMIT_MAKER", "0.01000", "60000.10", "FULL"), (sent.Find("type"), sent.Find("quantity"), sent.Find("price"), sent.Find("newOrderRespType")));
        Assert.False(sent.Has("timeInForce"));
    }

    [Theory]
    [InlineData(400, -2010, "Account has insufficient balance for requested action.")]
    [InlineData(400, -1013, "Filter failure: PRICE_FILTER")]
    [InlineData(400, -2010, "Order would immediately match and take.")]
    [InlineData(400, -1102, "Mandatory parameter 'price' was not sent, was empty/null, or malformed.")]
    [InlineData(401, -2015, "Invalid API-key, IP, or permissions for action.")]
    [InlineData(429, -1015, "Too many new orders; current limit is 50 orders per 10 SECOND.")]
    [InlineData(503, -1016, "This service is no longer available.")]
    public async Task Refused_is_refused_with_the_exchanges_words(int status, int code, string text)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(Place, _ => Reply.Error(status, code, text)));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        var refusal = await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        Assert.Equal((code, text, "s-1-1"), (refusal.Code, refusal.Reason, Assert.Single(refusal.ClientOrderIds).Value));
        Assert.Equal(1, rig.Exchange.CountOf(Place));
    }

    [Theory]
    [InlineData(504, -1007, "Timeout waiting for response from backend server. Send status unknown; execution status unknown.")]
    [InlineData(500, -1006, "An unexpected response was received from the message bus. Execution status unknown.")]
    [InlineData(500, -1000, "An unknown error occurred while processing the request.")]
    [InlineData(503, -1001, "Internal error; unable to process your request. Please try again.")]
    [InlineData(503, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.")]
    [InlineData(400, -2010, "Duplicate order sent.")]
    public async Task An_unclear_refusal_is_unknown_and_nothing_is_sent_again(int status, int code, string text)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(Place, _ => Reply.Error(status, code, text)));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        var lost = await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>();
        Assert.Contains(text, lost.Reason, StringComparison.Ordinal);
        Assert.Equal(1, rig.Exchange.CountOf(Place));
    }

    [Theory]
    [InlineData(502, "<html>Bad Gateway</html>")]
    [InlineData(504, "")]
    [InlineData(503, "Unknown error, please check your request or try again later.")]
    [InlineData(200, "{}")]
    [InlineData(200, "not json")]
    public async Task A_gateways_page_or_an_unreadable_answer_is_unknown(int status, string body)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(Place, _ => new Reply(status, body)));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>();
        Assert.Equal(1, rig.Exchange.CountOf(Place));
    }

    [Fact]
    public async Task Service_unavailable_was_not_processed()
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(Place, _ => new Reply(503, "Service Unavailable.")));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        Assert.StartsWith("not sent: status 503", (await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>()).Reason, StringComparison.Ordinal);
        Assert.Equal(1, rig.Exchange.CountOf(Place));
    }

    [Fact]
    public async Task No_answer_in_time_is_unknown()
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.OnAsync(Place, async _ =>
        {
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return Reply.Ok("{}");
        }), GatewayRig.Hasty);
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        Assert.Contains("no answer within", (await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>()).Reason, StringComparison.Ordinal);
        Assert.Equal(1, rig.Exchange.CountOf(Place));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_is_unknown()
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(Place, _ => new Reply(0, "") { IsCut = true }));
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.Orders, IsUp: true });
        for (var i = 1; i <= 5; i++)
        {
            // A read leaves an idle connection behind, on which the placement goes out.
            await rig.Gateway.Client.TimeAsync(CancellationToken.None);
            rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy($"s-1-{i}")));
            await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>();
            Assert.Equal(i, rig.Exchange.CountOf(Place));
        }
    }

    [Fact]
    public async Task An_order_that_the_steps_cannot_write_is_refused_by_us()
    {
        await using var rig = await GatewayRig.StartAsync();
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy() with { Price = new MultiSmc.Core.Price(1) }));
        var refusal = await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        Assert.Equal(RefusalKind.Filter, refusal.KindOf());
        Assert.StartsWith("not sent: ", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(0, rig.Exchange.CountOf(Place));
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent_and_refused()
    {
        await using var rig = await GatewayRig.StartAsync();
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.Orders, IsUp: true });
        await rig.Exchange.DisposeAsync();
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        var refusal = await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        Assert.Equal(-1001, refusal.Code);
        Assert.StartsWith("not sent: 127.0.0.1 cannot be reached", refusal.Reason, StringComparison.Ordinal);
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.Orders, IsUp: false });
    }
}
