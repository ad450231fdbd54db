using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>What one setup has bought and sold, to the last 10^-8.</summary>
internal sealed class PositionBook(Asset baseAsset, Asset quoteAsset, Func<Asset, Price> priceOf)
{
    private Quantity _bought;
    private Money _boughtQuote;
    private Quantity _sold;
    private Money _soldQuote;
    private Money _feeBase;
    private Money _feeQuote;
    private Money _feeOther;
    private Quantity _outside;
    private Money _outsideValue;
    private Price _lastExit;
    private Timestamp _openedAt;
    private Timestamp _closedAt;

    /// <summary>Base bought, net of commission taken in base.</summary>
    public Quantity Received => new(_bought.Raw - _feeBase.Raw);

    /// <summary>Base held.</summary>
    public Quantity Held => new(_bought.Raw - _feeBase.Raw - _sold.Raw - _outside.Raw);

    /// <summary>Something was bought.</summary>
    public bool IsOpened => _bought.Raw > 0;

    /// <summary>Time of the first fill.</summary>
    public Timestamp OpenedAt => _openedAt;

    /// <summary>Base bought, before commission.</summary>
    public Quantity Bought => _bought;

    /// <summary>Quote paid.</summary>
    public Money BoughtQuote => _boughtQuote;

    /// <summary>Lowest price since the first fill.</summary>
    public Price Lowest { get; private set; }

    /// <summary>Highest price since the first fill.</summary>
    public Price Highest { get; private set; }

    /// <summary>Books a fill of the setup's entry or exit.</summary>
    public void Book(Fill fill)
    {
        if (fill.Side == Side.Buy)
        {
            if (!IsOpened)
            {
                _openedAt = fill.Time;
                Lowest = Highest = fill.Price;
            }

            _bought += fill.Quantity;
            _boughtQuote += fill.QuoteAmount;
        }
        else
        {
            _sold += fill.Quantity;
            _soldQuote += fill.QuoteAmount;
            _lastExit = fill.Price;
            _closedAt = fill.Time;
        }

        if (fill.FeeAsset == baseAsset)
            _feeBase += fill.Fee;
        else if (fill.FeeAsset == quoteAsset)
            _feeQuote += fill.Fee;
        else
            _feeOther += priceOf(fill.FeeAsset).Notional(new Quantity(fill.Fee.Raw));
    }

    /// <summary>Base left the account by other hands.</summary>
    public void WriteOff(Quantity quantity, Price last)
    {
        _outside += quantity;
        _outsideValue += last.Notional(quantity);
    }

    /// <summary>Notes a traded price.</summary>
    public void Observe(Price price)
    {
        if (price < Lowest)
            Lowest = price;
        if (price > Highest)
            Highest = price;
    }

    /// <summary>Saves what was booked, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        _bought = state.Quantity(_bought);
        _boughtQuote = state.Money(_boughtQuote);
        _sold = state.Quantity(_sold);
        _soldQuote = state.Money(_soldQuote);
        _feeBase = state.Money(_feeBase);
        _feeQuote = state.Money(_feeQuote);
        _feeOther = state.Money(_feeOther);
        _outside = state.Quantity(_outside);
        _outsideValue = state.Money(_outsideValue);
        _lastExit = state.Price(_lastExit);
        _openedAt = state.Time(_openedAt);
        _closedAt = state.Time(_closedAt);
        Lowest = state.Price(Lowest);
        Highest = state.Price(Highest);
    }

    /// <summary>The position as a whole, once nothing more can be sold.</summary>
    public RoundTrip Summarise(int setup, in Zone zone, in EntryLevels levels, Money initialRisk, ExitReason reason, Timestamp now) => new()
    {
        Setup = setup,
        Zone = zone.Id,
        Kind = zone.Kind,
        OpenedAt = _openedAt,
        ClosedAt = _sold.Raw > 0 ? _closedAt : now,
        Bought = _bought,
        BoughtQuote = _boughtQuote,
        Sold = _sold,
        SoldQuote = _soldQuote,
        FeeBase = _feeBase,
        FeeQuote = _feeQuote,
        FeeOther = _feeOther,
        Outside = _outside,
        OutsideValue = _outsideValue,
        Dust = Held,
        DustValue = (_lastExit.Raw > 0 ? _lastExit : levels.Entry).Notional(Held),
        Stop = levels.Stop,
        Target = levels.Target,
        InitialRisk = initialRisk,
        Reason = reason,
        Lowest = Lowest,
        Highest = Highest,
    };
}
