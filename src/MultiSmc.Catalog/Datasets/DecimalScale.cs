using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// Decimals of a file's prices and quantities. Amounts are whole steps of 10^-8 in memory; a file keeps no more decimals than its symbol uses, which
/// makes it smaller and lets larger amounts into Parquet's 18 digits.
/// </summary>
/// <param name="Price">Decimals of prices, 0 to 8.</param>
/// <param name="Quantity">Decimals of quantities, 0 to 8.</param>
public readonly record struct DecimalScale(int Price, int Quantity)
{
    /// <summary>Digits a decimal of 64 bits has in Parquet.</summary>
    internal const int Precision = 18;

    private const long Largest = 999_999_999_999_999_999;

    // The inverses of 5^n modulo 2^64: an exact division by 10^n is a shift and one product.
    private static readonly ulong[] InverseOfFive = Inverses();

    /// <summary>The finer of each.</summary>
    public static DecimalScale Max(DecimalScale left, DecimalScale right) => new(Math.Max(left.Price, right.Price), Math.Max(left.Quantity, right.Quantity));

    /// <summary>Decimals of a column; 0 for those that are no amounts.</summary>
    internal int Of(ColumnUnit unit) => unit == ColumnUnit.Price ? Price : unit == ColumnUnit.Quantity ? Quantity : 0;

    /// <summary>This scale, or the least finer one that keeps every amount of a block exactly.</summary>
    internal DecimalScale Fit(RowBlock block)
    {
        var (price, quantity) = this;
        for (var column = 0; column < block.Numbers.Length; column++)
        {
            var values = block.Numbers[column].AsSpan(0, block.Count);
            var unit = block.Dataset.Numbers[column].Unit;
            if (unit == ColumnUnit.Price)
                price = Fit(values, price);
            else if (unit == ColumnUnit.Quantity)
                quantity = Fit(values, quantity);
        }

        return new DecimalScale(price, quantity);
    }

    /// <summary>Divides amounts of 10^-8 down to this number of decimals; they must be multiples.</summary>
    /// <returns>The first amount that has more than 18 digits then, or null.</returns>
    internal static long? Shrink(Span<long> values, int decimals)
    {
        var drop = FixedPoint.Decimals - decimals;
        var inverse = InverseOfFive[drop];
        var most = 0L;
        foreach (ref var value in values)
        {
            value = (long)(((ulong)value >> drop) * inverse);
            most |= value;
        }

        if (most is >= 0 and <= Largest)
            return null;
        foreach (var value in values)
        {
            if (value > Largest)
                return value;
        }

        return null;
    }

    /// <summary>Multiplies amounts of this number of decimals up to 10^-8.</summary>
    /// <returns>False where one does not fit or is negative.</returns>
    internal static bool TryGrow(Span<long> values, int decimals)
    {
        var factor = FixedPoint.PowersOfTen[FixedPoint.Decimals - decimals];
        return TryMultiply(values, factor);
    }

    /// <summary>Multiplies in place.</summary>
    /// <returns>False where a value does not fit or is negative; all are changed then.</returns>
    internal static bool TryMultiply(Span<long> values, long factor)
    {
        var bound = (ulong)(long.MaxValue / factor);
        var isGood = true;
        foreach (ref var value in values)
        {
            isGood &= (ulong)value <= bound;
            value = unchecked(value * factor);
        }

        return isGood;
    }

    private static int Fit(ReadOnlySpan<long> values, int decimals)
    {
        while (decimals < FixedPoint.Decimals && !AreMultiples(values, FixedPoint.Decimals - decimals))
            decimals++;
        return decimals;
    }

    // A multiple of 10^n has n zero bits at its end, and what is left of it times the inverse of 5^n is small.
    private static bool AreMultiples(ReadOnlySpan<long> values, int drop)
    {
        var mask = (1UL << drop) - 1;
        var inverse = InverseOfFive[drop];
        var bound = ulong.MaxValue / (ulong)(FixedPoint.PowersOfTen[drop] >> drop);
        var isBad = false;
        for (var begin = 0; begin < values.Length && !isBad; begin += 1024)
        {
            foreach (var value in values.Slice(begin, Math.Min(1024, values.Length - begin)))
                isBad |= ((ulong)value & mask) != 0 | ((ulong)value >> drop) * inverse > bound;
        }

        return !isBad;
    }

    private static ulong[] Inverses()
    {
        var result = new ulong[FixedPoint.Decimals + 1];
        for (var n = 0; n < result.Length; n++)
        {
            var five = (ulong)(FixedPoint.PowersOfTen[n] >> n);
            // Newton's steps double the number of right bits; any odd number is its own inverse modulo 8.
            var inverse = five;
            for (var step = 0; step < 5; step++)
                inverse *= 2 - five * inverse;
            result[n] = inverse;
        }

        return result;
    }
}
