using MultiSmc.EndToEnd.Support;
using MultiSmc.Testing;

namespace MultiSmc.EndToEnd.Recorded;

public sealed class ExampleConfigurations
{
    [Theory]
    [InlineData("ltcusdt", "binance-trades/agg-as-trades")]
    [InlineData("btcusdt", "binance-trades/derived")]
    public async Task Trade_on_the_recordings_and_give_the_same_bytes_again(string name, string recordings)
    {
        SharedData.Require(recordings);
        using var folder = new Workspace();
        string[] line = ["backtest", "--config", Checkout.PathOf($"examples/{name}.yaml"), "--data", SharedData.Require(".")];

        var first = await folder.RunAsync([.. line, "--out", "first"]);
        var second = await folder.RunAsync([.. line, "--json", "--out", "second"]);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(Workspace.Bytes(folder.PathOf("first")), Workspace.Bytes(folder.PathOf("second")));
        Assert.True(File.ReadLines(folder.PathOf("first/trades.csv")).Count() > 1);
        var report = ReportJson.Parse(second.Out);
        Assert.Contains("few-trades", report.Warnings().Keys);
        Assert.Equal(
            ["trade-through", "touch"], report.At("band", "runs").EnumerateArray().Select(static run => run.GetProperty("fill_model").GetString()));
        Assert.All(report.At("band", "runs").EnumerateArray(), static run => Assert.True(run.GetProperty("trades").GetInt64() > 0));
    }

    [Fact]
    public async Task Say_how_much_of_the_tape_is_missing()
    {
        SharedData.Require("binance-trades/agg-as-trades");
        using var folder = new Workspace();

        var run = await folder.RunAsync(
            "packets", "--config", Checkout.PathOf("examples/ltcusdt.yaml"), "--data", SharedData.Require("."), "--out", "packets.csv");

        Assert.Equal(0, run.Code);
        Assert.StartsWith(
            "warning: LTCUSDT-trades-2025-06-21.zip: trade ids missing: 168, in gaps: 16; what happened there was not seen\n"
            + "warning: LTCUSDT-trades-2025-06-22.zip: trade ids missing: 29, in gaps: 3; what happened there was not seen\n",
            run.Error, StringComparison.Ordinal);
        Assert.Contains(" 197 ids missing, ", run.Error, StringComparison.Ordinal);
    }
}
