using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class LogLossOfForecasts
{
    [Fact]
    public void Is_the_weighted_mean_surprise() =>
        GoldenNumbers.Close(
            -((3 * Math.Log(0.8)) + Math.Log(0.6)) / 4, ProbabilityMetrics.LogLoss([0.8, 0.4], [true, false], [3, 1]) ?? double.NaN, 1e-15);

    [Fact]
    public void Is_clipped_where_a_sure_forecast_misses()
    {
        GoldenNumbers.Close(-Math.Log(1e-15), ProbabilityMetrics.LogLoss([0], [true]) ?? double.NaN, 1e-12);
        // 1 − 1e-15 is rounded to a multiple of 2^-53, so the other side is 1e-15 to one digit only.
        GoldenNumbers.Close(-Math.Log(1e-15), ProbabilityMetrics.LogLoss([1], [false]) ?? double.NaN, 1e-3);
        Assert.InRange(ProbabilityMetrics.LogLoss([1, 0], [true, false]) ?? double.NaN, 0, 2e-15);
    }

    [Fact]
    public void Of_the_base_rate_is_the_entropy_of_the_labels()
    {
        GoldenNumbers.Close(Math.Log(2), ProbabilityMetrics.BaseRateLogLoss([true, false]) ?? double.NaN, 1e-15);
        // Weighted rate 3/4.
        GoldenNumbers.Close(
            -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25))), ProbabilityMetrics.BaseRateLogLoss([true, false], [3, 1]) ?? double.NaN, 1e-15);
        // The training set said 1/2, the test came out 3 : 1.
        GoldenNumbers.Close(Math.Log(2), ProbabilityMetrics.BaseRateLogLoss([true, false], [3, 1], baseRate: 0.5) ?? double.NaN, 1e-15);
    }

    [Fact]
    public void Of_the_base_rate_is_the_best_that_a_constant_can_do() =>
        Gen.Select(Gen.Bool.Array[1, 30], Gen.Double[0, 1]).Sample((labels, constant) =>
        {
            var best = ProbabilityMetrics.BaseRateLogLoss(labels);
            var tried = ProbabilityMetrics.BaseRateLogLoss(labels, baseRate: constant);
            var plain = ProbabilityMetrics.LogLoss([.. Enumerable.Repeat(constant, labels.Length)], labels);
            Assert.True(best <= tried + 1e-12);
            GoldenNumbers.Close(plain ?? double.NaN, tried ?? double.NaN, 1e-12);
        });

    [Fact]
    public void Is_undefined_without_weight()
    {
        Assert.Null(ProbabilityMetrics.LogLoss([], []));
        Assert.Null(ProbabilityMetrics.Brier([0.5], [true], [0]));
        Assert.Null(ProbabilityMetrics.BaseRateLogLoss([]));
        Assert.Null(ReliabilityTable.Compute([], []).ExpectedCalibrationError);
    }

    [Fact]
    public void Refuses_what_is_no_probability()
    {
        Assert.Throws<ArgumentException>(() => ProbabilityMetrics.LogLoss([1.5], [true]));
        Assert.Throws<ArgumentException>(() => ProbabilityMetrics.Brier([double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => ProbabilityMetrics.BaseRateLogLoss([true], baseRate: double.NaN));
    }
}

public sealed class BrierScore
{
    [Fact]
    public void Is_the_weighted_mean_squared_miss() =>
        // (1 · 0.2² + 3 · 0.4²) / 4
        GoldenNumbers.Close(0.13, ProbabilityMetrics.Brier([0.8, 0.4], [true, false], [1, 3]) ?? double.NaN, 1e-15);
}

public sealed class Reliability
{
    [Fact]
    public void Puts_a_border_into_the_upper_bin_and_one_into_the_last()
    {
        var table = ReliabilityTable.Compute([0, 0.25, 0.5, 1], [false, false, true, true], bins: 4);
        Assert.Equal([1, 1, 1, 1], table.Bins.Select(bin => bin.Count));
        Assert.Equal([0, 0.25, 0.5, 0.75], table.Bins.Select(bin => bin.From));
        Assert.Equal(1, table.Bins[^1].To);
    }

    [Fact]
    public void Compares_what_was_said_with_what_came()
    {
        var table = ReliabilityTable.Compute([0.1, 0.3, 0.8], [true, false, true], [1, 3, 4], bins: 2);
        Assert.Equal(new ReliabilityBin(0.5, 1, 1, 4, 0.8, 1), table.Bins[1]);
        Assert.Equal((2, 4.0), (table.Bins[0].Count, table.Bins[0].Weight));
        GoldenNumbers.Close(0.25, table.Bins[0].MeanProbability ?? double.NaN, 1e-15);
        GoldenNumbers.Close(0.25, table.Bins[0].PositiveRate ?? double.NaN, 1e-15);
        // Bin 0 is right; bin 1 misses by 0.2 with half the weight.
        GoldenNumbers.Close(0.1, table.ExpectedCalibrationError ?? double.NaN, 1e-15);
    }

    [Fact]
    public void Lists_an_empty_bin_as_undefined()
    {
        var bin = ReliabilityTable.Compute([0.9], [true]).Bins[0];
        Assert.Equal(new ReliabilityBin(0, 0.1, 0, 0, null, null), bin);
    }
}
