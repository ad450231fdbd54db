using System.Net;
using MultiSmc.Research;

namespace MultiSmc.Terminal.Tests;

/// <summary>Runs are read from the folders that a backtest writes.</summary>
public sealed class RunsOnDisk
{
    [Fact]
    public async Task A_run_shows_what_its_result_says()
    {
        var session = new DemoSession(60_000);
        session.Run();
        var report = BacktestReport.Create(session.Result);
        await using var terminal = await HostedTerminal.StartAsync(session, change: options =>
        {
            var folder = Path.Combine(options.StateFolder!, "runs");
            BacktestReportWriter.Write(report, Path.Combine(folder, "first"), false, true);
            Directory.CreateDirectory(Path.Combine(folder, "no-run"));
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "broken")).FullName, "report.json"), "{");
            return options with { RunsFolder = folder };
        });
        var reader = new RunReader(new RunFolders(Path.Combine(terminal.Folder, "runs")));
        var summary = Assert.Single(reader.All());
        var record = session.Result.Runs[0].Record;
        var (start, end) = (record.Equity[0].Equity.Raw, record.Equity[^1].Equity.Raw);
        Assert.Equal("first", summary.Id);
        Assert.Equal((double)(end - start) / start, summary.Net ?? double.NaN, 1e-9);
        Assert.Equal([DemoSession.First, DemoSession.Second], summary.Symbols);
        Assert.InRange(summary.Spark.Count, 2, 26);
        var detail = reader.Detail("first");
        Assert.Equal(record.Trips.Count, detail.Figures.Count);
        Assert.Equal(record.Packets, detail.Packets);
        Assert.Equal("wave", detail.Model);
        Assert.Contains("under-1-year", detail.Flags);
        var trades = reader.Trades("first");
        Assert.Equal(record.Trips.Select(static trip => (double)trip.Trip.NetPnl.Raw / 1e8), trades.Select(static trade => trade.Pnl), new Near());
        Assert.All(trades, static trade => Assert.True(trade.T > 1_700_000_000_000 && trade.Closed >= trade.T && trade.ZoneFound > 0 && trade.ZoneFound <= trade.T));
        Assert.Contains(trades, static trade => trade.Checks > 0 && trade.P is > 0 and < 1);
        var equity = reader.Equity("first");
        Assert.Equal(end / 1e8, equity.Equity[^1], 1e-6);
        Assert.Equal(trades.Sum(static trade => trade.R), equity.R[^1], 1e-6);
        // Beside the run: the band of fill assumptions around it, and what it would have been without the model.
        Assert.Equal(equity.T.Count, equity.T.Distinct().Count());
        Assert.NotNull(equity.Low);
        Assert.NotNull(equity.High);
        for (var i = 0; i < equity.T.Count; i++)
            Assert.InRange(equity.Equity[i], equity.Low[i], equity.High[i]);
        Assert.Equal(session.Result.WithoutModel is null ? null : session.Result.WithoutModel.Record.Equity[^1].Equity.Raw / 1e8, equity.Without?[^1]);
        Assert.Null(equity.RivalsLow);
        Assert.NotNull(equity.Hold);
        Assert.Equal(start / 1e8, equity.Hold[0], 1e-6);
        Assert.Equal(start / 1e8 * (1 + detail.Figures.Hold!.Value), equity.Hold[^1], 1e-4);
        // A run of before a column was written is shown without it.
        var file = Path.Combine(terminal.Folder, "runs", "first", "curves.csv");
        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(static line => line[..line.LastIndexOf(',')]), TestContext.Current.CancellationToken);
        Assert.Null(reader.Equity("first").Hold);
        Assert.Equal(equity.Low, reader.Equity("first").Low);
        foreach (var path in new[] { "runs", "runs/first", "runs/first/equity", "runs/first/trades" })
            Assert.Equal(HttpStatusCode.OK, await terminal.StatusAsync("/api/v1/" + path));
        Assert.Equal(HttpStatusCode.NotFound, await terminal.StatusAsync("/api/v1/runs/broken"));
        Assert.Equal(HttpStatusCode.NotFound, await terminal.StatusAsync("/api/v1/runs/none"));
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-6;

        public int GetHashCode(double value) => 0;
    }
}
