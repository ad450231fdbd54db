using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>The account and the day's figures, from fills and balances.</summary>
internal sealed class MoneyBook
{
    private readonly Portfolio _portfolio;
    private readonly Dictionary<Asset, Price> _fixedMarks;
    private long _day = long.MinValue;
    private Money? _dayStart;
    private bool _isKnown;
    private int _placed;
    private int _filled;
    private int _pulled;
    private int _expired;
    private int _wins;
    private int _closed;
    private Money _fees;
    private Money _makerQuote;
    private Money _allQuote;
    private double _r;
    private double _highestR;
    private double _maxDrawdownR;
    private double? _savedR;
    private Money _saved;
    private List<double> _curve = [];
    private readonly Amounts _amounts;

    public MoneyBook(TerminalSetup setup)
    {
        _portfolio = new Portfolio([.. setup.Markets.Select(market => market.Instrument)], setup.Balances, setup.FixedMarks);
        _fixedMarks = setup.FixedMarks.ToDictionary(entry => entry.Asset, entry => entry.Price);
        _isKnown = setup.Balances.Count > 0;
        _amounts = new Amounts(_portfolio.Currency);
    }

    /// <summary>Whether the balances are known: a live session learns them from its exchange.</summary>
    public bool IsKnown => _isKnown;

    public bool HasSessionNews { get; private set; } = true;

    public Asset Currency => _portfolio.Currency;

    /// <summary>What is held, as told last.</summary>
    public Balances Balances => _portfolio.Balances;

    public void Mark(InstrumentId instrument, Price last) => _portfolio.Mark(instrument, last);

    public Price MarkOf(InstrumentId instrument) => _portfolio.MarkOf(instrument);

    public void Apply(VenueEvent.AccountUpdate update)
    {
        _portfolio.Apply(update);
        if (_isKnown)
            return;
        // The day is measured from the first equity there is: before it, the account was unknown, not empty.
        _isKnown = true;
        _dayStart = _portfolio.Equity();
    }

    /// <summary>A new UTC day begins the figures anew.</summary>
    public void At(Timestamp now)
    {
        var day = now.UtcDay;
        if (day <= _day)
            return;
        _dayStart = _isKnown ? _portfolio.Equity() : null;
        _day = day;
        _placed = _filled = _pulled = _expired = _wins = _closed = 0;
        _fees = _makerQuote = _allQuote = Money.Zero;
        _r = _highestR = _maxDrawdownR = 0;
        _savedR = null;
        _saved = Money.Zero;
        _curve = [];
        HasSessionNews = true;
    }

    public void OnPlaced() => Count(ref _placed);

    public void OnFirstFill() => Count(ref _filled);

    public void OnPulled() => Count(ref _pulled);

    public void OnExpired() => Count(ref _expired);

    /// <summary>It is known what an order that the model took back would have made.</summary>
    /// <param name="r">In R; null where its risk is not known.</param>
    /// <param name="net">In quote.</param>
    public void OnPulledOutcome(double? r, Money net)
    {
        _savedR = (_savedR ?? 0) - (r ?? 0);
        _saved -= net;
        HasSessionNews = true;
    }

    /// <summary>Commission of a fill in the account's currency.</summary>
    public Money OnFill(Fill fill, Instrument instrument)
    {
        var fee = FeeOf(fill, instrument);
        _fees += fee;
        _allQuote += fill.QuoteAmount;
        if (fill.Liquidity == Liquidity.Maker)
            _makerQuote += fill.QuoteAmount;
        HasSessionNews = true;
        return fee;
    }

    public void OnClosed(RoundTrip trip)
    {
        Count(ref _closed);
        if (trip.NetPnl > Money.Zero)
            Count(ref _wins);
        _r += trip.InitialRisk.Raw == 0 ? 0 : (double)trip.NetPnl.Raw / trip.InitialRisk.Raw;
        _highestR = Math.Max(_highestR, _r);
        _maxDrawdownR = Math.Max(_maxDrawdownR, _highestR - _r);
        _curve = [.. _curve, _r];
    }

    public SessionView Session()
    {
        HasSessionNews = false;
        return new SessionView(
            _day == long.MinValue ? 0 : _day * (Timestamp.NanosecondsPerDay / 1_000_000),
            _placed,
            _filled,
            _pulled,
            _expired,
            _wins,
            _closed,
            0 - _maxDrawdownR, // a fall, as the page shows it
            _savedR,
            _savedR is null ? null : _amounts.Text(_saved),
            _amounts.Text(_fees),
            _allQuote.Raw == 0 ? null : (double)_makerQuote.Raw / _allQuote.Raw,
            _curve);
    }

    /// <param name="open">Positions that are open, with what each gains at the last price and the taker's commission of its market.</param>
    public AccountView Account(IReadOnlyList<(PositionRecord Position, Money Pnl)> open)
    {
        var equity = _portfolio.Equity();
        var risk = Money.Zero;
        var riskR = 0.0;
        var exposure = Money.Zero;
        var unrealised = Money.Zero;
        foreach (var (position, pnl) in open)
        {
            // Lost from here on, at the stop: what stands at risk now, not what stood at the entry.
            var last = _portfolio.MarkOf(position.Instrument);
            var atRisk = position.Value(last) - position.Setup.Stop.Notional(position.Held);
            risk += atRisk;
            riskR += position.InR(atRisk);
            exposure += position.Value(last);
            unrealised += pnl;
        }

        var day = _dayStart is { } start ? equity - start : (Money?)null;
        return new AccountView(
            Currency.Code,
            _amounts.Text(equity),
            _amounts.Text(_portfolio.Balances[Currency].Free),
            day is { } result ? _amounts.Text(result) : null,
            day is { } change && _dayStart is { Raw: > 0 } from ? (double)change.Raw / from.Raw : null,
            _amounts.Text(risk),
            riskR,
            _amounts.Text(exposure),
            _amounts.Text(unrealised));
    }

    public Money Equity => _portfolio.Equity();

    /// <summary>Money came or went by no trade: the day's result does not have it, as the kernel's limits do not.</summary>
    /// <returns>What it is worth in the account's currency.</returns>
    public Money OnTransfer(VenueEvent.Transfer transfer)
    {
        var worth = _portfolio.Worth(transfer.Asset, transfer.Amount);
        _dayStart += worth;
        return worth;
    }

    /// <summary>Some of the asset is held.</summary>
    public bool Holds(Asset asset) => Balances[asset].Total.Raw > 0;

    private Money FeeOf(Fill fill, Instrument instrument)
    {
        if (fill.FeeAsset == instrument.Quote)
            return fill.Fee;
        if (fill.FeeAsset == instrument.Base)
            return fill.Price.Notional(new Quantity(fill.Fee.Raw));
        return _fixedMarks.TryGetValue(fill.FeeAsset, out var price) ? price.Notional(new Quantity(fill.Fee.Raw)) : Money.Zero;
    }

    private void Count(ref int figure)
    {
        figure++;
        HasSessionNews = true;
    }
}
