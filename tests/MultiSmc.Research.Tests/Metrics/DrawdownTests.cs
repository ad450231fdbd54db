using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class DrawdownTests
{
    [Fact]
    public void Is_measured_while_positions_are_open()
    {
        // Trap: drawdown of closed trades only. The one trade closes with a profit; on the way the account stood at 800.
        var run = new RunBuilder("1000").Packet(Fixtures.Day(0.1), "800").Packet(Fixtures.Day(0.2), "1050").Finish(Fixtures.Day(0.3), "1050").Recorder;

        var drawdown = Drawdown.Compute(EquityCurve.Merge(run.Equity, run.DailyEquity));

        Assert.Equal(0.2, drawdown.Max);
        Assert.Equal(Fixtures.Day(0), drawdown.PeakAt);
        Assert.Equal(Fixtures.Day(0.1), drawdown.TroughAt);
    }

    [Fact]
    public void Peak_starts_with_the_money_at_the_start()
    {
        // Trap: a peak that starts after the first trade would see no drawdown here.
        Assert.Equal(0.1, Drawdown.Compute(Fixtures.Curve(Fixtures.Days("100", "90", "90"))).Max);
    }

    [Fact]
    public void Deepest_is_relative_to_its_own_peak()
    {
        // 100 → 80 is 20 %; 1000 → 900 is more money and less of the account.
        Assert.Equal(0.2, Drawdown.Compute(Fixtures.Curve(Fixtures.Days("100", "80", "1000", "900", "1100"))).Max);
    }

    [Fact]
    public void An_unfinished_time_under_water_counts_up_to_the_end()
    {
        // Trap: recovery that ignores an open drawdown. One day under water and back; then four days, not back yet.
        var drawdown = Drawdown.Compute(Fixtures.Curve(Fixtures.Days("100", "95", "100", "99", "98", "99", "99.5")));

        Assert.Equal(new Duration(4 * Timestamp.NanosecondsPerDay), drawdown.LongestUnderWater);
        Assert.True(drawdown.IsUnderWater);
    }

    [Fact]
    public void Time_under_water_runs_from_leaving_the_peak_to_reaching_it_again()
    {
        // Flat at the peak until day 2, under it until day 5.
        var drawdown = Drawdown.Compute(Fixtures.Curve(Fixtures.Days("90", "100", "100", "99", "98", "101", "101")));

        Assert.Equal(new Duration(3 * Timestamp.NanosecondsPerDay), drawdown.LongestUnderWater);
        Assert.False(drawdown.IsUnderWater);
    }

    [Fact]
    public void A_rising_account_has_none()
    {
        var drawdown = Drawdown.Compute(Fixtures.Curve(Fixtures.Days("100", "101", "101", "102")));

        Assert.Equal(0.0, drawdown.Max);
        Assert.Null(drawdown.PeakAt);
        Assert.Equal(Duration.Zero, drawdown.LongestUnderWater);
    }

    [Fact]
    public void Agrees_with_a_comparison_of_all_pairs() =>
        Gen.Long[1, 20].Array[1, 40].Sample(levels =>
        {
            var curve = Fixtures.Curve([.. levels.Select((level, day) => new EquityPoint(Fixtures.Day(day), new Money(level)))]);
            var (max, longest) = ByAllPairs(levels);

            var drawdown = Drawdown.Compute(curve);

            Assert.Equal(max, drawdown.Max.GetValueOrDefault(), 12);
            Assert.Equal(longest * Timestamp.NanosecondsPerDay, drawdown.LongestUnderWater.GetValueOrDefault().Nanoseconds);
        });

    [Fact]
    public void Ulcer_index_is_the_root_mean_square_at_the_days_ends()
    {
        // Depths 10 %, 20 %, 0: √((0.01 + 0.04 + 0) / 3).
        var index = Drawdown.UlcerIndex(Fixtures.Days("100", "90", "80", "100"));

        Assert.Equal(Math.Sqrt(0.05 / 3), index.GetValueOrDefault(), 12);
    }

    private static (double Max, int LongestDays) ByAllPairs(long[] levels)
    {
        var (max, longest) = (0.0, 0);
        for (var i = 0; i < levels.Length; i++)
        {
            for (var j = i + 1; j < levels.Length; j++)
                max = Math.Max(max, 1 - (double)levels[j] / levels[i]);
            if (levels[..i].Any(earlier => earlier > levels[i]))
                continue; // not a peak
            var back = Array.FindIndex(levels, i + 1, level => level >= levels[i]);
            if (back != i + 1)
                longest = Math.Max(longest, (back < 0 ? levels.Length - 1 : back) - i);
        }

        return (max, longest);
    }
}
