using System.Globalization;
using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class TimestampText
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1_750_507_467_356_000_000, "2025-06-21T12:04:27.356Z")]
    [InlineData(1_750_507_467_300_000_000, "2025-06-21T12:04:27.3Z")]
    [InlineData(1_750_507_467_350_000_000, "2025-06-21T12:04:27.35Z")]
    [InlineData(1_750_507_467_356_700_000, "2025-06-21T12:04:27.3567Z")]
    [InlineData(1_750_507_467_356_780_000, "2025-06-21T12:04:27.35678Z")]
    [InlineData(1_750_507_467_356_789_000, "2025-06-21T12:04:27.356789Z")]
    [InlineData(1_750_507_467_356_789_100, "2025-06-21T12:04:27.3567891Z")]
    [InlineData(1_750_507_467_356_789_120, "2025-06-21T12:04:27.35678912Z")]
    [InlineData(1_750_507_467_356_789_123, "2025-06-21T12:04:27.356789123Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(-1_500_000_000, "1969-12-31T23:59:58.5Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    public void Has_as_many_decimals_as_are_needed(long nanoseconds, string text) => Assert.Equal(text, new Timestamp(nanoseconds).ToString());

    [Fact]
    public void Names_one_moment() =>
        Gen.Select(Gen.Long, Gen.Int[0, 9]).Sample((nanoseconds, decimals) =>
        {
            // Whole steps of 10^-decimals seconds, so that short texts come up as often as long ones.
            var step = FixedPoint.PowersOfTen[9 - decimals];
            var moment = nanoseconds / step * step;
            var text = new Timestamp(moment).ToString();
            var isShortest = !text.Contains('.', StringComparison.Ordinal) || !text.EndsWith("0Z", StringComparison.Ordinal);
            return isShortest && Read(text) == moment;
        });

    private static Int128 Read(string text)
    {
        var seconds = DateTimeOffset.ParseExact(text[..19], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var fraction = text[19] == '.' ? text[20..^1] : "";
        return ((Int128)seconds.ToUnixTimeSeconds() * 1_000_000_000) + long.Parse(fraction.PadRight(9, '0'), CultureInfo.InvariantCulture);
    }
}

public sealed class TimestampOfAClock
{
    [Fact]
    public void Is_the_same_moment_in_any_zone()
    {
        var utc = new DateTimeOffset(2025, 6, 21, 12, 4, 27, TimeSpan.Zero).AddTicks(3_567_891);
        Assert.Equal("2025-06-21T12:04:27.3567891Z", Timestamp.Of(utc).ToString());
        Assert.Equal(Timestamp.Of(utc), Timestamp.Of(utc.ToOffset(TimeSpan.FromHours(-9.5))));
    }

    [Theory]
    [InlineData(199, 1)]
    [InlineData(100, 1)]
    [InlineData(99, 0)]
    [InlineData(-1, -1)]
    [InlineData(-100, -1)]
    [InlineData(-101, -2)]
    [InlineData(long.MinValue, -92_233_720_368_547_759)]
    [InlineData(long.MaxValue, 92_233_720_368_547_758)]
    public void Is_told_in_whole_ticks_cut_down(long nanoseconds, long ticks) =>
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(ticks), new Timestamp(nanoseconds).ToDateTimeOffset());

    [Fact]
    public void Comes_back_as_it_was() =>
        Gen.Long[-92_233_720_368_547_758, 92_233_720_368_547_758].Sample(ticks =>
        {
            var moment = DateTimeOffset.UnixEpoch.AddTicks(ticks);
            return Timestamp.Of(moment).ToDateTimeOffset() == moment && Timestamp.Of(moment).Nanoseconds == ticks * 100;
        });

    [Fact]
    public void Beyond_what_fits_is_refused()
    {
        Assert.Throws<OverflowException>(() => Timestamp.Of(DateTimeOffset.MaxValue));
        Assert.Throws<OverflowException>(() => Timestamp.Of(DateTimeOffset.MinValue));
    }
}

public sealed class UtcDayOfATimestamp
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(Timestamp.NanosecondsPerDay - 1, 0)]
    [InlineData(Timestamp.NanosecondsPerDay, 1)]
    [InlineData(-1, -1)]
    [InlineData(-Timestamp.NanosecondsPerDay, -1)]
    [InlineData(-Timestamp.NanosecondsPerDay - 1, -2)]
    [InlineData(long.MinValue, -106_752)]
    [InlineData(long.MaxValue, 106_751)]
    public void Begins_at_midnight_before_the_epoch_too(long nanoseconds, long day) => Assert.Equal(day, new Timestamp(nanoseconds).UtcDay);

    [Fact]
    public void Holds_the_moment() =>
        Gen.Long.Sample(nanoseconds =>
        {
            var start = (Int128)new Timestamp(nanoseconds).UtcDay * Timestamp.NanosecondsPerDay;
            return start <= nanoseconds && nanoseconds < start + Timestamp.NanosecondsPerDay;
        });
}

public sealed class TimestampArithmetic
{
    [Fact]
    public void Milliseconds_and_microseconds_are_scaled()
    {
        Assert.Equal(1_750_507_467_356_000_000, Timestamp.FromMilliseconds(1_750_507_467_356).Nanoseconds);
        Assert.Equal(1_750_507_467_356_789_000, Timestamp.FromMicroseconds(1_750_507_467_356_789).Nanoseconds);
        Assert.Equal(-1_000_000, Timestamp.FromMilliseconds(-1).Nanoseconds);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<OverflowException>(() => Timestamp.FromMilliseconds(9_223_372_036_855));
        Assert.Throws<OverflowException>(() => Timestamp.FromMicroseconds(9_223_372_036_854_776));
        Assert.Throws<OverflowException>(() => Timestamp.MaxValue + new Duration(1));
        Assert.Throws<OverflowException>(() => Timestamp.MaxValue - new Timestamp(-1));
    }

    [Fact]
    public void A_difference_leads_from_one_moment_to_the_other() =>
        Gen.Select(Gen.Long[-1L << 61, 1L << 61], Gen.Long[-1L << 61, 1L << 61]).Sample((left, right) =>
        {
            var (a, b) = (new Timestamp(left), new Timestamp(right));
            return a + (b - a) == b && (a < b) == (left < right) && (a <= b) == (left <= right) && (a > b) == (left > right) && (a >= b) == (left >= right)
                && a.CompareTo(b) == left.CompareTo(right);
        });
}

public sealed class DurationArithmetic
{
    [Fact]
    public void Seconds_and_milliseconds_are_scaled()
    {
        Assert.Equal(3_600_000_000_000, Duration.FromSeconds(3_600).Nanoseconds);
        Assert.Equal(Duration.FromSeconds(2), Duration.FromMilliseconds(2_000));
        Assert.Equal(1.5, Duration.FromMilliseconds(1_500).TotalSeconds);
        Assert.Throws<OverflowException>(() => Duration.FromSeconds(9_223_372_037));
        Assert.Throws<OverflowException>(() => new Duration(long.MaxValue) + new Duration(1));
    }

    [Fact]
    public void Sums_and_order_are_those_of_the_numbers() =>
        Gen.Select(Gen.Long[-1L << 61, 1L << 61], Gen.Long[-1L << 61, 1L << 61]).Sample((left, right) =>
        {
            var (a, b) = (new Duration(left), new Duration(right));
            return (a + b).Nanoseconds == left + right && (a < b) == (left < right) && (a <= b) == (left <= right) && (a > b) == (left > right)
                && (a >= b) == (left >= right) && a.CompareTo(b) == left.CompareTo(right);
        });

    [Fact]
    public void Text_is_in_seconds() => Assert.Equal(("1.5s", "0s"), (Duration.FromMilliseconds(1_500).ToString(), Duration.Zero.ToString()));
}
