using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>The first thing that a newcomer tries: exchange, model, node and terminal in one process.</summary>
public sealed class DemoVerb
{
    [Fact]
    public async Task Trades_ends_by_itself_is_replayed_and_makes_its_folder_anew()
    {
        using var folder = new Workspace();

        var demo = await folder.RunAsync("demo", "--for", "20", "--days", "1", "--folder", "show", "--terminal", "0");

        Assert.True(demo.Code == 0, demo.Error);
        Assert.StartsWith("stopped: session ", demo.Out, StringComparison.Ordinal);
        Assert.Contains("nothing earned here says anything about a real market", demo.Error, StringComparison.Ordinal);
        Assert.Contains("terminal at http://127.0.0.1:", demo.Error, StringComparison.Ordinal);
        Assert.Contains("our books are the exchange's", demo.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', demo.Out + demo.Error);
        var session = demo.Out.Split([' ', ','])[2];
        var replay = await folder.RunAsync("replay", session, "--journal", "show/state/journal.db");
        Assert.True(replay.Code == 0, replay.Out + replay.Error);
        Assert.StartsWith($"identical: session {session}, ", replay.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await folder.RunAsync("config", "check", "--config", "show/config.yaml")).Code);
        Assert.Equal(6, (await folder.RunAsync("status", "--config", "show/config.yaml")).Code);

        // The demonstration's account is gone with it, and nothing of it stays outside of its folder.
        Assert.Contains("show/exchange/demo.key.lock", folder.Entries());
        Assert.DoesNotContain(folder.Entries(), static entry => entry.StartsWith(".local/", StringComparison.Ordinal) && entry.EndsWith(".lock", StringComparison.Ordinal));

        folder.Write("show/left-over", "");
        var second = await folder.RunAsync("demo", "--for", "1", "--days", "1", "--folder", "show", "--no-terminal", "--json");
        Assert.True(second.Code == 0, second.Error);
        Assert.Equal("multismc.node.status/1", ReportJson.Parse(second.Out).At("schema").GetString());
        Assert.False(File.Exists(folder.PathOf("show/left-over")));
        Assert.NotEqual(0, (await folder.RunAsync("replay", session, "--journal", "show/state/journal.db")).Code);
    }

    [Theory]
    [InlineData("is there and no demonstration made it", "--folder", "mine")]
    [InlineData("--days 31 is out of range; allowed: 1 to 30", "--days", "31")]
    [InlineData("--for 0 is out of range", "--for", "0")]
    public async Task Refuses_what_it_must_not_touch_or_can_not_do(string said, params string[] options)
    {
        using var folder = new Workspace();
        folder.Write("mine/precious", "kept");

        var demo = await folder.RunAsync(["demo", .. options]);

        Assert.Equal((2, ""), (demo.Code, demo.Out));
        Assert.Contains(said, demo.Error, StringComparison.Ordinal);
        Assert.Equal(["mine", "mine/precious"], folder.Entries());
    }
}
