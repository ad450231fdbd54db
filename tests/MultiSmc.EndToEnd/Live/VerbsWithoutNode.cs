using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

public sealed class VerbsWithoutNode
{
    [Theory]
    [InlineData("status --json")]
    [InlineData("status --watch")]
    [InlineData("orders")]
    [InlineData("positions")]
    [InlineData("trades")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    [InlineData("close LTCUSDT")]
    [InlineData("kill --flatten")]
    [InlineData("logs -f")]
    public async Task Say_that_none_runs_and_how_to_start_one(string line)
    {
        using var folder = new Workspace();
        folder.Write("config.yaml", "schema: 1\nsymbols: [{symbol: LTCUSDT, packets: {bucket: \"20000\"}}]\n");

        var outcome = await folder.RunAsync(line.Split(' '));

        Assert.Equal((6, ""), (outcome.Code, outcome.Out));
        Assert.Contains($"error: no node is running on {folder.PathOf("state")}; `multismc paper` or `multismc live` starts one", outcome.Error, StringComparison.Ordinal);
    }
}
