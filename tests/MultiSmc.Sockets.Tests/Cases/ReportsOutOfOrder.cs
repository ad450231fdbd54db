using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using ExecutionType = MultiSmc.Engine.ExecutionType;

namespace MultiSmc.Sockets.Tests;

/// <summary>Cases 10 to 14 and 20: fills that come early, late, twice, in pieces, or inside another word.</summary>
public sealed class ReportsOutOfOrder
{
    [Theory]
    [InlineData("stream", "10", "9.990")]
    [InlineData("stream", "43.054", "43.010")]
    [InlineData("REST", "43.054", "43.010")]
    public async Task Case_10_fill_reported_before_the_acknowledgement(string way, string quantity, string isProtected)
    {
        await using var rig = await LiveRig.StartAsync();
        if (way == "stream")
        {
            await rig.AdminAsync("latency", """{"answerMs": 1200}""");
        }
        else
        {
            await rig.AdminAsync("events", """{"mute": true}""");
            await rig.AdminAsync("answer", """{"endpoint": "order.place", "action": "drop"}""");
            await rig.AdminAsync("answer", """{"endpoint": "order.status", "count": 100000}""");
        }

        await rig.MakeZoneAsync();
        await rig.UntilAsync("the entry has left", () => rig.Sent.Count > 0 && rig.Watch.Entries.Length == 1);
        await rig.UntilAsync("the entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));
        await rig.FillEntryAsync(quantity);
        await rig.AdminAsync("reset", "{}");
        await rig.UntilAsync("the fill is booked", () => rig.Watch.Fills.Count == 1);
        if (quantity != "43.054")
        {
            await rig.PauseAsync();
            await rig.OpenOrdersAsync(2);
        }

        await rig.ProtectedAsync(isProtected);
        Assert.Single(rig.Watch.Entries);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_11_fill_found_after_the_cancel_was_reported()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("events", """{"mute": true}""");
        await rig.FillEntryAsync("10");
        await rig.AdminAsync("events", """{"mute": false}""");
        Assert.Empty(rig.Watch.Fills);

        await rig.PauseAsync(); // the cancel's word bears a quantity that we know nothing of

        await rig.ProtectedAsync("9.990");
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("fills first")]
    public async Task Case_11_order_given_up_by_our_own_verdict_appears_after_all(string how)
    {
        var usual = new RigSettings();
        // The request is under way for longer than the kernel believes that it ever arrived.
        await using var rig = await LiveRig.StartAsync(usual with
        {
            Calls = new() { AnswerTimeout = TimeSpan.FromSeconds(60), FirstPause = TimeSpan.FromMilliseconds(50), RepeatFor = TimeSpan.FromSeconds(1), ReceiveWindow = TimeSpan.FromSeconds(60) },
            Reconciliation = usual.Reconciliation with { AnswerTimeout = Duration.FromSeconds(1) },
        });
        var release = rig.RestWire.Hold("POST /api/v3/order ");
        await rig.MakeZoneAsync();
        await rig.ToldAsync("order-absent");
        await rig.PauseAsync();
        if (how == "fills first")
            await rig.AdminAsync("answer", """{"endpoint": "order.cancel", "when": "before", "count": 3}""");

        release.SetResult();

        if (how == "fills first")
        {
            await rig.UntilAsync("the entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));
            await rig.FillEntryAsync("10");
            await rig.ProtectedAsync("9.990");
        }

        await rig.ToldAsync("order-risen");
        await rig.OpenOrdersAsync(how == "fills first" ? 2 : 0);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_12_every_report_twice_and_the_same_trades_by_query()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync("events", """{"duplicate": true}""");
        await rig.PlaceEntryAsync();
        foreach (var quantity in (string[])["10", "33.054"])
        {
            await rig.FillEntryAsync(quantity);
            var reconnects = (await rig.StatusAsync()).Links.Single(static link => link.Name == "user-data").Reconnects;
            await rig.AdminAsync("disconnect", """{"what": "user"}"""); // asks for fills that it has seen
            await rig.UntilAsync("connected anew", async () => (await rig.StatusAsync()).Links.Single(static link => link.Name == "user-data") is { IsUp: true } link && link.Reconnects > reconnects);
        }

        await rig.ProtectedAsync("43.010");
        Assert.Contains(rig.Watch.Words, static word => word is VenueEvent.Fills { Executions.Count: > 0 });
        Assert.Equal(Quote.Amount("43.010946"), await rig.Truth.TotalAsync("AAA"));
        await rig.FillTargetAsync("43.010");
        await rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any());
        Assert.Equal((Quote.Of("43.054"), Quote.Of("43.010"), ExitReason.Target), (rig.Trip.Bought, rig.Trip.Sold, rig.Trip.Reason));
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("before it is journaled")]
    [InlineData("before its effects leave")]
    [InlineData("after its effects have left")]
    public async Task Case_13_node_dies_in_the_middle_of_a_fill(string when)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        if (when == "before it is journaled")
            rig.Life.DieHearing(static word => word is VenueEvent.OrderReport { Report.Execution: ExecutionType.Trade });
        else
            rig.Life.DieAt(static request => request is VenueRequest.PlaceOco, when == "before its effects leave" ? Death.BeforeSending : Death.AfterSending);
        await rig.FillEntryAsync(isSeen: false);
        await rig.DiedAsync();

        await rig.RestartAsync();

        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_14_three_partial_fills_interleaved_with_a_cancel()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.FillEntryAsync("10");
        await rig.AdminAsync("latency", """{"eventMs": 600}""");
        await rig.FillEntryAsync("5");
        var cancelling = rig.PauseAsync();
        await rig.FillEntryAsync("0.04"); // before or after the cancel is there: the exchange decides
        await cancelling;
        await rig.AdminAsync("latency", """{"eventMs": 0}""");

        await rig.UntilAsync("the entry is gone", async () => !(await rig.Truth.OpenOrdersAsync()).Any(static order => order.Side?.Known == Side.Buy));

        var filled = (await rig.Truth.TradesAsync()).Sum(static trade => trade.Qty.Raw);
        Assert.Contains(filled, (long[])[Quote.Of("15").Raw, Quote.Of("15.04").Raw]);
        await rig.ProtectedAsync(filled == Quote.Of("15").Raw ? "14.985" : "15.024");
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_14_dust_under_the_minimum_notional_is_guarded_and_ends_as_dust()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.FillEntryAsync("0.04");
        await rig.ToldAsync("guarded");

        await rig.PauseAsync();

        await rig.OpenOrdersAsync(0);
        await rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any());
        Assert.Equal((ExitReason.Dust, Quote.Of("0.03996")), (rig.Trip.Reason, rig.Trip.Dust));
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Case_20_expired_in_match_with_a_fill_in_it_is_a_real_partial_fill(bool isFillSeen)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("transfer", """{"account": "alice", "asset": "AAA", "amount": "5"}""");
        await rig.ToldAsync("transfer");
        if (!isFillSeen)
            await rig.AdminAsync("events", """{"mute": true}""");
        await rig.FillEntryAsync("10");
        await rig.AdminAsync("events", """{"mute": false}""");

        // The owner sells into the bot's own order: the exchange prevents the trade and expires both.
        await rig.Truth.PlaceAsync(Side.Sell, OrderType.Limit, "1", "100.52", SelfTradePreventionMode.ExpireBoth);

        await rig.ProtectedAsync("9.990");
        Assert.Contains((await rig.Truth.AllOrdersAsync()).Select(static order => order.Status?.Known), static status => status == Core.OrderStatus.ExpiredInMatch);
        await rig.AgreeAsync();
    }
}
