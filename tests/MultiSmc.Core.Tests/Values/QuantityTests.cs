using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class QuantityArithmetic
{
    [Theory]
    [InlineData("0.0019999", "0.001", "0.001")]
    [InlineData("0.001", "0.001", "0.001")]
    [InlineData("0.0009", "0.001", "0")]
    [InlineData("-0.0009", "0.001", "-0.001")]
    [InlineData("-0.001", "0.001", "-0.001")]
    public void Rounds_down_to_the_lot(string quantity, string lot, string down) =>
        Assert.Equal(Raw.Quantity(down), Raw.Quantity(quantity).RoundDownTo(Raw.Quantity(lot)));

    [Fact]
    public void Rounding_down_never_gives_more_and_loses_less_than_a_lot() =>
        Gen.Select(Gen.Long[-1L << 62, 1L << 62], Gen.Long[1, 1L << 40]).Sample((raw, lot) =>
        {
            var down = new Quantity(raw).RoundDownTo(new Quantity(lot)).Raw;
            return down % lot == 0 && down <= raw && raw - down < lot;
        });

    [Fact]
    public void Sums_and_differences_are_exact_or_refused() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((left, right) =>
        {
            var (a, b) = (new Quantity(left), new Quantity(right));
            Assert.Equal(Fitting((Int128)left + right), Value(() => a + b));
            Assert.Equal(Fitting((Int128)left - right), Value(() => a - b));
        });

    [Fact]
    public void The_smaller_of_two_is_found() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((left, right) => Quantity.Min(new(left), new(right)).Raw == Math.Min(left, right));

    [Fact]
    public void Order_is_that_of_the_numbers() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((left, right) =>
        {
            var (a, b) = (new Quantity(left), new Quantity(right));
            return (a < b) == (left < right) && (a <= b) == (left <= right) && (a > b) == (left > right) && (a >= b) == (left >= right)
                && a.CompareTo(b) == left.CompareTo(right);
        });

    [Fact]
    public void Nothing_is_zero() => Assert.Equal((0, "0"), (Quantity.Zero.Raw, Quantity.Zero.ToString()));

    private static long? Fitting(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    private static long? Value(Func<Quantity> sum)
    {
        try
        {
            return sum().Raw;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
