namespace MultiSmc.Cli.Tests.Configuration;

public sealed class ManyFaults
{
    private const string Text = """
        schema: 1
        symbls: []
        fees:
          maker_ppm: abc
          maker_ppm: 5
        symbols:
          - symbol: LTCUSDT
            files: [a.zip, ../b.zip]
            packets:
              bucket: 0
            structure:
              ote_top_milli: 710
              ttl_packets: 0
          - symbol: LTCUSDT
            quotes: yes
            model: ../foo
        execution:
          fill_model: tuch
        """;

    [Fact]
    public void Are_told_all_at_once_in_the_order_of_the_file()
    {
        var faults = Given.Faults(Text, new Dictionary<string, string> { ["MULTISMC__RISK__RISK_PPM"] = "lots" });

        Assert.Equal(
            [
                "config.yaml:2:1: symbls", "config.yaml:4:14: fees.maker_ppm", "config.yaml:5:3: fees.maker_ppm", "config.yaml:8:20: symbols[0].files[1]",
                "config.yaml:10:15: symbols[0].packets.bucket", "config.yaml:12:22: symbols[0].structure.ote_top_milli",
                "config.yaml:13:20: symbols[0].structure.ttl_packets", "config.yaml:14:5: symbols[1].packets.bucket",
                "config.yaml:14:13: symbols[1].symbol", "config.yaml:15:13: symbols[1].quotes", "config.yaml:16:12: symbols[1].model",
                "config.yaml:18:15: execution.fill_model", "environment MULTISMC__RISK__RISK_PPM: risk.risk_ppm",
            ],
            faults.Select(static f => string.Join(": ", f.Split(": ").Take(2))));
    }

    [Fact]
    public void Of_a_shared_value_are_told_once()
    {
        var text = """
            schema: 1
            defaults:
              packets:
                bucket: x
            symbols:
              - {symbol: LTCUSDT, files: [a.zip]}
              - {symbol: BTCUSDT, files: [a.zip]}
            """;

        Assert.StartsWith("config.yaml:4:13: defaults.packets.bucket", Assert.Single(Given.Faults(text)), StringComparison.Ordinal);
    }
}
