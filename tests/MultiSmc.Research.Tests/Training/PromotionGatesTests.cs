using MultiSmc.Learning;

namespace MultiSmc.Research.Tests;

public sealed class PromotionGatesTests
{
    private static readonly TrainingEvidence Good = new(0.01, 0.99, 5, 2, 5, 6);

    private static readonly TrialStatistics Trials = new(3, 2, [0.1, 0.2, 0.3], 0.1, 0.97, 0.2, new TrialFaults(null, null));

    private static readonly WalkForwardReport Report = new([], [], new BlockMetrics(9, 9, 0.5, 0.6, 0.66, 0.69, 0.2, 0.1, 0.5, 1, 2, 2));

    [Fact]
    public void Are_six_and_all_met_by_a_model_that_deserves_it() => Assert.Equal(
        ["log-loss", "permutation", "costs", "fills", "dsr", "pbo"],
        PromotionGates.Of(Report, Good, Trials).Where(gate => gate.IsMet).Select(gate => gate.Name));

    [Fact]
    public void Ask_for_a_gain_under_both_fill_rules()
    {
        Assert.Equal((false, -0.5), MetAndValue(Good with { KeptMeanNetBpsTouch = -0.5 }));
        Assert.Equal((false, -2.0), MetAndValue(Good with { KeptMeanNetBpsThrough = -2 }));
        // Agreement on a loss is no reason to trade.
        Assert.Equal((false, -3.0), MetAndValue(Good with { KeptMeanNetBpsThrough = -2, KeptMeanNetBpsTouch = -3 }));
        Assert.Equal((true, 5.0), MetAndValue(Good));

        static (bool, double?) MetAndValue(TrainingEvidence evidence)
        {
            var gate = Gate("fills", PromotionGates.Of(Report, evidence, Trials));
            return (gate.IsMet, gate.Value);
        }
    }

    [Fact]
    public void Are_not_met_where_they_cannot_be_computed_and_say_why()
    {
        var nothing = PromotionGates.Of(
            Report with { Pooled = Report.Pooled with { LogLoss = null } }, new TrainingEvidence(null, null, null, null, 5, null), TrialStatistics.Unknown("lost"));

        Assert.Equal(6, nothing.Count);
        Assert.All(nothing, gate =>
        {
            Assert.False(gate.IsMet);
            Assert.StartsWith("can't be computed: ", gate.Reason, StringComparison.Ordinal);
        });
        Assert.StartsWith("can't be computed: lost", Gate("dsr", nothing).Reason, StringComparison.Ordinal);
        Assert.StartsWith("can't be computed: lost", Gate("pbo", nothing).Reason, StringComparison.Ordinal);
        Assert.StartsWith("can't be computed: under one of the two fill rules nothing was kept", Gate("fills", nothing).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null, null, true)]
    [InlineData(2, 0.49, null, true)]
    [InlineData(2, 0.5, null, false)]
    [InlineData(2, null, "too few", false)]
    public void Ask_for_overfitting_only_where_there_was_a_choice(int trials, double? pbo, string? fault, bool isMet) => Assert.Equal(
        isMet, Gate("pbo", PromotionGates.Of(Report, Good, Trials with { OnSameData = trials, Pbo = pbo, Faults = new TrialFaults(null, fault) })).IsMet);

    [Fact]
    public void Are_weighed_anew_among_the_trials_of_today()
    {
        var passport = SampleTraining.Passport("m-1") with { Gates = PromotionGates.Of(Report, Good, Trials) };

        Assert.All(PromotionGates.Now(passport, Trials), gate => Assert.True(gate.IsMet, gate.Name));
        var later = PromotionGates.Now(passport, Trials with { Trials = 40, OnSameData = 40, Dsr = 0.4, Pbo = 0.8 });
        Assert.Equal(["dsr", "pbo"], later.Where(gate => !gate.IsMet).Select(gate => gate.Name));
        Assert.Contains("deflated by 40 trials", Gate("dsr", later).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_not_met_by_a_passport_that_does_not_speak_of_them()
    {
        var silent = SampleTraining.Passport("m-1") with { Gates = [new PassportGate("zones", true, 412, 200, "enough")] };

        Assert.Equal(
            ["log-loss", "permutation", "costs", "fills"], PromotionGates.Now(silent, Trials).Where(gate => !gate.IsMet).Select(gate => gate.Name));
    }

    private static PassportGate Gate(string name, IReadOnlyList<PassportGate> gates) => Assert.Single(gates, gate => gate.Name == name);
}
