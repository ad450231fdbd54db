using MultiSmc.Core;

namespace MultiSmc.Structure.Tests;

public sealed class DetectorAllocations
{
    [Theory]
    [InlineData(SwingMode.Fractal, ChochLevel.LastSwing, 3)]
    [InlineData(SwingMode.Fractal, ChochLevel.LastSwing, 50)]
    [InlineData(SwingMode.Fractal, ChochLevel.Protected, 3)]
    [InlineData(SwingMode.ZigzagPpm, ChochLevel.Protected, 3)]
    [InlineData(SwingMode.ZigzagAtr, ChochLevel.Protected, 3)]
    public void A_packet_allocates_nothing_after_warm_up(SwingMode mode, ChochLevel choch, int width)
    {
        var bars = RandomWalk.Bars(60_000, seed: 7);
        var detector = new StructureDetector(new()
        {
            SwingMode = mode,
            ChochLevel = choch,
            Left = width,
            Right = width,
            MinRangePpm = 100,
            MaxZonesPerSide = 3,
        });
        var seen = Feed(detector, bars.AsSpan(0, 30_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        seen += Feed(detector, bars.AsSpan(30_000));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(seen > 1_000, $"the walk must make structure, events: {seen}");
    }

    private static int Feed(StructureDetector detector, ReadOnlySpan<Bar> bars)
    {
        var events = 0;
        foreach (ref readonly var bar in bars)
            events += detector.Add(in bar).Length;
        return events + detector.Reset().Length;
    }
}

/// <summary>Bars of a random walk, the same for the same seed.</summary>
internal static class RandomWalk
{
    public static Bar[] Bars(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        var close = 6_000_000L;
        var bars = new Bar[count];
        for (var k = 0; k < count; k++)
        {
            var open = close;
            close = Math.Max(1_000_000, open + Step(ref random, 4_000));
            bars[k] = new(open, Math.Max(open, close) + Math.Abs(Step(ref random, 1_500)), Math.Min(open, close) - Math.Abs(Step(ref random, 1_500)), close);
        }

        return bars;
    }

    private static long Step(ref SplitMix64 random, long width) => (long)(random.Next() % (ulong)((2 * width) + 1)) - width;
}
