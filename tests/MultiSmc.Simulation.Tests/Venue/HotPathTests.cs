using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class Print
{
    [Fact]
    public void That_fills_nothing_allocates_nothing()
    {
        foreach (var model in Enum.GetValues<FillModel>())
        {
            var rig = new VenueRig(Free with { FillModel = model });
            rig.SellerPrint("100", "1");
            for (var i = 0; i < 5; i++)
            {
                rig.Buy($"9{i}", "1");
                rig.Sell($"11{i}", "0.5");
            }

            rig.Oco("1", "120", "80");
            // The last one enters the careful path without filling: at the best buy's price, a volume below one lot.
            var events = new MarketEvent[3_000];
            for (var i = 0; i < events.Length; i++)
            {
                var (price, quantity) = (i % 3) switch { 0 => ("100", "1"), 1 => ("95.50", "2"), _ => ("94", "0.0001") };
                rig.Tick();
                events[i] = new MarketEvent(BtcUsdt.Id, new TradeTick(i, rig.Now, P(price), Q(quantity), AggressorSide.Seller));
            }

            Feed(rig.Venue, events.AsSpan(0, 1_000));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Feed(rig.Venue, events.AsSpan(1_000));
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Empty(rig.Drain());
        }
    }

    private static void Feed(SimulatedVenue venue, ReadOnlySpan<MarketEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            venue.Advance(e.Time);
            venue.OnMarket(e);
            venue.TryTakeEvent(e.Time, out _, out _);
        }
    }
}
