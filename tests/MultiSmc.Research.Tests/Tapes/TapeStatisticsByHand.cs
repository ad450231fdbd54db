using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class TapeStatisticsByHand
{
    private const long SecondNs = 1_000_000_000;

    [Fact]
    public void Count_what_a_handful_of_trades_shows()
    {
        // Buyer, buyer (same time), seller one lower, seller, buyer one higher with an id lost before it.
        var tape = Of((1, 0, 100, 1, true), (2, 0, 100, 3, true), (3, 1, 99, 2, false), (4, 3, 99, 2, false), (6, 4, 100, 2, true));
        Assert.Equal(5, tape.Count);
        Assert.Equal(4, tape.Orders);
        Assert.Equal(1, tape.MissingIds);
        Assert.Equal(5 / 4.0, tape.TradesPerSecond);
        Assert.Equal(1 / 4.0, tape.SameTimeShare);
        Assert.Equal(2 / 4.0, tape.SameSideShare);
        Assert.Equal(2 / 4.0, tape.UnchangedShare);
        Assert.Equal(3 / 5.0, tape.BuyerShare ?? -1, 12);
        Assert.Equal((100 + 300 + 198 + 198 + 200) / 5.0, tape.MeanQuote ?? -1, 9);
        Assert.Equal(2, tape.RunQuantile(1));
        Assert.Equal(1, tape.GapQuantile(0.3) ?? -1, 0.02);
        Assert.Equal(2, tape.GapQuantile(1) ?? -1, 0.04);
        Assert.Equal(1e4 * Math.Sqrt((Math.Pow(Math.Log(0.99), 2) + Math.Pow(Math.Log(100.0 / 99), 2)) / 4), tape.TickReturnBps ?? -1, 1);
    }

    [Fact]
    public void Know_nothing_of_an_empty_tape()
    {
        var tape = new TapeStatistics();
        Assert.Null(tape.TradesPerSecond);
        Assert.Null(tape.QuoteQuantile(0.5));
        Assert.Null(tape.Dispersion(1));
        Assert.Null(tape.FlowCorrelation);
        Assert.All(TapeFigures.Table([new NamedTape("empty", tape)]), row => Assert.Equal(2, row.Count));
    }

    [Fact]
    public void Find_no_clusters_in_trades_that_come_independently_and_some_where_they_come_in_tens()
    {
        var random = new SplitMix64(5);
        var (single, tens) = (new TapeStatistics(), new TapeStatistics());
        var ns = 1_735_689_600 * SecondNs;
        for (var i = 0; i < 100_000; i++)
        {
            ns += (long)(-Math.Log(1 - random.NextDouble()) * 0.2 * SecondNs);
            single.Add(new TradeTick(i + 1, new Timestamp(ns), new Price(100), new Quantity(100), AggressorSide.Buyer));
            for (var j = 0; j < 10; j++)
                tens.Add(new TradeTick(i * 10 + j + 1, new Timestamp(ns), new Price(100), new Quantity(100), AggressorSide.Buyer));
        }

        Assert.InRange(single.Dispersion(1) ?? 0, 0.95, 1.05);
        Assert.InRange(single.Dispersion(60) ?? 0, 0.75, 1.25);
        Assert.InRange(tens.Dispersion(1) ?? 0, 9.5, 10.5);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(3.0)]
    public void Find_the_index_of_a_power_law(double index)
    {
        var histogram = new LogHistogram();
        var random = new SplitMix64(9);
        for (var i = 0; i < 400_000; i++)
            histogram.Add((long)(1_000 * Math.Pow(1 - random.NextDouble(), -1 / index)));
        Assert.InRange(histogram.TailIndex(0.01) ?? 0, 0.93 * index, 1.07 * index);
        Assert.InRange(histogram.Quantile(0.5) ?? 0, 0.98 * 1_000 * Math.Pow(2, 1 / index), 1.02 * 1_000 * Math.Pow(2, 1 / index));
    }

    [Fact]
    public void Measure_the_volatility_and_the_sides_memory_they_were_given()
    {
        var tape = new TapeStatistics();
        var random = new SplitMix64(3);
        var (price, side) = (1e10, true);
        for (var i = 0; i < 200_000; i++)
        {
            price *= random.NextDouble() < 0.5 ? 1.0001 : 1 / 1.0001; // 1 bps a second
            side ^= random.NextDouble() < 0.1; // autocorrelation 0.8^lag
            var aggressor = side ? AggressorSide.Buyer : AggressorSide.Seller;
            tape.Add(new TradeTick(i + 1, new Timestamp((1_735_689_600L + i) * SecondNs), new Price((long)price), new Quantity(1_000), aggressor));
        }

        Assert.InRange(tape.Volatility(1) ?? 0, 0.98, 1.02);
        Assert.InRange(tape.Volatility(60) ?? 0, 0.93, 1.07);
        Assert.InRange(tape.Kurtosis(60) ?? 0, 2.6, 3.4);
        Assert.InRange(tape.SideMemory.Single(point => point.Lag == 5).Value ?? 0, 0.8 * 0.8 * 0.8 * 0.8 * 0.8 - 0.03, 0.8 * 0.8 * 0.8 * 0.8 * 0.8 + 0.03);
        Assert.InRange(tape.FlowCorrelation ?? 1, -0.15, 0.15);
    }

    private static TapeStatistics Of(params (long Id, long Second, long Price, long Quantity, bool IsBuyer)[] trades)
    {
        var tape = new TapeStatistics();
        foreach (var (id, second, price, quantity, isBuyer) in trades)
        {
            tape.Add(new TradeTick(
                id, new Timestamp(1_735_689_600 * SecondNs + second * SecondNs), new Price(price * FixedPoint.Scale), new Quantity(quantity * FixedPoint.Scale),
                isBuyer ? AggressorSide.Buyer : AggressorSide.Seller));
        }

        return tape;
    }
}
