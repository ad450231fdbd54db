using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class EquitySeriesTests
{
    private static EquityPoint At(int second, long level) => new(new Timestamp(second * 1_000_000_000L), new Money(level));

    [Fact]
    public void A_short_run_keeps_every_point()
    {
        EquityPoint[] points = [.. Enumerable.Range(0, 63).Select(static at => At(at, 100 + at % 7))];

        Assert.Equal(points, Fill(64, points).Points());
    }

    [Fact]
    public void A_long_run_keeps_the_first_lowest_highest_and_last_of_each_group()
    {
        long[] levels = [5, 6, 1, 7, 9, 3, 4, 5, /**/ 5, 6, 7, 8, 9, 10, 11, 12];
        var series = Fill(16, [.. levels.Select((level, at) => At(at, level))]);

        Assert.Equal([At(0, 5), At(2, 1), At(4, 9), At(7, 5), At(8, 5), At(15, 12)], series.Points());
    }

    [Fact]
    public void Any_run_stays_in_its_bounds_and_keeps_its_ends_and_extremes_in_order() =>
        Gen.Select(Gen.Long[1, 1000].Array[1, 3000], Gen.Int[16, 100]).Sample((levels, capacity) =>
        {
            EquityPoint[] all = [.. levels.Select((level, at) => At(at, level))];
            var series = Fill(capacity, all);
            var kept = series.Points();

            Assert.Equal(all.Length, series.Count);
            Assert.InRange(kept.Count, Math.Min(all.Length, capacity / 5), capacity);
            Assert.Equal((all[0], all[^1]), (kept[0], kept[^1]));
            Assert.Equal(levels.Max(), kept.Max(static point => point.Equity.Raw));
            Assert.Equal(levels.Min(), kept.Min(static point => point.Equity.Raw));
            // Each is a point of the run, and each once.
            Assert.All(kept, point => Assert.Equal(all[(int)(point.Time.Nanoseconds / 1_000_000_000)], point));
            Assert.All(kept.Zip(kept.Skip(1)), static pair => Assert.True(pair.First.Time < pair.Second.Time));
        });

    [Fact]
    public void A_long_runs_drawdown_is_measured_on_every_point()
    {
        // Under no bound could a choice of four points a group hold each of these falls.
        var builder = new RunBuilder("1000");
        for (var at = 1; at <= 2 * EquitySeries.DefaultCapacity; at++)
            builder.Packet(Fixtures.Day(at * 1e-6), at % 3 == 0 ? "1000" : at == 70_001 ? "500" : at == 70_003 ? "2000" : at == 70_004 ? "499" : "900");
        var run = builder.Finish(Fixtures.Day(0.9), "1000").Recorder;

        Assert.InRange(run.Equity.Count, 1000, EquitySeries.DefaultCapacity);
        Assert.Equal(1 - 499.0 / 2000, run.Drawdown.Max.GetValueOrDefault(), 12);
        Assert.Equal(Fixtures.Day(70_003 * 1e-6), run.Drawdown.PeakAt);
    }

    private static EquitySeries Fill(int capacity, IEnumerable<EquityPoint> points)
    {
        var series = new EquitySeries(capacity);
        foreach (var point in points)
            series.Add(point);
        return series;
    }
}
