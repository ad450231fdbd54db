namespace MultiSmc.Core;

/// <summary>Amount of the base asset, in steps of 10^-8. Exact: never a double.</summary>
/// <param name="Raw">Steps of 10^-8.</param>
public readonly record struct Quantity(long Raw) : IComparable<Quantity>
{
    /// <summary>Nothing.</summary>
    public static Quantity Zero => default;

    /// <summary>The largest multiple of <paramref name="step"/> not above this quantity: what is not there is never sold.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Quantity RoundDownTo(Quantity step) => new(FixedPoint.FloorTo(Raw, step.Raw));

    /// <summary>The smaller of two quantities.</summary>
    public static Quantity Min(Quantity left, Quantity right) => left.Raw <= right.Raw ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Raw.CompareTo(other.Raw);

    /// <summary>Sum.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static Quantity operator +(Quantity left, Quantity right) => new(checked(left.Raw + right.Raw));

    /// <summary>Difference; may be negative.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static Quantity operator -(Quantity left, Quantity right) => new(checked(left.Raw - right.Raw));

    /// <summary>Order of quantities.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Raw < right.Raw;

    /// <summary>Order of quantities.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Raw > right.Raw;

    /// <summary>Order of quantities.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Raw <= right.Raw;

    /// <summary>Order of quantities.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Raw >= right.Raw;

    /// <inheritdoc/>
    public override string ToString() => FixedPoint.Format(Raw);
}
