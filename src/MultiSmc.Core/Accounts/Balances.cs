namespace MultiSmc.Core;

/// <summary>Balances per asset, listed in ordinal order of the asset codes. Amounts never go below zero.</summary>
public sealed class Balances
{
    private AssetBalance[] _entries = new AssetBalance[4]; // sorted by asset: a handful, so a scan beats a tree

    /// <summary>Number of assets ever held.</summary>
    public int Count { get; private set; }

    /// <summary>All assets ever held, in ordinal order.</summary>
    public IEnumerable<AssetBalance> All
    {
        get
        {
            for (var i = 0; i < Count; i++)
                yield return _entries[i];
        }
    }

    /// <summary>Balance of an asset; zero when it was never held.</summary>
    public Balance this[Asset asset]
    {
        get
        {
            var at = IndexOf(asset);
            return at >= 0 ? _entries[at].Balance : default;
        }
    }

    /// <summary>The asset at a place of the ordinal order, 0 to <see cref="Count"/> − 1.</summary>
    public AssetBalance At(int index) => _entries.AsSpan(0, Count)[index];

    /// <summary>Replaces the balance by the exchange's word.</summary>
    public void Set(Asset asset, Balance balance)
    {
        var at = IndexOf(asset);
        if (at < 0)
        {
            at = ~at;
            if (Count == _entries.Length)
                Array.Resize(ref _entries, _entries.Length * 2);
            Array.Copy(_entries, at, _entries, at + 1, Count - at);
            Count++;
        }

        _entries[at] = new AssetBalance(asset, balance);
    }

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

    /// <summary>Saves the holdings, or takes saved ones in their place.</summary>
    public void Carry(StateCarrier state)
    {
        Count = state.Count(Count);
        if (Count > _entries.Length)
            _entries = new AssetBalance[Count];
        foreach (ref var entry in _entries.AsSpan(0, Count))
            entry = new AssetBalance(state.Asset(entry.Asset), state.Balance(entry.Balance));
    }

    private int IndexOf(Asset asset)
    {
        for (var i = 0; i < Count; i++)
        {
            var order = _entries[i].Asset.CompareTo(asset);
            if (order == 0)
                return i;
            if (order > 0)
                return ~i;
        }

        return ~Count;
    }
}
