using System.Diagnostics;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>
/// A Binance Spot account and matching against a recorded tape, driven in process: many instruments, one account, one thread, no clock.
/// The same parameters, requests and tape give the same events. The fill rules and every assumption are in docs/fill-models.md.
/// </summary>
/// <remarks>
/// A request takes effect at sent + latency, never before an earlier one and never before the last event shown: a request that comes late is
/// carried out as soon as it can be. Requests that take effect at the very time of a market event are carried out after it, so a cancel
/// effective at t does not save an order from a print at t, and an order effective at t is not filled by it. A market event with an earlier time
/// than the one before is judged at the time of the one before.
/// </remarks>
public sealed class SimulatedVenue : IDrivenVenue
{
    private readonly InstrumentBook[] _books;
    private readonly Queue<(VenueRequest Request, Timestamp Effect)> _requests = new();
    private readonly LatencyLine _toVenue;
    private readonly EventOutbox _outbox;
    private readonly Account _account;
    private readonly ExecutionDesk _desk;
    private readonly OrderEntry _entry;
    private readonly PrintMatcher _prints;
    private readonly QuoteMatcher _quotes;
    private readonly StopElection _stops;
    private Timestamp _now = new(long.MinValue);
    private Timestamp _nextEffect = Timestamp.MaxValue;

    /// <param name="instruments">Each at the place that its <see cref="Instrument.Id"/> says.</param>
    /// <param name="parameters">What the venue assumes.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or an instrument is not at its place.</exception>
    public SimulatedVenue(IReadOnlyList<Instrument> instruments, SimulationParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        _books = new InstrumentBook[instruments.Count];
        for (var i = 0; i < _books.Length; i++)
        {
            if (instruments[i].Id.Index != i)
                throw new ArgumentException($"{instruments[i].Symbol} is at place {i} but has id {instruments[i].Id.Index}", nameof(instruments));
            _books[i] = new InstrumentBook(instruments[i]);
        }

        // Two generators from one seed: how many reports come back must not change when requests arrive.
        _toVenue = new LatencyLine(parameters.LatencyToVenue, parameters.LatencyJitterMax, parameters.Seed);
        _outbox = new EventOutbox(new LatencyLine(parameters.LatencyFromVenue, parameters.LatencyJitterMax, ~parameters.Seed));
        _account = new Account(parameters);
        _desk = new ExecutionDesk(_account, _outbox);
        var queue = new QueueEstimate(parameters);
        var taker = new TakerFlow(_desk, parameters);
        var working = new WorkingOrders(_desk, taker, queue);
        _entry = new OrderEntry(_desk, _account, _outbox, taker, working);
        _stops = new StopElection(_desk, taker, working);
        _prints = new PrintMatcher(_desk, queue, parameters.FillModel);
        _quotes = new QuoteMatcher(_desk, queue, _stops);
    }

    /// <summary>The account as the exchange has it now (we learn of it one latency later), in ordinal order of the assets.</summary>
    public IEnumerable<AssetBalance> Balances => _account.Balances;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The instrument is unknown, or the legs of an OCO do not make one.</exception>
    public void Submit(VenueRequest request, Timestamp sentAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        _ = BookOf(request.Instrument);
        RequestGate.ThrowIfMalformed(request);
        var effect = _toVenue.Deliver(sentAt);
        if (effect < _now)
            effect = _now;
        _requests.Enqueue((request, effect));
        if (_requests.Count == 1)
            _nextEffect = effect;
    }

    /// <inheritdoc/>
    public void Advance(Timestamp time)
    {
        while (_nextEffect < time)
        {
            var (request, effect) = _requests.Dequeue();
            _nextEffect = _requests.TryPeek(out var next) ? next.Effect : Timestamp.MaxValue;
            _now = effect;
            CarryOut(request, effect);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The instrument is unknown.</exception>
    public void OnMarket(in MarketEvent market)
    {
        var book = BookOf(market.Instrument);
        var time = market.Time;
        if (_nextEffect < time)
            Advance(time);
        if (time > _now)
            _now = time;
        if (market.Kind == MarketEventKind.Trade)
            OnTrade(book, market.Trade);
        else
            OnQuote(book, market.Quote);
    }

    /// <inheritdoc/>
    public bool TryTakeEvent(Timestamp until, out VenueEvent? venueEvent, out Timestamp arrivesAt) =>
        _outbox.TryTake(until, out venueEvent, out arrivesAt);

    private void OnTrade(InstrumentBook book, in TradeTick trade)
    {
        var price = trade.Price.Raw;
        if (price > book.PrintFloor && price < book.PrintCeiling)
        {
            book.Market.OnPrint(price, trade.Quantity.Raw, trade.Aggressor);
            return;
        }

        _prints.Match(book, trade, _now);
        book.Market.OnPrint(price, trade.Quantity.Raw, trade.Aggressor);
        _stops.Run(book, _now);
        _desk.EndStep(book, _now);
    }

    private void OnQuote(InstrumentBook book, in Quote quote)
    {
        var market = book.Market;
        market.OnQuote(quote);
        if (market.AskRaw > book.AskFloor && market.BidRaw < book.BidCeiling && market.BidRaw > book.UnknownBuy && market.AskRaw < book.UnknownSell)
            return;
        _quotes.Match(book, _now);
        _desk.EndStep(book, _now);
    }

    private void CarryOut(VenueRequest request, Timestamp time)
    {
        var book = BookOf(request.Instrument);
        switch (request)
        {
            case VenueRequest.PlaceOrder place:
                _entry.Place(book, place.Order, time);
                break;
            case VenueRequest.PlaceOco oco:
                _entry.PlaceOco(book, oco, time);
                break;
            case VenueRequest.CancelOrder cancel:
                _entry.Cancel(book, cancel, time);
                break;
            case VenueRequest.CancelList cancel:
                _entry.CancelList(book, cancel, time);
                break;
            default:
                throw new UnreachableException();
        }

        _desk.EndStep(book, time);
    }

    private InstrumentBook BookOf(InstrumentId instrument)
    {
        if ((uint)instrument.Index >= (uint)_books.Length)
            throw new ArgumentException($"unknown instrument {instrument.Index}: the venue has {_books.Length}", nameof(instrument));
        return _books[instrument.Index];
    }
}
