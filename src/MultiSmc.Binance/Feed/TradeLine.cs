using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance;

/// <summary>
/// The trades of one instrument on their way to the inbox, in the order of their ids: duplicates dropped, early ones held back, those missing left to
/// whoever fetches them. Safe to use from several threads; no memory is taken per trade.
/// </summary>
internal sealed class TradeLine(Instrument instrument, IShellInbox inbox, FeedOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TradeTick[] _held = new TradeTick[64];
    private int _first;
    private int _count;
    private long _next;
    private long _lastUpdate;
    private long _holeSince;
    private long _progressAt = time.GetTimestamp();
    private bool _isFilling;

    public string Symbol => instrument.Symbol;

    public InstrumentId Id => instrument.Id;

    /// <summary>Id of the trade that comes next; zero: whatever comes first.</summary>
    public long Next
    {
        get
        {
            lock (_lock)
                return _next;
        }
    }

    /// <summary>Trades that came twice.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Ids that the exchange does not have.</summary>
    public long Missing { get; private set; }

    /// <summary>Since the last trade that went on, or the last time the exchange was asked for one.</summary>
    public TimeSpan Quiet => time.GetElapsedTime(Volatile.Read(ref _progressAt));

    /// <summary>Begins behind a trade that is there already; nothing happens where it has begun.</summary>
    public void BeginAfter(long id)
    {
        lock (_lock)
            _next = _next == 0 ? id + 1 : _next;
    }

    /// <summary>The exchange was asked about this symbol: the watch over its silence begins anew.</summary>
    public void NoteAsked() => Volatile.Write(ref _progressAt, time.GetTimestamp());

    /// <summary>Takes a trade of the stream.</summary>
    public void OnTrade(in TradeTick trade)
    {
        lock (_lock)
        {
            if (_next == 0)
                _next = trade.Id;
            if (trade.Id < _next)
                Duplicates++;
            else if (trade.Id == _next && !_isFilling)
                Deliver(in trade);
            else
                Hold(in trade);
        }
    }

    /// <summary>Takes a quote of the stream; its own time is zero on spot.</summary>
    /// <param name="quote">The quote.</param>
    /// <param name="heard">The exchange's time of the message before it.</param>
    public void OnQuote(in Quote quote, Timestamp heard)
    {
        lock (_lock)
        {
            // Two connections bring it twice; and beside trades that are being caught up with it would be of another time.
            if (_isFilling || quote.UpdateId <= _lastUpdate)
                return;
            _lastUpdate = quote.UpdateId;
            inbox.OnMarket(new MarketEvent(instrument.Id, quote.Time == default ? quote with { Time = heard } : quote));
        }
    }

    /// <summary>Whether trades have been missing for so long that they have to be fetched.</summary>
    public bool IsOverdue
    {
        get
        {
            lock (_lock)
                return !_isFilling && _count > 0 && time.GetElapsedTime(_holeSince) >= options.HoldBack;
        }
    }

    /// <summary>Begins to catch up: what the stream brings is held back from now on.</summary>
    /// <returns>False where that is being done, or there is nothing to begin from.</returns>
    public bool TryBeginFilling()
    {
        lock (_lock)
        {
            if (_isFilling || _next == 0)
                return false;
            return _isFilling = true;
        }
    }

    /// <summary>Takes fetched trades, ids rising.</summary>
    /// <param name="trades">What the exchange has from <see cref="Next"/> on.</param>
    /// <param name="isAll">There is nothing behind them yet.</param>
    /// <returns>Whether what was held back joins on, so that filling is over.</returns>
    public bool Fill(ReadOnlySpan<TradeTick> trades, bool isAll)
    {
        lock (_lock)
        {
            foreach (ref readonly var trade in trades)
            {
                if (trade.Id < _next)
                    continue;
                Missing += trade.Id - _next;
                _next = trade.Id;
                Deliver(in trade);
            }

            _isFilling = !(_count == 0 ? isAll : _held[_first].Id <= _next);
            if (!_isFilling)
                Drain();
            return !_isFilling;
        }
    }

    /// <summary>The exchange does not have what is missing before the held trades: it goes on with them.</summary>
    public void Skip()
    {
        lock (_lock)
        {
            if (_count > 0)
            {
                Missing += _held[_first].Id - _next;
                _next = _held[_first].Id;
            }

            _isFilling = false;
            Drain();
        }
    }

    private void Deliver(in TradeTick trade)
    {
        _next = trade.Id + 1;
        Volatile.Write(ref _progressAt, time.GetTimestamp());
        inbox.OnMarket(new MarketEvent(instrument.Id, in trade));
        if (_count > 0 && !_isFilling)
            Drain();
    }

    private void Drain()
    {
        while (_count > 0 && _held[_first].Id <= _next)
        {
            ref readonly var held = ref _held[_first];
            if (held.Id == _next)
            {
                _next = held.Id + 1;
                Volatile.Write(ref _progressAt, time.GetTimestamp());
                inbox.OnMarket(new MarketEvent(instrument.Id, in held));
            }

            _first++;
            _count--;
        }

        if (_count == 0)
            _first = 0;
        else
            _holeSince = time.GetTimestamp();
    }

    private void Hold(in TradeTick trade)
    {
        if (_count == 0)
            _holeSince = time.GetTimestamp();
        if (_count == options.HeldTrades)
        {
            // They are not lost: the exchange is asked for them like for the others.
            _first = _count = 0;
        }

        if (_first + _count == _held.Length)
            MakeRoom();
        var at = _first + _count;
        while (at > _first && _held[at - 1].Id > trade.Id)
            at--;
        if (at > _first && _held[at - 1].Id == trade.Id)
        {
            Duplicates++;
            return;
        }

        _held.AsSpan(at, _first + _count - at).CopyTo(_held.AsSpan(at + 1));
        _held[at] = trade;
        _count++;
    }

    private void MakeRoom()
    {
        var larger = _count > _held.Length / 2 ? new TradeTick[2 * _held.Length] : _held;
        _held.AsSpan(_first, _count).CopyTo(larger);
        (_held, _first) = (larger, 0);
    }
}
