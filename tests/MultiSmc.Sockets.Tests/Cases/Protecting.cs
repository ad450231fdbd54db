using MultiSmc.Engine;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Sockets.Tests;

/// <summary>Cases 16 to 19: what is held is protected for what can be sold of it, however it came and whatever the exchange refuses.</summary>
public sealed class Protecting
{
    [Theory]
    [InlineData(FeeMode.ReceivedAsset, "0", "43.010", "0.000946")]
    [InlineData(FeeMode.Bnb, "10", "43.054", "0")]
    [InlineData(FeeMode.Bnb, "0.0001", "43.010", "0.000946")]
    public async Task Case_16_commission_in_base_or_bnb(FeeMode fees, string bnb, string exit, string dust)
    {
        await using var rig = await LiveRig.StartAsync(new RigSettings { Fees = fees, Bnb = bnb });
        await rig.MakeZoneAsync();
        await rig.OpenOrdersAsync(1);
        var entry = Assert.Single(rig.Watch.Entries).Quantity; // BNB is part of what may be risked
        await rig.FillEntryAsync(entry.ToString());
        await rig.OpenOrdersAsync(2);
        if (entry == Quote.Of("43.054"))
            await rig.ProtectedAsync(exit);
        await rig.FillTargetAsync(entry.ToString());
        await ClosedAsync(rig);

        Assert.Equal(ExitReason.Target, rig.Trip.Reason);
        if (entry == Quote.Of("43.054"))
            Assert.Equal((Quote.Of(exit), Quote.Of(dust)), (rig.Trip.Sold, rig.Trip.Dust));
        Assert.Equal(rig.Trip.Dust.Raw, (await rig.Truth.TotalAsync("AAA")).Raw);
        Assert.DoesNotContain(rig.Watch.Words, static word => word is VenueEvent.PlaceRefused); // never "insufficient balance"
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_17_target_fills_in_part_the_stop_leg_expires_and_the_rest_is_protected_again()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.OpenPositionAsync();
        await rig.FillTargetAsync("3"); // the exchange ends the stop
        await rig.TradeAsync("101.00");

        await rig.ProtectedAsync("40.010");

        await rig.FillTargetAsync("40.010");
        await ClosedAsync(rig);
        Assert.Equal((ExitReason.Target, Quote.Of("43.010")), (rig.Trip.Reason, rig.Trip.Sold));
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(ProtectionKind.Otoco)]
    [InlineData(ProtectionKind.Opoco)]
    public async Task Case_18_entry_of_a_list_partly_filled_then_cancelled(ProtectionKind kind)
    {
        var usual = new RigSettings();
        await using var rig = await LiveRig.StartAsync(usual with { Strategy = usual.Strategy with { Protection = kind } });
        await rig.MakeZoneAsync();
        await rig.OpenOrdersAsync(3);
        await rig.FillEntryAsync("10");
        await rig.OpenOrdersAsync(3); // target and stop wait for the whole entry

        await rig.PauseAsync();

        await rig.ProtectedAsync("9.990");
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(ProtectionKind.Otoco)]
    [InlineData(ProtectionKind.Opoco)]
    public async Task Case_18_entry_of_a_list_fills_whole(ProtectionKind kind)
    {
        var usual = new RigSettings();
        await using var rig = await LiveRig.StartAsync(usual with { Strategy = usual.Strategy with { Protection = kind } });
        await rig.MakeZoneAsync();
        await rig.OpenOrdersAsync(3);
        await rig.FillEntryAsync();

        await rig.ProtectedAsync("43.010");
        await rig.FillTargetAsync("43.010");
        await ClosedAsync(rig);
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_19_limit_maker_would_cross_by_the_time_it_arrives()
    {
        await using var rig = await LiveRig.StartAsync();
        foreach (var price in LiveRig.Breakout[..^1])
            await rig.TradeAsync(price);
        await rig.AdminAsync("market", """{"symbol": "AAAUSDT", "dropFromTradeId": 6, "dropToTradeId": 6}""");
        await rig.TradeAsync("101.30", isSeen: false);
        await rig.TradeAsync("100.50"); // the exchange is there already; the node hears of both at once

        await rig.UntilAsync("the entry is refused", () => rig.Watch.Traces.OfType<StrategyTrace.EntryRefused>().Any());

        Assert.Equal(-2010, Assert.Single(rig.Watch.Traces.OfType<StrategyTrace.EntryRefused>()).Code);
        Assert.Single(rig.Watch.Entries);
        Assert.Empty(await rig.Truth.OpenOrdersAsync());
        await rig.AgreeAsync();
    }

    [Fact]
    public async Task Case_19_refusal_of_a_limit_maker_is_an_event_with_a_bounded_policy()
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync("answer", """{"endpoint": "order.place", "status": 400, "code": -2010, "message": "Order would immediately match and take.", "count": 1000}""");
        await rig.MakeZoneAsync();
        for (var i = 0; i < 8; i++)
        {
            await rig.UntilAsync("each entry is refused", () => rig.Watch.Traces.OfType<StrategyTrace.EntryRefused>().Count() == rig.Watch.Entries.Length);
            await rig.TradeAsync(i % 2 == 0 ? "101.20" : "101.25");
        }

        Assert.Equal(1 + new StrategyParameters().MaxPlaceRetries, rig.Watch.Entries.Length);
        Assert.All(rig.Watch.Traces.OfType<StrategyTrace.EntryRefused>(), static refusal => Assert.Equal(-2010, refusal.Code));
        Assert.Equal(EntryLock.None, (await rig.StatusAsync()).Markets[0].View.Locks);
        await rig.AgreeAsync();
    }

    private static Task ClosedAsync(LiveRig rig) => rig.UntilAsync("closed", () => rig.Watch.Traces.OfType<StrategyTrace.Closed>().Any());
}
