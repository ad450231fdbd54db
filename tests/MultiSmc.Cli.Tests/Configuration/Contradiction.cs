namespace MultiSmc.Cli.Tests.Configuration;

public sealed class Contradiction
{
    public static TheoryData<string, string> AppendedLines => new()
    {
        {
            "    structure:\n      ote_top_milli: 705\n",
            "config.yaml:8:22: symbols[0].structure.ote_top_milli: '705' is not less than entry_milli (705): the zone's near border comes before its sweet spot"
        },
        {
            "    structure:\n      entry_milli: 600\n",
            "config.yaml:8:20: symbols[0].structure.ote_top_milli: '618' is not less than entry_milli (600): the zone's near border comes before its sweet spot"
        },
        {
            "    structure:\n      ote_bottom_milli: 700\n",
            "config.yaml:8:25: symbols[0].structure.ote_bottom_milli: '700' is not more than entry_milli (705): the zone's far border comes after its sweet spot"
        },
        {
            "    structure:\n      ote_bottom_milli: 1050\n",
            "config.yaml:8:25: symbols[0].structure.ote_bottom_milli: '1050' lies at or beyond the stop (1000 + sl_buffer_milli = 1050): the stop would be on the wrong side"
        },
        {
            "    structure:\n      tp_milli: [0, 620, 270]\n",
            "config.yaml:8:17: symbols[0].structure.tp_milli: '[0, 620, 270]' does not go outward: each target must be further than the one before"
        },
        {
            "    strategy:\n      target_shares_milli: [500, 300, 100]\n",
            "config.yaml:8:28: symbols[0].strategy.target_shares_milli: '[500, 300, 100]' adds up to 900, not to 1000 (100 %)"
        },
        {
            "    strategy:\n      target_shares_milli: [500, 500, 0]\n      protection: otoco\n",
            "config.yaml:9:19: symbols[0].strategy.protection: 'otoco' holds one target, and target_shares_milli ([500, 500, 0]) has several: several targets need protection: oco"
        },
        {
            "    strategy:\n      break_even_after_first_target: true\n",
            "config.yaml:8:38: symbols[0].strategy.break_even_after_first_target: 'true' needs several targets, and target_shares_milli ([1000, 0, 0]) has one"
        },
        {
            "terminal:\n  address: 0.0.0.0\n  require_token: false\n  behind_proxy: true\n",
            "config.yaml:9:18: terminal.require_token: 'false' contradicts address (0.0.0.0): a token may be done without on loopback only"
        },
        {
            "terminal:\n  address: 192.168.1.5\n",
            "config.yaml:8:12: terminal.address: '192.168.1.5' is not loopback: it needs terminal.certificate_file, or behind_proxy: true where a proxy brings TLS"
        },
        {
            "terminal:\n  certificate_key_file: a.key\n",
            "config.yaml:8:25: terminal.certificate_key_file: 'a.key' needs terminal.certificate_file"
        },
        {
            "notifications:\n  webhook:\n    url: https://example.net/x\n    url_file: keys/hook.url\n",
            "config.yaml:10:15: notifications.webhook.url_file: 'keys/hook.url' contradicts url: write one of the two"
        },
        {
            "execution:\n  first_retry: 40s\n",
            "config.yaml:8:16: execution.first_retry: '40s' is more than longest_retry (10s)"
        },
        {
            "execution:\n  latency: 6s\n",
            "config.yaml:8:12: execution.answer_timeout: '10s' is not more than a message takes there and back (2 × (latency 6s + latency_jitter 0)): every order would count as lost"
        },
        {
            "    strategy:\n      tp_index: 1\n      target_shares_milli: [1000, 0, 0]\n",
            "config.yaml:8:17: symbols[0].strategy.tp_index: '1' contradicts target_shares_milli ([1000, 0, 0]): write one of the two"
        },
        {
            "    strategy:\n      threshold: break_even\n      threshold_value_milli: 500\n",
            "config.yaml:9:30: symbols[0].strategy.threshold_value_milli: '500' contradicts threshold (break_even): it belongs to threshold: fixed"
        },
        {
            "    strategy:\n      threshold_edge_milli: 20\n",
            "config.yaml:8:29: symbols[0].strategy.threshold_edge_milli: '20' contradicts threshold (fixed): it belongs to threshold: break_even"
        },
        {
            "    model: ote\n    strategy:\n      threshold: passport\n      threshold_value_milli: 600\n",
            "config.yaml:10:30: symbols[0].strategy.threshold_value_milli: '600' contradicts threshold (passport): it belongs to threshold: fixed"
        },
        {
            "    strategy:\n      threshold: passport\n",
            "config.yaml:8:18: symbols[0].strategy.threshold: 'passport' needs a model, and symbols[0].model is none"
        },
        {
            "defaults:\n  strategy: {threshold_edge_milli: 20}\n",
            "config.yaml:8:36: symbols[0].strategy.threshold_edge_milli: '20' contradicts threshold (fixed): it belongs to threshold: break_even"
        },
        {
            "  - symbol: LTCUSDT\n    files: [b.zip]\n    packets: {bucket: 1}\n",
            "config.yaml:7:13: symbols[1].symbol: 'LTCUSDT' is there twice; first at symbols[0].symbol (config.yaml:3)"
        },
        {
            "  - symbol: LTCBTC\n    files: [b.zip]\n    packets: {bucket: 1}\n    instrument: {base: LTC, quote: BTC, tick_size: 0.000001, lot_size: 0.001}\n",
            "config.yaml:7:13: symbols[1].instrument.quote: 'BTC' differs from symbols[0].instrument.quote: one account is kept in one quote asset; allowed: USDT"
        },
        { "    instrument: {base: USDT}\n", "config.yaml:7:24: symbols[0].instrument.base: 'USDT' is the quote asset too" },
        { "    instrument: {min_price: 5, max_price: 4}\n", "config.yaml:7:29: symbols[0].instrument.min_price: '5' is more than max_price (4)" },
        { "    instrument: {max_quantity: 1.0005}\n", "config.yaml:7:32: symbols[0].instrument.max_quantity: '1.0005' is not a multiple of lot_size (0.001)" },
        { "    instrument: {min_quantity: 1, max_quantity: 0.5}\n", "config.yaml:7:32: symbols[0].instrument.min_quantity: '1' is more than max_quantity (0.5)" },
        { "account:\n  balances:\n    BTC: 1\n", "config.yaml:8:3: account.balances: has no USDT, which the symbols are bought with" },
        { "account:\n  balances: {USDT: 1, BNB: 1}\nfees:\n  pay_in: bnb\n", "config.yaml:10:11: fees.pay_in: 'bnb' needs fees.bnb_price" },
        { "fees:\n  pay_in: bnb\n  bnb_price: 600\n", "config.yaml:8:11: fees.pay_in: 'bnb' needs a balance of BNB under account.balances" },
        { "risk:\n  max_positions: 2\n  max_positions_per_symbol: 3\n", "config.yaml:9:29: risk.max_positions_per_symbol: '3' is more than max_positions (2)" },
        { "execution:\n  latency_jitter: 60ms\n", "config.yaml:8:19: execution.latency_jitter: '60ms' is more than the latency (50ms): some would be negative" },
    };

    [Theory]
    [MemberData(nameof(AppendedLines))]
    public void Is_refused_at_the_line_somebody_wrote(string appended, string message) => Assert.Equal([message], Given.Faults(Given.Least + appended));

    [Theory]
    [InlineData("schema: 1\n", "config.yaml:1:1: symbols: has no symbols: there is nothing to trade")]
    [InlineData("schema: 1\nsymbols:\n", "config.yaml:2:1: symbols: has no symbols: there is nothing to trade")]
    [InlineData("schema: 1\nsymbols: []\n", "config.yaml:2:1: symbols: has no symbols: there is nothing to trade")]
    [InlineData("schema: 1\nsymbols: LTCUSDT\n", "config.yaml:2:10: symbols: is a value, not a list of sections")]
    [InlineData("schema: 1\nsymbols: [LTCUSDT]\n", "config.yaml:2:11: symbols[0]: is a value, not a section")]
    public void Is_a_run_without_symbols(string text, string message) => Assert.Equal([message], Given.Faults(text));

    [Fact]
    public void Is_a_bucket_finer_than_the_instrument_counts() => Assert.Equal(
        ["config.yaml:6:15: symbols[0].packets.bucket: '0.000001' cannot be counted in the instrument's units; allowed: multiples of 0.00001 up to 92233720368.54775807"],
        Given.Faults(Given.Least.Replace("10000", "0.000001", StringComparison.Ordinal)));

    [Fact]
    public void Is_a_bucket_too_large_for_fine_units()
    {
        var text = Given.Least.Replace("10000", "1000", StringComparison.Ordinal) + "    instrument: {tick_size: 0.00000001, lot_size: 0.00000001}\n";

        Assert.Equal(
            [
                "config.yaml:6:15: symbols[0].packets.bucket: '1000' cannot be counted in the instrument's units; "
                + "allowed: multiples of 0.00000001 up to 922.33720368",
            ],
            Given.Faults(text));
    }

    [Fact]
    public void Names_each_rule_that_an_unknown_instrument_lacks() => Assert.Equal(
        [
            "config.yaml:3:13: symbols[0].instrument.base: is missing, and 'XYZUSDT' is not an instrument this program knows; allowed: 1 to 20 capital letters and digits",
            "config.yaml:3:13: symbols[0].instrument.tick_size: is missing, and 'XYZUSDT' is not an instrument this program knows; allowed: a plain decimal above 0, up to 8 places",
        ],
        Given.Faults(Given.Least.Replace("LTCUSDT", "XYZUSDT", StringComparison.Ordinal) + "    instrument: {quote: USDT, lot_size: 1}\n"));

    [Theory]
    [InlineData("LTCUSD", "; did you mean 'LTCUSDT'?")]
    [InlineData("BCTUSDT", "; did you mean 'BTCUSDT'?")]
    [InlineData("XRPUSDT", "; allowed: a plain decimal above 0, up to 8 places")]
    public void Suggests_the_symbol_that_is_one_slip_away(string symbol, string end) => Assert.EndsWith(
        end,
        Assert.Single(Given.Faults(Given.Least.Replace("LTCUSDT", symbol, StringComparison.Ordinal) + "    instrument: {base: A, quote: USDT, lot_size: 1}\n")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("500ms")]
    [InlineData("11m")]
    public void Refuses_a_patience_out_of_range(string value) => Assert.Equal(
        [$"config.yaml:8:19: execution.answer_timeout: '{value}' is out of range; allowed: a duration from 1s to 10m, as a number and ns, us, ms, s, m, h or d"],
        Given.Faults(Given.Least + $"execution:\n  answer_timeout: {value}\n"));
}
