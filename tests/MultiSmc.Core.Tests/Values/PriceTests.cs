using System.Numerics;
using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class NotionalOfAPrice
{
    [Theory]
    [InlineData("100.52", "9.943", "999.47036")]
    [InlineData("0.00000003", "0.5", "0.00000001")]
    [InlineData("0.00000001", "0.99999999", "0")]
    [InlineData("-0.00000001", "0.00000001", "-0.00000001")]
    [InlineData("61837.63", "1000000", "61837630000")]
    public void Is_exact_and_floored(string price, string quantity, string notional) =>
        Assert.Equal(Raw.Money(notional), Raw.Price(price).Notional(Raw.Quantity(quantity)));

    [Fact]
    public void Is_the_floor_of_the_whole_product_or_refused() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((price, quantity) =>
        {
            var product = BigInteger.DivRem((BigInteger)price * quantity, FixedPoint.Scale, out var rest);
            var floor = rest < 0 ? product - 1 : product;
            if (floor >= long.MinValue && floor <= long.MaxValue)
                return new Price(price).Notional(new Quantity(quantity)).Raw == floor;
            Assert.Throws<OverflowException>(() => new Price(price).Notional(new Quantity(quantity)));
            return true;
        });

    [Fact]
    public void Is_refused_where_it_does_not_fit()
    {
        Assert.Equal(long.MaxValue, new Price(long.MaxValue).Notional(Raw.Quantity("1")).Raw);
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue).Notional(Raw.Quantity("1.00000001")));
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue).Notional(new Quantity(long.MinValue)));
    }
}

public sealed class PriceOnTheTick
{
    [Theory]
    [InlineData("100.527", "0.01", "100.52", "100.53")]
    [InlineData("100.52", "0.01", "100.52", "100.52")]
    [InlineData("7", "10", "0", "10")]
    [InlineData("0.004", "0.01", "0", "0.01")]
    [InlineData("-0.004", "0.01", "-0.01", "0")]
    [InlineData("-0.014", "0.01", "-0.02", "-0.01")]
    public void Is_below_for_a_buyer_and_above_for_a_seller(string price, string tick, string down, string up)
    {
        Assert.Equal(Raw.Price(down), Raw.Price(price).RoundDownTo(Raw.Price(tick)));
        Assert.Equal(Raw.Price(up), Raw.Price(price).RoundUpTo(Raw.Price(tick)));
    }

    [Fact]
    public void Is_the_nearest_multiple_on_its_side() =>
        Gen.Select(Gen.Long[-1L << 62, 1L << 62], Gen.Long[1, 1L << 40]).Sample((raw, tick) =>
        {
            var down = new Price(raw).RoundDownTo(new Price(tick)).Raw;
            var up = new Price(raw).RoundUpTo(new Price(tick)).Raw;
            return down % tick == 0 && up % tick == 0 && down <= raw && raw <= up && raw - down < tick && up - raw < tick;
        });

    [Fact]
    public void Is_refused_rather_than_wrapped()
    {
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue).RoundUpTo(new Price(10)));
        Assert.Throws<OverflowException>(() => new Price(long.MinValue).RoundDownTo(new Price(10)));
    }
}

public sealed class PriceOrder
{
    [Fact]
    public void Is_that_of_the_numbers() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((left, right) =>
        {
            var (a, b) = (new Price(left), new Price(right));
            return (a < b) == (left < right) && (a <= b) == (left <= right) && (a > b) == (left > right) && (a >= b) == (left >= right)
                && a.CompareTo(b) == left.CompareTo(right) && (a == b) == (left == right);
        });

    [Fact]
    public void Text_is_the_shortest_exact_decimal() => Assert.Equal("61837.63", Raw.Price("61837.63000000").ToString());
}
