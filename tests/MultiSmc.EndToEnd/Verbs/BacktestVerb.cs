using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

public sealed class BacktestVerb(BacktestVerb.Runs runs) : IClassFixture<BacktestVerb.Runs>
{
    private const string January = "LTCUSDT-trades-2025-01-01";

    [Fact]
    public void Trades_on_an_archive_and_reports_what_it_read()
    {
        Assert.Equal((0, 0), (runs.First.Code, runs.Second.Code));
        var report = ReportJson.Parse(runs.Second.Out);
        Assert.Equal("multismc.backtest/1", report.At("schema").GetString());
        Assert.Equal((Runs.Rows, Runs.Rows, 0), (report.Counter("trades"), report.Counter("accepted"), report.Counter("missing_ids")));
        var trades = report.At("trades", "count").GetInt64();
        Assert.True(trades > 0);
        Assert.Equal(trades, File.ReadLines(runs.Folder.PathOf("named/trades.csv")).Count() - 1);
        Assert.Matches($"(?m)^  Trades +{trades}$", runs.First.Out);
    }

    [Fact]
    public void Puts_its_files_into_a_folder_of_the_configuration_s_name_and_hash()
    {
        var hash = ReportJson.Parse(runs.Second.Out).At("identity", "config_sha256").GetString() ?? "";
        Assert.Equal($"config-{hash[..8]}", Path.GetFileName(runs.Own));
        Assert.Matches($@"^reading 1 file, \d\.\d MB\nwritten to {System.Text.RegularExpressions.Regex.Escape(runs.Own)}\n$", runs.First.Error);
    }

    [Fact]
    public void Gives_the_same_bytes_again_wherever_the_files_go()
    {
        Assert.Equal(runs.OwnBytes, Workspace.Bytes(runs.Folder.PathOf("named")));
        Assert.Equal(File.ReadAllText(runs.Folder.PathOf("named/report.json")), runs.Second.Out);
    }

    [Fact]
    public void Names_every_file_with_its_hash_in_the_identity()
    {
        var archive = runs.Folder.PathOf(January + ".zip");
        var file = Assert.Single(ReportJson.Parse(runs.Second.Out).At("identity", "files").EnumerateArray());
        Assert.Equal(January + ".zip", file.At("name").GetString());
        Assert.Equal(new FileInfo(archive).Length, file.At("bytes").GetInt64());
        Assert.Equal(Workspace.Sha256(archive), file.At("sha256").GetString());
        Assert.Contains($"  {Workspace.Sha256(archive)}  {January}.zip\n", runs.First.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_its_own_folder_s_run_but_a_named_one_only_when_told()
    {
        using var folder = Small();
        Assert.Equal(0, (await folder.RunAsync("backtest", "--out", "named")).Code);
        Assert.Equal(0, (await folder.RunAsync("backtest")).Code);
        var before = folder.Entries();

        var refused = await folder.RunAsync("backtest", "--out", "named");
        Assert.Equal(
            (1, "error: named holds a run already; name another folder, or say --overwrite to replace it\n", ""),
            (refused.Code, refused.Error, refused.Out));
        Assert.Equal(0, (await folder.RunAsync("backtest", "--out", "named", "--overwrite")).Code);
        Assert.Equal(0, (await folder.RunAsync("backtest")).Code);
        Assert.Equal(before, folder.Entries());
    }

    [Fact]
    public async Task Never_replaces_what_is_no_run()
    {
        using var folder = Small();
        folder.Write("mine/letter.txt", "dear");
        Assert.Equal(0, (await folder.RunAsync("backtest")).Code);
        var own = Assert.Single(Directory.GetDirectories(folder.PathOf("out")));
        File.Delete(Path.Combine(own, "report.json"));
        var before = folder.Entries();

        const string others = "holds other files and no run; name another folder: this one will not be replaced";
        await RefusedAsync(folder, "mine " + others, "--out", "mine");
        await RefusedAsync(folder, "mine " + others, "--out", "mine", "--overwrite");
        await RefusedAsync(folder, own + " " + others);
        await RefusedAsync(folder, "config.yaml is a file; name a folder for the run", "--out", "config.yaml", "--overwrite");
        Assert.Equal(before, folder.Entries());
        Assert.Equal("dear", File.ReadAllText(folder.PathOf("mine/letter.txt")));
    }

    private static async Task RefusedAsync(Workspace folder, string message, params string[] more)
    {
        var outcome = await folder.RunAsync(["backtest", .. more]);
        Assert.Equal((1, $"error: {message}\n", ""), (outcome.Code, outcome.Error, outcome.Out));
    }

    private static Workspace Small()
    {
        var folder = new Workspace();
        folder.WriteArchive(January, SyntheticRows.Of(seed: 5, count: 500));
        folder.Configure(January + ".zip");
        return folder;
    }

    /// <summary>One market, run twice.</summary>
    public sealed class Runs : IAsyncLifetime
    {
        internal const int Rows = 60_000;

        internal Workspace Folder { get; } = new();

        internal Outcome First { get; private set; } = new(-1, "", "");

        internal Outcome Second { get; private set; } = new(-1, "", "");

        internal string Own { get; private set; } = "";

        internal SortedDictionary<string, string> OwnBytes { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Folder.WriteArchive(January, SyntheticRows.Of(seed: 5, Rows));
            Folder.Configure(January + ".zip");
            First = await Folder.RunAsync("backtest");
            Own = Assert.Single(Directory.GetDirectories(Folder.PathOf("out")));
            OwnBytes = Workspace.Bytes(Own);
            Second = await Folder.RunAsync("backtest", "--json", "--config", "config.yaml", "--out", "named");
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
