using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Part of a taker's order at one price.</summary>
/// <param name="Quantity">Whole lots.</param>
/// <param name="Price">At which.</param>
/// <param name="Source">Where the quantity is known from.</param>
internal readonly record struct TakerSlice(Quantity Quantity, Price Price, SliceSource Source);

/// <summary>Where a slice's quantity is known from: what is taken of a shown one is not there again.</summary>
internal enum SliceSource : byte
{
    /// <summary>Assumed to be there.</summary>
    Assumed,

    /// <summary>Shown at the best price.</summary>
    Displayed,

    /// <summary>Shown behind the best price.</summary>
    Deep,
}

/// <summary>What the recorded market would give a taker, best price first. One is used again and again.</summary>
internal sealed class OutsidePlan
{
    public List<TakerSlice> Slices { get; } = [];

    public Quantity Quantity
    {
        get
        {
            var sum = Quantity.Zero;
            foreach (var slice in Slices)
                sum += slice.Quantity;
            return sum;
        }
    }

    public void Add(Quantity quantity, Price price, SliceSource source)
    {
        if (quantity > Quantity.Zero)
            Slices.Add(new TakerSlice(quantity, price, source));
    }
}
