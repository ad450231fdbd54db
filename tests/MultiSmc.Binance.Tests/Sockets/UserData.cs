using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Binance.Wire;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Sockets;

/// <summary>The connection that reports come over.</summary>
public sealed class UserData
{
    private const string Report =
        """
        {"e":"executionReport","E":1767225600200,"s":"BTCUSDT","c":"s-1-1","S":"BUY","o":"LIMIT_MAKER","f":"GTC","q":"0.01000000","p":"60000.10000000",
         "P":"0.00000000","F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":42,"l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,
         "T":1767225600199,"t":-1,"I":7,"w":true,"m":false,"M":false,"O":1767225600199,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000"}
        """;

    [Fact]
    public async Task Is_subscribed_by_signature_and_brings_reports()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.OnSubscribed = static session => session.EventAsync(Report));

        var report = (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report;

        Assert.Equal(("s-1-1", 42L, MultiSmc.Engine.ExecutionType.New), (report.Order.ClientOrderId.Value, report.VenueOrderId.Value, report.Execution));
        var subscribed = rig.Exchange.Requests.Single(static seen => seen.Name == "userDataStream.subscribe.signature").Parameters;
        Assert.Equal(GatewayRig.KeyName, subscribed.Find("apiKey"));
        Assert.Equal(RequestSigner.FromSecret(new Secret(GatewayRig.Secret)).Sign(subscribed.ToSortedPayload()), subscribed.Find("signature"));
    }

    [Fact]
    public async Task Tells_when_it_is_up()
    {
        await using var rig = await GatewayRig.StartAsync();
        Assert.True((await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change.Link == VenueLink.UserData)).IsUp);
        Assert.True(rig.Gateway.Links.Single(static link => link.Name == "user-data").IsUp);
    }

    [Fact]
    public async Task Logs_on_where_the_key_can()
    {
        const string pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----";
        await using var rig = await GatewayRig.StartAsync(
            static exchange => exchange.OnMethod("openOrders.status", static (_, request) => Task.FromResult<string?>($$"""{"id":{{request.Id}},"status":200,"result":[]}""")),
            overSocket: true, key: ApiKey.From(new Secret("k1"), new Secret(pem)));
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: true });

        rig.Gateway.Send(new VenueRequest.QueryOpenOrders(GatewayRig.Btc));
        await rig.Inbox.NextAsync<VenueEvent.OpenOrders>();

        Assert.Equal(["session.logon", "userDataStream.subscribe.signature", "openOrders.status"],
            OfLastConnection(rig.Exchange).Select(static seen => seen.Name));
        var call = rig.Exchange.Requests.Single(static seen => seen.Name == "openOrders.status").Parameters;
        Assert.False(call.Has("apiKey") || call.Has("signature"));
        Assert.True(call.Has("timestamp"));
    }

    // On a busy machine an attempt may have been given up before.
    private static IEnumerable<Seen> OfLastConnection(ScriptedExchange exchange)
    {
        var socket = exchange.Requests.Where(static seen => !seen.Name.StartsWith("GET", StringComparison.Ordinal)).ToList();
        return socket.Where(seen => seen.Connection == socket[^1].Connection);
    }

    [Theory]
    [InlineData("""{"subscriptionId":0,"event":{"e":"eventStreamTerminated","E":1767225600000}}""", "ended the subscription")]
    [InlineData("""{"id":null,"status":401,"error":{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}}""", "ended the session")]
    public async Task Is_made_anew_when_it_is_ended_in_words(string word, string reason)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.OnSubscribed = session => session.Number == 1 ? session.SendAsync(word) : session.EventAsync(Report));

        var down = await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: false });
        // It may come before the word that the link is up: both are true then.
        await rig.Inbox.NextAsync<VenueEvent.OrderReport>();

        Assert.Contains(reason, down.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_made_anew_when_it_is_cut_and_when_logging_on_fails_for_a_while()
    {
        var refusals = 0;
        await using var rig = await GatewayRig.StartAsync(exchange =>
        {
            exchange.OnSubscribed = static session =>
            {
                if (session.Number == 1)
                    session.Cut.SetResult();
                return Task.CompletedTask;
            };
            exchange.OnMethod("userDataStream.subscribe.signature", (session, request) => Task.FromResult<string?>(
                session.Number is 2 or 3 or 4 && Interlocked.Increment(ref refusals) > 0
                    ? $$"""{"id":{{request.Id}},"status":400,"error":{"code":-1000,"msg":"An unknown error occurred while processing the request."} }"""
                    : $$"""{"id":{{request.Id}},"status":200,"result":{"subscriptionId":0} }"""));
        });

        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: false });
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: true });

        Assert.Equal(3, refusals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_replaced_without_a_gap_when_its_time_is_over_or_the_exchange_says_so(bool bySaying)
    {
        var second = new TaskCompletionSource<Session>();
        await using var rig = await GatewayRig.StartAsync(
            exchange => exchange.OnSubscribed = async session =>
            {
                if (session.Number > 1)
                    second.TrySetResult(session);
                else if (bySaying)
                    await session.SendAsync("""{"event":{"e":"serverShutdown","E":1767225600000}}""");
            },
            socket: new SocketPolicy { Lifetime = bySaying ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(300), Overlap = TimeSpan.FromMilliseconds(50) });

        await (await second.Task).EventAsync(Report);
        await rig.Inbox.NextAsync<VenueEvent.OrderReport>();

        Assert.DoesNotContain(rig.Inbox.TakeAll(), static word => word is VenueEvent.ConnectionChanged { Link: VenueLink.UserData, IsUp: false });
    }

    [Fact]
    public async Task Is_pinged_when_it_is_quiet_and_given_up_when_it_stays_so()
    {
        await using var rig = await GatewayRig.StartAsync(
            static exchange => exchange.OnMethod("ping", static (session, request) => Task.FromResult<string?>(
                session.Number == 1 ? null : $$"""{"id":{{request.Id}},"status":200,"result":{} }""")),
            socket: new SocketPolicy { Silence = TimeSpan.FromMilliseconds(400), Retry = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(20) } });

        var down = await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: false });
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: true });

        Assert.Contains("nothing came for", down.Reason, StringComparison.Ordinal);
        Assert.Contains(rig.Exchange.Requests, static seen => seen is { Name: "ping", Connection: 1 });
    }

    [Fact]
    public async Task Answers_come_in_any_order()
    {
        var isAnswered = new TaskCompletionSource();
        await using var rig = await GatewayRig.StartAsync(
            exchange =>
            {
                exchange.OnMethod("openOrders.status", async (_, request) =>
                {
                    await isAnswered.Task;
                    return $$"""{"id":{{request.Id}},"status":200,"result":[]}""";
                });
                exchange.OnMethod("account.status", static (_, request) => Task.FromResult<string?>(
                    $$"""{"id":{{request.Id}},"status":200,"result":{"canTrade":true,"canWithdraw":false,"canDeposit":true,"updateTime":1767225600000,"accountType":"SPOT","balances":[]} }"""));
            },
            overSocket: true);
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: true });

        var first = rig.Gateway.Client.OpenOrdersAsync("BTCUSDT", CancellationToken.None);
        Assert.IsType<CallOutcome<AccountReply>.Done>(await rig.Gateway.Client.AccountAsync(omitZeros: true, CancellationToken.None));
        Assert.False(first.IsCompleted);
        isAnswered.SetResult();
        await first;
    }

    [Fact]
    public async Task A_report_may_come_before_an_answer_that_never_comes()
    {
        var session = new TaskCompletionSource<Session>();
        await using var rig = await GatewayRig.StartAsync(exchange =>
        {
            exchange.OnSubscribed = one =>
            {
                session.TrySetResult(one);
                return Task.CompletedTask;
            };
            exchange.OnAsync("POST /api/v3/order", async _ =>
            {
                await (await session.Task).EventAsync(Report);
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return Reply.Ok("");
            });
        }, GatewayRig.Hasty);

        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));

        Assert.Equal("s-1-1", (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report.Order.ClientOrderId.Value);
        Assert.Equal("s-1-1", Assert.Single((await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>()).ClientOrderIds).Value);
    }

    [Fact]
    public async Task What_is_on_its_way_when_it_breaks_is_unknown_and_not_sent_again()
    {
        await using var rig = await GatewayRig.StartAsync(
            static exchange => exchange.OnMethod("order.place", static (session, _) =>
            {
                session.Cut.TrySetResult();
                return Task.FromResult<string?>(null);
            }),
            overSocket: true);
        await rig.Inbox.NextAsync<VenueEvent.ConnectionChanged>(static change => change is { Link: VenueLink.UserData, IsUp: true });

        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));

        await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>();
        Assert.Equal((1, 0), (rig.Exchange.CountOf("order.place"), rig.Exchange.CountOf("POST /api/v3/order")));
    }

    [Fact]
    public async Task Strange_messages_are_told_and_passed_over()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.OnSubscribed = static async session =>
        {
            await session.SendAsync("not json");
            await session.SendAsync("""{"what":1}""");
            await session.EventAsync("""{"e":"moonPhase","E":1767225600000}""");
            await session.EventAsync("""{"e":"executionReport","E":1}""");
            await session.EventAsync(Report.Replace("BTCUSDT", "DOGEUSDT", StringComparison.Ordinal));
            await session.EventAsync(Report.Replace("\"LIMIT_MAKER\"", "\"TELEPATHIC\"", StringComparison.Ordinal).Replace("s-1-1", "web_1", StringComparison.Ordinal));
        });

        var report = (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report;

        Assert.Equal(("web_1", MultiSmc.Core.OrderType.Limit), (report.Order.ClientOrderId.Value, report.Order.Type));
        lock (rig.Notices)
            Assert.Contains(rig.Notices, static text => text.Contains("moonPhase", StringComparison.Ordinal));
    }
}
