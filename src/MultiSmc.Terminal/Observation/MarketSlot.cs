using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>The market of one instrument as of its last event; prices and quote values in canonical units, times in ns.</summary>
internal struct MarketState
{
    /// <summary>Trades seen.</summary>
    public long Trades;

    /// <summary>Id of the last trade.</summary>
    public long LastId;

    /// <summary>Last price; 0 before the first trade.</summary>
    public long Last;

    /// <summary>Our time of the last trade.</summary>
    public long LastTime;

    /// <summary>Best bid, or 0.</summary>
    public long Bid;

    /// <summary>Best ask, or 0.</summary>
    public long Ask;

    /// <summary>Day of the last trade, UTC.</summary>
    public long Day;

    /// <summary>Last price before the day began; 0 when not known.</summary>
    public long DayOpen;

    /// <summary>Number that the forming packet will have.</summary>
    public long Index;

    /// <summary>Our time of the forming packet's first trade.</summary>
    public long FirstTime;

    /// <summary>First price of the forming packet; 0 when it is empty.</summary>
    public long Open;

    /// <summary>Its highest.</summary>
    public long High;

    /// <summary>Its lowest.</summary>
    public long Low;

    /// <summary>Its quote value.</summary>
    public long Quote;

    /// <summary>Of it bought by aggressors.</summary>
    public long BuyQuote;

    /// <summary>Trades begun in it.</summary>
    public long Count;
}

/// <summary>The newest state of one market, from one writer to any reader: a reader tries again while it is being written; the writer never waits.</summary>
internal sealed class MarketSlot
{
    private MarketState _state;
    private int _version;

    /// <summary>Writer: replaces the state.</summary>
    public void Write(in MarketState state)
    {
        Volatile.Write(ref _version, _version + 1);
        Interlocked.MemoryBarrier(); // no part of the state may be seen before the odd version
        _state = state;
        Volatile.Write(ref _version, _version + 1);
    }

    /// <summary>Reader: a state that was whole at some moment.</summary>
    public MarketState Read()
    {
        var spin = default(SpinWait);
        while (true)
        {
            var before = Volatile.Read(ref _version);
            var state = _state;
            Interlocked.MemoryBarrier();
            if ((before & 1) == 0 && Volatile.Read(ref _version) == before)
                return state;
            spin.SpinOnce();
        }
    }
}

/// <summary>Keeps a market's state up to date; on the kernel's thread.</summary>
internal sealed class MarketTracker
{
    private readonly UnitScale _price;
    private readonly UnitScale _quantity;
    private MarketState _state;

    public MarketTracker(Instrument instrument)
    {
        _price = instrument.PriceUnits;
        _quantity = instrument.QuantityUnits;
        _state.LastId = long.MinValue;
        _state.Day = long.MinValue;
    }

    public MarketSlot Slot { get; } = new();

    /// <summary>Whether each trade is copied.</summary>
    public TradeWatch Watch { get; } = new();

    /// <summary>A quote.</summary>
    public void OnQuote(in Quote quote)
    {
        _state.Bid = _price.TryToUnits(quote.Bid.Raw, out var bid) ? bid : 0;
        _state.Ask = _price.TryToUnits(quote.Ask.Raw, out var ask) ? ask : 0;
        Slot.Write(in _state);
    }

    /// <summary>Whether the trade is new and can be counted; what the packet builder drops is dropped here too.</summary>
    public bool Accepts(in TradeTick trade, out long price, out long value)
    {
        value = 0;
        if (trade.Id <= _state.LastId | !_price.TryToUnits(trade.Price.Raw, out price) | !_quantity.TryToUnits(trade.Quantity.Raw, out var quantity))
            return false;
        var product = (Int128)price * quantity;
        value = product > long.MaxValue ? 0 : (long)product;
        return value > 0;
    }

    /// <summary>The forming packet starts anew: the one before closed, or its segment broke.</summary>
    public void Restart(long index)
    {
        _state.Index = index;
        _state.Open = _state.Quote = _state.BuyQuote = _state.Count = 0;
    }

    /// <summary>Number that the forming packet will have.</summary>
    public long Index => _state.Index;

    /// <summary>Its quote value.</summary>
    public long FormingQuote => _state.Quote;

    /// <summary>Takes the trade's price and, when <paramref name="part"/> is above zero, that much of its value into the forming packet.</summary>
    public void OnTrade(in TradeTick trade, Timestamp now, long price, long part, bool isBegun)
    {
        var day = trade.Time.UtcDay;
        if (day > _state.Day)
        {
            _state.DayOpen = _state.Last;
            _state.Day = day;
        }

        _state.Trades++;
        _state.LastId = trade.Id;
        _state.Last = price;
        _state.LastTime = now.Nanoseconds;
        if (part > 0)
        {
            if (_state.Open == 0)
            {
                _state.Open = _state.High = _state.Low = price;
                _state.FirstTime = now.Nanoseconds;
            }

            _state.High = Math.Max(_state.High, price);
            _state.Low = Math.Min(_state.Low, price);
            _state.Quote += part;
            _state.BuyQuote += trade.Aggressor == AggressorSide.Buyer ? part : 0;
            _state.Count += isBegun ? 1 : 0;
        }

        Slot.Write(in _state);
    }
}
