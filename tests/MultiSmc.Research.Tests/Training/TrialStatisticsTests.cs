using MultiSmc.Learning;

namespace MultiSmc.Research.Tests;

public sealed class TrialStatisticsTests
{
    private const int Zones = 320;

    [Fact]
    public void One_training_alone_is_deflated_by_nothing_and_chosen_among_none()
    {
        var trial = Trial("m", Gains(1));

        var alone = TrialStatistics.Of(trial, [trial]);

        Assert.Equal((1, 1, null), (alone.Trials, alone.OnSameData, alone.Pbo));
        Assert.Equal(SharpeEvidence.Probabilistic(ReturnMoments.Compute(trial.KeptNetBps)), alone.Dsr);
        Assert.Equal(new TrialFaults(null, null), alone.Faults);
    }

    [Fact]
    public void Each_further_training_on_the_data_makes_the_same_result_worth_less()
    {
        // By hand: the sample deviation of (own, 0) is own ÷ √2.
        var own = Trial("m", Gains(1));
        var idle = Trial("idle", []);
        var two = TrialStatistics.Of(own, [own, idle]);

        var sharpe = ReturnMoments.Compute(own.KeptNetBps).Sharpe.GetValueOrDefault();
        Assert.Equal([sharpe, 0], two.SharpeRatios);
        Assert.Equal(sharpe / Math.Sqrt(2), two.SharpeSd.GetValueOrDefault(), 12);
        var expected = SharpeEvidence.ExpectedMaximum(sharpe / Math.Sqrt(2), 2);
        Assert.Equal(SharpeEvidence.Probabilistic(ReturnMoments.Compute(own.KeptNetBps), expected).GetValueOrDefault(), two.Dsr.GetValueOrDefault(), 12);
        Assert.True(two.Dsr < TrialStatistics.Of(own, [own]).Dsr);
    }

    [Fact]
    public void A_training_on_more_files_counts_but_is_not_compared_period_by_period()
    {
        var own = Trial("m", Gains(1));
        var more = Trial("more", Gains(2)) with { Data = ["a", "b"] };

        var among = TrialStatistics.Of(own, [own, more]);

        Assert.Equal((2, 1, null, null), (among.Trials, among.OnSameData, among.Pbo, among.Faults.Pbo));
    }

    [Fact]
    public void The_best_by_skill_is_no_overfitting_and_the_best_by_luck_is()
    {
        var skilled = Trial("skilled", Gains(1));
        var loser = Trial("loser", [.. Gains(1).Select(net => -net)]);
        Assert.Equal(0, TrialStatistics.Of(skilled, [skilled, loser]).Pbo);

        // Two that gain by turns, half of the time each: who was best so far is worst from now on.
        var first = Trial("first", [.. Gains(1).Select((net, at) => at < Zones / 2 ? net : -net)]);
        var second = Trial("second", [.. Gains(1).Select((net, at) => at < Zones / 2 ? -net : net)]);
        Assert.True(TrialStatistics.Of(first, [first, second]).Pbo > 0.5);
    }

    [Fact]
    public void What_cannot_be_computed_says_why()
    {
        var own = Trial("m", Gains(1));
        var idle = Trial("idle", []);
        var untested = own with { Name = "untested", TestedFromNs = null, TestedToNs = null };

        Assert.Equal("0 zones kept out of fold have no Sharpe ratio that could be judged", TrialStatistics.Of(idle, [idle]).Faults.Dsr);
        Assert.Equal("one of the trials on this data could not test a single block", TrialStatistics.Of(own, [own, untested]).Faults.Pbo);
        Assert.Equal(
            "the trials on this data tested no stretch of time in common",
            TrialStatistics.Of(own, [own, own with { Name = "later", TestedFromNs = Zones * 10 }]).Faults.Pbo);
    }

    [Fact]
    public void A_model_without_a_record_of_its_training_is_judged_by_none()
    {
        var passport = SampleTraining.Passport("m-1");
        var trial = Trial("m-1", Gains(1)) with { Weights = passport.Model.Sha256, Data = ["c0ffee"] };

        Assert.Equal(1, TrialStatistics.Of(passport, [trial]).Trials);
        foreach (var stranger in new[] { trial with { Name = "m-2" }, trial with { Weights = "x" }, trial with { Data = ["c0ffee", "b"] } })
        {
            var unknown = TrialStatistics.Of(passport, [stranger]);
            Assert.Equal((0, null, null), (unknown.Trials, unknown.Dsr, unknown.Pbo));
            Assert.StartsWith("the registry has no record of its training", unknown.Faults.Dsr, StringComparison.Ordinal);
        }
    }

    /// <summary>One zone every ten nanoseconds from 0 on.</summary>
    internal static ModelTrial Trial(string name, double[] net) => new()
    {
        Name = name,
        Weights = "w-" + name,
        At = DateTimeOffset.UnixEpoch,
        Data = ["a"],
        TestedFromNs = 0,
        TestedToNs = Zones * 10,
        KeptAtNs = [.. Enumerable.Range(0, net.Length).Select(at => at * 10L)],
        KeptNetBps = net,
    };

    /// <summary>1, 2, 3, 4, −2, −1 over and over, times a factor: they vary and they gain.</summary>
    internal static double[] Gains(double factor) => [.. Enumerable.Range(0, Zones).Select(at => factor * new[] { 1.0, 2, 3, 4, -2, -1 }[at % 6])];
}
