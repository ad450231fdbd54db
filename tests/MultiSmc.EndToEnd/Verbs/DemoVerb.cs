using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

public sealed class DemoVerb(DemoVerb.Runs runs) : IClassFixture<DemoVerb.Runs>
{
    private static readonly string[] Files = ["decisions.csv", "equity.csv", "orders.csv", "report.html", "report.json", "trades.csv", "zones.csv"];

    [Fact]
    public void Shows_a_table_that_ends_with_warnings_and_the_identity()
    {
        Assert.Equal(0, runs.Table.Code);
        string[] sections = ["Run", "Account", "Trades, net of fees", "Orders", "Fill band", "Break-even", "Warnings", "Identity"];
        var places = sections.Select(section => runs.Table.Out.IndexOf("\n" + section, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("\n  ! few-trades: Only ", runs.Table.Out, StringComparison.Ordinal);
        Assert.Contains("\n  ! short-sample: ", runs.Table.Out, StringComparison.Ordinal);
        Assert.Contains("version 0.1.0, seed 7, model none", runs.Table.Out, StringComparison.Ordinal);
        Assert.Contains("Next: multismc init", runs.Table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_its_report_as_json_on_stdout()
    {
        Assert.Equal(0, runs.Json.Code);
        var report = ReportJson.Parse(runs.Json.Out);
        Assert.Equal("multismc.backtest/1", report.At("schema").GetString());
        Assert.Equal("7", report.At("identity", "seed").GetString());
        Assert.Equal(2_000_000, report.Counter("trades"));
        Assert.True(report.At("trades", "count").GetInt64() > 0);
        Assert.Contains("few-trades", report.Warnings().Keys);
        Assert.Equal(File.ReadAllText(runs.Folder.PathOf("second/report.json")), runs.Json.Out);
    }

    [Fact]
    public void Writes_the_report_and_its_tables_and_nothing_else()
    {
        Assert.Equal(Files, Workspace.Bytes(runs.Folder.PathOf("first")).Keys);
        Assert.Equal(["first", "other", "second"], runs.Folder.Entries().Where(static entry => !entry.Contains(Path.DirectorySeparatorChar)));
        Assert.All(Files, file => Assert.True(File.ReadLines(runs.Folder.PathOf("first/" + file)).Count() > 1, file));
    }

    [Fact]
    public void Gives_the_same_bytes_for_the_same_seed() =>
        Assert.Equal(Workspace.Bytes(runs.Folder.PathOf("first")), Workspace.Bytes(runs.Folder.PathOf("second")));

    [Fact]
    public void Gives_another_result_for_another_seed()
    {
        Assert.Equal(0, runs.Other.Code);
        var (one, other) = (ReportJson.Parse(runs.Json.Out), ReportJson.Parse(runs.Other.Out));
        Assert.Equal("8", other.At("identity", "seed").GetString());
        Assert.NotEqual(one.At("equity", "net_result").GetString(), other.At("equity", "net_result").GetString());
        var (ones, others) = (Workspace.Bytes(runs.Folder.PathOf("first")), Workspace.Bytes(runs.Folder.PathOf("other")));
        Assert.All(Files, file => Assert.NotEqual(ones[file], others[file]));
    }

    [Fact]
    public void Uses_no_colour_and_draws_no_progress_when_it_is_not_on_a_terminal()
    {
        Assert.DoesNotContain('\e', runs.Table.Out + runs.Table.Error + runs.Json.Out + runs.Json.Error);
        Assert.Equal(2, runs.Table.Error.Count(static letter => letter == '\n'));
        Assert.StartsWith("a synthetic market of 2,000,000 trades, seed 7", runs.Table.Error, StringComparison.Ordinal);
        Assert.EndsWith("written to first\n", runs.Table.Error, StringComparison.Ordinal);
    }

    /// <summary>Three runs for all tests: they take seconds each.</summary>
    public sealed class Runs : IAsyncLifetime
    {
        internal Workspace Folder { get; } = new();

        internal Outcome Table { get; private set; } = new(-1, "", "");

        internal Outcome Json { get; private set; } = new(-1, "", "");

        internal Outcome Other { get; private set; } = new(-1, "", "");

        public async ValueTask InitializeAsync()
        {
            Table = await Folder.RunAsync("demo", "--out", "first");
            Json = await Folder.RunAsync("demo", "--seed", "7", "--json", "--out", "second");
            Other = await Folder.RunAsync("demo", "--seed", "8", "--json", "--out", "other");
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
