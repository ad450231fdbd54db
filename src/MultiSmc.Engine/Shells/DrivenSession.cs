using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>
/// Drives one kernel and one venue along a tape whose time is the clock: a backtest, paper trading on a recording. It holds no trading logic. Between
/// two events of the tape, everything that reaches us is handed over in the order of its arrival: reports of the venue first, then timers, at equal times.
/// </summary>
public sealed class DrivenSession
{
    private readonly TradingKernel _kernel;
    private readonly IDrivenVenue _venue;
    private readonly IKernelObserver _observer;
    private readonly EffectBuffer _effects = new();
    private readonly TimerQueue _timers = new();
    private long[] _lastIds = [];
    private long _sequence;
    private Timestamp _now = new(long.MinValue);

    /// <param name="kernel">The kernel, fresh.</param>
    /// <param name="venue">The venue, fresh.</param>
    /// <param name="observer">Sees every input.</param>
    public DrivenSession(TradingKernel kernel, IDrivenVenue venue, IKernelObserver observer)
    {
        _kernel = kernel;
        _venue = venue;
        _observer = observer;
    }

    /// <summary>Keeps the session; null for none.</summary>
    public IInputJournal? Journal { get; init; }

    /// <summary>Sees every input and its effects; null for nobody.</summary>
    public IKernelObserver? Observer { get; init; }

    /// <summary>Inputs applied so far.</summary>
    public long Inputs => _sequence;

    /// <summary>Our time: that of the last input; the beginning of time before the first.</summary>
    public Timestamp Now => _now;

    /// <summary>Takes the next event of the tape.</summary>
    public void On(in MarketEvent market)
    {
        // A tape whose time runs backwards keeps its order; our clock stands still meanwhile, as the packet builder's does.
        var time = market.Time > _now ? market.Time : _now;
        RunTo(time);
        // A trade that came before or comes late is no new event: the kernel counts and drops it, and the venue must not fill an order by it twice.
        if (market.Kind != MarketEventKind.Trade || IsNew(in market))
        {
            _venue.OnMarket(in market);
            DeliverReports(time);
        }

        _now = time;
        // Depth is the venue's evidence; the kernel decides without it.
        if (market.Kind == MarketEventKind.Depth)
            return;
        Apply(KernelInput.FromMarket(++_sequence, time, in market));
    }

    /// <summary>Time goes on without an event: what reaches us up to a moment is handed over.</summary>
    public void On(Timestamp time)
    {
        if (time > _now)
            RunTo(time);
    }

    /// <summary>Takes a person's command: it stands between two events of the tape and takes no time.</summary>
    public void On(OperatorCommand command)
    {
        Invariant.That(_sequence > 0, "a command follows the first event: there is no time before it");
        Apply(KernelInput.FromCommand(++_sequence, _now, command));
    }

    /// <summary>The tape has ended: what is on its way still arrives.</summary>
    public void Finish()
    {
        while (_venue.TryTakeEvent(Timestamp.MaxValue, out var venueEvent, out var arrivesAt) && venueEvent is not null)
            Hand(venueEvent, arrivesAt);
    }

    private bool IsNew(in MarketEvent market)
    {
        var index = market.Instrument.Index;
        if (index >= _lastIds.Length)
        {
            var known = _lastIds.Length;
            Array.Resize(ref _lastIds, index + 1);
            _lastIds.AsSpan(known).Fill(long.MinValue);
        }

        var id = market.Trade.Id;
        if (id <= _lastIds[index])
            return false;
        _lastIds[index] = id;
        return true;
    }

    private void RunTo(Timestamp time)
    {
        while (true)
        {
            _venue.Advance(time);
            var due = _timers.NextDue;
            if (_venue.TryTakeEvent(due < time ? due : time, out var venueEvent, out var arrivesAt) && venueEvent is not null)
                Hand(venueEvent, arrivesAt);
            else if (due <= time)
                Fire(due);
            else
                return;
        }
    }

    private void DeliverReports(Timestamp time)
    {
        while (_venue.TryTakeEvent(time, out var venueEvent, out var arrivesAt) && venueEvent is not null)
            Hand(venueEvent, arrivesAt);
    }

    private void Hand(VenueEvent venueEvent, Timestamp arrivesAt)
    {
        _now = arrivesAt > _now ? arrivesAt : _now;
        Apply(KernelInput.FromVenue(++_sequence, _now, venueEvent));
    }

    private void Fire(Timestamp due)
    {
        var timer = _timers.Take();
        _now = due > _now ? due : _now;
        Apply(KernelInput.FromTimer(++_sequence, _now, timer));
    }

    private void Apply(in KernelInput input)
    {
        Journal?.Append(in input);
        _kernel.Apply(in input, _effects);
        Journal?.Record(_effects);
        _observer.OnApplied(in input, _effects);
        Observer?.OnApplied(in input, _effects);
        var effects = _effects.Effects;
        if (effects.Length == 0)
            return;
        foreach (ref readonly var effect in effects)
        {
            if (effect.Kind == EffectKind.Submit)
                _venue.Submit((VenueRequest)effect.Payload!, input.Time); // a submit always carries its request
            else if (effect.Kind == EffectKind.SetTimer)
                _timers.Add((TimerRequest)effect.Payload!); // a timer effect always carries its timer
        }

        _effects.Clear();
    }
}
