using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class Latency
{
    private static readonly SimulationParameters Slow = Free with
    {
        FillModel = FillModel.Touch,
        LatencyToVenue = Duration.FromMilliseconds(20),
        LatencyFromVenue = Duration.FromMilliseconds(30),
    };

    private static Timestamp Ms(long ms) => Timestamp.FromMilliseconds(ms);

    private static MarketEvent SellerPrint(long ms, string price) =>
        new(BtcUsdt.Id, new TradeTick(ms, Ms(ms), P(price), Q("1"), AggressorSide.Seller));

    private static VenueRequest.PlaceOrder Buy(string id, string price) => new(Order(id, Side.Buy, OrderType.LimitMaker, "1", price));

    [Fact]
    public void Delays_the_effect_and_the_report()
    {
        var venue = new SimulatedVenue([BtcUsdt], Slow);
        venue.OnMarket(SellerPrint(1_000, "100"));
        venue.Submit(Buy("a", "99"), Ms(1_000));
        venue.OnMarket(SellerPrint(1_020, "99"));
        Assert.False(venue.TryTakeEvent(Timestamp.MaxValue, out _, out _));
        venue.OnMarket(SellerPrint(1_021, "99"));
        Assert.False(venue.TryTakeEvent(Ms(1_049), out _, out _));
        Assert.True(venue.TryTakeEvent(Ms(1_050), out var placed, out var arrivesAt));
        Assert.Equal((Ms(1_020), Ms(1_050)), (placed!.Time, arrivesAt));
        Assert.True(venue.TryTakeEvent(Ms(1_050), out _, out _));
        Assert.False(venue.TryTakeEvent(Ms(1_050), out _, out _));
        Assert.True(venue.TryTakeEvent(Ms(1_051), out var filled, out _));
        Assert.Equal(Ms(1_021), filled!.Time);
    }

    [Fact]
    public void Advance_carries_out_what_takes_effect_strictly_before()
    {
        var venue = new SimulatedVenue([BtcUsdt], Slow);
        venue.Submit(Buy("a", "99"), Ms(1_000));
        venue.Advance(Ms(1_020));
        Assert.False(venue.TryTakeEvent(Timestamp.MaxValue, out _, out _));
        venue.Advance(new Timestamp(Ms(1_020).Nanoseconds + 1));
        Assert.True(venue.TryTakeEvent(Timestamp.MaxValue, out _, out _));
    }

    [Fact]
    public void A_request_that_comes_late_is_carried_out_after_what_the_venue_has_seen()
    {
        var venue = new SimulatedVenue([BtcUsdt], Free with { FillModel = FillModel.Touch });
        venue.OnMarket(SellerPrint(1_000, "100"));
        venue.Submit(Buy("a", "99"), Ms(500));
        venue.OnMarket(SellerPrint(1_000, "99"));
        venue.OnMarket(SellerPrint(1_001, "99"));
        venue.TryTakeEvent(Timestamp.MaxValue, out var placed, out _);
        venue.TryTakeEvent(Timestamp.MaxValue, out _, out _);
        venue.TryTakeEvent(Timestamp.MaxValue, out var filled, out _);
        Assert.Equal((Ms(1_000), Ms(1_001)), (placed!.Time, filled!.Time));
    }

    [Fact]
    public void Jitter_never_changes_the_order_of_messages()
    {
        var venue = new SimulatedVenue([BtcUsdt], Slow with { LatencyJitterMax = Duration.FromMilliseconds(500), Seed = 7 });
        for (var i = 0; i < 100; i++)
            venue.Submit(Buy($"a{i}", "10"), Ms(1_000 + i));
        for (var ms = 1_000; ms < 3_000; ms += 10)
            venue.OnMarket(SellerPrint(ms, "100"));
        var (latest, names) = (new Timestamp(0), new List<string>());
        var delays = new HashSet<long>();
        while (venue.TryTakeEvent(Timestamp.MaxValue, out var e, out var arrivesAt))
        {
            Assert.True(arrivesAt >= latest && arrivesAt >= e!.Time + Slow.LatencyFromVenue);
            latest = arrivesAt;
            delays.Add((arrivesAt - e!.Time).Nanoseconds);
            if (e is VenueEvent.OrderReport(var report))
                names.Add(report.Order.ClientOrderId.Value);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"a{i}"), names);
        Assert.True(delays.Count > 10);
    }

    [Fact]
    public void Is_drawn_from_a_table_by_the_seed()
    {
        var table = new[] { Duration.FromMilliseconds(5), Duration.FromMilliseconds(80), Duration.FromMilliseconds(200) };
        List<long> Delays(ulong seed)
        {
            var venue = new SimulatedVenue([BtcUsdt], Free with { LatencyToVenueTable = table, Seed = seed });
            for (var i = 0; i < 60; i++)
                venue.Submit(Buy($"a{i}", "10"), Ms(1_000 * i));
            venue.Advance(Timestamp.MaxValue);
            var delays = new List<long>();
            while (venue.TryTakeEvent(Timestamp.MaxValue, out var e, out _))
            {
                if (e is VenueEvent.OrderReport(var report))
                    delays.Add((report.Time - Ms(1_000 * delays.Count)).Nanoseconds);
            }

            return delays;
        }

        Assert.Equal(table.Select(d => d.Nanoseconds), Delays(7).Distinct().Order());
        Assert.Equal(Delays(7), Delays(7));
        Assert.NotEqual(Delays(7), Delays(8));
        Assert.ThrowsAny<ArgumentException>(() => new SimulatedVenue([BtcUsdt], Free with { LatencyFromVenueTable = [new Duration(-1)] }));
    }
}
