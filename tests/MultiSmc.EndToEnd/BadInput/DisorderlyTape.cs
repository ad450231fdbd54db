using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.BadInput;

/// <summary>Rows that are sound one by one but not together: the run goes on, and says so with counts.</summary>
public sealed class DisorderlyTape
{
    private const int Count = 2_000;
    private const long Hour = 3_600_000_000; // microseconds

    [Fact]
    public async Task With_repeated_ids_leaves_them_out()
    {
        var rows = SyntheticRows.Of(seed: 2, Count);
        rows.Insert(500, rows[499]);
        rows.Insert(1_500, rows[100]);

        var (error, report) = await RunAsync(rows);

        Assert.Contains("warning: a.csv: trade ids repeated or out of order: 2; those rows were left out\n", error, StringComparison.Ordinal);
        Assert.Equal((Count + 2, Count, 2), (report.Counter("trades"), report.Counter("accepted"), report.Counter("duplicate_or_late")));
    }

    [Fact]
    public async Task Whose_time_goes_back_keeps_its_order()
    {
        var rows = SyntheticRows.Of(seed: 2, Count);
        rows[700] = rows[700].With(4, $"{long.Parse(rows[700].Cell(4), null) - Hour}");

        var (error, report) = await RunAsync(rows);

        Assert.Contains(
            "warning: a.csv: rows earlier than the row before: 1; they keep their place, the clock stands still there\n", error, StringComparison.Ordinal);
        Assert.Equal((Count, 1), (report.Counter("accepted"), report.Counter("time_clamped")));
    }

    [Fact]
    public async Task With_gaps_counts_the_missing_ids_and_the_report_warns()
    {
        var rows = SyntheticRows.Of(seed: 2, Count);
        rows.RemoveRange(1_000, 7);
        rows.RemoveRange(300, 2);

        var (error, report) = await RunAsync(rows);

        Assert.Contains("warning: a.csv: trade ids missing: 9, in gaps: 2; what happened there was not seen\n", error, StringComparison.Ordinal);
        Assert.Equal((Count - 9, 9), (report.Counter("accepted"), report.Counter("missing_ids")));
        Assert.Equal("9 trade ids are missing from the tape (LTCUSDT): what happened there was not seen.", report.Warnings()["missing-trades"]);
    }

    [Fact]
    public async Task With_a_huge_quantity_that_fits_still_gives_a_report()
    {
        var rows = SyntheticRows.Of(seed: 2, Count);
        rows[800] = rows[800].With(2, "500000000");

        var (error, report) = await RunAsync(rows);

        Assert.DoesNotContain("warning", error, StringComparison.Ordinal);
        Assert.Equal(Count, report.Counter("accepted"));
    }

    [Fact]
    public async Task In_good_order_is_not_warned_of()
    {
        var (error, report) = await RunAsync(SyntheticRows.Of(seed: 2, Count));

        Assert.DoesNotContain("warning", error, StringComparison.Ordinal);
        Assert.DoesNotContain("missing-trades", report.Warnings().Keys);
        Assert.DoesNotContain("bad-rows", report.Warnings().Keys);
    }

    private static async Task<(string Error, System.Text.Json.JsonElement Report)> RunAsync(List<string> rows)
    {
        using var folder = new Workspace();
        folder.WriteLines("a.csv", rows);
        folder.Configure("a.csv");
        var outcome = await folder.RunAsync("backtest", "--json");
        Assert.Equal(0, outcome.Code);
        return (outcome.Error, ReportJson.Parse(outcome.Out));
    }
}
