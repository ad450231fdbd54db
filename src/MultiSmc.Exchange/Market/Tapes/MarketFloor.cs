using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>
/// Where the market goes on the exchange's thread: each event to the matching core, to the board and to the streams, in this order. Belongs to that
/// thread alone.
/// </summary>
public sealed class MarketFloor
{
    private readonly SpotExchange _exchange;
    private readonly MarketBoard _board;
    private readonly StreamHub _hub;
    private readonly LiveMatching? _live;

    /// <param name="exchange">The matching core.</param>
    /// <param name="board">What the public may know.</param>
    /// <param name="streams">Who is told.</param>
    /// <param name="live">The participants, where orders of accounts are all there is to meet; null: the tape is the market.</param>
    public MarketFloor(SpotExchange exchange, MarketBoard board, StreamServer streams, LiveMatching? live = null)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(streams);
        _exchange = exchange;
        _board = board;
        _hub = streams.Hub;
        _live = live;
        using var _ = board.Gate.EnterScope();
        live?.Begin(Show);
    }

    /// <summary>Takes a run of events.</summary>
    /// <param name="events">In order.</param>
    /// <param name="marketTime">The market's clock behind them.</param>
    /// <param name="exchangeTime">The exchange's clock, by which its orders live. Not before its last step.</param>
    public void Take(ReadOnlySpan<MarketEvent> events, Timestamp marketTime, Timestamp exchangeTime)
    {
        using var _ = _board.Gate.EnterScope();
        foreach (ref readonly var market in events)
        {
            if (_live is not null)
            {
                if (market.Kind == MarketEventKind.Trade)
                    _live.Play(market.Instrument, market.Trade, exchangeTime);
                continue;
            }

            _exchange.OnMarket(in market, exchangeTime);
            Show(in market);
        }

        _live?.Advance(exchangeTime);
        _board.Advance(marketTime);
        _hub.Flush();
    }

    /// <summary>Two orders of accounts met; from the exchange's sink. Where the tape is the market such a trade is no part of it and is not shown.</summary>
    public void OnPrint(InstrumentId instrument, in TradeTick trade)
    {
        if (_live is null)
            return;
        using var _ = _board.Gate.EnterScope();
        Show(new MarketEvent(instrument, in trade));
    }

    /// <summary>An account's request was carried out: its orders are part of the book that is shown, where there is no other.</summary>
    public void AfterStep(InstrumentId instrument, Timestamp exchangeTime)
    {
        if (_live is null)
            return;
        using var _ = _board.Gate.EnterScope();
        _live.AfterStep(instrument, exchangeTime);
        _board.Advance(exchangeTime);
        _hub.Flush();
    }

    /// <summary>The rules or the status of an instrument have changed.</summary>
    public void Change(Instrument instrument)
    {
        using var _ = _board.Gate.EnterScope();
        _board.Change(instrument);
    }

    private void Show(in MarketEvent market)
    {
        if (_board.On(in market))
            _hub.On(in market);
    }
}
