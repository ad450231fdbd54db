using System.Text.Json;
using MultiSmc.Cli.Commands;
using MultiSmc.Cli.Tests.Configuration;
using MultiSmc.Research;
using MultiSmc.Strategy;

namespace MultiSmc.Cli.Tests.Commands;

public sealed class ConfiguredModel
{
    private const string ThreeSymbols = """
        schema: 1
        defaults: {packets: {bucket: 5000}}
        symbols:
          - {symbol: LTCUSDT, files: [a.zip], model: ote_v1}
          - {symbol: BTCUSDT, files: [a.zip]}
          - {symbol: ETHUSDT, files: [a.zip], model: ote-v2}

        """;

    private static BacktestPlan Plan(string text, IModelShelf shelf) => BacktestPlans.Of(Given.Loaded(text), [], shelf);

    private static StrategyParameters Strategy(string appended, double passport = 0.5) =>
        Plan(Given.Least + "    model: ote_v1\n" + appended, new ShelfUnderTest(passport: passport)).Markets[0].Strategy;

    [Fact]
    public void Is_opened_for_its_symbol_and_given_to_its_market_alone()
    {
        var shelf = new ShelfUnderTest();

        var plan = Plan(ThreeSymbols, shelf);

        Assert.Equal([("ote_v1", "LTCUSDT"), ("ote-v2", "ETHUSDT")], shelf.Opened);
        Assert.Equal(["ote_v1", "none", "ote-v2"], plan.Markets.Select(market => plan.Model.Create(market).Id));
    }

    [Fact]
    public void Is_made_anew_for_each_run()
    {
        var plan = Plan(ThreeSymbols, new ShelfUnderTest());

        Assert.NotSame(plan.Model.Create(plan.Markets[0]), plan.Model.Create(plan.Markets[0]));
    }

    [Fact]
    public void Is_part_of_the_identity_of_a_run()
    {
        var plan = Plan(ThreeSymbols, new ShelfUnderTest());
        var one = Plan(ThreeSymbols.Replace("ote-v2", "ote_v1", StringComparison.Ordinal), new ShelfUnderTest());

        Assert.Equal(("ote_v1+ote-v2", "ote_v1+ote-v2"), (plan.Model.Id, plan.Identity.Model));
        Assert.Equal(("ote_v1", "ote_v1"), (one.Model.Id, one.Identity.Model));
    }

    [Fact]
    public void Is_asked_for_only_where_one_is_named()
    {
        var shelf = new ShelfUnderTest();

        var plan = Plan(Given.Least, shelf);

        Assert.Empty(shelf.Opened);
        Assert.Same(ApproachModelPlan.None, plan.Model);
        Assert.Equal("none", plan.Identity.Model);
    }

    [Theory]
    [InlineData("", ThresholdKind.Fixed, 0.4375)]
    [InlineData("    strategy: {threshold: fixed}\n", ThresholdKind.Fixed, 0.5)]
    [InlineData("    strategy: {threshold_value_milli: 625}\n", ThresholdKind.Fixed, 0.625)]
    [InlineData("    strategy: {threshold: fixed, threshold_value_milli: 0}\n", ThresholdKind.Fixed, 0)]
    [InlineData("    strategy: {threshold: passport}\n", ThresholdKind.Fixed, 0.4375)]
    public void Pulls_under_the_value_of_the_configuration_or_of_its_passport(string appended, ThresholdKind kind, double threshold)
    {
        var strategy = Strategy(appended, passport: 0.4375);

        Assert.Equal((kind, threshold), (strategy.ThresholdKind, strategy.Threshold));
    }

    [Theory]
    [InlineData("    strategy: {threshold: break_even}\n", 0.03)]
    [InlineData("    strategy: {threshold: break_even, threshold_edge_milli: 125}\n", 0.125)]
    public void Pulls_under_the_zones_break_even_and_an_edge(string appended, double edge)
    {
        var strategy = Strategy(appended);

        Assert.Equal((ThresholdKind.BreakEven, edge), (strategy.ThresholdKind, strategy.ThresholdEdge));
    }

    [Theory]
    [InlineData("", "passport", 0.4375, false)]
    [InlineData("    strategy: {threshold: passport}\n", "passport", 0.4375, true)]
    [InlineData("    strategy: {threshold_value_milli: 625}\n", "fixed", 0.625, true)]
    [InlineData("    strategy: {threshold: break_even}\n", "break-even", 0.03, true)]
    public void Names_its_threshold_and_whether_a_person_chose_it(string appended, string kind, double value, bool isConfigured) => Assert.Equal(
        [new ModelThreshold("LTCUSDT", kind, value, isConfigured)],
        Plan(Given.Least + "    model: ote_v1\n" + appended, new ShelfUnderTest(passport: 0.4375)).Model.Thresholds);

    [Fact]
    public async Task Is_refused_with_what_to_do_while_there_is_none()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder, "    model: ote_v1\n", trades: 100);
        using var application = new ApplicationUnderTest();

        Assert.Equal(3, await application.RunAsync("backtest", "--config", file));
        Assert.Equal(
            "error: LTCUSDT: there is no model 'ote_v1' here; models come with `multismc train` (write model: none to run without one)\n",
            application.Error.ReplaceLineEndings("\n"));
        Assert.Empty(application.Out);
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(0.1, 1)]
    public async Task Pulls_the_orders_of_a_backtest_when_it_says_too_little(double probability, int pulled)
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder, "    model: ote_v1\n");
        var target = Path.Combine(folder.Path, "run");
        using var application = new ApplicationUnderTest { Shelf = new ShelfUnderTest(probability) };

        Assert.Equal(0, await application.RunAsync("backtest", "--config", file, "--out", target));

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(target, "report.json")));
        Assert.Equal("ote_v1", json.RootElement.GetProperty("identity").GetProperty("model").GetString());
        var decisions = await File.ReadAllLinesAsync(Path.Combine(target, "decisions.csv"));
        Assert.Equal(pulled == 1, decisions.Any(static line => line.Contains("pull", StringComparison.Ordinal)));
        Assert.Contains(decisions, static line => line.Contains("ote_v1", StringComparison.Ordinal));
    }
}
