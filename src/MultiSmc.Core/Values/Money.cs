namespace MultiSmc.Core;

/// <summary>Amount of an asset, in steps of 10^-8; which asset is said by the place it stands in. May be negative.</summary>
/// <param name="Raw">Steps of 10^-8.</param>
public readonly record struct Money(long Raw) : IComparable<Money>
{
    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>This amount × <paramref name="ppm"/> / 10^6, floored to 10^-8: how the exchange rounds a commission here.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Money ShareFloor(long ppm) => new(FixedPoint.MultiplyFloor(Raw, ppm, 1_000_000));

    /// <summary>The share that a part has of a whole, which is above zero; floored to 10^-8, the product taken in 128 bits.</summary>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Money ShareFloor(Quantity part, Quantity whole) => new(FixedPoint.MultiplyFloor(Raw, part.Raw, whole.Raw));

    /// <inheritdoc/>
    public int CompareTo(Money other) => Raw.CompareTo(other.Raw);

    /// <summary>Sum.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Raw + right.Raw));

    /// <summary>Difference.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.Raw - right.Raw));

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money value) => new(checked(-value.Raw));

    /// <summary>Order of amounts.</summary>
    public static bool operator <(Money left, Money right) => left.Raw < right.Raw;

    /// <summary>Order of amounts.</summary>
    public static bool operator >(Money left, Money right) => left.Raw > right.Raw;

    /// <summary>Order of amounts.</summary>
    public static bool operator <=(Money left, Money right) => left.Raw <= right.Raw;

    /// <summary>Order of amounts.</summary>
    public static bool operator >=(Money left, Money right) => left.Raw >= right.Raw;

    /// <inheritdoc/>
    public override string ToString() => FixedPoint.Format(Raw);
}
