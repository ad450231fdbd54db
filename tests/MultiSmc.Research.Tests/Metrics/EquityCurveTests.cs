using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class EquityCurveTests
{
    [Fact]
    public void Start_and_end_appear_once_and_as_days()
    {
        var run = new RunBuilder().Packet(Fixtures.Day(0.5), "1010").Packet(Fixtures.Day(1.5), "1020").Finish(Fixtures.Day(1.6), "1030").Recorder;

        var curve = EquityCurve.Merge(run.Equity, run.DailyEquity);

        Assert.Equal(
            ["0 1000 day", "0.5 1010 packet", "1 1020 day", "1.5 1020 packet", "1.6 1030 day"],
            curve.Select(sample => $"{(sample.Point.Time - Fixtures.Monday).TotalSeconds / 86_400} {sample.Point.Equity} {(sample.IsDay ? "day" : "packet")}"));
    }

    [Fact]
    public void At_one_time_midnight_comes_before_the_packet_and_the_end_after_it()
    {
        EquityPoint start = new(Fixtures.Day(0), Fixtures.Usd("1"));
        EquityPoint midnight = new(Fixtures.Day(1), Fixtures.Usd("2"));
        EquityPoint packet = new(Fixtures.Day(1), Fixtures.Usd("3"));
        EquityPoint last = new(Fixtures.Day(2), Fixtures.Usd("4"));
        EquityPoint end = new(Fixtures.Day(2), Fixtures.Usd("5"));

        var curve = EquityCurve.Merge([start, packet, last, end], [start, midnight, end]);

        Assert.Equal([1, 2, 3, 4, 5], curve.Select(sample => sample.Point.Equity.Raw / FixedPoint.Scale));
    }
}
