using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class ThresholdOfAModel
{
    private const string Shared = """
        schema: 1
        defaults:
          packets: {bucket: 1}
          strategy: {threshold_value_milli: 600}
        symbols:
          - {symbol: LTCUSDT, files: [a.zip]}
          - {symbol: BTCUSDT, files: [a.zip], strategy: {threshold: break_even, threshold_edge_milli: 50}}
          - {symbol: ETHUSDT, files: [a.zip], model: ote_v1, strategy: {threshold: passport}}

        """;

    [Fact]
    public void May_differ_from_symbol_to_symbol_beside_a_shared_value()
    {
        var configuration = Given.Loaded(Shared);

        Assert.Equal(
            [new ThresholdConfiguration.Fixed(600), new ThresholdConfiguration.BreakEven(50), new ThresholdConfiguration.Passport()],
            configuration.Symbols.Select(static symbol => symbol.Strategy.Threshold));
        Assert.Equal([null, null, "ote_v1"], configuration.Symbols.Select(static symbol => symbol.Model));
    }

    [Theory]
    [InlineData("", "fixed", "default")]
    [InlineData("    model: ote_v1\n", "passport", "from model")]
    [InlineData("    model: ote_v1\n    strategy: {threshold_value_milli: 600}\n", "fixed", "from threshold_value_milli")]
    [InlineData("    model: ote_v1\n    strategy: {threshold: fixed}\n", "fixed", "config.yaml:8")]
    public void Is_the_passport_s_unless_a_person_wrote_another_and_its_source_is_shown(string appended, string kind, string source)
    {
        var shown = Given.Value(Given.Loaded(Given.Least + appended), "symbols[0].strategy.threshold");

        Assert.Equal((kind, source), (shown.Text, shown.Origin.ToString()));
    }

    [Fact]
    public void Shows_no_value_where_its_kind_uses_none()
    {
        var configuration = Given.Loaded(Shared);

        Assert.Equal("600", Given.Value(configuration, "symbols[0].strategy.threshold_value_milli").Text);
        var unused = Given.Value(configuration, "symbols[1].strategy.threshold_value_milli");
        Assert.Equal((null, "from threshold"), (unused.Text, unused.Origin.ToString()));
        Assert.Null(Given.Value(configuration, "symbols[0].strategy.threshold_edge_milli").Text);
        Assert.Equal("50", Given.Value(configuration, "symbols[1].strategy.threshold_edge_milli").Text);
    }

    [Fact]
    public void Cannot_be_shared_in_a_kind_that_contradicts_a_shared_value() => Assert.Equal(
        ["config.yaml:4:60: symbols[0].strategy.threshold_value_milli: '600' contradicts threshold (break_even): it belongs to threshold: fixed"],
        Given.Faults("""
            schema: 1
            defaults:
              packets: {bucket: 1}
              strategy: {threshold: break_even, threshold_value_milli: 600}
            symbols:
              - {symbol: LTCUSDT, files: [a.zip]}

            """));

    [Theory]
    [InlineData("ote_v1")]
    [InlineData("2025-06")]
    [InlineData("A")]
    [InlineData("ltc.1")]
    public void Belongs_to_a_model_that_the_registry_could_hold(string name) =>
        Assert.Equal(name, Given.Loaded(Given.Least + $"    model: {name}\n").Symbols[0].Model);

    [Theory]
    [InlineData("'a b'")]
    [InlineData("a..b")]
    [InlineData("_a")]
    [InlineData("nul")]
    [InlineData("ä")]
    [InlineData("''")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234")]
    public void Belongs_to_no_model_of_another_name(string name) =>
        Assert.StartsWith("config.yaml:7:12: symbols[0].model: ", Assert.Single(Given.Faults(Given.Least + $"    model: {name}\n")), StringComparison.Ordinal);
}
