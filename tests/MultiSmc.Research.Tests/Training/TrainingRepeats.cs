using MultiSmc.Learning;

namespace MultiSmc.Research.Tests;

public sealed class TrainingRepeats
{
    // Rows and features are drawn for each tree, so that the seed has something to say.
    private static readonly TrainingPlan Drawn = new()
    {
        MinZones = 50,
        Trees = new TrainingParameters { Rounds = 20, Subsample = 0.7, ColumnSampleByTree = 0.5, Seed = 11 },
    };

    [Fact]
    public void Give_the_same_model_and_report_byte_for_byte()
    {
        TrainingRun.RequireLibrary();
        var first = Make(Drawn);
        var second = Make(Drawn);
        Assert.True(first.Model.Trained.Json.Span.SequenceEqual(second.Model.Trained.Json.Span), "the models differ");
        Assert.Equal(first.Model.Threshold, second.Model.Threshold);
        Assert.Equal(first.Model.ExpectedKeptShare, second.Model.ExpectedKeptShare);
        Assert.Equal(first.Report.Pooled, second.Report.Pooled);
        Assert.Equal(first.Report.Blocks, second.Report.Blocks);
        Assert.Equal(first.Report.Tested, second.Report.Tested);
        Assert.Equal(first.Evidence, second.Evidence);
        Assert.Equal(first.Gates, second.Gates);
    }

    [Fact]
    public void Give_another_model_for_another_seed()
    {
        TrainingRun.RequireLibrary();
        var first = Make(Drawn);
        var second = Make(Drawn with { Trees = Drawn.Trees with { Seed = 12 } });
        Assert.False(first.Model.Trained.Json.Span.SequenceEqual(second.Model.Trained.Json.Span), "the models are the same");
    }

    private static TrainingOutcome.Made Make(TrainingPlan plan) =>
        Assert.IsType<TrainingOutcome.Made>(TrainingRun.Train(TrainingRun.Set(3, 400_000, 10_000), plan));
}
