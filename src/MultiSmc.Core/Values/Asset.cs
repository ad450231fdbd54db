namespace MultiSmc.Core;

/// <summary>An asset by the exchange's code: "BTC", "USDT".</summary>
/// <param name="Code">Upper case; compared ordinally.</param>
public readonly record struct Asset(string Code) : IComparable<Asset>
{
    /// <inheritdoc/>
    public int CompareTo(Asset other) => string.CompareOrdinal(Code, other.Code);

    /// <summary>Ordinal order of codes: the order in which balances are listed.</summary>
    public static bool operator <(Asset left, Asset right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator >(Asset left, Asset right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator <=(Asset left, Asset right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator >=(Asset left, Asset right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Code ?? "";
}
