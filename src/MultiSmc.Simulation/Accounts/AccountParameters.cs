using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What an account holds at first and what it pays.</summary>
public sealed record AccountParameters
{
    /// <summary>What the account holds at first; each asset once.</summary>
    public required IReadOnlyList<AssetAmount> InitialBalances { get; init; }

    /// <summary>Commission of a maker in millionths, 0 to 10^6; default 0.1 %.</summary>
    public long MakerFeePpm { get; init; } = 1_000;

    /// <summary>Commission of a taker in millionths, 0 to 10^6; default 0.1 %.</summary>
    public long TakerFeePpm { get; init; } = 1_000;

    /// <summary>In which asset commission is taken.</summary>
    public FeeMode FeeMode { get; init; }

    /// <summary>The share taken off a commission paid in BNB, in millionths, 0 to 10^6; default 25 %.</summary>
    public long BnbDiscountPpm { get; init; } = 250_000;

    /// <summary>What BNB costs, per quote asset: one fixed price for the run.</summary>
    public IReadOnlyList<BnbPrice> BnbPrices { get; init; } = [];

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or an asset is named twice.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(InitialBalances);
        ArgumentNullException.ThrowIfNull(BnbPrices);
        ThrowUnlessShare(MakerFeePpm, nameof(MakerFeePpm));
        ThrowUnlessShare(TakerFeePpm, nameof(TakerFeePpm));
        ThrowUnlessShare(BnbDiscountPpm, nameof(BnbDiscountPpm));
        var seen = new SortedSet<Asset>();
        foreach (var (asset, amount) in InitialBalances)
        {
            if (amount < Money.Zero || !seen.Add(asset))
                throw new ArgumentException($"initial balance of {asset} is negative or given twice", nameof(InitialBalances));
        }

        seen.Clear();
        foreach (var (quote, price) in BnbPrices)
        {
            if (price.Raw <= 0 || !seen.Add(quote))
                throw new ArgumentException($"price of BNB in {quote} is not above zero or given twice", nameof(BnbPrices));
        }
    }

    private static void ThrowUnlessShare(long ppm, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ppm, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ppm, 1_000_000, name);
    }
}
