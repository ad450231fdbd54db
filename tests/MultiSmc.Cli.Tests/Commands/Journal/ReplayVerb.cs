using System.Text.Json;
using Microsoft.Data.Sqlite;
using MultiSmc.Core;
using MultiSmc.Journal;

namespace MultiSmc.Cli.Tests.Commands.Journal;

/// <summary>A backtest with a journal, and its replay.</summary>
public sealed class ReplayVerb
{
    [Fact]
    public async Task A_replayed_backtest_is_identical_and_another_parameter_is_named()
    {
        using var folder = new TemporaryFolder();
        var (file, trades) = SyntheticArchive.Write(folder);
        var (journal, data) = (Path.Combine(folder.Path, "journal.db"), Path.Combine(folder.Path, "data"));
        var (code, report, error) = await RunAsync("backtest", "-c", file, "--data", data, "--journal", journal, "--json", "--out", Path.Combine(folder.Path, "run"));
        Assert.Equal((0, ""), (code, code == 0 ? "" : error));
        var session = SessionIn(journal);
        Assert.True(session.LastSequence > trades.Length, "trades and what the exchange said");

        var (same, output, _) = await RunAsync("replay", session.Header.Id, "--journal", journal);
        Assert.Equal(0, same);
        Assert.StartsWith($"identical: session {session.Header.Id}, {session.LastSequence} inputs, ", output, StringComparison.Ordinal);

        AssertHistoryMatches(journal, report);

        var other = folder.Write("other.yaml", SyntheticArchive.Configuration.Replace("min_range_ppm: 3000", "min_range_ppm: 20000", StringComparison.Ordinal));
        var (differs, sides, warning) = await RunAsync("replay", session.Header.Id, "--journal", journal, "--config", other);
        Assert.Equal(7, differs);
        Assert.Contains("first at input ", sides, StringComparison.Ordinal);
        Assert.Contains("  recorded  ", sides, StringComparison.Ordinal);
        Assert.Contains("  replayed  ", sides, StringComparison.Ordinal);
        Assert.Contains("is not the one the session ran with", warning, StringComparison.Ordinal);

        var (differsToo, json, _) = await RunAsync("replay", session.Header.Id, "--journal", journal, "--config", other, "--json");
        Assert.Equal(7, differsToo);
        Assert.False(JsonDocument.Parse(json).RootElement.GetProperty("identical").GetBoolean());
    }

    [Fact]
    public async Task A_changed_input_is_found()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder, trades: 3_000);
        var (journal, data) = (Path.Combine(folder.Path, "journal.db"), Path.Combine(folder.Path, "data"));
        Assert.Equal(0, (await RunAsync("backtest", "-c", file, "--data", data, "--journal", journal, "--out", Path.Combine(folder.Path, "run"))).Code);
        using (var connection = new SqliteConnection($"Data Source={journal};Pooling=False"))
        {
            connection.Open();
            using var change = connection.CreateCommand();
            change.CommandText = "UPDATE block SET body = substr(body, 1, 50) || x'55' || substr(body, 52)";
            Assert.NotEqual(0, change.ExecuteNonQuery());
        }

        var (code, _, error) = await RunAsync("replay", SessionIn(journal).Header.Id, "--journal", journal);
        Assert.Equal(4, code);
        Assert.Contains("is damaged: its checksum does not fit", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder, trades: 500);
        var (journal, data) = (Path.Combine(folder.Path, "journal.db"), Path.Combine(folder.Path, "data"));
        var (none, _, noFile) = await RunAsync("replay", "x", "--journal", journal);
        Assert.Equal((4, $"error: {journal}: no such journal\n"), (none, noFile.ReplaceLineEndings("\n")));

        string[] backtest = ["backtest", "-c", file, "--data", data, "--journal", journal, "--out", Path.Combine(folder.Path, "run"), "--overwrite"];
        Assert.Equal(0, (await RunAsync(backtest)).Code);
        var (unknown, _, noSession) = await RunAsync("replay", "x", "--journal", journal);
        Assert.Equal(4, unknown);
        Assert.Contains("has no session 'x'; it has: " + SessionIn(journal).Header.Id, noSession, StringComparison.Ordinal);

        var (again, _, taken) = await RunAsync(backtest);
        Assert.Equal(4, again);
        Assert.Contains("already; name another journal", taken, StringComparison.Ordinal);
    }

    private static void AssertHistoryMatches(string journal, string report)
    {
        using var history = JournalHistory.Open(journal);
        var everything = new HistoryQuery { Limit = int.MaxValue };
        var (fills, trips, orders) = (history.Fills(everything), history.Trades(everything), history.Orders(everything));
        Assert.NotEmpty(trips);
        Assert.NotEmpty(history.Zones(everything));
        Assert.NotEmpty(history.Decisions(everything));
        // Cash adds up: what the tables say was paid, received and taken is what the account has less or more.
        var cash = history.Balances(everything).Single(row => row.Holding.Asset == new Asset("USDT")).Holding.Balance.Total;
        var (paid, received) = (fills.Where(fill => fill.Side == "buy").Sum(fill => fill.Quote.Raw), fills.Where(fill => fill.Side == "sell").Sum(fill => fill.Quote.Raw));
        var fees = fills.Where(fill => fill.FeeAsset == new Asset("USDT")).Sum(fill => fill.Fee.Raw);
        Assert.Equal(10_000 * FixedPoint.Scale - paid + received - fees, cash.Raw);
        Assert.Equal(trips.Sum(trip => trip.BoughtQuote.Raw), trips.Sum(trip => fills.Where(fill => fill.Side == "buy" && fill.Time >= trip.OpenedAt && fill.Time <= trip.ClosedAt).Sum(fill => fill.Quote.Raw)));
        Assert.All(orders, order => Assert.True(order.Filled <= order.Quantity));
        Assert.Equal(fills.Sum(fill => fill.Quantity.Raw), orders.Sum(order => order.Filled.Raw));
        var held = Assert.Single(history.Positions(everything)).Quantity.Raw;
        Assert.Equal(history.Balances(everything).Single(row => row.Holding.Asset == new Asset("LTC")).Holding.Balance.Total.Raw, held);
        var month = new HistoryQuery { From = trips[0].ClosedAt, To = trips[^1].ClosedAt, Limit = int.MaxValue };
        Assert.Equal(trips.Count - trips.Count(trip => trip.ClosedAt == trips[^1].ClosedAt), history.Trades(month).Count);
        Assert.NotEmpty(report);
    }

    private static StoredSession SessionIn(string journal)
    {
        using var history = JournalHistory.Open(journal);
        return Assert.Single(history.Sessions());
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        using var app = new ApplicationUnderTest();
        var code = await app.RunAsync(args);
        return (code, app.Out, app.Error);
    }
}
