namespace MultiSmc.Core;

/// <summary>Balances per asset, listed in ordinal order of the asset codes. Amounts never go below zero.</summary>
public sealed class Balances
{
    private readonly SortedDictionary<Asset, Balance> _byAsset = [];

    /// <summary>All assets ever held, in ordinal order.</summary>
    public IEnumerable<AssetBalance> All
    {
        get
        {
            foreach (var (asset, balance) in _byAsset)
                yield return new AssetBalance(asset, balance);
        }
    }

    /// <summary>Balance of an asset; zero when it was never held.</summary>
    public Balance this[Asset asset] => _byAsset.TryGetValue(asset, out var balance) ? balance : default;

    /// <summary>Replaces the balance by the exchange's word.</summary>
    public void Set(Asset asset, Balance balance) => _byAsset[asset] = balance;

    /// <summary>Moves <paramref name="amount"/> from free to locked.</summary>
    /// <returns>False, and nothing moves, when there is not enough.</returns>
    public bool TryLock(Asset asset, Money amount)
    {
        var balance = this[asset];
        if (amount < Money.Zero || balance.Free < amount)
            return false;
        Set(asset, new Balance(balance.Free - amount, balance.Locked + amount));
        return true;
    }

    /// <summary>Moves <paramref name="amount"/> from locked to free.</summary>
    public void Unlock(Asset asset, Money amount)
    {
        var balance = this[asset];
        Invariant.That(amount >= Money.Zero && balance.Locked >= amount, "what is unlocked was locked");
        Set(asset, new Balance(balance.Free + amount, balance.Locked - amount));
    }

    /// <summary>Adds to (or, negative, takes from) the free part.</summary>
    /// <returns>False, and nothing moves, when the free part would go below zero.</returns>
    public bool TryAdd(Asset asset, Money amount)
    {
        var balance = this[asset];
        var free = balance.Free + amount;
        if (free < Money.Zero)
            return false;
        Set(asset, balance with { Free = free });
        return true;
    }

    /// <summary>Takes from the locked part: what an execution hands over.</summary>
    public void TakeLocked(Asset asset, Money amount)
    {
        var balance = this[asset];
        Invariant.That(amount >= Money.Zero && balance.Locked >= amount, "what is handed over was locked");
        Set(asset, balance with { Locked = balance.Locked - amount });
    }
}
