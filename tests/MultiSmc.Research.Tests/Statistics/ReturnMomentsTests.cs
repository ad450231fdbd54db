using CsCheck;

namespace MultiSmc.Research.Tests;

public sealed class MomentsOfReturns
{
    private static readonly Gen<double[]> Varied = Gen.Double[-1, 1].Array[3, 40].Where(returns => returns.Max() - returns.Min() > 0.01);

    [Fact]
    public void Equal_the_golden_ones()
    {
        var golden = GoldenStatistics.Read("sharpe");
        var expected = golden.GetProperty("moments");
        var moments = ReturnMoments.Compute(golden.Doubles("returns"));
        Assert.Equal(expected.GetProperty("n").GetInt32(), moments.Count);
        GoldenStatistics.Close(expected.Double("mean"), moments.Mean);
        GoldenStatistics.Close(expected.Double("sd"), moments.Deviation);
        GoldenStatistics.Close(expected.Double("sharpe"), moments.Sharpe);
        GoldenStatistics.Close(expected.Double("skew"), moments.Skewness);
        GoldenStatistics.Close(expected.Double("kurtosis"), moments.Kurtosis);
    }

    [Fact]
    public void Divide_shape_by_T_and_deviation_by_T_less_one()
    {
        // Mean 1/2; away ½, ½, ½, −3/2: squares 3, cubes −3, fourths 5.25.
        var moments = ReturnMoments.Compute([1, 1, 1, -1]);
        Assert.Equal((4, 0.5, 1, 0.5), (moments.Count, moments.Mean, moments.Deviation, moments.Sharpe));
        GoldenStatistics.Close(-0.75 / Math.Pow(0.75, 1.5), moments.Skewness, 1e-15);
        GoldenStatistics.Close(1.3125 / 0.5625, moments.Kurtosis, 1e-15);
    }

    [Fact]
    public void Give_the_raw_kurtosis_and_not_the_excess()
    {
        // A coin has the least kurtosis there is: 1. A normal sample comes near 3.
        GoldenStatistics.Close(1, ReturnMoments.Compute([1, -1, 1, -1]).Kurtosis, 1e-15);
        var normal = Enumerable.Range(1, 9999).Select(k => NormalDistribution.Inverse(k / 10_000.0)).ToArray();
        Assert.InRange(ReturnMoments.Compute(normal).Kurtosis ?? 0, 2.95, 3);
    }

    [Fact]
    public void Are_undefined_where_nothing_varies()
    {
        Assert.Equal((0, null, null, null), Shape([]));
        Assert.Equal((1, 3.0, null, null), Shape([3]));
        // The mean of 0.1, three times, is not 0.1 in doubles: the deviation is rounding and no Sharpe ratio of 10^16.
        Assert.Null(Shape([0.1, 0.1, 0.1]).Sharpe);
        Assert.Null(Shape([0, 0, 0]).Sharpe);
        Assert.Throws<ArgumentException>(() => ReturnMoments.Compute([1, double.NaN]));

        static (int Count, double? Mean, double? Deviation, double? Sharpe) Shape(double[] returns)
        {
            var moments = ReturnMoments.Compute(returns);
            Assert.Null(moments.Kurtosis);
            return (moments.Count, moments.Mean, moments.Deviation, moments.Sharpe);
        }
    }

    [Fact]
    public void Have_a_shape_however_small_the_returns_are()
    {
        var moments = ReturnMoments.Compute([1e-100, 1e-100, 1e-100, -1e-100]);
        GoldenStatistics.Close(-0.75 / Math.Pow(0.75, 1.5), moments.Skewness, 1e-14);
        GoldenStatistics.Close(1.3125 / 0.5625, moments.Kurtosis, 1e-14);
    }

    [Fact]
    public void Keep_their_shape_under_scale_and_shift() =>
        Gen.Select(Varied, Gen.Double[0.1, 50], Gen.Double[-2, 2]).Sample((returns, scale, shift) =>
        {
            var before = ReturnMoments.Compute(returns);
            var after = ReturnMoments.Compute([.. returns.Select(value => (value * scale) + shift)]);
            GoldenStatistics.Close(before.Skewness ?? double.NaN, after.Skewness, 1e-6);
            GoldenStatistics.Close(before.Kurtosis ?? double.NaN, after.Kurtosis, 1e-6);
            // γ₄ ≥ 1 + γ₃², for every sample.
            Assert.True(before.Kurtosis >= 1 + (before.Skewness * before.Skewness) - 1e-9);
        });
}
