using System.Globalization;

namespace MultiSmc.Core;

/// <summary>A moment: nanoseconds since the Unix epoch, UTC.</summary>
/// <param name="Nanoseconds">Since 1970-01-01T00:00:00Z.</param>
public readonly record struct Timestamp(long Nanoseconds) : IComparable<Timestamp>
{
    /// <summary>Nanoseconds of one UTC day.</summary>
    public const long NanosecondsPerDay = 86_400_000_000_000;

    private const long NanosecondsPerTick = 100;

    /// <summary>Later than every event.</summary>
    public static Timestamp MaxValue => new(long.MaxValue);

    /// <summary>Number of the UTC day since the epoch.</summary>
    public long UtcDay => Math.DivRem(Nanoseconds, NanosecondsPerDay) is var (day, rest) && rest < 0 ? day - 1 : day;

    /// <summary>From milliseconds since the epoch.</summary>
    public static Timestamp FromMilliseconds(long milliseconds) => new(checked(milliseconds * 1_000_000));

    /// <summary>From microseconds since the epoch.</summary>
    public static Timestamp FromMicroseconds(long microseconds) => new(checked(microseconds * 1_000));

    /// <summary>The same moment as a clock of the platform tells it, whatever its offset from UTC; exact.</summary>
    /// <exception cref="OverflowException">It lies outside of what 64 bits of nanoseconds reach, 1677 to 2262.</exception>
    public static Timestamp Of(DateTimeOffset moment) => new(checked((moment - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick));

    /// <summary>The platform's word for this moment, in UTC; cut down to its ticks of 100 ns.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.UnixEpoch.AddTicks(Math.DivRem(Nanoseconds, NanosecondsPerTick) is var (ticks, rest) && rest < 0 ? ticks - 1 : ticks);

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>This moment and a duration later.</summary>
    public static Timestamp operator +(Timestamp left, Duration right) => new(checked(left.Nanoseconds + right.Nanoseconds));

    /// <summary>Time from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static Duration operator -(Timestamp left, Timestamp right) => new(checked(left.Nanoseconds - right.Nanoseconds));

    /// <summary>Order in time.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Order in time.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Order in time.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Order in time.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>ISO 8601 with as many decimals as are needed: "2025-06-21T12:04:27.356Z".</summary>
    public override string ToString()
    {
        var second = Math.DivRem(Nanoseconds, 1_000_000_000) is var (s, r) && r < 0 ? s - 1 : s;
        var fraction = Nanoseconds - second * 1_000_000_000;
        var text = DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return fraction == 0 ? text + "Z" : text + "." + fraction.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0') + "Z";
    }
}
