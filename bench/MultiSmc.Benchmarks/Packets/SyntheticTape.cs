using MultiSmc.Core;

namespace MultiSmc.Benchmarks.Packets;

/// <summary>
/// A seeded tape with the habits of a busy spot symbol: sweeps of one side, most trades at the price before, heavy-tailed steps, two humps of size.
/// Long and random enough that a branch predictor cannot learn it.
/// </summary>
internal static class SyntheticTape
{
    public static TradeColumns Make(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        var tape = new TradeColumns(count);
        var (price, time) = (6_180_000L, 1_736_000_000_000_000_000L);
        var side = 0L;
        for (var i = 0; i < count; i++)
        {
            var flips = random.NextDouble() < 0.1;
            side ^= flips ? 1 : 0;
            if (random.NextDouble() < (flips ? 0.97 : 0.3))
            {
                var step = (long)Math.Clamp(Math.Exp(2.3 + 1.6 * Normal(ref random)) * 0.5, 1, 900);
                var isWithSide = flips || random.NextDouble() > 0.44;
                price += (side == 1) == isWithSide ? step : -step;
                price = Math.Max(price, 100_000);
            }

            var quantity = random.NextDouble() < 0.56 ? Math.Exp(-8.3 + 1.25 * Normal(ref random)) : Math.Exp(-4 + 1.35 * Normal(ref random));
            if (flips || random.NextDouble() > 0.7)
                time += 1000 * (1 + (long)(-Math.Log(1 - random.NextDouble()) * (random.NextDouble() < 0.6 ? 2_500 : 220_000)));
            tape.Add(4_400_000_000 + i, time, price, Math.Max(1, (long)(quantity * 1e5)), (AggressorSide)side);
        }

        return tape;
    }

    private static double Normal(ref SplitMix64 random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
