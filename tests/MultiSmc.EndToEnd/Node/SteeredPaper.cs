using System.Text.Json;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Node;

/// <summary>A running paper node, asked and steered from another process.</summary>
public sealed class SteeredPaper
{
    [Fact]
    public async Task Answers_every_verb_and_stops_in_good_order()
    {
        using var folder = new Workspace();
        folder.WriteArchive("LTCUSDT-trades-2025-01-01", SyntheticRows.Of(seed: 4, count: 60_000));
        folder.Configure("*.zip");
        var none = await folder.RunAsync("status");
        Assert.Equal((6, ""), (none.Code, none.Out));

        using var paper = Multismc.Start(folder.Path, "paper", "--speed", "400");
        await paper.TryReadErrorLineAsync();
        await UntilRunningAsync(folder);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.PathOf("state/control.sock")));

        Assert.Contains("Paused.", (await DoneAsync(folder, "pause")).Out, StringComparison.Ordinal);
        Assert.Equal("paused", (await StatusAsync(folder)).GetProperty("locks")[0].GetString());
        Assert.Contains("Resumed.", (await DoneAsync(folder, "resume")).Out, StringComparison.Ordinal);
        var nothing = await folder.RunAsync("close", "LTCUSDT", "--setup", "9999");
        Assert.Equal(1, nothing.Code);
        Assert.Contains("no such position", nothing.Error, StringComparison.Ordinal);
        foreach (var part in (string[][])[["--part", "50"], ["--quantity", "0"], ["--part", "50%", "--quantity", "1"]])
            Assert.Equal(2, (await folder.RunAsync(["close", "LTCUSDT", .. part])).Code);
        var half = await folder.RunAsync("close", "LTCUSDT", "--setup", "9999", "--part", "50%");
        Assert.Equal(1, half.Code);
        Assert.Contains("no such position", half.Error, StringComparison.Ordinal);
        var stranger = await folder.RunAsync("pause", "--symbol", "BTCUSDT");
        Assert.Equal(1, stranger.Code);
        Assert.Contains("it trades LTCUSDT", stranger.Error, StringComparison.Ordinal);
        foreach (var verb in (string[])["orders", "positions", "trades"])
        {
            var answer = await DoneAsync(folder, verb, "--json");
            using var json = JsonDocument.Parse(answer.Out);
            Assert.Equal($"multismc.node.{verb}/1", json.RootElement.GetProperty("schema").GetString());
            Assert.NotEqual("", (await DoneAsync(folder, verb)).Out);
        }

        Assert.Contains("paused by cli", (await DoneAsync(folder, "logs", "-n", "500")).Out, StringComparison.Ordinal);
        Assert.Contains("Killed.", (await DoneAsync(folder, "kill", "--flatten")).Out, StringComparison.Ordinal);
        Assert.Contains("LTCUSDT", (await DoneAsync(folder, "status")).Out, StringComparison.Ordinal);

        var second = await folder.RunAsync("paper");
        Assert.Equal(1, second.Code);
        Assert.Contains("another node runs", second.Error, StringComparison.Ordinal);

        await paper.SignalAsync("TERM");
        var stopped = await paper.FinishAsync();
        Assert.True(stopped.Code == 0, stopped.Error);
        Assert.Contains("The session goes on with the next start.", stopped.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("state/control.sock")));

        var rest = await folder.RunAsync("paper", "--json");
        Assert.True(rest.Code == 0, rest.Error);
        using var end = JsonDocument.Parse(rest.Out);
        Assert.Equal("killed", end.RootElement.GetProperty("locks")[0].GetString());
        var session = end.RootElement.GetProperty("session").GetString() ?? "";
        var replay = await folder.RunAsync("replay", session, "--journal", "state/journal.db");
        Assert.True(replay.Code == 0, replay.Out + replay.Error);
    }

    private static async Task UntilRunningAsync(Workspace folder)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            var answer = await folder.RunAsync("status", "--json");
            if (answer.Code != 0)
                continue;
            using var json = JsonDocument.Parse(answer.Out);
            if (json.RootElement.GetProperty("phase").GetString() == "running" && json.RootElement.GetProperty("inputs").GetInt64() > 0)
                return;
        }

        Assert.Fail("the node never ran");
    }

    private static async Task<JsonElement> StatusAsync(Workspace folder)
    {
        using var json = JsonDocument.Parse((await DoneAsync(folder, "status", "--json")).Out);
        return json.RootElement.Clone();
    }

    private static async Task<Outcome> DoneAsync(Workspace folder, params string[] args)
    {
        var outcome = await folder.RunAsync(args);
        Assert.True(outcome.Code == 0, $"{string.Join(' ', args)}: {outcome.Code} {outcome.Out} {outcome.Error}");
        return outcome;
    }
}
