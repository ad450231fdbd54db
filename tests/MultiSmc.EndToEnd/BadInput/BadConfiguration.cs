using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.BadInput;

/// <summary>A configuration that is refused: exit code 3, file, line, path, what is wrong, what is allowed; nothing read, nothing written.</summary>
public sealed class BadConfiguration
{
    private const string Head = "schema: 1\ndata: {root: .}\nsymbols:\n";
    private const string Good = Head + "  - {symbol: LTCUSDT, files: [a.csv], packets: {bucket: \"5000\"}}\n";

    public static TheoryData<string, string[]> Files => new()
    {
        {
            Head + "  - {symbol: XYZUSDT, files: [a.csv], packets: {bucket: \"5000\"}}\n",
            [
                "  config.yaml:4:14: symbols[0].instrument.base: is missing, and 'XYZUSDT' is not an instrument this program knows; allowed: ",
                "  config.yaml:4:14: symbols[0].instrument.tick_size: is missing, and 'XYZUSDT' is not an instrument this program knows; allowed: ",
            ]
        },
        { Good + "executon: {seed: 1}\n", ["  config.yaml:5:1: executon: is an unknown key; did you mean 'execution'?\n"] },
        { Good + "fees:\n  taker_pmm: 1000\n", ["  config.yaml:6:3: fees.taker_pmm: is an unknown key; did you mean 'taker_ppm'?\n"] },
        { Good + "nonsense: 1\n", ["  config.yaml:5:1: nonsense: is an unknown key"] },
        { Good + "fees: {maker_ppm: lots}\n", ["  config.yaml:5:19: fees.maker_ppm: 'lots' ", "an integer from 0 to 100000"] },
        { Good + "risk: {risk_ppm: -1}\n", ["  config.yaml:5:18: risk.risk_ppm: '-1' is out of range; allowed: "] },
        { Good + "fees: {}\nfees: {}\n", ["config.yaml:6:1: "] },
        {
            Good + "defaults:\n  structure: {ote_top_milli: 720}\n",
            ["  config.yaml:6:30: symbols[0].structure.ote_top_milli: '720' is not less than entry_milli (705)"]
        },
        {
            Good + "execution: {latency: 10ms, latency_jitter: 20ms}\n",
            ["  config.yaml:5:44: execution.latency_jitter: '20ms' is more than the latency (10ms): some would be negative\n"]
        },
        {
            Good + "fees: {pay_in: bnb}\n",
            ["fees.pay_in: 'bnb' needs fees.bnb_price\n", "fees.pay_in: 'bnb' needs a balance of BNB under account.balances\n"]
        },
        { "symbols: [\n", ["config.yaml:"] },
        { "", ["config.yaml"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Is_refused_with_file_line_and_what_is_allowed(string text, string[] messages)
    {
        using var folder = new Workspace();
        folder.WriteLines("a.csv", SyntheticRows.Of(seed: 1, count: 50));
        folder.Write("config.yaml", text);

        var outcome = await folder.RunAsync("backtest");

        Assert.Equal((3, ""), (outcome.Code, outcome.Out));
        Assert.StartsWith("error: the configuration has ", outcome.Error, StringComparison.Ordinal);
        Assert.All(messages, message => Assert.Contains(message, outcome.Error, StringComparison.Ordinal));
        Assert.Equal(["a.csv", "config.yaml"], folder.Entries());
    }

    [Theory]
    [InlineData("packets", "--out", "packets.csv")]
    [InlineData("structure", "--out", "events.csv")]
    public async Task Is_refused_by_every_verb_that_reads_it(params string[] line)
    {
        using var folder = new Workspace();
        folder.Write("config.yaml", Good + "nonsense: 1\n");

        var outcome = await folder.RunAsync(line);

        Assert.Equal((3, ""), (outcome.Code, outcome.Out));
        Assert.StartsWith(
            "error: the configuration has a fault\n  config.yaml:5:1: nonsense: is an unknown key", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["config.yaml"], folder.Entries());
    }

    [Fact]
    public async Task Tells_every_fault_at_once()
    {
        using var folder = new Workspace();
        folder.Write("config.yaml", Good + "executon: {}\nfees: {maker_ppm: -1, taker_pmm: 2}\nexecution: {latency: 10ms, latency_jitter: 20ms}\n");

        var outcome = await folder.RunAsync("backtest");

        Assert.Equal(3, outcome.Code);
        Assert.StartsWith("error: the configuration has 4 faults\n", outcome.Error, StringComparison.Ordinal);
        var faults = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(["5", "6", "6", "7"], faults.Select(static fault => fault.Split(':')[1]));
    }

    [Fact]
    public async Task That_is_not_there_is_said_with_how_to_make_one()
    {
        using var folder = new Workspace();

        var outcome = await folder.RunAsync("backtest", "--config", "mine.yaml");

        Assert.Equal((3, ""), (outcome.Code, outcome.Out));
        Assert.Equal("error: the configuration has a fault\n  mine.yaml: no such file; `multismc init` writes one\n", outcome.Error);
    }
}
