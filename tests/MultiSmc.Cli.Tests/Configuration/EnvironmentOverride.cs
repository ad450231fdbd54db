using MultiSmc.Core;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class EnvironmentOverride
{
    private static Dictionary<string, string> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(static v => v.Name, static v => v.Value);

    [Fact]
    public void Wins_over_the_file_and_is_shown_as_the_source()
    {
        var configuration = Given.Loaded(
            Given.Least,
            Variables(
                ("MULTISMC__SYMBOLS__0__PACKETS__BUCKET", "20000"),
                ("MULTISMC__ACCOUNT__BALANCES__USDT", "5000.5"),
                ("MULTISMC__execution__latency", "1s"),
                ("MULTISMC__SYMBOLS__0__QUOTES", "true"),
                ("MULTISMC_TEST_DATA", "somewhere")));

        Assert.Equal(20_000_00000, configuration.Symbols[0].Packets.Bucket);
        Assert.Equal(new Money(500_050_000_000), configuration.Balances.Single().Balance.Free);
        Assert.Equal(Duration.FromSeconds(1), configuration.Execution.Latency);
        Assert.True(configuration.Symbols[0].UsesQuotes);
        Assert.Equal("environment MULTISMC__SYMBOLS__0__PACKETS__BUCKET", Given.Value(configuration, "symbols[0].packets.bucket").Origin.ToString());
        Assert.Equal("config.yaml:3", Given.Value(configuration, "symbols[0].symbol").Origin.ToString());
        Assert.Equal("default", Given.Value(configuration, "fees.maker_ppm").Origin.ToString());
    }

    [Fact]
    public void Replaces_and_appends_items_of_lists()
    {
        var configuration = Given.Loaded(
            Given.Least,
            Variables(("MULTISMC__SYMBOLS__0__FILES__0", "x.zip"), ("MULTISMC__SYMBOLS__0__FILES__1", "y.zip"), ("MULTISMC__DEFAULTS__STRUCTURE__TP_MILLI__0", "1"), ("MULTISMC__DEFAULTS__STRUCTURE__TP_MILLI__1", "2"), ("MULTISMC__DEFAULTS__STRUCTURE__TP_MILLI__2", "3")));

        Assert.Equal(["x.zip", "y.zip"], configuration.Symbols[0].Files);
        Assert.Equal("[1, 2, 3]", Given.Value(configuration, "symbols[0].structure.tp_milli").Text);
    }

    [Fact]
    public void Appends_by_number_not_by_letter()
    {
        var variables = Enumerable.Range(1, 11).ToDictionary(static i => $"MULTISMC__SYMBOLS__0__FILES__{i}", static i => $"{i}.zip");

        var configuration = Given.Loaded(Given.Least, variables);

        Assert.Equal(["a.zip", .. Enumerable.Range(1, 11).Select(static i => $"{i}.zip")], configuration.Symbols[0].Files);
    }

    [Fact]
    public void Can_bring_a_whole_symbol()
    {
        var configuration = Given.Loaded(
            Given.Least,
            Variables(
                ("MULTISMC__SYMBOLS__1__SYMBOL", "BTCUSDT"),
                ("MULTISMC__SYMBOLS__1__FILES__0", "b.zip"),
                ("MULTISMC__DEFAULTS__PACKETS__BUCKET", "7")));

        Assert.Equal(["LTCUSDT", "BTCUSDT"], configuration.Symbols.Select(static s => s.Instrument.Symbol));
        Assert.Equal("10000", Given.Value(configuration, "symbols[0].packets.bucket").Text);
        Assert.Equal("7", Given.Value(configuration, "symbols[1].packets.bucket").Text);
    }

    [Theory]
    [InlineData("MULTISMC__FEES__MAKER_PPM", "x", "environment MULTISMC__FEES__MAKER_PPM: fees.maker_ppm: 'x' is not an integer; allowed: an integer from 0 to 100000")]
    [InlineData("MULTISMC__FEES__MAKER_PM", "1", "environment MULTISMC__FEES__MAKER_PM: fees.maker_pm: is an unknown key; did you mean 'maker_ppm'?")]
    [InlineData("MULTISMC__FEES", "1", "environment MULTISMC__FEES: fees: is a section: name one of its keys")]
    [InlineData("MULTISMC__FEES__MAKER_PPM__X", "1", "environment MULTISMC__FEES__MAKER_PPM__X: fees.maker_ppm: is a single value: nothing may follow its name")]
    [InlineData("MULTISMC__SYMBOLS", "LTCUSDT", "environment MULTISMC__SYMBOLS: symbols: is a list: the name goes on with an item's index and a key")]
    [InlineData("MULTISMC__SYMBOLS__2__SYMBOL", "X", "environment MULTISMC__SYMBOLS__2__SYMBOL: symbols: has no item '2'; allowed: an index from 0 to 1 (1 appends)")]
    [InlineData("MULTISMC__DEFAULTS__STRUCTURE__TP_MILLI", "1", "environment MULTISMC__DEFAULTS__STRUCTURE__TP_MILLI: defaults.structure.tp_milli: is a list: end the name with the item's index")]
    [InlineData("MULTISMC__DEFAULTS__STRUCTURE__TP_MILLI__1", "1", "environment MULTISMC__DEFAULTS__STRUCTURE__TP_MILLI__1: defaults.structure.tp_milli: has no item '1'; allowed: an index from 0 to 0 (0 appends)")]
    [InlineData("MULTISMC__ACCOUNT__BALANCES", "1", "environment MULTISMC__ACCOUNT__BALANCES: account.balances: needs one asset after it")]
    [InlineData("MULTISMC__FEES__MAKER_PPM", "", "environment MULTISMC__FEES__MAKER_PPM: fees.maker_ppm: '' is not an integer; allowed: an integer from 0 to 100000")]
    public void Is_judged_like_the_file_and_named(string name, string value, string message) =>
        Assert.Equal([message], Given.Faults(Given.Least, Variables((name, value))));
}
