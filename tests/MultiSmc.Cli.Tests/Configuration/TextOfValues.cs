using CsCheck;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class TextOfValues
{
    [Theory]
    [InlineData("0", 0, "0")]
    [InlineData("0s", 0, "0")]
    [InlineData("250ms", 250_000_000, "250ms")]
    [InlineData("0.25s", 250_000_000, "250ms")]
    [InlineData("60s", 60_000_000_000, "1m")]
    [InlineData("90s", 90_000_000_000, "90s")]
    [InlineData("1h", 3_600_000_000_000, "1h")]
    [InlineData("1.5us", 1_500, "1500ns")]
    public void Duration_is_read_exactly_and_written_shortest(string text, long nanoseconds, string written)
    {
        var type = new DurationType(Duration.FromSeconds(86_400));
        var faults = new List<ConfigurationFault>();

        var value = type.Read(ConfigNode.FromDefault(text), "x", faults);

        Assert.Empty(faults);
        Assert.Equal(new Duration(nanoseconds), value);
        Assert.Equal(written, type.Format(new Duration(nanoseconds)));
    }

    [Fact]
    public void Duration_reads_back_what_it_wrote() => Gen.Long[0, 86_400_000_000_000].Sample(nanoseconds =>
    {
        var type = new DurationType(Duration.FromSeconds(86_400));
        var faults = new List<ConfigurationFault>();
        return Equals(type.Read(ConfigNode.FromDefault(type.Format(new Duration(nanoseconds))), "x", faults), new Duration(nanoseconds));
    });

    [Fact]
    public void Decimal_reads_back_what_it_wrote() => Gen.Long[0, long.MaxValue].Sample(raw =>
    {
        var faults = new List<ConfigurationFault>();
        return Equals(DecimalType.NotNegative.Read(ConfigNode.FromDefault(DecimalType.NotNegative.Format(raw)), "x", faults), raw);
    });

    // YAML's own signs, in every order: the end is a configuration or faults, never an exception.
    private const string YamlSigns = "[]{}-:,'\"#&*!|>%@ab1 \n?`~";

    private static readonly Gen<char> Signs = Gen.Int[0, YamlSigns.Length - 1].Select(static i => YamlSigns[i]);

    [Fact]
    public void Any_text_is_judged_without_an_exception() => Gen.String[Signs, 0, 12].Sample(text =>
    {
        var result = Given.Result(Given.Least + "fees:\n  maker_ppm: " + text + "\n  bnb_price: '" + text.Replace("'", "''", StringComparison.Ordinal) + "'\n");
        return result is ConfigurationResult.Loaded or ConfigurationResult.Refused { Faults.Count: > 0 };
    }, iter: 2_000);
}
