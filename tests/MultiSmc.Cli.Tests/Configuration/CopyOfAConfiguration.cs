using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

/// <summary>A copy is the same configuration but for what is changed: its identity says so.</summary>
public sealed class CopyOfAConfiguration
{
    private const string Two = """
        schema: 1
        data: {from: 2025-01-02, root: here}
        account: {balances: {USDT: "5000", BNB: "1.5"}}
        defaults:
          packets: {bucket: "20000"}
          structure: {tp_milli: [0, 100, 200]}
        symbols:
          - symbol: LTCUSDT
            files: ["a*.zip"]
            model: ote_v1
            strategy: {min_interval: 0.5s, threshold: break_even}
          - symbol: BTCUSDT
            files: [b.zip]
            packets: {bucket: 100000, overshoot: split}
            structure: {left: 7, right: 9}
        execution: {latency: 50ms, seed: 3}
        terminal: {port: 7100}
        """;

    [Theory]
    [InlineData(Given.Least)]
    [InlineData(Two)]
    public void Is_the_same_when_nothing_is_changed(string text)
    {
        var original = Given.Loaded(text);
        var copy = Given.Loaded(Copy(original, [], []));
        Assert.Equal(original.Hash, copy.Hash);
        Assert.Equal((original.DataRoot, original.ModelsRoot, original.Report.Out), (copy.DataRoot, copy.ModelsRoot, copy.Report.Out));
    }

    [Fact]
    public void Has_what_the_environment_said()
    {
        var variables = new Dictionary<string, string> { ["MULTISMC__SYMBOLS__0__PACKETS__BUCKET"] = "777" };
        var original = Given.Loaded(Two, variables);
        Assert.Equal(original.Hash, Given.Loaded(Copy(original, [], [])).Hash);
        Assert.Equal("777", Given.Value(Given.Loaded(Copy(original, [], [])), "symbols[0].packets.bucket").Text);
    }

    [Fact]
    public void Keeps_the_symbols_it_is_told_with_the_values_it_is_told()
    {
        var copy = Given.Loaded(Copy(Given.Loaded(Two), ["BTCUSDT"], new()
        {
            ["data.to"] = "\"2025-02-01\"", ["structure.left"] = "12", ["structure.tp_milli"] = "[0, 10, 20]", ["packets.bucket"] = "\"250000\"", ["model"] = "none",
        }));
        var symbol = Assert.Single(copy.Symbols);
        Assert.Equal("BTCUSDT", symbol.Instrument.Symbol);
        Assert.Equal((12, 9, 20L), (symbol.Structure.Left, symbol.Structure.Right, symbol.Structure.TpMilli[2]));
        Assert.Equal("250000", Given.Value(copy, "symbols[0].packets.bucket").Text);
        Assert.NotNull(copy.DataTo);
    }

    private static string Copy(BacktestConfiguration original, string[] symbols, Dictionary<string, string?> changes) =>
        ConfigurationCopy.Text(original, "A copy.", symbols, changes);
}
