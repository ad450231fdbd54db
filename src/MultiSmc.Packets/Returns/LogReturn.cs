using System.Runtime.CompilerServices;

namespace MultiSmc.Packets;

/// <summary>Logarithm of a price ratio from basic operations alone, so that every build and machine gives the same bits.</summary>
public static class LogReturn
{
    /// <summary>Beyond this |z| = |p1 − p0| / (p1 + p0) the series is left for the library logarithm.</summary>
    internal const double SeriesLimit = 1.0 / 16;

    /// <summary>ln(price / previous): 2·artanh z by its odd series up to z^15, error under 4e-16 relative.</summary>
    /// <param name="price">Price now, above zero.</param>
    /// <param name="previous">Price before, above zero, in the same units.</param>
    /// <remarks>No fused multiply-add anywhere: it would round differently from the vector paths.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Compute(long price, long previous)
    {
        var step = price - previous;
        if (step == 0)
            return 0;
        var z = (double)step / (double)(price + previous);
        if (Math.Abs(z) > SeriesLimit)
            return Math.Log((double)price / (double)previous);
        var w = z * z;
        var t = 1.0 / 15;
        t = t * w + 1.0 / 13;
        t = t * w + 1.0 / 11;
        t = t * w + 1.0 / 9;
        t = t * w + 1.0 / 7;
        t = t * w + 1.0 / 5;
        t = t * w + 1.0 / 3;
        t = t * w + 1.0;
        return (2 * z) * t;
    }
}
