using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class FixedPointText
{
    [Theory]
    [InlineData("61837.63000000", 6_183_763_000_000)]
    [InlineData("0.00000001", 1)]
    [InlineData("-0.5", -50_000_000)]
    [InlineData("7", 700_000_000)]
    [InlineData("1.000000000", 100_000_000)]
    [InlineData("92233720368.54775807", long.MaxValue)]
    public void Reads_plain_decimals_exactly(string text, long raw)
    {
        Assert.True(FixedPoint.TryParse(text, out var value));
        Assert.Equal(raw, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1e5")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("0.000000001")]
    [InlineData("92233720368.54775808")]
    [InlineData("99999999999999999999")]
    [InlineData("١")]
    public void Refuses_what_is_not_an_exact_decimal(string text) => Assert.False(FixedPoint.TryParse(text, out _));

    [Fact]
    public void Text_and_back_is_the_same_value() =>
        Gen.Long.Sample(raw => raw == long.MinValue || (FixedPoint.TryParse(FixedPoint.Format(raw), out var back) && back == raw));

    [Theory]
    [InlineData(123_456_789, 2, "1.23")]
    [InlineData(-123_500_000, 2, "-1.24")]
    [InlineData(-1, 2, "0.00")]
    [InlineData(199_999_999, 0, "2")]
    [InlineData(long.MaxValue, 8, "92233720368.54775807")]
    [InlineData(long.MinValue, 8, "-92233720368.54775808")]
    public void Tables_round_half_away_from_zero(long raw, int decimals, string text) => Assert.Equal(text, FixedPoint.Format(raw, decimals));
}

public sealed class UnitScaleConversion
{
    [Fact]
    public void Agrees_with_plain_division() =>
        Gen.Select(Gen.Int[0, 8], Gen.Long[-1_000_000_000_000, long.MaxValue]).Sample((decimals, raw) =>
        {
            var step = FixedPoint.PowersOfTen[FixedPoint.Decimals - decimals];
            var isExact = new UnitScale(decimals).TryToUnits(raw, out var units);
            return isExact == (raw >= 0 && raw % step == 0) && (!isExact || units == raw / step);
        });

    [Fact]
    public void There_and_back_is_the_same_value() =>
        Gen.Select(Gen.Int[0, 8], Gen.Long[0, 1_000_000_000]).Sample((decimals, units) =>
        {
            var scale = new UnitScale(decimals);
            return scale.TryToUnits(scale.ToRaw(units), out var back) && back == units;
        });
}
