namespace MultiSmc.Core;

/// <summary>Number of an instrument inside one run: its place in the configuration, from 0. Arrays are indexed by it.</summary>
/// <param name="Index">From 0.</param>
public readonly record struct InstrumentId(int Index) : IComparable<InstrumentId>
{
    /// <inheritdoc/>
    public int CompareTo(InstrumentId other) => Index.CompareTo(other.Index);

    /// <summary>Order of the configuration.</summary>
    public static bool operator <(InstrumentId left, InstrumentId right) => left.Index < right.Index;

    /// <summary>Order of the configuration.</summary>
    public static bool operator >(InstrumentId left, InstrumentId right) => left.Index > right.Index;

    /// <summary>Order of the configuration.</summary>
    public static bool operator <=(InstrumentId left, InstrumentId right) => left.Index <= right.Index;

    /// <summary>Order of the configuration.</summary>
    public static bool operator >=(InstrumentId left, InstrumentId right) => left.Index >= right.Index;
}
