using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Unit of a time the exchange wrote as an integer.</summary>
public enum ExchangeTimeUnit : byte
{
    /// <summary>Not settled yet.</summary>
    Unknown,

    /// <summary>10^-3 s: REST and streams by default, archives before 2025.</summary>
    Milliseconds,

    /// <summary>10^-6 s: on request (timeUnit=MICROSECOND), archives since 2025.</summary>
    Microseconds,
}

/// <summary>
/// The exchange's integer times. The unit is told by the value, not by a date: 10^12 and more is milliseconds (since 2001), 10^15 and more is
/// microseconds.
/// </summary>
public static class ExchangeTime
{
    /// <summary>Lowest value read as milliseconds.</summary>
    public const long MinMilliseconds = 1_000_000_000_000;

    /// <summary>Highest value read as milliseconds: the year 2262, where 64-bit nanoseconds end.</summary>
    public const long MaxMilliseconds = long.MaxValue / 1_000_000;

    /// <summary>Lowest value read as microseconds.</summary>
    public const long MinMicroseconds = 1_000_000_000_000_000;

    /// <summary>Highest value read as microseconds.</summary>
    public const long MaxMicroseconds = long.MaxValue / 1_000;

    /// <summary>What the exchange writes as -1: a working time of a stop that waits, a trailing time that has not begun.</summary>
    public static Timestamp NotYet => Timestamp.FromMilliseconds(-1);

    /// <summary>The unit of a value, or <see cref="ExchangeTimeUnit.Unknown"/> where it is a time in neither.</summary>
    public static ExchangeTimeUnit UnitOf(long value) => value switch
    {
        >= MinMilliseconds and <= MaxMilliseconds => ExchangeTimeUnit.Milliseconds,
        >= MinMicroseconds and <= MaxMicroseconds => ExchangeTimeUnit.Microseconds,
        _ => ExchangeTimeUnit.Unknown,
    };

    /// <summary>Reads a value of either unit.</summary>
    /// <returns>False where the value is a time in neither.</returns>
    public static bool TryRead(long value, out Timestamp time)
    {
        time = UnitOf(value) switch
        {
            ExchangeTimeUnit.Milliseconds => Timestamp.FromMilliseconds(value),
            ExchangeTimeUnit.Microseconds => Timestamp.FromMicroseconds(value),
            _ => default,
        };
        return time != default;
    }
}
