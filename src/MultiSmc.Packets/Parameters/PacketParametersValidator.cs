using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>Ranges of <see cref="PacketParameters"/>, checked whole: every fault is reported at once.</summary>
public static class PacketParametersValidator
{
    /// <summary>
    /// Largest bucket and half the largest trade in canonical quote units: with these two bounds no sum of a packet, its path included,
    /// can leave 64 bits (path ≤ 2·bucket + 2·largest trade in the worst case of one-unit quantities).
    /// </summary>
    public const long MaxBucket = 1L << 60;

    /// <summary>Largest quote value of one trade that is counted, in canonical quote units; a larger one is invalid.</summary>
    public const long MaxTradeQuote = 1L << 61;

    /// <summary>Most packets that one trade may be cut into: a bound on what one call can emit. A larger trade is invalid in split mode.</summary>
    public const int MaxBucketsPerTrade = 65_536;

    /// <summary>Longest VPIN window, in packets.</summary>
    public const int MaxVpinWindow = 1_000_000;

    /// <summary>All faults of the parameters; empty when they are good.</summary>
    public static IReadOnlyList<PacketParameterFault> Validate(PacketParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var faults = new List<PacketParameterFault>();
        Require(faults, nameof(parameters.PriceDecimals), parameters.PriceDecimals, 0, FixedPoint.Decimals);
        Require(faults, nameof(parameters.QuantityDecimals), parameters.QuantityDecimals, 0, FixedPoint.Decimals);
        Require(faults, nameof(parameters.Bucket), parameters.Bucket, 1, MaxBucket);
        Require(faults, nameof(parameters.VpinWindow), parameters.VpinWindow, 1, MaxVpinWindow);
        Require(faults, nameof(parameters.MaxGapIds), parameters.MaxGapIds, 0, long.MaxValue);
        Require(faults, nameof(parameters.SessionGap), parameters.SessionGap.Nanoseconds, 0, long.MaxValue);
        if (!Enum.IsDefined(parameters.Overshoot))
            faults.Add(new(nameof(parameters.Overshoot), $"{(int)parameters.Overshoot} is neither Whole nor Split"));
        if (!Enum.IsDefined(parameters.Anchor))
            faults.Add(new(nameof(parameters.Anchor), $"{(int)parameters.Anchor} is neither None nor UtcDay"));
        return faults;
    }

    /// <summary>The bucket in an instrument's canonical quote units of 10^-(price decimals + quantity decimals), exactly.</summary>
    /// <param name="bucket">Quote value in quote currency.</param>
    /// <param name="priceDecimals">Decimals of the canonical price unit, 0 to 8.</param>
    /// <param name="quantityDecimals">Decimals of the canonical quantity unit, 0 to 8.</param>
    /// <param name="units">The bucket as <see cref="PacketParameters.Bucket"/> wants it.</param>
    /// <returns>False when it is no whole number of units or outside 1 .. <see cref="MaxBucket"/>.</returns>
    public static bool TryBucketUnits(Money bucket, int priceDecimals, int quantityDecimals, out long units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(priceDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(priceDecimals, FixedPoint.Decimals);
        ArgumentOutOfRangeException.ThrowIfNegative(quantityDecimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantityDecimals, FixedPoint.Decimals);
        var scaled = (Int128)bucket.Raw * FixedPoint.PowersOfTen[priceDecimals + quantityDecimals];
        var isWhole = scaled % FixedPoint.Scale == 0;
        scaled /= FixedPoint.Scale;
        var fits = isWhole && scaled >= 1 && scaled <= MaxBucket;
        units = fits ? (long)scaled : 0;
        return fits;
    }

    internal static PacketParameters ThrowIfBad(PacketParameters parameters)
    {
        var faults = Validate(parameters);
        if (faults.Count > 0)
            throw new ArgumentException("packet parameters: " + string.Join("; ", faults), nameof(parameters));
        return parameters;
    }

    private static void Require(List<PacketParameterFault> faults, string field, long value, long lowest, long highest)
    {
        if (value < lowest || value > highest)
            faults.Add(new(field, $"{value} is outside {lowest} .. {highest}"));
    }
}
