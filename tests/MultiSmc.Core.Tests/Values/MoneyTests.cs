using System.Numerics;
using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class ShareOfMoney
{
    [Theory]
    [InlineData("1000", 750, "0.75")]
    [InlineData("0.00001333", 1_000, "0.00000001")]
    [InlineData("0.00000999", 1_000, "0")]
    [InlineData("-0.00000999", 1_000, "-0.00000001")]
    [InlineData("0.00000999", -1_000, "-0.00000001")]
    [InlineData("-0.00001", -1_000, "0.00000001")]
    [InlineData("92233720368.54775807", 1_000_000, "92233720368.54775807")]
    public void Is_exact_and_floored(string amount, long ppm, string share) => Assert.Equal(Raw.Money(share), Raw.Money(amount).ShareFloor(ppm));

    [Fact]
    public void Is_the_floor_of_the_whole_product_or_refused() =>
        Gen.Select(Gen.Long, Gen.Frequency((3, Gen.Long[-2_000_000, 2_000_000]), (1, Gen.Long))).Sample((raw, ppm) =>
        {
            var product = BigInteger.DivRem((BigInteger)raw * ppm, 1_000_000, out var rest);
            var floor = rest < 0 ? product - 1 : product;
            if (floor >= long.MinValue && floor <= long.MaxValue)
                return new Money(raw).ShareFloor(ppm).Raw == floor;
            Assert.Throws<OverflowException>(() => new Money(raw).ShareFloor(ppm));
            return true;
        });
}

public sealed class MoneyArithmetic
{
    [Fact]
    public void Sums_and_differences_are_exact() =>
        Gen.Select(Gen.Long[-1L << 62, 1L << 61], Gen.Long[-1L << 61, 1L << 61]).Sample((left, right) =>
            (new Money(left) + new Money(right)).Raw == left + right && (new Money(left) - new Money(right)).Raw == left - right
            && (-new Money(left)).Raw == -left);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
    }

    [Fact]
    public void Order_is_that_of_the_numbers() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((left, right) =>
        {
            var (a, b) = (new Money(left), new Money(right));
            return (a < b) == (left < right) && (a <= b) == (left <= right) && (a > b) == (left > right) && (a >= b) == (left >= right)
                && a.CompareTo(b) == left.CompareTo(right);
        });

    [Fact]
    public void Text_is_the_shortest_exact_decimal() =>
        Assert.Equal(("-0.5", "0"), (Raw.Money("-0.50000000").ToString(), Money.Zero.ToString()));
}
