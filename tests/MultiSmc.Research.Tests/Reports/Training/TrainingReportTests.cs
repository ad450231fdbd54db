using MultiSmc.Learning;

namespace MultiSmc.Research.Tests;

public sealed class TrainingReportTests
{
    private static readonly TrainingReport Report = SampleTraining.Report();

    [Fact]
    public void Decides_each_zone_once_at_its_first_question()
    {
        Assert.Equal(40, Report.Zones.Count);
        Assert.All(Report.Zones, zone => Assert.Equal(zone.Zone * 2, zone.Start));
        var all = Report.Zones.Count(zone => zone.Probability >= 0.5);
        Assert.Equal(all, Assert.Single(Report.Thresholds, row => row.Threshold == 0.5).Kept);
    }

    [Fact]
    public void Groups_hold_every_zone_once_from_low_to_high()
    {
        Assert.Equal(10, Report.Groups.Count);
        Assert.Equal(40, Report.Groups.Sum(group => group.Zones));
        Assert.Equal(Report.Zones.Average(zone => zone.NetBps), Report.Groups.Sum(group => group.MeanNetBps * group.Zones) / 40, 9);
        Assert.All(Report.Groups.Zip(Report.Groups.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
        Assert.Equal(3, SampleTraining.Report(questions: SampleTraining.Questions(3)).Groups.Count);
    }

    [Fact]
    public void Scores_hold_every_zone_once_by_its_outcome()
    {
        Assert.Equal(20, Report.Scores.Count);
        Assert.Equal((Report.Zones.Count(zone => zone.IsWin), Report.Zones.Count(zone => !zone.IsWin)), (Report.Scores.Sum(bin => bin.Wins), Report.Scores.Sum(bin => bin.Losses)));
        foreach (var bin in Report.Scores)
            Assert.Equal(bin.Wins, Report.Zones.Count(zone => zone.IsWin && zone.Probability >= bin.From && zone.Probability < bin.To));
    }

    [Fact]
    public void Spreads_tell_each_feature_at_the_first_questions_of_the_tested_zones()
    {
        Assert.Equal(["f0", "f1", "f2"], Report.Spreads.Select(spread => spread.Feature));
        Assert.All(Report.Spreads, spread => Assert.Equal(Report.Zones.Count, spread.Bins.Count));
        Assert.Equal((double)Report.Zones.Count(question => float.IsNaN(question.Features.Span[1])) / Report.Zones.Count, Report.Spreads[1].Bins.Shares[^1], 1e-12);
        Assert.InRange(Report.PrAuc!.Value, 0.5, 1);
    }

    [Fact]
    public void Area_under_the_roc_curve_is_the_auc()
    {
        var area = Report.Roc.Zip(Report.Roc.Skip(1)).Sum(pair =>
            (pair.Second.FalsePositiveRate - pair.First.FalsePositiveRate) * (pair.Second.TruePositiveRate + pair.First.TruePositiveRate) / 2);
        var auc = RankingMetrics.Auc(
            [.. Report.Tested.Select(question => question.Probability)],
            [.. Report.Tested.Select(question => question.IsWin)],
            [.. Report.Tested.Select(question => question.Weight)]);

        Assert.Equal(auc ?? -1, area, 9);
    }

    [Fact]
    public void Roc_curve_is_thinned_and_keeps_its_ends()
    {
        var roc = SampleTraining.Report(questions: SampleTraining.Questions(997)).Roc;

        Assert.InRange(roc.Count, RocCurve.MaxPoints / 2, RocCurve.MaxPoints);
        Assert.Equal(new RocPoint(0, 0), roc[0]);
        Assert.Equal(new RocPoint(1, 1), roc[^1]);
        Assert.Empty(SampleTraining.Report(questions: [.. SampleTraining.Questions().Where(question => question.IsWin)]).Roc);
    }

    [Fact]
    public void Verdict_is_good_only_when_every_gate_is_met()
    {
        Assert.StartsWith("No evidence of an edge", Report.Verdict, StringComparison.Ordinal);
        Assert.StartsWith("The gates are met", SampleTraining.Report(isMet: true).Verdict, StringComparison.Ordinal);
    }
}
