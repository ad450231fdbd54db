using System.Globalization;

namespace MultiSmc.Binance;

/// <summary>What an archive covers: one UTC day, or one month of them.</summary>
public readonly record struct ArchivePeriod : IComparable<ArchivePeriod>
{
    private ArchivePeriod(DateOnly first, bool isMonth) => (First, IsMonth) = (first, isMonth);

    /// <summary>Its first day.</summary>
    public DateOnly First { get; }

    /// <summary>Whether it is a month.</summary>
    public bool IsMonth { get; }

    /// <summary>The day after its last one.</summary>
    public DateOnly End => IsMonth ? First.AddMonths(1) : First.AddDays(1);

    /// <summary>A day.</summary>
    public static ArchivePeriod Day(DateOnly day) => new(day, isMonth: false);

    /// <summary>The month a day lies in.</summary>
    public static ArchivePeriod MonthOf(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1), isMonth: true);

    /// <inheritdoc/>
    public int CompareTo(ArchivePeriod other) => First != other.First ? First.CompareTo(other.First) : End.CompareTo(other.End);

    /// <summary>Earlier.</summary>
    public static bool operator <(ArchivePeriod left, ArchivePeriod right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(ArchivePeriod left, ArchivePeriod right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(ArchivePeriod left, ArchivePeriod right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(ArchivePeriod left, ArchivePeriod right) => left.CompareTo(right) >= 0;

    /// <summary>As the exchange writes it: 2024-08 or 2024-08-08.</summary>
    public override string ToString() => First.ToString(IsMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
