using System.Text;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class IdentityOfAConfiguration
{
    private static readonly string Hash = Given.Loaded(Given.Least).Hash;

    [Fact]
    public void Is_a_sha256_in_hex() => Assert.Matches("^[0-9a-f]{64}$", Hash);

    [Fact]
    public void Does_not_change_with_order_remarks_spelling_or_where_a_value_is_written()
    {
        const string same = """
            # another order, other places, the same values
            symbols:
              - files: ["a.zip"]
                symbol: 'LTCUSDT'   # remark
            defaults:
              packets: {bucket: "10000.00"}
              strategy: {min_interval: 0.25s}
            fees: {taker_ppm: 1000}
            schema: 1
            """;

        Assert.Equal(Hash, Given.Loaded(same).Hash);
    }

    [Fact]
    public void Does_not_change_with_folders_of_this_machine()
    {
        var moved = Given.Least + "data:\n  root: /elsewhere\nmodels:\n  root: /shelf\nreport:\n  out: /there\n";
        var loader = new ConfigurationLoader { Environment = Given.NoVariables, KnownInstrument = MultiSmc.Cli.Commands.CommandContext.FindKnown, DataRoot = "/third" };

        Assert.Equal(Hash, Given.Loaded(moved).Hash);
        Assert.Equal(Hash, loader.Load(moved, "/another/folder/name.yaml").OrThrow().Hash);
    }

    [Theory]
    [InlineData("terminal:\n  port: 7100\n  require_token: false\n")]
    [InlineData("terminal:\n  address: 0.0.0.0\n  behind_proxy: true\n  host_names: [bot.example.net]\n")]
    [InlineData("notifications:\n  telegram:\n    chat: 12345\n    events: [halted]\n")]
    public void Does_not_change_with_who_looks_and_who_is_told(string appended) => Assert.Equal(Hash, Given.Loaded(Given.Least + appended).Hash);

    [Theory]
    [InlineData("fees:\n  maker_ppm: 999\n")]
    [InlineData("account:\n  balances:\n    USDT: 10000.00000001\n")]
    [InlineData("    structure:\n      left: 49\n")]
    [InlineData("    strategy:\n      min_interval: 251ms\n")]
    [InlineData("    quotes: true\n")]
    [InlineData("    model: ote_v1\n")]
    [InlineData("    strategy:\n      threshold: break_even\n")]
    [InlineData("    strategy:\n      threshold_value_milli: 501\n")]
    [InlineData("    instrument: {tick_size: 0.001}\n")]
    [InlineData("execution:\n  seed: 2\n")]
    public void Changes_with_a_value(string appended) => Assert.NotEqual(Hash, Given.Loaded(Given.Least + appended).Hash);

    [Fact]
    public void Changes_with_an_override() =>
        Assert.NotEqual(Hash, Given.Loaded(Given.Least, new Dictionary<string, string> { ["MULTISMC__EXECUTION__SEED"] = "2" }).Hash);

    [Fact]
    public void Survives_writing_out_every_effective_value()
    {
        // Whatever `config show` says can be written into a file, and is then the same configuration.
        var configuration = Given.Loaded(Given.Least + "account:\n  balances: {USDT: 1.5, BNB: 2}\nfees: {pay_in: bnb, bnb_price: 600}\n");
        var text = new StringBuilder();
        foreach (var group in configuration.Effective.Where(static v => v.Value is not null).GroupBy(static v => v.Path.Split('.', '[')[0]))
        {
            if (group.Key == "schema")
                text.AppendLine("schema: 1");
            else if (group.Key == "symbols")
                AppendSections(text.AppendLine("symbols:").AppendLine("  - symbol: LTCUSDT"), group, "symbols[0].", "    ");
            else
                AppendSections(text.Append(group.Key).AppendLine(":"), group, group.Key + ".", "  ");
        }

        Assert.Equal(configuration.Hash, Given.Loaded(text.ToString()).Hash);
    }

    private static void AppendSections(StringBuilder text, IEnumerable<EffectiveValue> values, string prefix, string indent)
    {
        foreach (var inner in values.Where(static v => v.Path != "symbols[0].symbol").GroupBy(v => v.Path[prefix.Length..].Split('.')[0..^1].FirstOrDefault() ?? ""))
        {
            var deeper = inner.Key.Length == 0 ? indent : indent + "  ";
            if (inner.Key.Length > 0)
                text.Append(indent).Append(inner.Key).AppendLine(":");
            foreach (var value in inner)
                text.Append(deeper).Append(value.Key.Name).Append(": ").AppendLine(value.Text);
        }
    }
}
