using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Balances as the exchange tells them, marked to market. One quote asset for all instruments: it is the account's currency.</summary>
public sealed class Portfolio
{
    private readonly Instrument[] _instruments;
    private readonly Price[] _marks;
    private readonly Dictionary<Asset, Price> _fixedMarks = []; // looked up by name; never iterated
    private readonly Dictionary<Asset, Timestamp> _asOf = []; // looked up by name; never iterated
    private readonly Balances _balances = new();
    private Timestamp _wholeAsOf; // an asset that a whole answer does not list is known not to be held

    /// <param name="instruments">In the order of their ids; all with one quote asset.</param>
    /// <param name="initial">Balances at the start.</param>
    /// <param name="fixedMarks">Prices in quote of assets that no instrument here trades (BNB held for fees).</param>
    public Portfolio(IReadOnlyList<Instrument> instruments, IEnumerable<AssetBalance> initial, IEnumerable<(Asset Asset, Price Price)> fixedMarks)
    {
        _instruments = [.. instruments];
        _marks = new Price[_instruments.Length];
        Currency = _instruments[0].Quote;
        for (var i = 0; i < _instruments.Length; i++)
        {
            Invariant.That(_instruments[i].Id.Index == i, "instruments are listed by their ids");
            Invariant.That(_instruments[i].Quote == Currency, "one quote asset for all instruments");
        }

        foreach (var entry in initial)
            _balances.Set(entry.Asset, entry.Balance);
        foreach (var (asset, price) in fixedMarks)
            _fixedMarks[asset] = price;
    }

    /// <summary>The account's currency: the quote asset.</summary>
    public Asset Currency { get; }

    /// <summary>Balances by asset.</summary>
    public Balances Balances => _balances;

    /// <summary>Exchange time of what we know of an asset; zero while it is what we started with.</summary>
    public Timestamp AsOf(Asset asset) => _asOf.TryGetValue(asset, out var asOf) && asOf > _wholeAsOf ? asOf : _wholeAsOf;

    /// <summary>Notes the last traded price of an instrument.</summary>
    public void Mark(InstrumentId instrument, Price last) => _marks[instrument.Index] = last;

    /// <summary>Last traded price, or zero before the first trade.</summary>
    public Price MarkOf(InstrumentId instrument) => _marks[instrument.Index];

    /// <summary>Takes in the exchange's absolute balances. One that was overtaken by a later one changes nothing.</summary>
    public void Apply(VenueEvent.AccountUpdate update)
    {
        foreach (var entry in update.Balances)
            Set(entry.Asset, entry.Balance, update.Time);
        if (!update.IsWhole)
            return;
        if (update.Time > _wholeAsOf)
            _wholeAsOf = update.Time;
        for (var i = 0; i < _balances.Count; i++)
        {
            var asset = _balances.At(i).Asset;
            if (!update.Balances.Any(entry => entry.Asset == asset))
                Set(asset, default, update.Time);
        }
    }

    /// <summary>Free quote that no order on its way locks or will lock.</summary>
    public Money AvailableQuote(OrderLedger ledger)
    {
        var available = _balances[Currency].Free;
        var unsettled = ledger.Unsettled;
        for (var i = 0; i < unsettled.Count; i++)
        {
            var spec = unsettled[i].Spec;
            if (spec.Side == Side.Buy)
                available -= spec.Price.Notional(spec.Quantity);
        }

        return available < Money.Zero ? Money.Zero : available;
    }

    /// <summary>Everything held, at last prices, in the account's currency; floored per asset. An asset without a price counts nothing.</summary>
    public Money Equity()
    {
        var equity = Money.Zero;
        for (var i = 0; i < _balances.Count; i++)
        {
            var entry = _balances.At(i);
            equity += Worth(entry.Asset, entry.Balance.Total);
        }

        return equity;
    }

    /// <summary>Price of an asset in the account's currency: last trade of an instrument that trades it, else the fixed one, else zero.</summary>
    public Price PriceOf(Asset asset)
    {
        for (var i = 0; i < _instruments.Length; i++)
        {
            if (_instruments[i].Base == asset && _marks[i].Raw > 0)
                return _marks[i];
        }

        return _fixedMarks.GetValueOrDefault(asset);
    }

    /// <summary>What an amount of an asset is worth in the account's currency, at last prices, floored.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Money Worth(Asset asset, Money amount) => asset == Currency ? amount : new Money(FixedPoint.MultiplyFloor(PriceOf(asset).Raw, amount.Raw));

    /// <summary>Saves balances and marks, or takes saved ones.</summary>
    internal void Carry(StateCarrier state)
    {
        state.Section("portfolio", 1);
        if (state.Count(_marks.Length) != _marks.Length)
            throw state.Fault("another number of instruments");
        foreach (ref var mark in _marks.AsSpan())
            mark = state.Price(mark);
        _balances.Carry(state);
        _wholeAsOf = state.Time(_wholeAsOf);
        var known = state.IsReading ? [] : _asOf.ToArray(); // none is ever taken out, so they come as they were added
        var count = state.Count(known.Length);
        if (state.IsReading)
            _asOf.Clear();
        for (var i = 0; i < count; i++)
        {
            var (asset, time) = state.IsReading ? default : known[i];
            asset = state.Asset(asset);
            _asOf[asset] = state.Time(time);
        }
    }

    private void Set(Asset asset, Balance balance, Timestamp time)
    {
        if (_asOf.TryGetValue(asset, out var asOf) && time < asOf)
            return;
        _asOf[asset] = time;
        _balances.Set(asset, balance);
    }
}
