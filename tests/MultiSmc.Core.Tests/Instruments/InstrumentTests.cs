using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class CanonicalUnits
{
    [Theory]
    [InlineData("0.01", 2, 1)]
    [InlineData("0.00000001", 8, 1)]
    [InlineData("1", 0, 1)]
    [InlineData("0.5", 1, 5)]
    [InlineData("0.00025", 5, 25)]
    [InlineData("10", 0, 10)]
    public void Are_the_decimals_of_the_step(string step, int decimals, long units)
    {
        var instrument = With(Raw.Of(step), Raw.Of(step));
        Assert.Equal((decimals, decimals), (instrument.PriceUnits.Decimals, instrument.QuantityUnits.Decimals));
        Assert.Equal((units, units), (instrument.TickUnits, instrument.LotUnits));
    }

    [Fact]
    public void Hold_the_steps_exactly_and_are_no_finer_than_needed() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Int[0, 8], Gen.Long[1, 1_000_000], Gen.Int[0, 8]).Sample((tick, tickDigits, lot, lotDigits) =>
        {
            var instrument = With(tick * FixedPoint.PowersOfTen[tickDigits], lot * FixedPoint.PowersOfTen[lotDigits]);
            return instrument.PriceUnits.ToRaw(instrument.TickUnits) == instrument.TickSize.Raw
                && instrument.QuantityUnits.ToRaw(instrument.LotUnits) == instrument.LotSize.Raw
                && (instrument.PriceUnits.Decimals == 0 || instrument.TickUnits % 10 != 0)
                && (instrument.QuantityUnits.Decimals == 0 || instrument.LotUnits % 10 != 0);
        });

    private static Instrument With(long tick, long lot) => Filters.None with { TickSize = new Price(tick), LotSize = new Quantity(lot) };
}

internal static class Filters
{
    /// <summary>Steps only: every bound is off.</summary>
    public static Instrument None { get; } = new()
    {
        Id = new InstrumentId(0),
        Symbol = "LTCUSDT",
        Base = new Asset("LTC"),
        Quote = new Asset("USDT"),
        TickSize = Raw.Price("0.01"),
        LotSize = Raw.Quantity("0.001"),
    };

    public static Instrument All { get; } = None with
    {
        MinPrice = Raw.Price("0.05"),
        MaxPrice = Raw.Price("1000"),
        MinQuantity = Raw.Quantity("0.002"),
        MaxQuantity = Raw.Quantity("900"),
        MaxMarketQuantity = Raw.Quantity("90"),
        MinNotional = Raw.Money("5"),
        MaxNotional = Raw.Money("50000"),
    };
}

public sealed class ExchangeFilter
{
    [Theory]
    [InlineData("0.05", FilterVerdict.Passes)]
    [InlineData("0.04", FilterVerdict.PriceFilter)]
    [InlineData("1000", FilterVerdict.Passes)]
    [InlineData("1000.01", FilterVerdict.PriceFilter)]
    [InlineData("100.005", FilterVerdict.PriceFilter)]
    [InlineData("0", FilterVerdict.PriceFilter)]
    [InlineData("-1", FilterVerdict.PriceFilter)]
    public void Judges_prices(string price, FilterVerdict verdict) => Assert.Equal(verdict, Filters.All.CheckPrice(Raw.Price(price)));

    [Theory]
    [InlineData("0.002", FilterVerdict.Passes, FilterVerdict.Passes)]
    [InlineData("0.001", FilterVerdict.LotSize, FilterVerdict.LotSize)]
    [InlineData("90", FilterVerdict.Passes, FilterVerdict.Passes)]
    [InlineData("90.001", FilterVerdict.Passes, FilterVerdict.MarketLotSize)]
    [InlineData("900", FilterVerdict.Passes, FilterVerdict.MarketLotSize)]
    [InlineData("900.001", FilterVerdict.LotSize, FilterVerdict.LotSize)]
    [InlineData("1.0005", FilterVerdict.LotSize, FilterVerdict.LotSize)]
    [InlineData("0", FilterVerdict.LotSize, FilterVerdict.LotSize)]
    [InlineData("-1", FilterVerdict.LotSize, FilterVerdict.LotSize)]
    public void Judges_quantities(string quantity, FilterVerdict limit, FilterVerdict market)
    {
        Assert.Equal(limit, Filters.All.CheckQuantity(Raw.Quantity(quantity)));
        Assert.Equal(market, Filters.All.CheckMarketQuantity(Raw.Quantity(quantity)));
    }

    [Theory]
    [InlineData("100", "0.05", FilterVerdict.Passes)]
    [InlineData("99.99", "0.05", FilterVerdict.Notional)]
    [InlineData("100", "500", FilterVerdict.Passes)]
    [InlineData("100.01", "500", FilterVerdict.Notional)]
    [InlineData("90000000000", "90000000000", FilterVerdict.Notional)]
    public void Judges_notionals_in_128_bits(string price, string quantity, FilterVerdict verdict) =>
        Assert.Equal(verdict, Filters.All.CheckNotional(Raw.Price(price), Raw.Quantity(quantity)));

    // 4.9999999966 to the nearest and 5.0000000033 floored are both 5.00000000: the comparison must not round at all.
    [Fact]
    public void Judges_the_notional_before_any_rounding()
    {
        var fine = Filters.None with { MinNotional = Raw.Money("5"), MaxNotional = Raw.Money("5") };
        Assert.Equal(FilterVerdict.Notional, fine.CheckNotional(Raw.Price("0.33333333"), Raw.Quantity("15.00000014")));
        Assert.Equal(FilterVerdict.Notional, fine.CheckNotional(Raw.Price("0.33333333"), Raw.Quantity("15.00000016")));
        Assert.Equal(FilterVerdict.Passes, fine.CheckNotional(Raw.Price("0.5"), Raw.Quantity("10")));
    }

    [Fact]
    public void Is_off_where_its_bound_is_zero()
    {
        Assert.Equal(FilterVerdict.Passes, Filters.None.CheckLimit(Raw.Price("0.01"), Raw.Quantity("0.001")));
        Assert.Equal(FilterVerdict.Passes, Filters.None.CheckLimit(Raw.Price("92233720368.54"), Raw.Quantity("92233720368.547")));
        Assert.Equal(FilterVerdict.Passes, Filters.None.CheckMarketQuantity(Raw.Quantity("92233720368.547")));
    }

    [Fact]
    public void Of_price_is_named_before_quantity_and_notional()
    {
        Assert.Equal(FilterVerdict.PriceFilter, Filters.All.CheckLimit(Raw.Price("0.001"), Raw.Quantity("0.0001")));
        Assert.Equal(FilterVerdict.LotSize, Filters.All.CheckLimit(Raw.Price("0.05"), Raw.Quantity("0.0001")));
        Assert.Equal(FilterVerdict.Notional, Filters.All.CheckLimit(Raw.Price("0.05"), Raw.Quantity("0.002")));
        Assert.Equal(FilterVerdict.Passes, Filters.All.CheckLimit(Raw.Price("100"), Raw.Quantity("1")));
    }
}

public sealed class InstrumentOrder
{
    [Fact]
    public void Is_that_of_the_configuration()
    {
        var (first, second) = (new InstrumentId(0), new InstrumentId(1));
        Assert.True(first < second && first <= second && second > first && second >= first && first.CompareTo(second) < 0);
        Assert.False(first > second || first >= second || second < first || second <= first);
    }
}
