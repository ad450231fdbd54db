using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>A fill with where the price stood a while later.</summary>
/// <param name="Fill">The fill.</param>
/// <param name="Later">At each of <see cref="PricesAfterFills.Horizons"/>, twice the price in units of 10^-8 (a middle may fall between two); null
/// where the tape ended before.</param>
public sealed record FillAftermath(Fill Fill, IReadOnlyList<long?> Later);

/// <summary>
/// Watches where the price goes after each fill. The price at a moment is that of the last event up to it: the middle of bid and ask where the tape has
/// quotes, else the last trade. A moment counts from the fill's time at the exchange, whenever we learn of it.
/// </summary>
public sealed class PricesAfterFills
{
    private readonly List<FillAftermath> _fills = [];
    private readonly List<Market> _markets = [];
    private readonly Duration _longestReport;

    /// <param name="longestReport">The longest that the report of a fill may take. Where that passes the shortest horizon, prices are kept for as long.</param>
    public PricesAfterFills(Duration longestReport) => _longestReport = longestReport;

    /// <summary>How long after a fill the price is looked at: 1, 10, 60 seconds.</summary>
    public static IReadOnlyList<Duration> Horizons { get; } = [new(1_000_000_000), new(10_000_000_000), new(60_000_000_000)];

    /// <summary>The fills in the order in which we learned of them; whole after <see cref="Finish"/>.</summary>
    public IReadOnlyList<FillAftermath> Fills => _fills;

    /// <summary>A fill became known. Events of the market up to then have been seen, later ones not.</summary>
    public void On(Fill fill)
    {
        var later = new long?[Horizons.Count];
        _fills.Add(new FillAftermath(fill, later));
        var market = MarketOf(fill.Instrument);
        for (var at = 0; at < later.Length; at++)
            market.Wait(new Waiting(later, at, fill.Time + Horizons[at]));
    }

    /// <summary>An event of the tape, after everything that became known before it.</summary>
    /// <param name="market">The event.</param>
    /// <param name="now">The tape's time, never falling.</param>
    public void On(in MarketEvent market, Timestamp now) => MarketOf(market.Instrument).On(in market, now, _longestReport);

    /// <summary>The tape has ended.</summary>
    /// <param name="last">Time of its last event.</param>
    public void Finish(Timestamp last)
    {
        foreach (var market in _markets)
            market.Settle(last, isLastKnown: true);
    }

    private Market MarketOf(InstrumentId instrument)
    {
        while (_markets.Count <= instrument.Index)
            _markets.Add(new Market());
        return _markets[instrument.Index];
    }

    private readonly record struct Waiting(long?[] Later, int At, Timestamp Due);

    private sealed class Market
    {
        private readonly List<Waiting> _waiting = [];
        private readonly List<(Timestamp Time, long Twice)> _past = []; // prices that a late report may still ask for, from _pastFrom on
        private int _pastFrom;
        private Timestamp _nextDue = Timestamp.MaxValue;
        private Timestamp _seen = new(long.MinValue);
        private long _lastId = long.MinValue;
        private long _twice; // 0: none yet
        private bool _hasQuotes;

        public void Wait(Waiting waiting)
        {
            if (waiting.Due < _seen)
            {
                // The report took longer than the horizon.
                for (var at = _pastFrom; at < _past.Count && _past[at].Time <= waiting.Due; at++)
                    waiting.Later[waiting.At] = _past[at].Twice;

                return;
            }

            _waiting.Add(waiting);
            _nextDue = waiting.Due < _nextDue ? waiting.Due : _nextDue;
        }

        public void On(in MarketEvent market, Timestamp now, Duration longestReport)
        {
            if (_nextDue < now)
                Settle(now, isLastKnown: false);
            _seen = now;
            if (market.Kind == MarketEventKind.Quote)
            {
                var quote = market.Quote;
                if (quote.Bid.Raw <= 0 || quote.Ask.Raw <= 0)
                    return;
                _hasQuotes = true;
                _twice = quote.Bid.Raw + quote.Ask.Raw;
            }
            else
            {
                var trade = market.Trade;
                // A trade that came before is no news of the price.
                if (trade.Id <= _lastId)
                    return;
                _lastId = trade.Id;
                if (_hasQuotes)
                    return;
                _twice = 2 * trade.Price.Raw;
            }

            if (longestReport >= Horizons[0])
                Remember(now, longestReport);
        }

        /// <summary>The price is known for every moment before <paramref name="now"/>; at the end of the tape for that moment too.</summary>
        public void Settle(Timestamp now, bool isLastKnown)
        {
            _nextDue = Timestamp.MaxValue;
            var left = 0;
            for (var at = 0; at < _waiting.Count; at++)
            {
                var waiting = _waiting[at];
                if (waiting.Due < now || (isLastKnown && waiting.Due == now))
                {
                    waiting.Later[waiting.At] = _twice > 0 ? _twice : null;
                    continue;
                }

                _waiting[left++] = waiting;
                _nextDue = waiting.Due < _nextDue ? waiting.Due : _nextDue;
            }

            _waiting.RemoveRange(left, _waiting.Count - left);
        }

        // The youngest price that is old enough stays: it was in force until the next.
        private void Remember(Timestamp now, Duration longestReport)
        {
            _past.Add((now, _twice));
            while (_pastFrom + 1 < _past.Count && _past[_pastFrom + 1].Time + longestReport < now)
                _pastFrom++;
            if (_pastFrom < 4096 || _pastFrom < _past.Count / 2)
                return;
            _past.RemoveRange(0, _pastFrom);
            _pastFrom = 0;
        }
    }
}
