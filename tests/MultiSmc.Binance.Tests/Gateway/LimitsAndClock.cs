using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Binance.Wire;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Gateway;

/// <summary>The exchange's limits and its clock.</summary>
public sealed class LimitsAndClock
{
    private const string Place = "POST /api/v3/order";
    private const string Open = "GET /api/v3/openOrders";

    [Theory]
    [InlineData(429, "2")]
    [InlineData(418, "120")]
    [InlineData(429, "0")]
    [InlineData(429, null)]
    [InlineData(403, null)]
    public async Task A_passed_limit_shuts_the_gate_for_everything(int status, string? wait)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(
            Place, _ => new Reply(status, """{"code":-1003,"msg":"Too much request weight used; current limit is 6000 request weight per 1 MINUTE."}""", wait)));
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.Orders, IsUp: true });

        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        Assert.Equal(-1003, (await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>()).Code);
        Assert.True(rig.Gate.ClosedUntil > DateTimeOffset.UtcNow.AddMilliseconds(-1));
        if (rig.Gate.ClosedUntil < DateTimeOffset.UtcNow.AddSeconds(1))
            return; // "the next full minute" may be now

        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy("s-1-2")));
        var held = await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        Assert.Equal(RefusalKind.Limit, held.KindOf());
        Assert.StartsWith("not sent: the exchange's limits hold it back", held.Reason, StringComparison.Ordinal);
        Assert.Equal(1, rig.Exchange.CountOf(Place));
    }

    [Fact]
    public async Task The_text_of_a_ban_tells_its_end_where_nothing_else_does()
    {
        var until = DateTimeOffset.UtcNow.AddMinutes(30);
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(
            Place, _ => Reply.Error(418, -1003, $"Way too much request weight used; IP banned until {until.ToUnixTimeMilliseconds()}. Please use WebSocket Streams.")));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        Assert.Equal(until.ToUnixTimeMilliseconds(), rig.Gate.ClosedUntil.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Questions_wait_for_the_limits_and_are_asked_again()
    {
        var tries = 0;
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(
            Open, _ => Interlocked.Increment(ref tries) == 1 ? new Reply(429, """{"code":-1003,"msg":"..."}""", "1") : Reply.Ok("[]")));
        rig.Gateway.Send(new VenueRequest.QueryOpenOrders(GatewayRig.Btc));
        await rig.Inbox.NextAsync<VenueEvent.OpenOrders>();
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task Headers_correct_the_count()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(
            Open, static _ => new Reply(200, "[]") { Headers = [("X-MBX-USED-WEIGHT-1M", "4321"), ("X-MBX-ORDER-COUNT-10S", "77")] }));
        rig.Gateway.Send(new VenueRequest.QueryOpenOrders(GatewayRig.Btc));
        await rig.Inbox.NextAsync<VenueEvent.OpenOrders>();
        Assert.True(rig.Gate.UsedOf(RateLimitType.RequestWeight, TimeSpan.FromMinutes(1)) is >= 4321 or < 100); // another minute may have begun
        Assert.Contains("weight", rig.Gateway.Links.Single(static link => link.Name == "orders").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exits_go_where_entries_must_wait()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Place, static _ => Reply.Error(400, -2010, "Account has insufficient balance for requested action.")));
        rig.Gate.Renew([new RateLimit { RateLimitType = RateLimitType.Orders, Interval = RateInterval.Day, IntervalNum = 1, Limit = 10 }]);
        for (var i = 0; i < 9; i++)
            Assert.True(rig.Gate.TryEnter(new RequestCost(1, 1), RequestUrgency.Protective, out _));

        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy("s-1-1")));
        Assert.Equal(RefusalKind.Limit, (await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>()).KindOf());
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy("s-1-2", MultiSmc.Core.OrderType.Market) with { Side = MultiSmc.Core.Side.Sell }));
        Assert.Equal(RefusalKind.Funds, (await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>()).KindOf());
    }

    [Theory]
    [InlineData(-8_000)]
    [InlineData(8_000)]
    public async Task Requests_are_stamped_with_the_exchanges_time(int offset)
    {
        await using var rig = await GatewayRig.StartAsync(exchange =>
        {
            exchange.ClockOffset = TimeSpan.FromMilliseconds(offset);
            exchange.On(Open, seen => IsTimely(exchange, seen) ? Reply.Ok("[]") : Reply.Error(400, -1021, "Timestamp for this request is outside of the recvWindow."));
        });
        rig.Gateway.Send(new VenueRequest.QueryOpenOrders(GatewayRig.Btc));
        await rig.Inbox.NextAsync<VenueEvent.OpenOrders>();
        Assert.Equal(1, rig.Exchange.CountOf(Open));
    }

    [Fact]
    public async Task A_jump_of_the_clock_costs_one_more_try_and_nothing_is_placed_twice()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Place, seen => IsTimely(exchange, seen)
            ? Reply.Error(400, -2010, "Order would immediately match and take.")
            : Reply.Error(400, -1021, "Timestamp for this request is outside of the recvWindow.")));
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.Orders, IsUp: true });
        rig.Exchange.ClockOffset = TimeSpan.FromSeconds(-3);

        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));

        Assert.Equal(-2010, (await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>()).Code);
        Assert.Equal(2, rig.Exchange.CountOf(Place));
    }

    [Fact]
    public async Task A_stamp_that_is_refused_twice_is_a_refusal()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Place, static _ => Reply.Error(400, -1021, "Timestamp for this request is outside of the recvWindow.")));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        Assert.Equal(-1021, (await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>()).Code);
        Assert.Equal(2, rig.Exchange.CountOf(Place));
    }

    [Fact]
    public async Task Rest_signatures_are_those_of_the_bytes_that_were_sent()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(Place, static _ => Reply.Error(400, -2010, "Order would immediately match and take.")));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        var sent = rig.Exchange.Requests.Single(static seen => seen.Name == Place).Parameters;
        var unsigned = new ParameterList();
        foreach (var item in sent.Items.Where(static item => item.Name != "signature"))
            unsigned.Add(item.Name, item.Text);
        Assert.Equal(("signature", RequestSigner.FromSecret(new Secret(GatewayRig.Secret)).Sign(unsigned.ToQuery())), (sent.Items[^1].Name, sent.Items[^1].Text));
    }

    [Theory]
    [InlineData("http://api.example.org", "wss://api.example.org")]
    [InlineData("https://api.example.org", "ws://api.example.org")]
    public void Plain_addresses_of_other_machines_are_refused(string rest, string socket)
    {
        var options = new GatewayOptions
        {
            Rest = new Uri(rest), WebSocketApi = new Uri(socket), Key = GatewayRig.Key, Instruments = [GatewayRig.Bitcoin], Gate = RequestGate.ForPublicData(TimeProvider.System),
        };
        Assert.Throws<ArgumentException>(() => new BinanceGateway(options, new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1)));
    }

    private static bool IsTimely(ScriptedExchange exchange, Seen seen) =>
        long.TryParse(seen.Parameters.Find("timestamp"), out var stamp) && stamp < exchange.Now + 1000 && exchange.Now - stamp <= 2500;
}
