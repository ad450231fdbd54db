using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.BadInput;

/// <summary>What a quoted variable that is not set leaves on the command line.</summary>
public sealed class EmptyOption
{
    [Theory]
    [InlineData("--config", "backtest", "--config", "")]
    [InlineData("--data", "backtest", "--data", "")]
    [InlineData("--out", "backtest", "--out", "")]
    [InlineData("--out", "packets", "--out", "")]
    [InlineData("--zones", "structure", "--zones", "")]
    [InlineData("--params", "vectors", "--params", "", "--root", ".", "--out", "tables")]
    public async Task Is_a_mistake_of_the_command_line(string option, params string[] line)
    {
        using var folder = new Workspace();
        folder.WriteLines("a.csv", SyntheticRows.Of(seed: 1, count: 50));
        folder.Configure("a.csv");

        var outcome = await folder.RunAsync(line);

        Assert.Equal((2, $"error: {option}: its value is empty\n", ""), (outcome.Code, outcome.Error, outcome.Out));
        Assert.Equal(["a.csv", "config.yaml"], folder.Entries());
    }
}
