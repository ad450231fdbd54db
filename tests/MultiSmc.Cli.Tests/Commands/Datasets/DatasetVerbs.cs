using System.IO.Compression;
using MultiSmc.Cli.Commands;
using MultiSmc.Learning;
using MultiSmc.Research;
using MultiSmc.Testing;

namespace MultiSmc.Cli.Tests.Commands;

public sealed class DatasetVerbs
{
    [Fact]
    public async Task Features_are_the_samples_of_the_configured_market()
    {
        using var folder = new TemporaryFolder();
        var (file, trades) = SyntheticArchive.Write(folder);
        var table = Path.Combine(folder.Path, "made", "samples.csv");
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("features", "--config", file, "--symbol", "LTCUSDT", "--out", table));

        var run = DatasetByHand.Of(trades);
        Assert.Equal(DatasetByHand.Samples(run), await File.ReadAllLinesAsync(table));
        Assert.Empty(application.Out);
        Assert.Equal([table], Directory.GetFiles(Path.Combine(folder.Path, "made")));
    }

    [Fact]
    public async Task Features_have_a_row_for_each_sample_with_answer_weight_and_every_feature()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder);
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("features", "--config", file));

        string[][] rows = [.. Lines(application.Out).Select(static line => line.Split(','))];
        Assert.Equal(["zone", "packet", "label", "span_end", "uniqueness", "weight"], rows[0][..6]);
        Assert.Equal(FeatureEngine.Count, rows[0].Length - 6);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        string[][] labelled = [.. rows[1..].Where(static row => row[2] != "-1")];
        Assert.NotEmpty(labelled);
        Assert.All(labelled, static row => Assert.All(row[3..6], Assert.NotEmpty));
        Assert.All(rows[1..].Except(labelled), static row => Assert.Equal(["", "", ""], row[3..6]));
    }

    [Fact]
    public async Task Counts_come_last_with_what_to_do_when_they_are_too_few()
    {
        using var folder = new TemporaryFolder();
        var (file, trades) = SyntheticArchive.Write(folder);
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("features", "--config", file));

        var counts = DatasetCounts.Of(DatasetByHand.Of(trades));
        Assert.InRange(counts.LongZones, 1, TrainingPlan.FewestZones - 1);
        Assert.InRange(counts.Positives, 1, counts.LabelledSamples - 1);
        Assert.True(counts.LabelledSamples < counts.Samples && counts.LongZones < counts.LabelledZones && counts.LabelledZones < counts.Zones);
        var (line, warning) = (Lines(application.Error)[^2], Lines(application.Error)[^1]);
        Assert.Equal(
            $"{counts.Zones} zones, {counts.LabelledZones} labelled; {counts.Samples} samples, {counts.LabelledSamples} labelled, "
            + $"{counts.Positives} positive; {counts.LongZones} long zones to learn from",
            line);
        Assert.StartsWith(
            $"warning: {counts.LongZones} labelled long zones are too few to train on, 200 is the least (spot only buys): take a longer period",
            warning,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(199, true)]
    [InlineData(200, false)]
    public void Too_few_are_fewer_than_200_long_zones(int zones, bool isWarning)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        new DatasetCounts(900, 300, 900, 800, 400, zones).Write(new CommandConsole(output, error, isErrorTerminal: false, hasColour: false));

        Assert.Equal(isWarning, error.ToString().Contains("too few to train on", StringComparison.Ordinal));
        Assert.StartsWith($"900 zones, 300 labelled; 900 samples, 800 labelled, 400 positive; {zones} long", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Range_and_bucket_of_the_command_line_win_over_the_configuration()
    {
        using var folder = new TemporaryFolder();
        var (file, trades) = SyntheticArchive.Write(folder);
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("features", "--config", file, "--bucket", "7500", "--from", "2025-01-01T00:10Z", "--to", "2025-01-01T03:00Z"));

        const long minute = 60_000_000_000;
        var start = 1_735_689_600_000_000_000;
        var run = DatasetByHand.Of(trades.Where(trade => trade.Time.Nanoseconds >= start + 10 * minute && trade.Time.Nanoseconds < start + 180 * minute), 7_500);
        Assert.NotEmpty(run.Samples());
        Assert.Equal(DatasetByHand.Samples(run), Lines(application.Out));
    }

    [Fact]
    public async Task Labels_are_the_outcome_and_the_timeline_of_each_zones_order()
    {
        using var folder = new TemporaryFolder();
        var (file, trades) = SyntheticArchive.Write(folder);
        var orders = Path.Combine(folder.Path, "orders.csv");
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("labels", "--config", file, "--orders", orders));

        var run = DatasetByHand.Of(trades);
        Assert.Contains(run.Outcomes, static outcome => outcome.Kind == OutcomeKind.Target);
        Assert.Contains(run.Outcomes, static outcome => outcome.Kind == OutcomeKind.Stop);
        Assert.Equal(DatasetByHand.Outcomes(run), Lines(application.Out));
        Assert.Equal(DatasetByHand.Orders(run), await File.ReadAllLinesAsync(orders));
        Assert.Contains(" zones, ", application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_of_an_example_are_those_of_its_golden_set()
    {
        var (samples, outcomes, orders) = (Golden("samples"), Golden("outcomes"), Golden("orders"));
        using var folder = new TemporaryFolder();
        var timeline = Path.Combine(folder.Path, "orders.csv");
        string[] options = ["--config", Checkout.PathOf("examples/ltcusdt.yaml"), "--data", SharedData.Root ?? ""];
        using var features = new ApplicationUnderTest();
        using var labels = new ApplicationUnderTest();
        foreach (var application in new[] { features, labels })
        {
            // The set is made without latency and slippage.
            application.Variables["MULTISMC__EXECUTION__LATENCY"] = "0";
            application.Variables["MULTISMC__EXECUTION__SLIPPAGE_TICKS"] = "0";
        }

        Assert.Equal(0, await features.RunAsync(["features", .. options]));
        Assert.Equal(0, await labels.RunAsync(["labels", .. options, "--orders", timeline]));

        Assert.Equal(outcomes, Lines(labels.Out));
        Assert.Equal(orders, await File.ReadAllLinesAsync(timeline));
        // The features' last digits are the conformance tests' business.
        Assert.Equal(samples.Select(Question), Lines(features.Out).Select(Question));
        Assert.Equal(samples[0], Lines(features.Out)[0]);
    }

    [Fact]
    public async Task Labels_follow_the_costs_and_the_fill_model_of_the_configuration()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder);
        using var plain = new ApplicationUnderTest();
        using var dear = new ApplicationUnderTest();
        using var touch = new ApplicationUnderTest();
        dear.Variables["MULTISMC__FEES__TAKER_PPM"] = "2000";
        touch.Variables["MULTISMC__EXECUTION__FILL_MODEL"] = "touch";

        Assert.Equal(0, await plain.RunAsync("labels", "--config", file));
        Assert.Equal(0, await dear.RunAsync("labels", "--config", file));
        Assert.Equal(0, await touch.RunAsync("labels", "--config", file));

        Assert.NotEqual(plain.Out, dear.Out);
        Assert.NotEqual(plain.Out, touch.Out);
    }

    [Theory]
    [InlineData("features", "--out")]
    [InlineData("labels", "--out")]
    [InlineData("labels", "--orders")]
    public async Task Another_format_is_refused_before_anything_is_read(string verb, string option)
    {
        using var folder = new TemporaryFolder();
        var table = Path.Combine(folder.Path, "samples.xlsx");
        using var application = new ApplicationUnderTest();

        Assert.Equal(2, await application.RunAsync(verb, "--config", Path.Combine(folder.Path, "missing.yaml"), option, table));

        Assert.StartsWith($"error: '{table}': these tables are written as .csv or .parquet", application.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("features")]
    [InlineData("labels")]
    public async Task Without_recordings_there_is_no_table(string verb)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config.yaml", SyntheticArchive.Configuration);
        var table = Path.Combine(folder.Path, "table.csv");
        using var application = new ApplicationUnderTest();

        Assert.Equal(4, await application.RunAsync(verb, "--config", file, "--out", table));
        Assert.False(File.Exists(table));
    }

    [Fact]
    public async Task A_model_and_its_threshold_have_no_say_in_the_data_set()
    {
        using var folder = new TemporaryFolder();
        var (file, trades) = SyntheticArchive.Write(folder, "    model: not_there\n    strategy: {threshold: passport}\n");
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("features", "--config", file));
        Assert.Equal(DatasetByHand.Samples(DatasetByHand.Of(trades)), Lines(application.Out));
    }

    private static string[] Golden(string table)
    {
        using var plain = new GZipStream(File.OpenRead(SharedData.Require($"golden/ltc_a/{table}.csv.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return Lines(reader.ReadToEnd());
    }

    // Zone, packet, label, end of the span.
    private static string Question(string row) => string.Join(',', row.Split(',')[..4]);

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
