namespace MultiSmc.Research.Tests;

public sealed class TooFewZones
{
    [Fact]
    public void Are_reported_with_how_many_there_are_and_how_many_it_takes()
    {
        var set = TrainingRun.Set(1, 60_000, 0);
        Assert.True(set.Zones > 5, $"{set.Zones} zones");
        var plan = TrainingRun.Plan with { MinZones = set.Zones + 1 };
        var few = Assert.IsType<TrainingOutcome.TooFew>(TrainingRun.Train(set, plan));
        Assert.Equal(new TrainingOutcome.TooFew(set.Zones, set.Zones + 1, set.Rows.Count(row => row.IsWin)), few);
    }

    [Fact]
    public void Are_none_on_an_empty_tape() =>
        Assert.Equal(new TrainingOutcome.TooFew(0, 200, 0), TrainingRun.Train(TrainingRun.Set(1, 0, 0)));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Are_none_on_an_empty_tape_however_little_is_asked_for(int needed) => Assert.Equal(
        new TrainingOutcome.TooFew(0, 1, 0), TrainingRun.Train(TrainingRun.Set(1, 0, 0), TrainingRun.Plan with { MinZones = needed }));

    [Fact]
    public void Are_reported_also_where_all_questions_have_one_answer()
    {
        var set = TrainingRun.Set(1, 2_000, 0);
        Assert.True(set.Rows.Count > 0 && set.Rows.All(row => row.IsWin), $"{set.Rows.Count} questions");
        var few = TrainingRun.Train(set, TrainingRun.Plan with { MinZones = set.Zones });
        Assert.Equal(new TrainingOutcome.TooFew(set.Zones, set.Zones, set.Rows.Count), few);
    }
}
