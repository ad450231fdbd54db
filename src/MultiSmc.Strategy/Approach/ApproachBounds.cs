using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>The approach rule of a long zone, turned into two prices so that a trade costs one compare.</summary>
/// <param name="Near">At or under it the order is near.</param>
/// <param name="Far">Above it the order is far again: a quarter more than the approach distance.</param>
internal readonly record struct ApproachBounds(long Near, long Far)
{
    /// <summary>Saves the bounds, or gives saved ones.</summary>
    public ApproachBounds Carried(StateCarrier state) => new(state.Int64(Near), state.Int64(Far));

    /// <summary>
    /// Near: 10^6·(p − entry) ≤ ppm·p and 1000·(p − entry) ≤ milli·range. Far: 10^6·(p − entry) &gt; 1.25·ppm·p.
    /// Solved for p and floored, which is exact as p is an integer.
    /// </summary>
    public static ApproachBounds Of(in Zone zone, long approachPpm, long approachRangeMilli)
    {
        var byPrice = (Int128)zone.Entry * 1_000_000 / (1_000_000 - approachPpm);
        var byRange = zone.Entry + (Int128)zone.Range * approachRangeMilli / 1_000;
        var far = (Int128)zone.Entry * 4_000_000 / (4_000_000 - 5 * approachPpm);
        return new ApproachBounds((long)Int128.Min(byPrice, byRange), (long)far);
    }
}
