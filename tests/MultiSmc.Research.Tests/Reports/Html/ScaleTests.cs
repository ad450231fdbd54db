using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(9_694, 10_000, "9,600 9,700 9,800 9,900 10,000")]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-3.2, 0, "-4 -3 -2 -1 0")]
    [InlineData(100, 100, "99.0 99.5 100.0 100.5 101.0")]
    public void Ticks_of_numbers_are_round(double min, double max, string labels)
    {
        var scale = LinearScale.Of(min, max, 5);

        Assert.Equal(labels, string.Join(' ', scale.Ticks.Select(scale.Label)));
    }

    [Fact]
    public void An_axis_holds_what_it_was_made_for()
    {
        var values = Gen.Double[-1e9, 1e9];
        Gen.Select(values, values, Gen.Int[2, 20]).Sample((a, b, wanted) =>
        {
            var (min, max) = (Math.Min(a, b), Math.Max(a, b));
            var scale = LinearScale.Of(min, max, wanted);
            var slack = scale.Step * 1e-6;
            return scale.Low <= min + slack && scale.High >= max - slack && scale.Ticks.Count >= 2 && scale.Ticks.Count <= wanted + 3;
        });
    }

    [Theory]
    [InlineData(0.25, "Jun 2,01:00,02:00,03:00,04:00,05:00,06:00")]
    [InlineData(3, "Jun 2,12:00,Jun 3,12:00,Jun 4,12:00,Jun 5")]
    [InlineData(200, "Jul 2025,Aug 2025,Sep 2025,Oct 2025,Nov 2025,Dec 2025")]
    [InlineData(6000, "2026,2028,2030,2032,2034,2036,2038,2040")]
    public void Ticks_of_time_are_whole_hours_days_months_or_years(double days, string labels)
    {
        var scale = new TimeScale(Fixtures.Monday, Fixtures.Day(days));

        Assert.Equal(labels, string.Join(',', scale.Ticks.Select(tick => tick.Label)));
        Assert.InRange(scale.Ticks.Count, 1, 10);
        Assert.All(scale.Ticks, tick => Assert.InRange(scale.ShareOf(tick.Time), 0, 1));
    }

    [Fact]
    public void One_moment_alone_has_an_axis_too() =>
        Assert.Equal(0, new TimeScale(Fixtures.Monday, Fixtures.Monday).ShareOf(new Timestamp(Fixtures.Monday.Nanoseconds)));
}
