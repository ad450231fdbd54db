namespace MultiSmc.Cli.Tests.Configuration;

public sealed class FaultOfOneKey
{
    // What is appended to the six lines of Given.Least, and the one message it must give. Line 7 is the first appended.
    public static TheoryData<string, string> AppendedLines => new()
    {
        { "fees:\n  maker_ppm: abc\n", "config.yaml:8:14: fees.maker_ppm: 'abc' is not an integer; allowed: an integer from 0 to 100000" },
        { "fees:\n  maker_ppm: 100001\n", "config.yaml:8:14: fees.maker_ppm: '100001' is out of range; allowed: an integer from 0 to 100000" },
        { "fees:\n  maker_ppm: -1\n", "config.yaml:8:14: fees.maker_ppm: '-1' is out of range; allowed: an integer from 0 to 100000" },
        { "fees:\n  maker_ppm: 1.5\n", "config.yaml:8:14: fees.maker_ppm: '1.5' is not an integer; allowed: an integer from 0 to 100000" },
        { "fees:\n  maker_ppm: \"10\"\n", "config.yaml:8:14: fees.maker_ppm: '10' is text in quotes, not an integer; allowed: an integer from 0 to 100000" },
        { "fees:\n  maker_ppm:\n", "config.yaml:8:13: fees.maker_ppm: has no value; allowed: an integer from 0 to 100000" },
        { "fees:\n  maker_ppm: [1]\n", "config.yaml:8:14: fees.maker_ppm: is a list, not an integer; allowed: an integer from 0 to 100000" },
        { "fees: 5\n", "config.yaml:7:7: fees: is a value, not a section (keys on lines of their own, indented)" },
        { "fees:\n  pay_in: bnp\n", "config.yaml:8:11: fees.pay_in: 'bnp' is not one of the allowed words; allowed: received, bnb; did you mean 'bnb'?" },
        { "fees:\n  bnb_price: 1e3\n", "config.yaml:8:14: fees.bnb_price: '1e3' is not a plain decimal; allowed: a plain decimal above 0, up to 8 places" },
        { "fees:\n  bnb_price: 0\n", "config.yaml:8:14: fees.bnb_price: '0' is out of range; allowed: a plain decimal above 0, up to 8 places" },
        { "fees:\n  bnb_price: 0.000000001\n", "config.yaml:8:14: fees.bnb_price: '0.000000001' is not a plain decimal; allowed: a plain decimal above 0, up to 8 places" },
        { "account:\n  balances:\n    USDT: -1\n", "config.yaml:9:11: account.balances.USDT: '-1' is out of range; allowed: a plain decimal from 0, up to 8 places" },
        { "account:\n  balances:\n    USDT: 1\n    usdt: 1\n", "config.yaml:10:5: account.balances.usdt: is not an asset; allowed: 1 to 20 capital letters and digits" },
        { "execution:\n  latency: 5\n", "config.yaml:8:12: execution.latency: '5' is not a duration; allowed: a duration from 0 to 1m, as a number and ns, us, ms, s, m, h or d" },
        { "execution:\n  latency: 2m\n", "config.yaml:8:12: execution.latency: '2m' is out of range; allowed: a duration from 0 to 1m, as a number and ns, us, ms, s, m, h or d" },
        { "execution:\n  latency: 0.5ns\n", "config.yaml:8:12: execution.latency: '0.5ns' is finer than a nanosecond; allowed: a duration from 0 to 1m, as a number and ns, us, ms, s, m, h or d" },
        { "execution:\n  latency: -5ms\n", "config.yaml:8:12: execution.latency: '-5ms' is not a duration; allowed: a duration from 0 to 1m, as a number and ns, us, ms, s, m, h or d" },
        { "    quotes: yes\n", "config.yaml:7:13: symbols[0].quotes: 'yes' is neither true nor false; allowed: true, false" },
        { "    model: ../ote\n", "config.yaml:7:12: symbols[0].model: '../ote' is not a model's name; allowed: none, or a model's name: 1 to 64 letters, digits, '-', '_' and single dots, a letter or digit first and last" },
        { "    model:\n", "config.yaml:7:11: symbols[0].model: has no value; allowed: none, or a model's name: 1 to 64 letters, digits, '-', '_' and single dots, a letter or digit first and last" },
        { "    strategy:\n      threshold: breakeven\n", "config.yaml:8:18: symbols[0].strategy.threshold: 'breakeven' is not one of the allowed words; allowed: fixed, break_even, passport; did you mean 'break_even'?" },
        { "    strategy:\n      threshold_value_milli: 1001\n", "config.yaml:8:30: symbols[0].strategy.threshold_value_milli: '1001' is out of range; allowed: an integer from 0 to 1000" },
        { "    strategy:\n      threshold_edge_mili: 30\n", "config.yaml:8:7: symbols[0].strategy.threshold_edge_mili: is an unknown key; did you mean 'threshold_edge_milli'?" },
        { "    structure:\n      ttl_packets: 0\n", "config.yaml:8:20: symbols[0].structure.ttl_packets: '0' is out of range; allowed: an integer from 1 to 1000000000" },
        { "    structure:\n      tp_milli: [0, 270]\n", "config.yaml:8:17: symbols[0].structure.tp_milli: has 2 items; allowed: 3 items, each an integer from 0 to 100000" },
        { "    structure:\n      tp_milli: [0, x, 620]\n", "config.yaml:8:21: symbols[0].structure.tp_milli[1]: 'x' is not an integer; allowed: an integer from 0 to 100000" },
        { "    structure:\n      tp_milli: 5\n", "config.yaml:8:17: symbols[0].structure.tp_milli: is a value, not a list: write [a, b]; allowed: 3 items, each an integer from 0 to 100000" },
        { "      vpin_windw: 3\n", "config.yaml:7:7: symbols[0].packets.vpin_windw: is an unknown key; did you mean 'vpin_window'?" },
        { "    bucket: 3\n", "config.yaml:7:5: symbols[0].bucket: is an unknown key; did you mean 'packets.bucket'?" },
        { "risk:\n  maker_ppm: 3\n", "config.yaml:8:3: risk.maker_ppm: is an unknown key; did you mean 'fees.maker_ppm'?" },
        { "metrics:\n  port: 1\n", "config.yaml:7:1: metrics: is an unknown key; allowed: schema, data, models, account, fees, defaults, symbols, risk, execution, exchange, node, terminal, notifications, report" },
        { "fees:\n  maker_ppm: 1\n  taker_ppm: 1\n  maker_ppm: 2\n", "config.yaml:10:3: fees.maker_ppm: is a duplicate key; the first is on line 8" },
        { "defaults:\n  packets:\n    bucket: x\n", "config.yaml:9:13: defaults.packets.bucket: 'x' is not a plain decimal; allowed: a plain decimal above 0, up to 8 places" },
        { "defaults:\n  packets:\n    buckets: 1\n", "config.yaml:9:5: defaults.packets.buckets: is an unknown key; did you mean 'bucket'?" },
        { "risk: &limits\n  risk_ppm: 1\n", "config.yaml:7:7: risk: uses a YAML anchor or alias: put shared values under 'defaults', and text that begins with * or & in quotes" },
        { "execution:\n  seed: !!int 1\n", "config.yaml:8:9: execution.seed: carries a YAML tag; write the plain value" },
    };

    [Theory]
    [MemberData(nameof(AppendedLines))]
    public void Names_line_path_value_and_what_is_allowed(string appended, string message) =>
        Assert.Equal([message], Given.Faults(Given.Least + appended));

    [Theory]
    [InlineData("", "config.yaml:1:1: is empty")]
    [InlineData("just text", "config.yaml:1:1: holds no section at its top, but lines like 'schema: 1'")]
    [InlineData("schema: 1\nsymbols: [", "config.yaml:3:1: is not YAML: ")]
    [InlineData("schema: 1\nfees: {\nrisk: 1\n", "config.yaml:2:7: is not YAML after this place")]
    [InlineData("schema: 1\n? [a]\n: 1\n", "config.yaml:2:3: is not YAML: has a key that is not a plain word")]
    [InlineData("schema: 1\nfees: {}*\"\n", "config.yaml:2:9: is not YAML: has a key that is not a plain word")]
    [InlineData("schema: 1\nfees: !![\n", "config.yaml:2:5: is not YAML after this place")]
    [InlineData("schema: 1\n\tfees: 1", "config.yaml:2:1: is not YAML: ")]
    public void Of_the_text_itself_says_where_it_stops_being_a_configuration(string text, string beginning) =>
        Assert.StartsWith(beginning, Assert.Single(Given.Faults(text)), StringComparison.Ordinal);

    [Fact]
    public void Tells_of_a_second_document() =>
        Assert.Equal(["config.yaml:7:1: holds a second document; one is read"], Given.Faults(Given.Least + "---\nschema: 1\n"));

    [Fact]
    public void Tells_what_is_missing_and_in_which_section() => Assert.Equal(
        [
            "config.yaml:1:1: schema: is missing; allowed: 1",
            "config.yaml:2:5: symbols[0].symbol: is missing; allowed: 1 to 20 capital letters and digits",
            "config.yaml:4:7: symbols[0].packets.bucket: is missing; allowed: a plain decimal above 0, up to 8 places",
        ],
        Given.Faults("symbols:\n  - files: [a.zip]\n    packets:\n      vpin_window: 3\n"));

    [Fact]
    public void Is_harmless_to_print_whatever_the_value_holds()
    {
        var fault = Assert.Single(Given.Faults(Given.Least + "fees:\n  pay_in: \"a\\e[31m\\nb" + new string('x', 500) + "\"\n"));

        Assert.DoesNotContain(fault, char.IsControl);
        Assert.True(fault.Length < 250, fault);
    }

    [Fact]
    public void Does_not_follow_a_file_that_nests_without_end()
    {
        var deep = string.Concat(Enumerable.Repeat("{a: ", 60)) + "1" + new string('}', 60);

        var faults = Given.Faults(Given.Least + "fees: " + deep + "\n");

        Assert.Contains(faults, static f => f.Contains("is nested too deep", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../b.zip")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b.zip")]
    [InlineData("C:/b.zip")]
    [InlineData("a\\b.zip")]
    public void Refuses_files_outside_the_data_folder(string file)
    {
        var text = Given.Least.Replace("[a.zip]", $"['{file}']", StringComparison.Ordinal);

        Assert.StartsWith($"config.yaml:4:13: symbols[0].files[0]: '{file}' does not name files under data.root", Assert.Single(Given.Faults(text)), StringComparison.Ordinal);
    }
}
