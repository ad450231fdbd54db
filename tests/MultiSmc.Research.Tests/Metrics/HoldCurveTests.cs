using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class HoldCurveTests
{
    private const long Minute = 60_000_000_000;

    [Theory]
    [InlineData(3, 600)]
    [InlineData(40, 3_000)]
    [InlineData(1_500, 5_000)]
    [InlineData(20_000, 9_000)]
    public void Steps_are_the_last_prices_before_their_moments_and_few(int gapSeconds, int trades)
    {
        var random = new Random(gapSeconds);
        var meter = new TapeMeter(1);
        var tape = new List<(long Time, long Price)>();
        var time = 1_760_000_123L * 1_000_000_000;
        for (var i = 0; i < trades; i++)
        {
            time += random.NextInt64(2L * gapSeconds * 1_000_000_000);
            tape.Add((time, 1_000 + random.Next(500)));
            meter.On([Trade(i, time, tape[^1].Price)]);
        }

        var steps = meter.FactsOf(new InstrumentId(0)).Prices;
        Assert.NotEmpty(steps);
        Assert.InRange(steps.Count, 1, Math.Max(14 * 60, 32 * 24) + (int)((tape[^1].Time - tape[0].Time) / (24 * 60 * Minute)));
        Assert.Equal(steps.Select(static step => step.Until.Nanoseconds).Distinct().Order(), steps.Select(static step => step.Until.Nanoseconds));
        foreach (var step in steps)
        {
            Assert.Equal(tape.Last(trade => trade.Time < step.Until.Nanoseconds).Price, step.Price.Raw);
            Assert.True(tape[^1].Time >= step.Until.Nanoseconds, "a step that goes on is not told");
        }

        // As fine as the curves are: by the minute for half a day, by the hour for a month, by the day beyond.
        var span = tape[^1].Time - tape[0].Time;
        var width = span >= 31 * 24 * 60 * Minute ? 24 * 60 * Minute : span >= 13 * 60 * Minute ? 60 * Minute : Minute;
        Assert.Equal(tape.Select(trade => trade.Time / width).Distinct().Count() - 1, steps.Count);
    }

    [Fact]
    public void The_curve_begins_with_the_money_and_ends_with_the_figure_of_the_report()
    {
        var (start, end) = (Fixtures.Monday, Fixtures.Day(2));
        var day = Fixtures.Day(1);
        InstrumentResult[] instruments =
        [
            new(RunBuilder.BtcUsdt, RunBuilder.Tape("100", "150") with { Prices = [new PriceStep(day, Fixtures.At("120"))] }, default),
            new(RunBuilder.EthUsdt, RunBuilder.Tape("10", "9") with { First = day }, default),
        ];
        var capital = new Money(10_000 * FixedPoint.Scale);
        var curve = HoldCurve.Compute(instruments, 1_000, capital, [start, day, Fixtures.Day(1) + Duration.FromMilliseconds(1), end])!;
        Assert.Equal(capital, curve[0]);
        Assert.Equal(new Money((long)(5_000 * 0.999 * 1.2 * FixedPoint.Scale) + 5_000 * FixedPoint.Scale), curve[1]); // the second is cash until its first trade
        Assert.Equal(new Money((long)(5_000 * 0.999 * 2.2 * FixedPoint.Scale)), curve[2]);
        Assert.Equal(capital + BuyAndHold.Compute(instruments, 1_000, capital).NetResult!.Value, curve[3]);
        Assert.Null(HoldCurve.Compute(instruments, 1_000, Money.Zero, [start, end]));
        Assert.Null(HoldCurve.Compute([], 1_000, capital, [start, end]));
    }

    private static MarketEvent Trade(int id, long time, long price) =>
        new(new InstrumentId(0), new TradeTick(id, new Timestamp(time), new Price(price), new Quantity(1), AggressorSide.Buyer));
}
