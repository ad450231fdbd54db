using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>An account: free and locked per asset, which assets the current step has touched, and its orders per instrument.</summary>
internal sealed class Account
{
    private readonly Balances _balances = new();
    private readonly Commission _commission;
    private readonly SortedSet<Asset> _touched = [];
    private readonly AccountBook[] _books;
    private readonly List<Account> _touchedAccounts;

    /// <param name="id">Its number.</param>
    /// <param name="parameters">What it holds and pays.</param>
    /// <param name="instruments">How many there are.</param>
    /// <param name="historyMax">Closed orders and executions kept per instrument.</param>
    /// <param name="touchedAccounts">Where the account enters itself when a step touches it.</param>
    public Account(AccountId id, AccountParameters parameters, int instruments, int historyMax, List<Account> touchedAccounts)
    {
        Id = id;
        _commission = new Commission(parameters);
        _touchedAccounts = touchedAccounts;
        foreach (var (asset, amount) in parameters.InitialBalances)
            _balances.Set(asset, new Balance(amount, Money.Zero));
        _books = new AccountBook[instruments];
        for (var i = 0; i < instruments; i++)
            _books[i] = new AccountBook(this, historyMax);
    }

    public AccountId Id { get; }

    /// <summary>All balances in ordinal order of the assets.</summary>
    public IEnumerable<AssetBalance> Balances => _balances.All;

    public Money Free(Asset asset) => _balances[asset].Free;

    public Balance BalanceOf(Asset asset) => _balances[asset];

    /// <summary>Its orders, per instrument.</summary>
    public IReadOnlyList<AccountBook> Books => _books;

    public AccountBook BookOf(InstrumentId instrument) => _books[instrument.Index];

    /// <summary>Whether the free balance covers what an order must lock.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="spec">The order.</param>
    /// <param name="lockPrice">The price a buy is locked at.</param>
    public bool Covers(Instrument instrument, OrderSpec spec, Price lockPrice)
    {
        if (spec.Side == Side.Sell)
            return Free(instrument.Base).Raw >= spec.Quantity.Raw;
        // In 128 bits: an absurd price × quantity must be refused here, not overflow.
        return (Int128)lockPrice.Raw * spec.Quantity.Raw / FixedPoint.Scale <= Free(instrument.Quote).Raw;
    }

    /// <summary>Locks what an accepted order needs.</summary>
    public void Lock(Instrument instrument, SimulatedOrder order)
    {
        var asset = LockAsset(instrument, order);
        var isLocked = _balances.TryLock(asset, order.Need);
        Invariant.That(isLocked, "an order is accepted only when its lock is covered");
        order.Locked = order.Need;
        Touch(asset);
    }

    /// <summary>Frees what an order that ends still holds.</summary>
    public void Release(Instrument instrument, SimulatedOrder order)
    {
        var asset = LockAsset(instrument, order);
        _balances.Unlock(asset, order.Locked);
        order.Locked = Money.Zero;
        Touch(asset);
    }

    /// <summary>Frees what an order that has become smaller no longer needs.</summary>
    public void Trim(Instrument instrument, SimulatedOrder order)
    {
        var spare = order.Locked - order.Need;
        if (spare <= Money.Zero)
            return;
        var asset = LockAsset(instrument, order);
        _balances.Unlock(asset, spare);
        order.Locked = order.Need;
        Touch(asset);
    }

    /// <summary>Hands an OCO's one lock, the larger need of the two, from leg to leg; what the new holder does not need is freed.</summary>
    public void HandOverLock(Instrument instrument, SimulatedOrder from, SimulatedOrder to)
    {
        to.Locked = from.Locked;
        from.Locked = Money.Zero;
        Touch(LockAsset(instrument, to));
        Trim(instrument, to);
    }

    /// <summary>A deposit, or, negative, a withdrawal.</summary>
    /// <returns>False, and nothing moves, when there is not enough free.</returns>
    public bool TryTransfer(Asset asset, Money amount)
    {
        if (!_balances.TryAdd(asset, amount))
            return false;
        Touch(asset);
        return true;
    }

    /// <summary>Counts the order's asset among those that the step may have changed.</summary>
    public void Touch(Instrument instrument, SimulatedOrder order) => Touch(LockAsset(instrument, order));

    /// <summary>
    /// How much of <paramref name="wanted"/> can be paid at <paramref name="price"/>: a buy elected above its stop price costs more than it locked.
    /// </summary>
    public Quantity Affordable(Instrument instrument, SimulatedOrder order, Quantity wanted, Price price)
    {
        var excess = price.Raw - order.LockPrice.Raw;
        if (!order.IsBuy || excess <= 0)
            return wanted;
        // Per unit, `excess` comes from the free balance; one quote unit is kept back because the lock's parts are floored one by one.
        var free = Math.Max(0, Free(instrument.Quote).Raw - 1);
        var affordable = (Int128)free * FixedPoint.Scale / excess;
        return affordable >= wanted.Raw ? wanted : new Quantity((long)affordable).RoundDownTo(instrument.LotSize);
    }

    /// <summary>Books one execution and its commission.</summary>
    /// <returns>The commission.</returns>
    public AssetAmount Settle(Instrument instrument, SimulatedOrder order, Quantity quantity, Money quoteAmount, Liquidity liquidity)
    {
        order.Filled += quantity;
        order.FilledQuote += quoteAmount;
        var isBuy = order.IsBuy;
        var (paid, received) = isBuy ? (instrument.Quote, instrument.Base) : (instrument.Base, instrument.Quote);
        Pay(paid, order, isBuy ? quoteAmount : new Money(quantity.Raw));
        Add(received, isBuy ? new Money(quantity.Raw) : quoteAmount);
        var fee = _commission.Of(instrument, order.Spec.Side, quantity, quoteAmount, liquidity, Free(Commission.DiscountAsset));
        Add(fee.Asset, -fee.Amount);
        Touch(paid);
        Touch(received);
        Touch(fee.Asset);
        return fee;
    }

    /// <summary>Absolute balances of what the step touched, or null when it touched nothing; the next step starts clean.</summary>
    public VenueEvent.AccountUpdate? TakeUpdate(InstrumentId instrument, Timestamp time)
    {
        if (_touched.Count == 0)
            return null;
        var balances = new AssetBalance[_touched.Count];
        var i = 0;
        foreach (var asset in _touched)
            balances[i++] = new AssetBalance(asset, _balances[asset]);
        _touched.Clear();
        return new VenueEvent.AccountUpdate(instrument, time, balances);
    }

    /// <summary>Every asset ever held.</summary>
    public AssetBalance[] Whole()
    {
        var all = new AssetBalance[_balances.Count];
        for (var i = 0; i < all.Length; i++)
            all[i] = _balances.At(i);
        return all;
    }

    private void Touch(Asset asset)
    {
        if (_touched.Count == 0)
            _touchedAccounts.Add(this);
        _touched.Add(asset);
    }

    private static Asset LockAsset(Instrument instrument, SimulatedOrder order) => order.IsBuy ? instrument.Quote : instrument.Base;

    /// <summary>Pays from the lock, as far as the rest need not stay locked; a better price frees the difference, a worse one takes from free.</summary>
    private void Pay(Asset asset, SimulatedOrder order, Money cost)
    {
        var released = order.Locked - order.Need;
        order.Locked = order.Need;
        if (released >= cost)
        {
            _balances.TakeLocked(asset, cost);
            _balances.Unlock(asset, released - cost);
            return;
        }

        _balances.TakeLocked(asset, released);
        Add(asset, released - cost);
    }

    private void Add(Asset asset, Money amount)
    {
        var isAdded = _balances.TryAdd(asset, amount);
        Invariant.That(isAdded, "no balance goes below zero");
    }
}
