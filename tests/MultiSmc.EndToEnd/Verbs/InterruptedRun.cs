using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

public sealed class InterruptedRun
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Of_the_demo_ends_at_once_and_leaves_its_own_folder_alone(string signal)
    {
        using var folder = new Workspace();
        using var demo = Multismc.Start(folder.Path, "demo", "--days", "1");

        await demo.WaitForErrorLineAsync("a synthetic market with ");
        await demo.SignalAsync(signal);
        var outcome = await demo.FinishAsync();

        Assert.Equal((1, ""), (outcome.Code, outcome.Out));
        Assert.EndsWith("\nerror: interrupted\n", outcome.Error, StringComparison.Ordinal);
        Assert.All(folder.Entries(), static entry => Assert.StartsWith("demo", entry, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Of_a_backtest_leaves_nothing_behind(string signal)
    {
        using var folder = new Workspace();
        // The same archive under many names: much to read, little to write.
        var archive = folder.WriteArchive("LTCUSDT-trades-2025-01-01", SyntheticRows.Of(seed: 4, count: 40_000));
        Directory.CreateDirectory(folder.PathOf("data"));
        for (var copy = 0; copy < 150; copy++)
            File.CreateSymbolicLink(folder.PathOf($"data/copy{copy:D3}.zip"), archive);
        folder.Configure("data/*.zip");
        var before = folder.Entries();
        using var backtest = Multismc.Start(folder.Path, "backtest");

        await backtest.WaitForErrorLineAsync("reading 150 files");
        await backtest.SignalAsync(signal);
        var outcome = await backtest.FinishAsync();

        Assert.Equal((1, ""), (outcome.Code, outcome.Out));
        Assert.EndsWith("\nerror: interrupted\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Entries());
    }
}
