using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

public sealed class InitVerb
{
    [Fact]
    public async Task Leaves_a_sound_configuration_whose_backtest_says_where_it_looks_for_files()
    {
        using var folder = new Workspace();

        var init = await folder.RunAsync("init");
        Assert.Equal(0, init.Code);
        Assert.Equal(["config.yaml", "data"], folder.Entries());

        var check = await folder.RunAsync("config", "check");
        Assert.Equal(0, check.Code);
        Assert.StartsWith("config.yaml: ok (BTCUSDT)", check.Out, StringComparison.Ordinal);

        var backtest = await folder.RunAsync("backtest");
        Assert.Equal((4, ""), (backtest.Code, backtest.Out));
        Assert.Matches(
            $@"^error: BTCUSDT: no file '\S+' under \S*{Path.GetFileName(folder.Path)}\S*data; set data\.root in config\.yaml, or say --data DIR\n$",
            backtest.Error);
        Assert.Equal(["config.yaml", "data"], folder.Entries());
    }
}
