using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.BadInput;

/// <summary>A row that is no trade: in a short file it is too large a share, in a long one it is counted and left out.</summary>
public sealed class BadRow
{
    private const int Line = 10;

    private const string CheckLine = "Check that the line was not cut or edited; fetch the file again.";
    private const string PlainNumbers = "Numbers are plain decimals with a point, without exponent or quotes; correct the line or fetch the file again.";
    private const string AboveZero = "A trade has a price and a quantity above zero; correct the line or fetch the file again.";
    private const string Exact = "Up to 8 decimals and amounts below 92,233,720,368 can be kept exactly; the row cannot be used.";
    private const string Times = "A time is a whole number of milliseconds (13 digits) or microseconds (16 digits) since 1970.";
    private const string Flags = "A flag is True or False (true, TRUE, 1 and so on); correct the line or fetch the file again.";

    /// <summary>Name, what is done to a row, what is said of it, what the user is told to do.</summary>
    public static TheoryData<string, Func<string, string>, string, string> Rows => new()
    {
        { "a column more", static row => row + ",1", "found 8 columns, expected 7: \"1009,", CheckLine },
        { "a column less", static row => row[..row.LastIndexOf(',')], "found 6 columns, expected 7: \"1009,", CheckLine },
        { "text in a number", static row => row.With(1, "abc"), "column price: is not a plain decimal number: \"abc\". ", PlainNumbers },
        { "text in an id", static row => row.With(0, "x1"), "column id: is not a whole number: \"x1\". ", PlainNumbers },
        { "negative price", static row => row.With(1, "-5.01"), "column price: is negative: \"-5.01\". ", AboveZero },
        { "no price", static row => row.With(1, "0.00"), "column price: is zero: \"0.00\". ", AboveZero },
        { "negative quantity", static row => row.With(2, "-1"), "column qty: is negative: \"-1\". ", AboveZero },
        { "huge quantity", static row => row.With(2, "99999999999999"), "column qty: does not fit, or has more than 8 decimals: \"9999", Exact },
        { "huge value", static row => row.With(2, "9000000000"), "price × quantity does not fit: \"1009,", Exact },
        { "no time", static row => row.With(4, "12"), "column time: is no time in milliseconds or microseconds: \"12\". ", Times },
        { "no flag", static row => row.With(5, "maybe"), "column isBuyerMaker: is neither true nor false: \"maybe\". ", Flags },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Stops_a_short_file_with_its_line_and_what_to_do(string name, Func<string, string> spoil, string what, string remedy)
    {
        using var folder = new Workspace();
        var rows = SyntheticRows.Of(seed: 1, count: 50);
        rows[Line - 1] = spoil(rows[Line - 1]);
        var file = folder.WriteLines("a.csv", rows);
        folder.Configure("a.csv");
        var before = folder.Entries();

        foreach (var line in new string[][] { ["backtest"], ["packets", "--out", "packets.csv"] })
        {
            var outcome = await folder.RunAsync(line);
            Assert.Equal((4, "", name), (outcome.Code, outcome.Out, name));
            var lines = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains(
                lines,
                warning => warning.StartsWith($"warning: {file}, line {Line}: {what}", StringComparison.Ordinal) && warning.EndsWith(remedy, StringComparison.Ordinal));
            Assert.StartsWith(
                $"error: {file}, line {Line}: 1 of 50 rows are bad, more than the share of 0.01 allowed; the first one: ", lines[^1], StringComparison.Ordinal);
            Assert.Equal(before, folder.Entries());
        }
    }

    [Fact]
    public async Task Is_counted_in_a_long_file_and_the_report_warns()
    {
        using var folder = new Workspace();
        var rows = SyntheticRows.Of(seed: 1, count: 3_000);
        Func<string, string>[] spoilers = [.. Rows.Select(static row => row.Data.Item2)];
        for (var i = 0; i < spoilers.Length; i++)
            rows[Line - 1 + i * 100] = spoilers[i](rows[Line - 1 + i * 100]);
        var file = folder.WriteLines("a.csv", rows);
        folder.Configure("a.csv");

        var outcome = await folder.RunAsync("backtest", "--json");

        Assert.Equal(0, outcome.Code);
        for (var i = 0; i < spoilers.Length; i++)
            Assert.Contains($"warning: {file}, line {Line + i * 100}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains($"warning: a.csv: {spoilers.Length} of 3000 rows could not be read and were left out\n", outcome.Error, StringComparison.Ordinal);
        var report = ReportJson.Parse(outcome.Out);
        Assert.Equal((3_000 - spoilers.Length, spoilers.Length), (report.Counter("trades"), report.Counter("bad_rows")));
        Assert.Equal($"{spoilers.Length} rows of the data could not be used (LTCUSDT).", report.Warnings()["bad-rows"]);
        Assert.StartsWith($"{spoilers.Length} trade ids are missing from the tape (LTCUSDT): ", report.Warnings()["missing-trades"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_another_time_unit_stops_the_file()
    {
        using var folder = new Workspace();
        var rows = SyntheticRows.Of(seed: 1, count: 3_000);
        var milliseconds = rows[Line - 1].Cell(4)[..^3];
        rows[Line - 1] = rows[Line - 1].With(4, milliseconds);
        var file = folder.WriteLines("a.csv", rows);
        folder.Configure("a.csv");

        var outcome = await folder.RunAsync("backtest");

        Assert.Equal((4, ""), (outcome.Code, outcome.Out));
        Assert.Equal(
            $"error: {file}, line {Line}: the time {milliseconds} is in milliseconds, the rows before it are in microseconds. "
            + "A file holds one unit only: split it where the unit changes, or fetch it again.",
            outcome.Error.Split('\n')[1]);
        Assert.Equal(["a.csv", "config.yaml"], folder.Entries());
    }

    [Fact]
    public async Task At_the_end_of_a_file_that_was_cut_off_is_named_as_such()
    {
        using var folder = new Workspace();
        var text = string.Join('\n', SyntheticRows.Of(seed: 1, count: 50));
        var file = folder.Write("a.csv", text[..^12]);
        folder.Configure("a.csv");

        var outcome = await folder.RunAsync("backtest");

        Assert.Equal(4, outcome.Code);
        Assert.Contains($"warning: {file}, line 50: the last line is cut off: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("The file ends in the middle of a line; fetch it again.", outcome.Error, StringComparison.Ordinal);
    }
}
