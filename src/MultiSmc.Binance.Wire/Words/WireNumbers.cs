using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>The exchange's number of an order list; not to be mixed with our own name for it (<see cref="ClientListId"/>).</summary>
/// <param name="Value">-1: no list.</param>
public readonly record struct VenueListId(long Value)
{
    /// <summary>The order belongs to no list.</summary>
    public static VenueListId None => new(-1);

    /// <summary>Whether there is a list.</summary>
    public bool IsList => Value >= 0;
}

/// <summary>A factor on a price or a multiple, in steps of 10^-8; the exchange writes it as short as it goes: "1.1", "5".</summary>
/// <param name="Raw">Steps of 10^-8.</param>
public readonly record struct Multiplier(long Raw)
{
    /// <inheritdoc/>
    public override string ToString() => FixedPoint.Format(Raw);
}

/// <summary>A share in [0, 1], in steps of 10^-8: commission rates; the exchange writes it with eight decimals: "0.00100000".</summary>
/// <param name="Raw">Steps of 10^-8.</param>
public readonly record struct Rate(long Raw)
{
    /// <inheritdoc/>
    public override string ToString() => FixedPoint.Format(Raw);
}
