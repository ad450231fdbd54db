using System.Globalization;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

public sealed class PacketsAndStructureVerbs(PacketsAndStructureVerbs.Tape tape) : IClassFixture<PacketsAndStructureVerbs.Tape>
{
    private const string PacketHeader = "index,segment,flags,first_id,last_id,open_time_ns,close_time_ns,elapsed_ns,open,high,low,close,";

    [Fact]
    public async Task Packets_are_those_the_backtest_counts()
    {
        var packets = await tape.Folder.RunAsync("packets", "--out", "tables/packets.csv");

        Assert.Equal((0, ""), (packets.Code, packets.Out));
        var lines = File.ReadAllLines(tape.Folder.PathOf("tables/packets.csv"));
        Assert.StartsWith(PacketHeader, lines[0], StringComparison.Ordinal);
        Assert.Equal(tape.Report.At("record", "packets").GetInt64(), lines.Length - 1);
        Assert.Equal(Enumerable.Range(0, lines.Length - 1), lines.Skip(1).Select(static line => int.Parse(line.Cell(0), CultureInfo.InvariantCulture)));
        Assert.Equal(
            $"{lines.Length - 1} packets from {Tape.Rows} trades; 0 duplicate or late, 0 invalid, 0 ids missing, 1 segments, 0 trades discarded at breaks\n",
            packets.Error);
    }

    [Fact]
    public async Task Packets_on_stdout_are_the_same_as_in_a_file()
    {
        var printed = await tape.Folder.RunAsync("packets", "--symbol", "LTCUSDT");
        var written = await tape.Folder.RunAsync("packets", "--out", "again.csv");

        Assert.Equal((0, 0), (printed.Code, written.Code));
        Assert.Equal(File.ReadAllText(tape.Folder.PathOf("again.csv")), printed.Out);
    }

    [Fact]
    public async Task Structure_has_the_zones_that_the_backtest_saw()
    {
        var structure = await tape.Folder.RunAsync("structure", "--out", "events.csv", "--zones", "zones.csv");

        Assert.Equal((0, ""), (structure.Code, structure.Out));
        var events = File.ReadAllLines(tape.Folder.PathOf("events.csv"));
        var zones = File.ReadAllLines(tape.Folder.PathOf("zones.csv"));
        Assert.Equal("packet,event,zone,side,kind,index,price,label,replaces,ext,entry,sl,reason,by", events[0]);
        Assert.StartsWith("id,side,kind,broken_index,broken_price,created,", zones[0], StringComparison.Ordinal);
        Assert.Equal(tape.Report.At("record", "zones").GetInt64(), zones.Length - 1);
        Assert.Equal(zones.Length - 1, events.Count(static line => line.Cell(1) == "zone_created"));
        Assert.Equal($"{events.Length - 1} events, {zones.Length - 1} zones\n", structure.Error);
    }

    [Theory]
    [InlineData("these tables are written as .csv or .parquet", "packets", "--out", "table.txt")]
    [InlineData("tables are written as .csv", "structure", "--out", "table.txt")]
    [InlineData("tables are written as .csv", "structure", "--out", "events.csv", "--zones", "table.txt")]
    public async Task A_table_of_another_format_is_refused_before_anything_is_written(string said, params string[] line)
    {
        using var folder = Small("LTCUSDT");
        var before = folder.Entries();

        var outcome = await folder.RunAsync(line);

        Assert.Equal((2, $"error: 'table.txt': {said}; name such a file\n", ""), (outcome.Code, outcome.Error, outcome.Out));
        Assert.Equal(before, folder.Entries());
    }

    [Theory]
    [InlineData("packets")]
    [InlineData("structure")]
    public async Task A_symbol_must_be_one_of_the_configuration_s(string verb)
    {
        using var folder = Small("LTCUSDT", "BTCUSDT");

        var unsaid = await folder.RunAsync(verb);
        var misspelt = await folder.RunAsync(verb, "--symbol", "LTCUSD");
        var said = await folder.RunAsync(verb, "--symbol", "btcusdt");

        Assert.Equal((2, "error: which symbol? say --symbol with one of LTCUSDT, BTCUSDT\n", ""), (unsaid.Code, unsaid.Error, unsaid.Out));
        Assert.Equal(
            (2, "error: LTCUSD is not in config.yaml (it has LTCUSDT, BTCUSDT); did you mean LTCUSDT?\n", ""),
            (misspelt.Code, misspelt.Error, misspelt.Out));
        Assert.Equal(0, said.Code);
    }

    private static Workspace Small(params string[] symbols)
    {
        var folder = new Workspace();
        folder.WriteLines("a.csv", SyntheticRows.Of(seed: 5, count: 300));
        folder.WriteLines(
            "config.yaml",
            [
                "schema: 1", "data: {root: .}", "symbols:",
                .. symbols.Select(static symbol => $"  - {{symbol: {symbol}, files: [a.csv], packets: {{bucket: \"5000\"}}}}"),
            ]);
        return folder;
    }

    /// <summary>A tape with the report of its backtest.</summary>
    public sealed class Tape : IAsyncLifetime
    {
        internal const int Rows = 30_000;

        internal Workspace Folder { get; } = new();

        internal System.Text.Json.JsonElement Report { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Folder.WriteArchive("LTCUSDT-trades-2025-01-01", SyntheticRows.Of(seed: 5, Rows));
            Folder.Configure("*.zip");
            var run = await Folder.RunAsync("backtest", "--json");
            Assert.Equal(0, run.Code);
            Report = ReportJson.Parse(run.Out);
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
