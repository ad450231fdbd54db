namespace MultiSmc.Research.Tests;

public sealed class FillBandTests
{
    [Fact]
    public void Runs_stand_from_the_most_cautious_to_the_most_hopeful()
    {
        var band = Compute(("touch", "1030"), ("trade-through", "1010"), ("queue", "1020"));

        Assert.Equal(["trade-through", "queue", "touch"], band.Rows.Select(row => row.FillModel));
        Assert.Equal([false, false, true], band.Rows.Select(row => row.IsConfigured));
        Assert.Equal([0.01, 0.02, 0.03], band.Rows.Select(row => row.TotalReturn.GetValueOrDefault()));
    }

    [Theory]
    [InlineData("1010", "1030", false)]
    [InlineData("990", "980", false)]
    [InlineData("1000", "1000", false)]
    [InlineData("990", "1010", true)]
    [InlineData("1000", "1010", true)]
    public void Sign_differs_when_one_assumption_wins_and_another_does_not(string cautious, string hopeful, bool isDifferent)
    {
        Assert.Equal(isDifferent, Compute(("trade-through", cautious), ("touch", hopeful)).IsSignDifferent);
    }

    private static FillBand Compute(params (string FillModel, string End)[] runs) =>
        FillBand.Compute([.. runs.Select(run => RunFigures.Compute(
            new FillModelRun(run.FillModel, "none", new RunBuilder("1000").Finish(Fixtures.Day(1), run.End).Recorder),
            _ => "BTCUSDT"))]);
}
