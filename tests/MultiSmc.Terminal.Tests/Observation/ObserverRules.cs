using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;

namespace MultiSmc.Terminal.Tests;

/// <summary>What is copied on the kernel's thread: right, bounded, never waited for.</summary>
public sealed class ObserverRules
{
    [Theory]
    [InlineData(Overshoot.Whole)]
    [InlineData(Overshoot.Split)]
    public async Task The_forming_packet_is_the_builder_s_own(Overshoot overshoot)
    {
        await using var session = new DemoSession(2_000, overshoot: overshoot);
        var market = session.Plan.Markets[0];
        var builder = new PacketBuilder(market.Packets);
        var effects = new EffectBuffer();
        var random = new SplitMix64(5);
        var compared = 0;
        for (var i = 1; i <= 5_000; i++)
        {
            // Some of more than a bucket, some late, some with the next day's date.
            var quantity = random.Next() % 50 == 0 ? 3_000 * FixedPoint.Scale : (long)(random.Next() % 40 + 1) * FixedPoint.Scale;
            var id = random.Next() % 100 == 0 ? Math.Max(1, i - 3) : i;
            var trade = new TradeTick(
                id, new Timestamp(1_735_689_600_000_000_000L + i * 30_000_000_000L), new Price(100 * FixedPoint.Scale + (long)(random.Next() % 50) * 1_000_000), new Quantity(quantity),
                random.Next() % 2 == 0 ? AggressorSide.Buyer : AggressorSide.Seller);
            var market0 = new MarketEvent(market.Instrument.Id, in trade);
            effects.Clear();
            var step = builder.Add(in trade);
            foreach (ref readonly var packet in step.Closed)
                effects.AddPacket(market.Instrument.Id, in packet, Money.Zero);
            session.Observer.OnApplied(KernelInput.FromMarket(i, trade.Time, in market0), effects);
            session.Model.Step();
            var seen = session.Observer.MarketOf(0);
            var forming = builder.Forming;
            Assert.Equal(forming?.Quote ?? 0, seen.Quote);
            Assert.Equal(builder.NextIndex, seen.Index);
            if (forming is not { } own)
                continue;
            compared++;
            Assert.Equal((own.Open, own.High, own.Low, own.Close, own.BuyQuote, own.TradeCount), (seen.Open, seen.High, seen.Low, seen.Last, seen.BuyQuote, seen.Count));
        }

        Assert.True(compared > 2_000);
    }

    [Fact]
    public async Task An_impatient_observer_drops_and_says_so_and_the_pages_begin_anew()
    {
        await using var session = new DemoSession(2_000, isPatient: false, capacity: 64);
        session.Step();
        var epoch = session.Model.Epoch;
        var effects = new EffectBuffer();
        for (var i = 1; i <= 1_000; i++)
        {
            effects.Clear();
            effects.Add(EffectKind.Alert, default, new Alert("daily-loss", "words"));
            session.Observer.OnApplied(KernelInput.FromTimer(i, new Timestamp(i), new TimerRequest(default, default, 0)), effects);
        }

        Assert.True(session.Observer.Lost > 900);
        Assert.InRange(session.Observer.Ring.Waiting, 1, 64);
        session.Step();
        session.Observer.OnApplied(KernelInput.FromTimer(1_001, new Timestamp(1_001), new TimerRequest(default, default, 0)), effects);
        session.Step();
        Assert.NotEqual(epoch, session.Model.Epoch);
        var entry = session.Model.Read(static state => state.Journal.Page(long.MaxValue, null, "telemetry-lost", 10));
        Assert.Equal(session.Observer.Lost, Assert.Single(entry).P["inputs"]);
    }

    [Fact]
    public async Task Trades_without_effects_cost_no_memory()
    {
        await using var session = new DemoSession(2_000, isPatient: false);
        var effects = new EffectBuffer();
        Feed(1, 1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(1_001, 100_000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Feed(long from, long to)
        {
            for (var i = from; i <= to; i++)
            {
                var trade = new TradeTick(i, new Timestamp(i), new Price(100 * FixedPoint.Scale), new Quantity(100_000), AggressorSide.Buyer);
                session.Observer.OnApplied(KernelInput.FromMarket(i, trade.Time, new MarketEvent(default, in trade)), effects);
            }
        }
    }

    [Fact]
    public async Task The_picture_agrees_with_the_run_s_own_record()
    {
        await using var session = new DemoSession(60_000);
        session.Run();
        var record = session.Result.Runs[0].Record;
        var trips = record.Trips;
        Assert.NotEmpty(trips);
        session.Model.Read(state =>
        {
            Assert.Equal(record.Packets, state.Symbols.Sum(static book => book.Packets.Last + 1));
            Assert.Equal(record.Fills.Count, state.Fills.Count);
            Assert.Equal(record.Equity[^1].Equity, state.Money.Equity);
            Assert.Equal(record.Zones.Count, state.Symbols.Sum(static book => book.Zones.Count));
            foreach (var (instrument, zone) in record.Zones)
                Assert.Equal(zone, state.Symbols[instrument.Index].Zones[zone.Id].Zone);
            foreach (var (instrument, trip) in trips)
            {
                var zone = state.Symbols[instrument.Index].Zones[trip.Zone];
                Assert.Equal((double)trip.NetPnl.Raw / trip.InitialRisk.Raw, zone.Trade?.R);
                Assert.Equal(ContractNames.OutcomeOf(trip.Reason), zone.Outcome);
            }

            return true;
        });
    }
}
