using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class KernelAllocations
{
    private const int WarmUp = 60_000;
    private const int Measured = 60_000;

    [Fact]
    public void A_trade_allocates_nothing_after_warm_up_packets_and_zones_included()
    {
        var instruments = Given.Instruments(2);
        var kernel = new TradingKernel(
            "quiet",
            [.. instruments.Select(instrument => new MarketSetup
            {
                Instrument = instrument,
                Packets = Given.TradeByTrade with { Bucket = 800_00000 },
                Structure = Given.QuickStructure,
                Strategy = _ => new SilentStrategy(),
            })],
            new Portfolio(
                instruments,
                [Given.Holding(Given.Usdt, "10000"), Given.Holding(instruments[0].Base, "0.5"), Given.Holding(Given.Bnb, "1")],
                [(Given.Bnb, Given.Price("600"))]),
            new RiskLimits());
        var inputs = Tape(instruments);
        var buffer = new EffectBuffer();
        Feed(kernel, inputs.AsSpan(0, WarmUp), buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (packets, zones) = Feed(kernel, inputs.AsSpan(WarmUp), buffer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(packets > 1_000 && zones > 100, $"the walk must close packets and change zones: {packets}, {zones}");
    }

    private static (int Packets, int Zones) Feed(TradingKernel kernel, ReadOnlySpan<KernelInput> inputs, EffectBuffer buffer)
    {
        var (packets, zones) = (0, 0);
        foreach (ref readonly var input in inputs)
        {
            kernel.Apply(in input, buffer);
            packets += buffer.Packets.Length;
            zones += buffer.Zones.Length;
            buffer.Clear();
        }

        return (packets, zones);
    }

    /// <summary>A walk of two symbols between 95 and 105, now and then with lost trades, so that segments break too.</summary>
    private static KernelInput[] Tape(Instrument[] instruments)
    {
        var random = new SplitMix64(11);
        var inputs = new KernelInput[WarmUp + Measured];
        long[] ticks = [10_000, 10_000];
        long[] ids = [0, 0];
        var now = Given.Start;
        for (var i = 0; i < inputs.Length; i++)
        {
            var at = (int)random.NextBelow(instruments.Length);
            ticks[at] = Math.Clamp(ticks[at] + random.NextBelow(21) - 10, 9_500, 10_500);
            ids[at] += random.NextBelow(5_000) == 0 ? 50 : 1;
            now += Duration.FromMilliseconds(random.NextBelow(200));
            var trade = new TradeTick(
                ids[at],
                now,
                new Price(ticks[at] * instruments[at].TickSize.Raw),
                new Quantity((1 + random.NextBelow(3_000)) * instruments[at].LotSize.Raw),
                random.NextBelow(2) == 0 ? AggressorSide.Buyer : AggressorSide.Seller);
            inputs[i] = KernelInput.FromMarket(i + 1, now, new MarketEvent(instruments[at].Id, in trade));
        }

        return inputs;
    }
}
