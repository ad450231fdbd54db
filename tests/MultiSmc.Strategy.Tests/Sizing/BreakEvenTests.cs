using MultiSmc.Structure;

namespace MultiSmc.Strategy.Tests;

public sealed class BreakEvenOdds
{
    [Fact]
    public void Equal_the_golden_cases()
    {
        var cases = GoldenNumbers.Section("break_even");
        Assert.Equal(20, cases.Count);
        foreach (var golden in cases)
        {
            var args = golden.GetProperty("args");
            var odds = BreakEven.Compute(new TradeGeometry
            {
                Side = (Direction)args.GetProperty("side").GetInt32(),
                Entry = args.GetProperty("entry").GetInt64(),
                Tp = args.GetProperty("tp").GetInt64(),
                Sl = args.GetProperty("sl").GetInt64(),
                MakerPpm = args.GetProperty("maker_ppm").GetInt64(),
                TakerPpm = args.GetProperty("taker_ppm").GetInt64(),
                StopSlippageTicks = args.GetProperty("stop_slippage_ticks").GetInt64(),
                Tick = args.GetProperty("tick").GetInt64(),
            });
            var p = golden.GetProperty("p").GetDouble();
            Close(golden.GetProperty("gain").GetDouble(), odds.Gain);
            Close(golden.GetProperty("loss").GetDouble(), odds.Loss);
            Close(golden.GetProperty("p_star").GetDouble(), odds.Probability);
            Close(golden.GetProperty("kelly").GetDouble(), odds.KellyFraction(p));
        }
    }

    [Fact]
    public void Are_the_gamblers_ruin_without_costs()
    {
        // Range 10,000, entry 705, stop 5 % beyond the origin: 0.345 / 1.05.
        var odds = BreakEven.Compute(new TradeGeometry { Side = Direction.Long, Entry = 1_002_950, Tp = 1_010_000, Sl = 999_500 });
        Assert.Equal(0.345 / 1.05, odds.Probability, 12);
        Assert.Equal(0, odds.Expectancy(odds.Probability), 15);
        Assert.Equal(0, odds.KellyFraction(odds.Probability), 9);
    }

    [Fact]
    public void Are_mirrored_for_a_short()
    {
        var odds = BreakEven.Compute(new TradeGeometry
        {
            Side = Direction.Short,
            Entry = 10_000,
            Tp = 9_900,
            Sl = 10_050,
            MakerPpm = 1_000,
            TakerPpm = 2_000,
            StopSlippageTicks = 2,
            Tick = 5,
        });
        Assert.Equal((10_000 * 0.999 - 9_900 * 1.001) / 10_000, odds.Gain, 12);
        Assert.Equal((10_060 * 1.002 - 10_000 * 0.999) / 10_000, odds.Loss, 12);
    }

    [Fact]
    public void Are_never_reached_when_costs_eat_the_range()
    {
        var dear = new TradeGeometry { Side = Direction.Long, Entry = 10_000, Tp = 10_010, Sl = 9_990, MakerPpm = 1_000, TakerPpm = 1_000 };
        var odds = BreakEven.Compute(in dear);
        Assert.False(odds.IsReachable);
        Assert.Equal(double.PositiveInfinity, odds.Probability);
        Assert.Equal(0, odds.KellyFraction(1));
        Assert.Equal(0, odds.CappedKelly(1, 0));
    }

    [Fact]
    public void Need_no_luck_when_the_stop_already_wins()
    {
        var odds = BreakEven.Compute(new TradeGeometry { Side = Direction.Long, Entry = 10_000, Tp = 10_100, Sl = 10_050 });
        Assert.Equal(0, odds.Probability);
        Assert.Equal(double.PositiveInfinity, odds.KellyFraction(0.5));
        Assert.Equal(1, odds.CappedKelly(0.5, 0.1));
        Assert.Equal(0, odds.CappedKelly(0.5, 0.1, share: 0));
    }

    [Fact]
    public void Allow_at_most_a_quarter_of_kelly_one_standard_error_down()
    {
        var odds = new BreakEven(0.2, 0.1);
        Assert.Equal(0.25 * (0.5 / 0.1 - 0.5 / 0.2), odds.CappedKelly(0.6, 0.1), 12);
        Assert.Equal(0.3, odds.CappedKelly(0.6, 0.1, maxFraction: 0.3));
        Assert.Equal(0, odds.CappedKelly(0.35, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => odds.CappedKelly(0.6, 0.1, share: 0.5));
    }

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{actual}, not {expected}");
}
