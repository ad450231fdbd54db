using System.Numerics;

namespace MultiSmc.Core;

/// <summary>
/// Exact conversion between the 10^-8 fixed point and an instrument's canonical units of 10^-decimals, without a division:
/// n is a multiple of 2^k·5^k exactly when n × inverse(5^k), rotated right by k, does not exceed (2^64 − 1) / 10^k, and then that is the quotient.
/// </summary>
public readonly struct UnitScale : IEquatable<UnitScale>
{
    private readonly ulong _inverse;
    private readonly ulong _limit;
    private readonly int _shift;
    private readonly long _factor;

    /// <param name="decimals">Decimals of the canonical unit, 0 to 8.</param>
    public UnitScale(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, FixedPoint.Decimals);
        Decimals = decimals;
        _shift = FixedPoint.Decimals - decimals;
        _factor = FixedPoint.PowersOfTen[_shift];
        _limit = ulong.MaxValue / (ulong)_factor;
        ulong odd = 1;
        for (var i = 0; i < _shift; i++)
            odd *= 5;
        // Newton's iteration for the inverse modulo 2^64: each step doubles the number of right bits (3 to start with).
        var inverse = odd;
        for (var i = 0; i < 5; i++)
            inverse *= 2 - odd * inverse;
        _inverse = inverse;
    }

    /// <summary>Decimals of the canonical unit.</summary>
    public int Decimals { get; }

    /// <summary>Converts a non-negative raw value; false when it is negative or not a whole number of units.</summary>
    public bool TryToUnits(long raw, out long units)
    {
        var quotient = BitOperations.RotateRight((ulong)raw * _inverse, _shift);
        units = (long)quotient;
        return raw >= 0 && quotient <= _limit;
    }

    /// <summary>The raw value of <paramref name="units"/>.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public long ToRaw(long units) => checked(units * _factor);

    /// <summary>A raw amount in whole units, rounded down (toward negative infinity).</summary>
    public long FloorToUnits(long raw)
    {
        var quotient = raw / _factor;
        return raw < 0 && quotient * _factor != raw ? quotient - 1 : quotient;
    }

    /// <inheritdoc/>
    public bool Equals(UnitScale other) => Decimals == other.Decimals;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnitScale other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Decimals;

    /// <summary>Same decimals.</summary>
    public static bool operator ==(UnitScale left, UnitScale right) => left.Equals(right);

    /// <summary>Other decimals.</summary>
    public static bool operator !=(UnitScale left, UnitScale right) => !left.Equals(right);
}
