namespace MultiSmc.Core;

/// <summary>Who took: the side of the order that met the resting one.</summary>
public enum AggressorSide : byte
{
    /// <summary>A seller hit the bid (the exchange's m = true).</summary>
    Seller = 0,

    /// <summary>A buyer lifted the ask (m = false).</summary>
    Buyer = 1,
}
