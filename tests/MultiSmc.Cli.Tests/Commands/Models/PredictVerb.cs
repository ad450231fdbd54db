using System.Text.Json;
using MultiSmc.Research;

namespace MultiSmc.Cli.Tests.Commands;

public sealed class PredictVerb : IDisposable
{
    // Sigmoid of ±1 to the last digit that a double has.
    private const string High = "1.0,0.7310585786300049,yes";
    private const string Low = "-1.0,0.2689414213699951,no";

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public PredictVerb() => _model = ModelOnDisk.Save(Path.Combine(_folder.Path, "models"), "m1");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Finds_columns_by_name_whatever_their_order_and_takes_an_empty_cell_as_not_available()
    {
        string[] columns = [.. SampleTable.Header.Split(',').Reverse()];
        var table = Table(columns, Row(columns, ("zone", "7"), ("packet", "40"), ("imb_1", "0.75")), Row(columns, ("zone", "8"), ("packet", "41"), ("imb_1", "0.25")), Row(columns, ("zone", "9"), ("packet", "41")));

        Assert.Equal($"zone,packet,margin,probability,kept\n7,40,{High}\n8,41,{Low}\n9,41,{High}\n", await PrintedAsync(table));
    }

    [Fact]
    public async Task Names_questions_without_a_name_by_their_row()
    {
        var table = Table([.. ModelOnDisk.Names], Row(ModelOnDisk.Names, ("imb_1", "inf")), Row(ModelOnDisk.Names, ("imb_1", "-inf")));

        Assert.Equal($"row,margin,probability,kept\n1,{High}\n2,{Low}\n", await PrintedAsync(table));
    }

    [Fact]
    public async Task Sums_up_as_json_with_how_good_it_was_where_the_table_has_outcomes()
    {
        var columns = SampleTable.Header.Split(',');
        var table = Table(
            columns,
            Row(columns, ("zone", "1"), ("packet", "1"), ("imb_1", "0.75"), ("label", "1"), ("weight", "3.0")),
            Row(columns, ("zone", "2"), ("packet", "1"), ("imb_1", "0.25"), ("label", "0"), ("weight", "1.0")),
            Row(columns, ("zone", "3"), ("packet", "1"), ("imb_1", "0.25"), ("label", "-1")));
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("model", "predict", _model, table, "--json"));

        using var json = JsonDocument.Parse(application.Out);
        var summary = json.RootElement;
        Assert.Equal((3, 1, 0.5), (summary.GetProperty("rows").GetInt32(), summary.GetProperty("kept").GetInt32(), summary.GetProperty("threshold").GetDouble()));
        Assert.Equal((3 * ModelOnDisk.Names.Count) - 3, summary.GetProperty("cells_without_value").GetInt64());
        var labelled = summary.GetProperty("labelled");
        Assert.Equal((2, 1, 1.0), (labelled.GetProperty("rows").GetInt32(), labelled.GetProperty("wins").GetInt32(), labelled.GetProperty("auc").GetDouble()));
        // Both are 0.2689... away from what came.
        Assert.Equal(0.2689414213699951 * 0.2689414213699951, labelled.GetProperty("brier").GetDouble(), 12);
        Assert.Equal(-Math.Log(0.7310585786300049), labelled.GetProperty("log_loss").GetDouble(), 12);
    }

    [Fact]
    public async Task Refuses_missing_and_foreign_columns_by_name_with_the_nearest()
    {
        string[] columns = [.. ModelOnDisk.Names.Where(static name => name is not ("imb_1" or "kyle_20")), "imb1", "extra_column", "vpin"];

        await RefusedAsync(
            "{0}, line 1: it lacks imb_1 (nearest: imb1), kyle_20; the model does not know imb1 (nearest: imb_1), extra_column; "
            + "it has more than one column vpin; `multismc features --out FILE` writes such a table",
            Table(columns));
    }

    [Theory]
    [InlineData("0.5,1", "{0}, line 2: it has 2 cells, the header has 40")]
    [InlineData("", "{0}, line 2: '1e999' in column side is no number; leave the cell empty where there is none", "1e999")]
    [InlineData("", "{0}, line 2: 'NaN' in column side is no number; leave the cell empty where there is none", "NaN")]
    public async Task Refuses_a_bad_row_with_its_line(string row, string message, string side = "") =>
        await RefusedAsync(message, Table([.. ModelOnDisk.Names], row.Length > 0 ? row : Row(ModelOnDisk.Names, ("side", side))));

    [Fact]
    public async Task Refuses_a_table_that_is_not_there_and_one_that_is_empty()
    {
        await RefusedAsync("{0}: no such file", Path.Combine(_folder.Path, "no.csv"));
        var empty = Path.Combine(_folder.Path, "empty.csv");
        await File.WriteAllTextAsync(empty, "");
        await RefusedAsync("{0}: it is empty; a table begins with the names of its columns", empty);
    }

    [Fact]
    public async Task Refuses_a_model_of_other_features_and_a_folder_without_one()
    {
        var table = Table([.. ModelOnDisk.Names]);
        var other = ModelOnDisk.Save(Path.Combine(_folder.Path, "models"), "m2", "ff00");
        using var application = new ApplicationUnderTest();

        Assert.Equal(4, await application.RunAsync("model", "predict", other, table));
        Assert.Contains("the model was made for the features ote-approach 1 with SHA-256 ff00, this version computes", application.Error, StringComparison.Ordinal);
        using var again = new ApplicationUnderTest();
        Assert.Equal(4, await again.RunAsync("model", "predict", _folder.Path + "/", table));
        Assert.EndsWith("no model there: a model's folder holds passport.json\n", again.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_puts_its_answers_in_the_place_of_the_questions()
    {
        var table = Table([.. ModelOnDisk.Names], Row(ModelOnDisk.Names));
        var before = await File.ReadAllBytesAsync(table);
        using var application = new ApplicationUnderTest();

        Assert.Equal(2, await application.RunAsync("model", "predict", _model, table, "--out", table));
        Assert.Equal(before, await File.ReadAllBytesAsync(table));
    }

    private async Task<string> PrintedAsync(string table)
    {
        using var application = new ApplicationUnderTest();
        var code = await application.RunAsync("model", "predict", _model, table);
        Assert.True(code == 0, application.Error);
        return application.Out;
    }

    private async Task RefusedAsync(string message, string table)
    {
        using var application = new ApplicationUnderTest();
        var code = await application.RunAsync("model", "predict", _model, table);
        Assert.Equal($"error: {message.Replace("{0}", table, StringComparison.Ordinal)}\n", application.Error.ReplaceLineEndings("\n"));
        Assert.Equal((4, ""), (code, application.Out));
    }

    private string Table(string[] columns, params string[] rows)
    {
        var file = Path.Combine(_folder.Path, "table.csv");
        File.WriteAllLines(file, [string.Join(',', columns), .. rows]);
        return file;
    }

    private static string Row(IReadOnlyList<string> columns, params (string Column, string Cell)[] cells) =>
        string.Join(',', columns.Select(column => cells.FirstOrDefault(cell => cell.Column == column).Cell ?? ""));
}
