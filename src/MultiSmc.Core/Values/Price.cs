namespace MultiSmc.Core;

/// <summary>Price of one base unit in quote units, in steps of 10^-8 quote. Exact: never a double.</summary>
/// <param name="Raw">Steps of 10^-8.</param>
public readonly record struct Price(long Raw) : IComparable<Price>
{
    /// <summary>Quote value of <paramref name="quantity"/> at this price, floored to 10^-8; the product is taken in 128 bits.</summary>
    /// <exception cref="OverflowException">The value does not fit in <see cref="Money"/>.</exception>
    public Money Notional(Quantity quantity) => new(FixedPoint.MultiplyFloor(Raw, quantity.Raw));

    /// <summary>The highest multiple of <paramref name="tick"/> not above this price: a buyer never pays more than asked for.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Price RoundDownTo(Price tick) => new(FixedPoint.FloorTo(Raw, tick.Raw));

    /// <summary>The lowest multiple of <paramref name="tick"/> not below this price: a seller never gets less than asked for.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Price RoundUpTo(Price tick) => new(FixedPoint.CeilingTo(Raw, tick.Raw));

    /// <inheritdoc/>
    public int CompareTo(Price other) => Raw.CompareTo(other.Raw);

    /// <summary>Order of prices.</summary>
    public static bool operator <(Price left, Price right) => left.Raw < right.Raw;

    /// <summary>Order of prices.</summary>
    public static bool operator >(Price left, Price right) => left.Raw > right.Raw;

    /// <summary>Order of prices.</summary>
    public static bool operator <=(Price left, Price right) => left.Raw <= right.Raw;

    /// <summary>Order of prices.</summary>
    public static bool operator >=(Price left, Price right) => left.Raw >= right.Raw;

    /// <inheritdoc/>
    public override string ToString() => FixedPoint.Format(Raw);
}
