using System.Text.Json;
using MultiSmc.Learning;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal.Tests;

/// <summary>What the page shows of a training's report, and what it does without.</summary>
public sealed class TrainingOnDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("training").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Scores_are_shown_without_their_empty_ends()
    {
        var file = Written(new
        {
            schema = "multismc.train/1",
            identity = new { model_sha256 = "abc" },
            pooled = new { pr_auc = 0.61 },
            scores = Enumerable.Range(0, 20).Select(static bin => new { from = bin / 20.0, to = (bin + 1) / 20.0, wins = bin is 8 or 11 ? bin : 0, losses = bin is 9 ? 4 : 0 }),
        });
        Assert.Equal(0.61, file.PrAuc);
        Assert.Equal([0.4, 0.45, 0.5, 0.55, 0.6], file.Scores!.Edges.Select(static edge => Math.Round(edge, 9)));
        Assert.Equal([8, 0, 0, 11], file.Scores.Wins);
        Assert.Equal([0, 4, 0, 0], file.Scores.Losses);
    }

    [Fact]
    public void A_report_of_before_is_read_without_what_it_lacks()
    {
        var file = Written(new { schema = "multismc.train/1", identity = new { model_sha256 = "abc" }, pooled = new { auc = 0.6 } });
        Assert.Null(file.PrAuc);
        Assert.Null(file.Scores);
        Assert.False(file.HasSpreads);
        Assert.Empty(file.Drift(["a"], [new FeatureSnapshot([1f])]));
    }

    [Fact]
    public void Drift_is_of_each_feature_by_its_name_worst_first()
    {
        var random = new Random(5);
        var (calm, moved) = (FeatureBins.Of(Uniform(random, 0)), FeatureBins.Of(Uniform(random, 0)));
        var file = Written(new
        {
            schema = "multismc.train/1",
            identity = new { model_sha256 = "abc" },
            feature_spreads = new[] { Spread("calm", calm), Spread("gone", calm), Spread("moved", moved) },
        });
        var questions = Uniform(random, 0.4).Zip(Uniform(random, 0)).Select(static pair => new FeatureSnapshot([pair.First, pair.Second])).ToArray();
        var drift = file.Drift(["moved", "calm"], questions);
        Assert.True(file.HasSpreads);
        Assert.Equal(["moved", "calm"], drift.Select(static one => one.Feature));
        Assert.True(drift[0].Psi > 0.2 && drift[1].Psi < 0.05, $"{drift[0].Psi} {drift[1].Psi}");
    }

    [Fact]
    public async Task What_the_model_looked_at_is_kept_for_it()
    {
        await using var session = new DemoSession(60_000);
        session.Run();
        var features = session.Model.Read(static state => state.Features.Of("wave"));
        var asked = session.Result.Runs[0].Record.Traces.Where(static trace => trace.Trace is StrategyTrace.Decided { Features.Values.IsEmpty: false })
            .Select(static trace => (trace.Instrument, ((StrategyTrace.Decided)trace.Trace).ZoneId, Decided: (StrategyTrace.Decided)trace.Trace)).DistinctBy(static one => (one.Instrument, one.ZoneId));
        Assert.Equal(asked.Select(static one => one.Decided.Features), features);
        Assert.Empty(session.Model.Read(static state => state.Features.Of("another")));
        var log = new FeatureLog();
        for (var i = 0; i < 18_000; i++)
            log.Add("m", "A", i / 2, new FeatureSnapshot([i]));
        Assert.Equal((4_000, 10_000f, 17_998f), (log.Of("m").Count, log.Of("m")[0].Values[0], log.Of("m")[^1].Values[0]));
    }

    private static float[] Uniform(Random random, double shift) => [.. Enumerable.Range(0, 3_000).Select(_ => (float)(random.NextDouble() + shift))];

    private static object Spread(string feature, FeatureBins bins) => new { feature, count = bins.Count, edges = bins.Edges, shares = bins.Shares };

    private TrainingFile Written(object report)
    {
        File.WriteAllText(Path.Combine(_folder, "report.json"), JsonSerializer.Serialize(report));
        return TrainingFile.Read(_folder, "abc")!;
    }
}
