using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Structure;

/// <summary>Bars of a driftless random walk around 60,000.00, each about six basis points high: the same for the same seed.</summary>
internal static class RandomWalk
{
    private const long StartPrice = 6_000_000;
    private const long Floor = 1_000_000;
    private const long BodyWidth = 4_000;
    private const long WickWidth = 1_500;

    public static Bar[] Bars(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        var close = StartPrice;
        var bars = new Bar[count];
        for (var k = 0; k < count; k++)
        {
            var open = close;
            close = Math.Max(Floor, open + random.NextBelow((2 * BodyWidth) + 1) - BodyWidth);
            bars[k] = new(open, Math.Max(open, close) + random.NextBelow(WickWidth), Math.Min(open, close) - random.NextBelow(WickWidth), close);
        }

        return bars;
    }
}
