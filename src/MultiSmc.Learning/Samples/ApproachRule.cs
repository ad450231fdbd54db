using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>When the model is asked about a waiting order: the price has come near enough.</summary>
public static class ApproachRule
{
    /// <summary>Whether the price is within both limits of the zone's entry: a share of the price, and thousandths of the range.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="price">A packet's close or a trade's price in canonical units.</param>
    /// <param name="approachPpm">Largest distance in parts per million of the price.</param>
    /// <param name="approachRangeMilli">Largest distance in thousandths of the range.</param>
    public static bool IsNear(in Zone zone, long price, long approachPpm, long approachRangeMilli)
    {
        var distance = (int)zone.Side * ((Int128)price - zone.Entry);
        return distance * 1_000_000 <= (Int128)approachPpm * price && distance * 1000 <= (Int128)approachRangeMilli * zone.Range;
    }
}
