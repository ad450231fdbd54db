using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>A sum of amounts or of price × quantity products, exact.</summary>
/// <param name="Units">Steps of 10^-<paramref name="Decimals"/>.</param>
/// <param name="Decimals">8 for amounts, 16 for products.</param>
public readonly record struct ExactSum(UInt128 Units, int Decimals)
{
    /// <summary>The sum as money, floored to 10^-8.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Money ToMoney() => new(checked((long)(Units / (ulong)FixedPoint.PowersOfTen[Decimals - FixedPoint.Decimals])));

    /// <summary>The shortest exact decimal: "19188765.97595".</summary>
    public override string ToString()
    {
        var one = (UInt128)(ulong)FixedPoint.PowersOfTen[Decimals];
        var whole = (Units / one).ToString(CultureInfo.InvariantCulture);
        var fraction = (ulong)(Units % one);
        if (fraction == 0)
            return whole;
        var digits = fraction.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals, '0').TrimEnd('0');
        return $"{whole}.{digits}";
    }
}
