namespace MultiSmc.Research.Tests;

public sealed class EvidenceOfASharpeRatio
{
    [Fact]
    public void Equals_the_golden_probabilistic_and_deflated_ratio()
    {
        var golden = GoldenStatistics.Read("sharpe");
        var expected = golden.GetProperty("dsr");
        var moments = ReturnMoments.Compute(golden.Doubles("returns"));
        var deflated = SharpeEvidence.Deflated(moments, golden.Doubles("trial_sharpes"));
        GoldenStatistics.Close(expected.Double("sr"), deflated?.Sharpe);
        GoldenStatistics.Close(expected.Double("sr0"), deflated?.ExpectedMaximum);
        GoldenStatistics.Close(expected.Double("dsr"), deflated?.Probability);
        GoldenStatistics.Close(expected.Double("psr0"), SharpeEvidence.Probabilistic(moments));
    }

    [Fact]
    public void Equals_the_golden_best_of_many_trials()
    {
        foreach (var row in GoldenStatistics.Read("sharpe").GetProperty("expected_max_sharpe").EnumerateArray())
            GoldenStatistics.Close(row.Double("value"), SharpeEvidence.ExpectedMaximum(row.Double("sd"), row.GetProperty("trials").GetInt32()));
    }

    [Fact]
    public void Equals_the_golden_minimum_track_record()
    {
        var golden = GoldenStatistics.Read("sharpe");
        // The vector is for a ratio of 0.1 with the skewness and kurtosis of the golden returns, against 0, at 5 %.
        var moments = ReturnMoments.Compute(golden.Doubles("returns")) with { Sharpe = 0.1 };
        GoldenStatistics.Close(golden.Double("min_track_record"), SharpeEvidence.MinimumTrackRecord(moments));
    }

    [Fact]
    public void Follows_the_formula_with_raw_kurtosis()
    {
        // SR ½, T 4, γ₃ −1.1547, γ₄ 7/3: 1 + 0.57735 + (4/3)/4·¼ = 1.660684. With the excess the last term would be −0.104.
        var skewness = -0.75 / Math.Pow(0.75, 1.5);
        var expected = NormalDistribution.Cdf(0.5 * Math.Sqrt(3) / Math.Sqrt(1 - (skewness * 0.5) + (4.0 / 3 / 4 * 0.25)));
        GoldenStatistics.Close(expected, SharpeEvidence.Probabilistic(ReturnMoments.Compute([1, 1, 1, -1])), 1e-14);
    }

    [Fact]
    public void Equals_the_published_example_of_two_years_of_monthly_returns()
    {
        // Bailey, López de Prado (2012): 0.913 with the shape of hedge-fund returns, 0.982 had they been normal.
        Assert.Equal(0.913, Math.Round(SharpeEvidence.Probabilistic(Moments(24, 0.458, -2.448, 10.164)) ?? 0, 3));
        Assert.Equal(0.982, Math.Round(SharpeEvidence.Probabilistic(Moments(24, 0.458, 0, 3)) ?? 0, 3));
    }

    [Fact]
    public void Equals_the_published_example_of_a_hundred_trials()
    {
        // Bailey, López de Prado (2014): five years of daily returns, annual ratio 2.5, variance ½ among trials: 0.1132 and 0.9004.
        var deflated = SharpeEvidence.Deflated(Moments(1250, 2.5 / Math.Sqrt(250), -3, 10), Math.Sqrt(0.5 / 250), 100);
        Assert.Equal(0.1132, Math.Round(deflated?.ExpectedMaximum ?? 0, 4));
        Assert.Equal(0.9004, Math.Round(deflated?.Probability ?? 0, 4));
    }

    [Fact]
    public void Of_a_single_trial_is_not_deflated()
    {
        var moments = ReturnMoments.Compute([0.3, -0.1, 0.2, 0.05]);
        var single = SharpeEvidence.Deflated(moments, [moments.Sharpe ?? 0]);
        Assert.Equal(0, single?.ExpectedMaximum);
        Assert.Equal(SharpeEvidence.Probabilistic(moments), single?.Probability);
        Assert.Equal(0, SharpeEvidence.ExpectedMaximum(7, 1));
    }

    [Fact]
    public void Falls_with_every_trial_that_was_made()
    {
        var moments = Moments(500, 0.1, 0, 3);
        var chances = Enumerable.Range(1, 60).Select(trials => SharpeEvidence.Deflated(moments, 0.04, trials)?.Probability ?? double.NaN).ToArray();
        Assert.All(chances.Zip(chances.Skip(1)), pair => Assert.True(pair.First > pair.Second));
        // Trials that all did the same are one trial.
        Assert.Equal(SharpeEvidence.Probabilistic(moments), SharpeEvidence.Deflated(moments, [0.1, 0.1, 0.1])?.Probability);
    }

    [Fact]
    public void Of_the_best_of_normal_trials_comes_near_their_true_maximum()
    {
        // Mean of the largest of 10 standard normals: 1.53875; the formula is an approximation for many.
        Assert.InRange(SharpeEvidence.ExpectedMaximum(1, 10), 1.53, 1.60);
    }

    [Fact]
    public void Reaches_its_level_at_the_minimum_track_record()
    {
        var moments = Moments(10, 0.2, -0.4, 4);
        var length = SharpeEvidence.MinimumTrackRecord(moments, 0.05, 0.01) ?? 0;
        var before = SharpeEvidence.Probabilistic(moments with { Count = (int)Math.Floor(length) }, 0.05);
        var after = SharpeEvidence.Probabilistic(moments with { Count = (int)Math.Ceiling(length) }, 0.05);
        Assert.True(before < 0.99 && after >= 0.99);
    }

    [Fact]
    public void Is_undefined_where_the_ratio_is()
    {
        var flat = ReturnMoments.Compute([0.1, 0.1, 0.1]);
        Assert.Null(SharpeEvidence.Probabilistic(flat));
        Assert.Null(SharpeEvidence.Deflated(flat, [0, 0.1]));
        Assert.Null(SharpeEvidence.MinimumTrackRecord(flat));
        // No length of record proves a ratio that is not above the benchmark.
        Assert.Null(SharpeEvidence.MinimumTrackRecord(Moments(100, 0.1, 0, 3), benchmark: 0.1));
        // Where 1 − γ₃·SR + (γ₄ − 1)/4·SR² vanishes there is no deviation to divide by.
        Assert.Null(SharpeEvidence.Probabilistic(Moments(100, 1, 2, 5)));
    }

    [Fact]
    public void Refuses_trials_that_are_none()
    {
        var moments = Moments(100, 0.1, 0, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeEvidence.Deflated(moments, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeEvidence.ExpectedMaximum(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeEvidence.ExpectedMaximum(double.NaN, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeEvidence.MinimumTrackRecord(moments, alpha: 0));
        Assert.Throws<ArgumentException>(() => SharpeEvidence.Deflated(moments, [0.1, double.NaN]));
    }

    private static ReturnMoments Moments(int count, double sharpe, double skewness, double kurtosis) =>
        new() { Count = count, Mean = sharpe, Deviation = 1, Sharpe = sharpe, Skewness = skewness, Kurtosis = kurtosis };
}
