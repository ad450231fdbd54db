using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>
/// One account on a <see cref="SpotExchange"/> behind a connection with latency, against a recorded tape, driven in process. The same parameters,
/// requests and tape give the same events. The fill rules and every assumption are in docs/fill-models.md.
/// </summary>
/// <remarks>
/// A request takes effect at sent + latency, never before an earlier one and never before the last event shown: a request that comes late is
/// carried out as soon as it can be. Requests that take effect at the very time of a market event are carried out after it, so a cancel
/// effective at t does not save an order from a print at t, and an order effective at t is not filled by it. A market event with an earlier time
/// than the one before is judged at the time of the one before.
/// </remarks>
public sealed class SimulatedVenue : IDrivenVenue
{
    private readonly Queue<(VenueRequest Request, Timestamp Effect)> _requests = new();
    private readonly LatencyLine _toVenue;
    private readonly EventOutbox _outbox;
    private readonly SpotExchange _exchange;
    private readonly AccountId _account;
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

        // Two generators from one seed: how many reports come back must not change when requests arrive.
        _toVenue = new LatencyLine(parameters.LatencyToVenue, parameters.LatencyJitterMax, parameters.LatencyToVenueTable, parameters.Seed);
        _outbox = new EventOutbox(
            new LatencyLine(parameters.LatencyFromVenue, parameters.LatencyJitterMax, parameters.LatencyFromVenueTable, ~parameters.Seed));
        _exchange = new SpotExchange(instruments, parameters.ToExchange(), _outbox);
        _account = _exchange.Open(parameters.ToAccount());
    }

    /// <summary>The account as the exchange has it now (we learn of it one latency later), in ordinal order of the assets.</summary>
    public IEnumerable<AssetBalance> Balances => _exchange.BalancesOf(_account);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The instrument is unknown, or the orders of a list do not make one.</exception>
    public void Submit(VenueRequest request, Timestamp sentAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        _ = _exchange.InstrumentOf(request.Instrument);
        if (ListShape.Of(request) is { } shape && (shape.Mistake() ?? shape.Fault()?.Reason) is { } mistake)
            throw new ArgumentException(mistake, nameof(request));
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
            _exchange.Submit(_account, request, effect);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The instrument is unknown.</exception>
    public void OnMarket(in MarketEvent market)
    {
        var time = market.Time;
        if (_nextEffect < time)
            Advance(time);
        if (time > _now)
            _now = time;
        _exchange.OnMarket(in market, _now);
    }

    /// <inheritdoc/>
    public bool TryTakeEvent(Timestamp until, out VenueEvent? venueEvent, out Timestamp arrivesAt) =>
        _outbox.TryTake(until, out venueEvent, out arrivesAt);

    /// <summary>A deposit, or, negative, a withdrawal, at once on the exchange.</summary>
    /// <returns>False, and nothing happens, when there is not enough free.</returns>
    public bool TryTransfer(Asset asset, Money amount, Timestamp time) => _exchange.TryTransfer(_account, asset, amount, Reach(time));

    /// <summary>Changes an instrument's rules or status on the exchange.</summary>
    /// <exception cref="ArgumentException">The instrument is unknown, or the change is none that orders survive.</exception>
    public void Change(Instrument now, Timestamp time) => _exchange.Change(now, Reach(time));

    /// <summary>The open orders of an instrument as the exchange has them now.</summary>
    public IEnumerable<OrderView> OrdersOf(InstrumentId instrument) => _exchange.OrdersOf(_account, instrument);

    /// <summary>The fills of an instrument that the exchange still lists, oldest first.</summary>
    public IEnumerable<Fill> FillsOf(InstrumentId instrument) => _exchange.FillsOf(_account, instrument);

    private Timestamp Reach(Timestamp time)
    {
        Advance(time);
        _now = time > _now ? time : _now;
        return _now;
    }
}
