using CsCheck;
using MultiSmc.Testing;

namespace MultiSmc.Packets.Tests;

public sealed class LogReturns
{
    [Fact]
    public void Equal_the_golden_numbers_to_the_bit()
    {
        using var file = GoldenPacket.ReadJson(SharedData.Require("golden/edge/numbers.json.gz"));
        var exact = 0;
        foreach (var row in file.RootElement.GetProperty("log_return").EnumerateArray())
        {
            var (price, previous) = (row.GetProperty("p1").GetInt64(), row.GetProperty("p0").GetInt64());
            var expected = row.GetProperty("value").GetDouble();
            var actual = LogReturn.Compute(price, previous);
            if (row.GetProperty("library_log").GetBoolean())
            {
                Assert.Equal(expected, actual, 1e-12 * Math.Abs(expected));
                continue;
            }

            exact++;
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        }

        Assert.True(exact > 0);
    }

    [Fact]
    public void Are_the_same_bits_folded_by_every_path() =>
        Gen.Select(Gen.Long[1, 1L << 52].Array[2, 40], Gen.Long[1_000_000, 1_001_000].Array[2, 40]).Sample(
            (wild, calm) =>
            {
                foreach (var prices in (long[][])[wild, calm])
                {
                    var expected = Fold(prices, SimdPath.Scalar);
                    foreach (var path in SimdPaths.Supported)
                        Assert.Equal(expected, Fold(prices, path));
                }
            });

    private static (long High, long Low, long Path, long VarianceBits) Fold(long[] prices, SimdPath path)
    {
        var sums = new MoveSums { High = prices[1], Low = prices[1] };
        var moves = new long[prices.Length + MoveFold.Lanes];
        var squares = new double[prices.Length + MoveFold.Lanes];
        prices.CopyTo(moves, 0);
        MoveFold.Square(ref moves[0], prices.Length - 1, ref squares[0], path);
        // In two steps, so that the first must not look at the moves of the second.
        var half = prices.Length / 2;
        MoveFold.Sum(ref moves[0], half, ref squares[0], ref sums, path);
        MoveFold.Sum(ref moves[half], prices.Length - 1 - half, ref squares[half], ref sums, path);
        return (sums.High, sums.Low, sums.Path, BitConverter.DoubleToInt64Bits(sums.RealisedVariance));
    }
}
