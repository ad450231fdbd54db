using System.Globalization;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

/// <summary>The way of a model through real processes: trained, counted, shown, refused, asked about a table.</summary>
public sealed class ModelVerbs(ModelVerbs.Trained trained) : IClassFixture<ModelVerbs.Trained>
{
    [Fact]
    public async Task Trials_are_counted_by_each_training_and_judged_anew_for_the_first()
    {
        trained.Require();

        var show = await trained.Folder.RunAsync("model", "show", "m1");

        Assert.Equal((0, ""), (show.Code, show.Error));
        Assert.Matches(@"(?m)^  trials       2 on its files, 2 on exactly the same; Sharpe ratios of kept zones ", show.Out);
        Assert.Matches(@"(?m)^  gate         (met    |NOT MET) dsr: .*deflated by 2 trials", show.Out);
        Assert.Matches(@"(?m)^  gate         (met    |NOT MET) pbo: .*best of 2 trials", show.Out);
        Assert.Matches(@"(?m)^  gate         (met    |NOT MET) fills: .*through .*touch ", show.Out);
        Assert.Equal((1, 2), (trained.Report("m1").At("evidence", "trials").GetInt32(), trained.Report("m2").At("evidence", "trials").GetInt32()));
    }

    [Fact]
    public async Task Programs_read_the_list_the_passport_and_what_two_differ_in()
    {
        trained.Require();

        var list = ReportJson.Parse((await trained.Folder.RunAsync("model", "list", "--json")).Out);
        var model = ReportJson.Parse((await trained.Folder.RunAsync("model", "show", "m1", "--json")).Out);
        var difference = ReportJson.Parse((await trained.Folder.RunAsync("model", "compare", "m1", "m2", "--json")).Out);

        Assert.Equal(["m1", "m2"], list.At("models").EnumerateArray().Select(entry => entry.At("name").GetString()));
        var passport = ReportJson.Parse(await File.ReadAllTextAsync(trained.Folder.PathOf("models/m1/passport.json")));
        Assert.Equal(passport.GetRawText().ReplaceLineEndings("\n").Trim(), model.At("passport").GetRawText().ReplaceLineEndings("\n").Trim());
        Assert.Equal(2, model.At("trials").GetInt32());
        Assert.Contains(difference.At("differences").EnumerateArray(), one => one.At("path").GetString() == "name");
    }

    [Fact]
    public async Task Promotion_is_refused_with_the_reasons_and_again_once_nobody_knows_what_was_tried()
    {
        trained.Require();
        using var copy = new Workspace();
        trained.CopyTo(copy);

        var refused = await copy.RunAsync("model", "promote", "m1");
        Assert.Equal((7, ""), (refused.Code, refused.Out));
        Assert.StartsWith("error: m1 does not meet ", refused.Error, StringComparison.Ordinal);
        Directory.Delete(copy.PathOf("models/.trials"), recursive: true);
        var uncounted = await copy.RunAsync("model", "promote", "m1");

        Assert.Equal(7, uncounted.Code);
        Assert.Contains("dsr (can't be computed: the registry has no record of its training", uncounted.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(copy.PathOf("models/promoted.json")));
    }

    [Fact]
    public async Task A_model_that_does_not_fit_fails_a_check_of_the_doctor()
    {
        trained.Require();
        using var copy = new Workspace();
        trained.CopyTo(copy);
        var text = await File.ReadAllTextAsync(copy.PathOf("config.yaml"), TestContext.Current.CancellationToken);
        copy.Write("fits.yaml", text + "    model: m1\n");
        copy.Write("config.yaml", text.Replace("\"2000\"", "\"3000\"", StringComparison.Ordinal) + "    model: m1\n");

        var fits = await copy.RunAsync("doctor", "--offline", "--config", "fits.yaml");
        var doctor = await copy.RunAsync("doctor", "--offline");

        Assert.True(fits.Code == 0, fits.Out);
        Assert.Equal(7, doctor.Code);
        Assert.Matches(@"(?m)^failure  models +.*m1.*bucket", doctor.Out);
        Assert.Contains("-> train or promote a model that fits, or set model: none", doctor.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passport_gives_each_file_the_trades_that_are_in_it()
    {
        trained.Require();

        var sources = ReportJson.Parse(await File.ReadAllTextAsync(trained.Folder.PathOf("models/m1/passport.json")))
            .At("data", "sources").EnumerateArray().ToArray();

        Assert.Equal(2, sources.Length);
        Assert.Equal(
            [(SyntheticRows.FirstId, SyntheticRows.FirstId + Trained.FirstRows - 1), (SyntheticRows.FirstId + Trained.FirstRows, SyntheticRows.FirstId + Trained.Rows - 1)],
            sources.Select(static source => (source.At("first_id").GetInt64(), source.At("last_id").GetInt64())));
        Assert.True(sources[0].At("last_time_ns").GetInt64() <= sources[1].At("first_time_ns").GetInt64());
    }

    [Fact]
    public async Task Predict_answers_every_question_of_a_table_by_name_or_folder()
    {
        trained.Require();
        var folder = trained.Folder;

        var printed = await folder.RunAsync("model", "predict", "m1", "samples.csv");
        var written = await folder.RunAsync("model", "predict", "models/m1/", "samples.csv", "--out", "answers/a.csv", "--json", "--config", "not-there.yaml");

        Assert.Equal((0, 0), (printed.Code, written.Code));
        Assert.Equal(File.ReadAllText(folder.PathOf("answers/a.csv")), printed.Out);
        var questions = File.ReadAllLines(folder.PathOf("samples.csv"));
        var answers = printed.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("zone,packet,margin,probability,kept", answers[0]);
        Assert.Equal(
            questions.Skip(1).Select(static row => (row.Cell(0), row.Cell(1))), answers.Skip(1).Select(static row => (row.Cell(0), row.Cell(1))));
        var threshold = trained.Report("m1").At("threshold").GetDouble();
        Assert.All(answers.Skip(1), row =>
        {
            var probability = double.Parse(row.Cell(3), CultureInfo.InvariantCulture);
            Assert.InRange(probability, 0, 1);
            Assert.Equal(probability >= threshold ? "yes" : "no", row.Cell(4));
        });
        var summary = ReportJson.Parse(written.Out);
        Assert.Equal("multismc.model.predict/1", summary.At("schema").GetString());
        Assert.Equal(questions.Length - 1, summary.At("rows").GetInt32());
        Assert.Equal(answers.Skip(1).Count(static row => row.Cell(4) == "yes"), summary.At("kept").GetInt32());
        Assert.Equal(questions.Skip(1).Count(static row => row.Cell(2) != "-1"), summary.At("labelled", "rows").GetInt32());
    }

    [Fact]
    public async Task Predict_leaves_nothing_behind_when_the_last_row_is_bad()
    {
        trained.Require();
        var folder = trained.Folder;
        var lines = File.ReadAllLines(folder.PathOf("samples.csv"));
        lines[^1] = lines[^1].With(10, "x");
        folder.WriteLines("bad.csv", lines);
        var before = folder.Entries();

        var printed = await folder.RunAsync("model", "predict", "m1", "bad.csv");
        var written = await folder.RunAsync("model", "predict", "m1", "bad.csv", "--out", "b.csv");

        var message = $"error: bad.csv, line {lines.Length}: 'x' in column {lines[0].Cell(10)} is no number; leave the cell empty where there is none\n";
        Assert.Equal((4, message, ""), (printed.Code, printed.Error, printed.Out));
        Assert.Equal((4, message, ""), (written.Code, written.Error, written.Out));
        Assert.Equal(before, folder.Entries());
    }

    /// <summary>Two models on one tape of two files, and the questions of that tape.</summary>
    public sealed class Trained : IAsyncLifetime
    {
        internal const int Rows = 200_000;

        internal const int FirstRows = 120_000;

        private string _missing = "";

        internal Workspace Folder { get; } = new();

        public async ValueTask InitializeAsync()
        {
            var rows = SyntheticRows.Of(seed: 5, Rows);
            Folder.WriteArchive("LTCUSDT-trades-2025-01-01", rows.Take(FirstRows));
            Folder.WriteArchive("LTCUSDT-trades-2025-01-02", rows.Skip(FirstRows));
            Folder.Write("config.yaml", """
                schema: 1
                data: {root: .}
                symbols:
                  - symbol: LTCUSDT
                    files: ["LTCUSDT-trades-2025-01-01.zip", "LTCUSDT-trades-2025-01-02.zip"]
                    packets: {bucket: "2000"}
                    structure: {swing_mode: zigzag_ppm, zigzag_ppm: 1500, min_range_ppm: 1000, ttl_packets: 300, hold_packets: 300}

                """);
            var first = await Folder.RunAsync("train", "--name", "m1", "--rounds", "40");
            if (first.Code != 0 && first.Error.Contains("libxgboost", StringComparison.Ordinal))
            {
                _missing = first.Error;
                return;
            }

            Assert.True(first.Code == 0, first.Error);
            Assert.Equal(0, (await Folder.RunAsync("train", "--name", "m2", "--rounds", "40", "--depth", "2")).Code);
            Assert.Equal(0, (await Folder.RunAsync("features", "--out", "samples.csv")).Code);
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>Skips the calling test, loudly, where the library is missing.</summary>
        internal void Require() => Assert.SkipUnless(_missing.Length == 0, "the way of a model is NOT tested: " + _missing);

        internal System.Text.Json.JsonElement Report(string name) => ReportJson.Parse(File.ReadAllText(Folder.PathOf($"models/{name}/report.json")));

        internal void CopyTo(Workspace other)
        {
            foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories))
            {
                var target = other.PathOf(Path.GetRelativePath(Folder.Path, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target) ?? other.Path);
                File.Copy(file, target);
            }
        }
    }
}
