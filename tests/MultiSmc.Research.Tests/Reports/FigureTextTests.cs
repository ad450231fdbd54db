using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_undefined_reads_na_without_a_unit(double? value)
    {
        Assert.Equal("n/a", FigureText.Number(value));
        Assert.Equal("n/a", FigureText.Percent(value));
        Assert.Equal("n/a", FigureText.Bps(value));
        Assert.Equal("n/a", FigureText.R(value));
    }

    [Fact]
    public void Undefined_money_and_spans_read_na()
    {
        Assert.Equal("n/a", FigureText.Amount(null, RunBuilder.Usdt));
        Assert.Equal("n/a", FigureText.Span(null));
    }

    [Theory]
    [InlineData(0.12345, "12.35 %")]
    [InlineData(-0.5, "-50.00 %")]
    [InlineData(-0.00001, "0.00 %")]
    [InlineData(12.5, "1250.00 %")]
    public void Fractions_read_as_percent(double fraction, string text) => Assert.Equal(text, FigureText.Percent(fraction));

    [Theory]
    [InlineData(7.25, "7.25 s")]
    [InlineData(59, "59.00 s")]
    [InlineData(307, "5 min 7 s")]
    [InlineData(14_700, "4 h 5 min")]
    [InlineData(273_600, "3 d 4 h")]
    public void Spans_read_in_their_two_largest_units(double seconds, string text) =>
        Assert.Equal(text, FigureText.Span(new Duration((long)(seconds * 1e9))));

    [Fact]
    public void Money_reads_with_two_decimals_and_its_currency() =>
        Assert.Equal("-1234.57 USDT", FigureText.Amount(Fixtures.Usd("-1234.565"), RunBuilder.Usdt));
}
