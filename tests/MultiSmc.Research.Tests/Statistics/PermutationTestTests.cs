using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class PermutationOfKeptSamples
{
    [Fact]
    public void Equals_the_golden_one()
    {
        var golden = GoldenStatistics.Read("permutation");
        bool[] keep = [.. golden.GetProperty("keep").EnumerateArray().Select(flag => flag.GetInt32() == 1)];
        var rounds = golden.GetProperty("rounds").GetInt32();
        var result = PermutationTest.Run(golden.Doubles("net"), keep, rounds, golden.GetProperty("seed").GetUInt64());
        GoldenStatistics.Close(golden.Double("observed"), result?.Observed);
        GoldenStatistics.Close(golden.Double("p"), result?.PValue);
    }

    [Fact]
    public void Shuffles_by_fisher_and_yates_with_split_mix_from_round_to_round()
    {
        // The same shuffle written out: flags are labels here, so every step can be followed.
        double[] net = [5, 4, 3, 2, 1, 0];
        bool[] keep = [false, true, true, false, false, false];
        var random = new SplitMix64(42);
        var order = new List<int> { 0, 1, 2, 3, 4, 5 };
        var asGood = 0;
        for (var round = 0; round < 200; round++)
        {
            for (var k = 5; k >= 1; k--)
            {
                var other = (int)(random.Next() % (ulong)(k + 1));
                (order[k], order[other]) = (order[other], order[k]);
            }

            asGood += net.Where((_, i) => keep[order[i]]).Sum() >= 7 ? 1 : 0;
        }

        Assert.InRange(asGood, 1, 199);
        Assert.Equal((1.0 + asGood) / 201, PermutationTest.Run(net, keep, 200, 42)?.PValue);
    }

    [Fact]
    public void Finds_no_skill_in_keeping_everything_or_in_equal_results()
    {
        Assert.Equal(1, PermutationTest.Run([1, -2, 3], [true, true, true], 50, 1)?.PValue);
        Assert.Equal(1, PermutationTest.Run([0.1, 0.1, 0.1, 0.1, 0.1], [true, false, true, true, false], 50, 1)?.PValue);
    }

    [Fact]
    public void Counts_a_tie_as_good_though_rounding_puts_it_below()
    {
        // Without the last 0.1 the sum comes out as 0.8, without the first as 0.7999999999999999: the same choice in truth.
        double[] net = [0.1, 0.2, 0.2, 0.3, 0.1];
        var result = PermutationTest.Run(net, [true, true, true, true, false], 400, 3);
        // One of the two 0.1 is left out two times in five; half of that without the allowance for rounding.
        Assert.InRange(result?.PValue ?? 0, 0.32, 0.48);
    }

    [Fact]
    public void Is_small_where_the_best_were_kept()
    {
        var net = Enumerable.Range(0, 40).Select(i => (double)i).ToArray();
        var result = PermutationTest.Run(net, [.. net.Select(value => value >= 20)], 999, 7);
        Assert.Equal(0.001, result?.PValue);
        Assert.Equal((20, 29.5, 19.5, 999), (result?.Kept, result?.Observed, result?.MeanOfAll, result?.Rounds));
    }

    [Fact]
    public void Rejects_luck_no_more_often_than_its_level()
    {
        var random = new SplitMix64(11);
        var rejected = 0;
        for (var run = 0; run < 400; run++)
        {
            var net = Enumerable.Range(0, 30).Select(_ => random.NextDouble() - 0.5).ToArray();
            bool[] keep = [.. net.Select(_ => random.NextDouble() < 0.4)];
            rejected += PermutationTest.Run(net, keep, 99, random.Next())?.PValue <= 0.05 ? 1 : 0;
        }

        // 20 expected, deviation 4.4.
        Assert.InRange(rejected, 7, 33);
    }

    [Fact]
    public void Lies_above_zero_and_is_the_same_for_the_same_seed() =>
        Gen.Select(Gen.Select(Gen.Double[-10, 10], Gen.Bool).Array[1, 25], Gen.Int[1, 30], Gen.ULong).Sample((samples, rounds, seed) =>
        {
            double[] net = [.. samples.Select(sample => sample.Item1)];
            bool[] keep = [.. samples.Select(sample => sample.Item2)];
            var result = PermutationTest.Run(net, keep, rounds, seed);
            Assert.Equal(keep.Contains(true), result is not null);
            Assert.Equal(result, PermutationTest.Run(net, keep, rounds, seed));
            Assert.True(result is null || result.PValue >= 1.0 / (1 + rounds) && result.PValue <= 1);
        });

    [Fact]
    public void Is_undefined_when_nothing_was_kept_and_refused_when_the_columns_differ()
    {
        Assert.Null(PermutationTest.Run([1, 2], [false, false], 10, 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.Run([1, 2], [true], 10, 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.Run([1, double.NaN], [true, false], 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PermutationTest.Run([1], [true], 0, 1));
    }
}
