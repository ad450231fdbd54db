using MultiSmc.Core;

namespace MultiSmc.Cli.Configuration;

/// <summary>The bucket in an instrument's canonical quote units: bucket × 10^(price decimals + quantity decimals), exact.</summary>
internal static class BucketUnits
{
    /// <summary>Converts; false when the bucket is no whole number of units or does not fit.</summary>
    /// <param name="bucket">In steps of 10^-8.</param>
    /// <param name="tick">Price step, in steps of 10^-8.</param>
    /// <param name="lot">Quantity step, in steps of 10^-8.</param>
    /// <param name="units">The bucket in canonical units.</param>
    public static bool TryConvert(long bucket, long tick, long lot, out long units)
    {
        var scaled = (Int128)bucket * Scale(tick, lot);
        var quotient = scaled / FixedPoint.Scale;
        units = quotient <= long.MaxValue ? (long)quotient : 0;
        return quotient > 0 && quotient <= long.MaxValue && scaled % FixedPoint.Scale == 0;
    }

    /// <summary>The allowed buckets in words.</summary>
    public static string Allowed(long tick, long lot)
    {
        var scale = Scale(tick, lot);
        var step = scale >= FixedPoint.Scale ? 1 : FixedPoint.Scale / scale;
        var largest = (Int128)long.MaxValue * FixedPoint.Scale / scale;
        var top = largest > long.MaxValue ? long.MaxValue : (long)largest;
        return $"multiples of {FixedPoint.Format(step)} up to {FixedPoint.Format(top)}";
    }

    private static long Scale(long tick, long lot) => FixedPoint.PowersOfTen[Decimals(tick) + Decimals(lot)];

    private static int Decimals(long step)
    {
        var decimals = FixedPoint.Decimals;
        for (; decimals > 0 && step % 10 == 0; decimals--)
            step /= 10;
        return decimals;
    }
}
