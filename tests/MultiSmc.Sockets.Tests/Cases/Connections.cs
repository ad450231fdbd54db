using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Sockets.Tests;

/// <summary>Cases 1 to 4: connections that go, go mute, come back late.</summary>
public sealed class Connections
{
    [Fact]
    public async Task Case_01_everything_lost_while_the_entry_fills()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        var told = rig.Watch.Told("disconnected");
        rig.UserWire.Cut();
        rig.RestWire.Cut();
        await rig.LinkAsync("user-data", false);
        await rig.LinkAsync("orders", false);
        await rig.FillEntryAsync();
        Assert.Equal(told + 1, rig.Watch.Told("disconnected"));
        Assert.Empty(rig.Watch.Fills);

        rig.UserWire.Mend();
        rig.RestWire.Mend();

        await rig.ProtectedAsync("43.010"); // net of 0.1 % in base, floored to the lot
        Assert.Single(rig.Watch.Entries);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_01_stream_alone_lost_and_the_way_of_the_requests_finds_the_fill()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        rig.UserWire.Cut();
        await rig.LinkAsync("user-data", false);
        await rig.FillEntryAsync();

        // The entry is to be taken back after the grace; the refusal of that cancel leads to the fill.
        await rig.ProtectedAsync("43.010");

        Assert.False((await rig.StatusAsync()).Links.Single(static link => link.Name == "user-data").IsUp);
        rig.UserWire.Mend();
        await rig.LinkAsync("user-data", true);
        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_02_reports_that_are_not_sent_are_missed_by_the_comparison_of_books()
    {
        var usual = new RigSettings();
        await using var rig = await LiveRig.StartAsync(usual with { Reconciliation = usual.Reconciliation with { Interval = Duration.FromSeconds(2) } });
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("events", """{"mute": true}"""); // the connection stands, pings are answered
        await rig.FillEntryAsync();

        await rig.ProtectedAsync("43.010");

        Assert.True((await rig.StatusAsync()).Links.Single(static link => link.Name == "user-data").IsUp);
        Assert.Single(rig.Watch.Entries);
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Case_02_mute_stream_is_given_up_soon_after_an_answer_that_no_report_follows(bool overWebSocket)
    {
        var usual = new RigSettings();
        await using var rig = await LiveRig.StartAsync(usual with
        {
            ReportPatience = TimeSpan.FromMilliseconds(500),
            SendsOverWebSocket = overWebSocket,
            // Nothing else would find it in this test's life.
            Reconciliation = usual.Reconciliation with { Interval = Duration.FromSeconds(3_600) },
        });
        var told = rig.Watch.Told("disconnected");
        await rig.AdminAsync("events", """{"mute": true}"""); // the connection stands, pings are answered
        await rig.MakeZoneAsync();
        await rig.UntilAsync("the entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));
        await rig.FillEntryAsync(); // nobody tells the node

        await rig.UntilAsync("the link was replaced", () => rig.Watch.Told("disconnected") > told);
        await rig.ProtectedAsync("43.010");

        Assert.Contains(rig.Running.Notices, static notice => notice.Contains("no report of it has come for 0.5 s: the user data connection is mute and is made anew", StringComparison.Ordinal));
        Assert.Single(rig.Watch.Entries);
        await rig.AdminAsync("events", """{"mute": false}""");
        await rig.LinkAsync("user-data", true);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_02_wire_that_lets_nothing_through_is_given_up_and_what_it_kept_back_is_asked_for()
    {
        var usual = new RigSettings();
        await using var rig = await LiveRig.StartAsync(usual with { Socket = new() { Silence = TimeSpan.FromSeconds(2), Retry = usual.Socket.Retry, OpenTimeout = TimeSpan.FromSeconds(2) } });
        await rig.PlaceEntryAsync();
        rig.UserWire.Freeze();
        await rig.FillEntryAsync();
        await rig.LinkAsync("user-data", false);

        rig.UserWire.Thaw();

        await rig.LinkAsync("user-data", true);
        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_02_mute_market_is_noticed_by_the_ids_and_read_another_way()
    {
        await using var rig = await LiveRig.StartAsync(new RigSettings { ProgressWatch = TimeSpan.FromSeconds(1) });
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("market", """{"mute": true}""");

        await rig.FillEntryAsync(); // ends only when the node has seen the trade
        await rig.TradeAsync("100.80");

        await rig.ProtectedAsync("43.010");
        Assert.Contains(rig.Running.Notices.ToArray(), static notice => notice.Contains("connected anew", StringComparison.Ordinal));
        await rig.AdminAsync("market", """{"mute": false}""");
        await rig.TradeAsync("100.90");
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("eventStreamTerminated", true)]
    [InlineData("eventStreamTerminated", false)]
    [InlineData("serverShutdown", true)]
    [InlineData("serverShutdown", false)]
    [InlineData("24 hours", true)]
    [InlineData("24 hours", false)]
    public async Task Case_03_lines_end_with_an_order_in_flight(string reason, bool hasArrived)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync("latency", """{"answerMs": 300, "eventMs": 1000}""");
        await rig.AdminAsync("answer", $$"""{"endpoint": "order.place", "action": "drop", "when": "{{(hasArrived ? "after" : "before")}}"}""");
        await rig.MakeZoneAsync();
        await rig.UntilAsync("the entry has left", () => rig.Sent.Count > 0 && rig.Watch.Entries.Length == 1);
        await (reason switch
        {
            "eventStreamTerminated" => rig.AdminAsync("terminate", "{}"),
            "serverShutdown" => rig.AdminAsync("disconnect", """{"announce": true}"""),
            _ => rig.AdminAsync("disconnect", """{"graceful": true}"""),
        });
        await rig.AdminAsync("latency", """{"answerMs": 0, "eventMs": 0}""");
        var first = rig.Watch.Entries[0].ClientOrderId;
        if (!hasArrived)
        {
            await rig.ToldAsync("order-absent");
            await rig.UntilAsync("entries are free", async () => (await rig.StatusAsync()).Locks.Count == 0);
            await rig.TradeAsync("101.20");
        }

        await rig.UntilAsync("the entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));

        Assert.Equal(hasArrived ? 1 : 2, rig.Watch.Entries.Length);
        Assert.Equal(hasArrived, rig.Watch.Entries[^1].ClientOrderId == first);
        await rig.FillEntryAsync();
        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("userDataStream.subscribe.signature", false)]
    [InlineData("userDataStream.subscribe.signature", true)]
    [InlineData("session.logon", true)]
    public async Task Case_04_login_fails_several_times_and_entries_wait(string endpoint, bool logsOn)
    {
        await using var rig = await LiveRig.StartAsync(new RigSettings { LogsOn = logsOn });
        var before = rig.UserWire.Attempts;
        await rig.AdminAsync("answer", $$"""{"endpoint": "{{endpoint}}", "status": 401, "code": -2015, "message": "Invalid API-key, IP, or permissions for action.", "count": 10000}""");
        await rig.AdminAsync("disconnect", """{"what": "user"}""");
        await rig.LockedAsync(EntryLock.Disconnected, true);
        await rig.MakeZoneAsync();
        await rig.UntilAsync("it tries again and again", () => rig.UserWire.Attempts >= before + 5);
        Assert.Empty(rig.Watch.Entries);

        await rig.AdminAsync("reset", "{}");

        await rig.UntilAsync("the entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));
        await rig.FillEntryAsync();
        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }
}
