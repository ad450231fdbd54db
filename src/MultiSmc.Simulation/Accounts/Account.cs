using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>The account: free and locked per asset, and which assets the current step has touched.</summary>
internal sealed class Account
{
    private readonly Balances _balances = new();
    private readonly Commission _commission;
    private readonly SortedSet<Asset> _touched = [];

    public Account(SimulationParameters parameters)
    {
        _commission = new Commission(parameters);
        foreach (var (asset, amount) in parameters.InitialBalances)
            _balances.Set(asset, new Balance(amount, Money.Zero));
    }

    /// <summary>All balances in ordinal order of the assets.</summary>
    public IEnumerable<AssetBalance> Balances => _balances.All;

    public Money Free(Asset asset) => _balances[asset].Free;

    /// <summary>Whether the free balance covers what an order must lock.</summary>
    public bool Covers(Instrument instrument, OrderSpec spec)
    {
        if (spec.Side == Side.Sell)
            return Free(instrument.Base).Raw >= spec.Quantity.Raw;
        // In 128 bits: an absurd price × quantity must be refused here, not overflow.
        return (Int128)SimulatedOrder.LockPriceOf(spec).Raw * spec.Quantity.Raw / FixedPoint.Scale <= Free(instrument.Quote).Raw;
    }

    /// <summary>Locks what an accepted order needs.</summary>
    public void Lock(Instrument instrument, SimulatedOrder order)
    {
        var asset = LockAsset(instrument, order);
        var isLocked = _balances.TryLock(asset, order.Need);
        Invariant.That(isLocked, "an order is accepted only when its lock is covered");
        order.Locked = order.Need;
        _touched.Add(asset);
    }

    /// <summary>Frees what an order that ends still holds.</summary>
    public void Release(Instrument instrument, SimulatedOrder order)
    {
        var asset = LockAsset(instrument, order);
        _balances.Unlock(asset, order.Locked);
        order.Locked = Money.Zero;
        _touched.Add(asset);
    }

    /// <summary>Hands an OCO's one lock from leg to leg.</summary>
    public void HandOverLock(Instrument instrument, SimulatedOrder from, SimulatedOrder to)
    {
        to.Locked = from.Locked;
        from.Locked = Money.Zero;
        _touched.Add(LockAsset(instrument, to));
    }

    /// <summary>Counts the order's asset among those that the step may have changed.</summary>
    public void Touch(Instrument instrument, SimulatedOrder order) => _touched.Add(LockAsset(instrument, order));

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
        _touched.Add(paid);
        _touched.Add(received);
        _touched.Add(fee.Asset);
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
