using System.Text.Json;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Node;

/// <summary>A paper node that is killed again and again ends as one that never was: nothing lost, nothing twice.</summary>
public sealed class KilledPaper
{
    // MULTISMC_KILLS asks for a longer loop than a test's.
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("MULTISMC_KILLS"), out var kills) ? kills : 5;

    [Fact]
    public async Task Goes_on_from_its_journal_and_ends_as_the_backtest_does()
    {
        using var folder = new Workspace();
        folder.WriteArchive("LTCUSDT-trades-2025-01-01", SyntheticRows.Of(seed: 4, count: 60_000));
        folder.Configure("*.zip");
        var backtest = await folder.RunAsync("backtest", "--journal", "bt.db", "--out", "run");
        var reference = await ReplayAsync(folder, "bt.db", SessionOf(backtest.Error));
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var killed = 0;
        for (var at = 0; at < Kills; at++)
        {
            using var paper = Multismc.Start(folder.Path, "paper", "--speed", "40000");
            // A message each for the start, orders, fills: somewhere between the first and the last of them.
            var lines = random.Next(0, 40);
            for (var line = 0; line < lines && await paper.TryReadErrorLineAsync() is not null; line++)
            {
            }

            killed += await paper.TryKillAsync() ? 1 : 0;
        }

        var last = await folder.RunAsync("paper");
        Assert.True(last.Code == 0, $"seed {seed}, {killed} kills: {last.Error}");
        Assert.True(killed >= Kills / 2, $"seed {seed}: only {killed} of {Kills} kills came in time");
        // A tape that came to its end between two kills began anew as another session: its orders have other names, all else is the same.
        Assert.Equal(reference, await ReplayAsync(folder, "state/journal.db", SessionOf(backtest.Error)));
        Assert.Equal(reference.Inputs, (await ReplayAsync(folder, "state/journal.db", SessionOf(last.Out))).Inputs);
    }

    private static string SessionOf(string said)
    {
        var words = said.Split([' ', '\n', ','], StringSplitOptions.RemoveEmptyEntries);
        return words[Array.LastIndexOf(words, "session") + 1];
    }

    /// <summary>What a session did, as its replay tells; it must be identical.</summary>
    private static async Task<(long Inputs, string? Effects)> ReplayAsync(Workspace folder, string journal, string session)
    {
        var replay = await folder.RunAsync("replay", session, "--journal", journal, "--json");
        Assert.True(replay.Code == 0, replay.Out + replay.Error);
        using var json = JsonDocument.Parse(replay.Out);
        return (json.RootElement.GetProperty("inputs").GetInt64(), json.RootElement.GetProperty("effects").GetString());
    }
}
