using System.Diagnostics;
using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>
/// The deterministic heart: one input at a time in, effects out. No I/O, no clock, no randomness, no threads. The same build, configuration
/// and inputs give the same effects, to the bit.
/// </summary>
public sealed class TradingKernel
{
    // The exchange takes 36 characters: 12, two dashes and the 19 digits of the longest sequence leave three for the count.
    private const int MaxSessionLength = 12;

    /// <summary>NO_SUCH_ORDER.</summary>
    private const int AbsentCode = -2013;

    private readonly MarketUnit[] _units;
    private readonly KernelMark _mark;
    private readonly string _session;
    private readonly Reconciler _reconciler;
    private readonly ConnectionWatch _connections;
    private readonly CommandDesk _commands;
    private readonly VenueDesk _venue;
    private long _lastSequence;
    private int _namesInInput;
    private bool _isSpoilt;

    /// <param name="session">Short name of the session ([a-z0-9], at most 12): part of every client order id.</param>
    /// <param name="markets">The instruments in the order of their ids.</param>
    /// <param name="portfolio">Balances at the start.</param>
    /// <param name="limits">What may be risked.</param>
    /// <param name="reconciliation">How patiently the exchange is asked; null for the defaults.</param>
    /// <exception cref="ArgumentException">The session would make names that the exchange refuses.</exception>
    public TradingKernel(string session, IReadOnlyList<MarketSetup> markets, Portfolio portfolio, RiskLimits limits, ReconciliationPolicy? reconciliation = null)
    {
        if (session.Length is 0 or > MaxSessionLength || !session.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            throw new ArgumentException($"a session is named by 1 to {MaxSessionLength} of [a-z0-9], not '{session}'", nameof(session));
        _session = session;
        _mark = new KernelMark(session, markets, limits, reconciliation);
        Portfolio = portfolio;
        Risk = new RiskGate(limits, markets.Count);
        var policy = reconciliation ?? new ReconciliationPolicy();
        Locks = new EntryLocks(markets.Count);
        _reconciler = new Reconciler(this, policy, markets.Count);
        _connections = new ConnectionWatch(this, policy);
        _commands = new CommandDesk(this);
        _venue = new VenueDesk(this, _reconciler, _connections);
        _units = new MarketUnit[markets.Count];
        for (var i = 0; i < markets.Count; i++)
        {
            var setup = markets[i];
            Invariant.That(setup.Instrument.Id.Index == i, "instruments are listed by their ids");
            var structure = new StructureDetector(setup.Structure);
            var context = new StrategyContext(this, setup.Instrument, structure);
            Locks.Set(setup.Instrument.Id, EntryLock.NotTrading, setup.Instrument.Status != TradingStatus.Trading, "", Effects);
            _units[i] = new MarketUnit
            {
                Instrument = setup.Instrument,
                Context = context,
                Packets = new PacketBuilder(setup.Packets),
                Structure = structure,
                Strategy = setup.Strategy(context),
            };
        }
    }

    /// <summary>Time of the last input.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>Balances and marks.</summary>
    public Portfolio Portfolio { get; }

    /// <summary>Limits on the account.</summary>
    public RiskGate Risk { get; }

    /// <summary>All our orders.</summary>
    public OrderLedger Ledger { get; } = new();

    /// <summary>Orders of the account that are not ours.</summary>
    internal ForeignOrders Foreign { get; } = new();

    /// <summary>Number of instruments.</summary>
    public int InstrumentCount => _units.Length;

    /// <summary>What keeps new entries of every instrument from being placed.</summary>
    public EntryLock LocksOfAccount => Locks.OfAccount;

    /// <summary>What keeps new entries of an instrument from being placed.</summary>
    public EntryLock LocksOf(InstrumentId instrument) => Locks.Of(instrument);

    /// <summary>No question to the exchange is open: our books are its books.</summary>
    public bool IsReconciled => _reconciler.IsSettled;

    internal EntryLocks Locks { get; }

    internal EffectBuffer Effects { get; private set; } = new();

    /// <summary>What an instrument's packet builder has counted.</summary>
    public PacketCounters CountersOf(InstrumentId instrument) => _units[instrument.Index].Packets.Counters;

    /// <summary>How an instrument stands, for people. On the kernel's thread, between two inputs; changes nothing.</summary>
    public MarketView Look(InstrumentId instrument)
    {
        var unit = _units[instrument.Index];
        return new MarketView(
            unit.Instrument,
            Portfolio.MarkOf(instrument),
            Locks.Of(instrument),
            unit.Packets.Counters,
            unit.Packets.NextIndex,
            unit.Packets.LastId is { } last ? new TradeId(last) : null,
            unit.Packets.Forming,
            unit.Packets.Parameters.Bucket,
            unit.Structure.Trend,
            unit.Structure.LiveZones.ToArray(),
            unit.Strategy.Look()) { Hold = unit.Strategy.Hold };
    }

    /// <summary>Applies the next input and adds its effects to <paramref name="effects"/>.</summary>
    public void Apply(in KernelInput input, EffectBuffer effects)
    {
        Invariant.That(!_isSpoilt, "a kernel that could not take a saved state is thrown away");
        Invariant.That(input.Sequence == _lastSequence + 1, "inputs are sequenced without holes");
        Invariant.That(input.Time >= Now, "inputs do not go back in time");
        _lastSequence = input.Sequence;
        _namesInInput = 0;
        Now = input.Time;
        Effects = effects;
        switch (input.Kind)
        {
            case InputKind.Market:
                var market = input.Market;
                if (market.Kind == MarketEventKind.Trade)
                    OnTrade(_units[market.Instrument.Index], market.Trade);
                break;
            case InputKind.Venue:
                _venue.On(input.Venue);
                break;
            case InputKind.Timer:
                OnTimer(input.Timer);
                break;
            case InputKind.Command:
                _commands.On(input.Command);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The last input, or 0.</summary>
    public long LastSequence => _lastSequence;

    /// <summary>Saves everything that decisions depend on. Between two inputs only; nothing is changed by it.</summary>
    public void Save(StateWriter state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Invariant.That(!_isSpoilt, "a kernel that could not take a saved state is thrown away");
        Carry(state);
    }

    /// <summary>Takes a saved state: from then on this kernel does what the saved one would have done.</summary>
    /// <param name="state">From <see cref="Save"/> of a kernel with the same session, markets and limits.</param>
    /// <exception cref="StateException">It is of another configuration or does not hold together. This kernel can't be used any more then.</exception>
    /// <exception cref="InvariantException">This kernel is not fresh.</exception>
    public void Load(StateReader state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Invariant.That(!_isSpoilt && _lastSequence == 0, "a state is taken by a fresh kernel");
        _isSpoilt = true;
        Carry(state);
        state.End();
        _isSpoilt = false;
    }

    internal string NextName() =>
        string.Create(CultureInfo.InvariantCulture, $"{_session}-{_lastSequence}-{++_namesInInput}");

    /// <summary>Sends a request whose answer is watched for.</summary>
    internal void Send(VenueRequest request)
    {
        Effects.Submit(request);
        _reconciler.OnSent();
    }

    internal void SendCancel(OrderState order)
    {
        order.CancelSentAt = Now;
        Send(new VenueRequest.CancelOrder(order.Spec.Instrument, order.Spec.ClientOrderId) { EndsProtection = order.Spec.Side == Side.Sell });
    }

    internal void SetTimer(Timestamp due, long token) => Effects.Add(EffectKind.SetTimer, default, new TimerRequest(default, due, token));

    internal void Alert(InstrumentId instrument, string code, string message) => Effects.Add(EffectKind.Alert, instrument, new Alert(code, message));

    /// <summary>Something impossible was seen: no new entries until a person has looked into it; protection stands.</summary>
    internal void Halt(string reason)
    {
        Locks.Set(EntryLock.Halted, true, reason, Effects);
        CancelEntries(null, null, "halted", isFinal: false);
        Alert(default, "halted", $"Halted: {reason} No new entries; positions stay protected. Look into it, then resume.");
    }

    internal void StartReconciliation(string reason) => _reconciler.Start(isLocking: true, reason);

    internal int CancelEntries(InstrumentId? instrument, ClientOrderId? order, string reason, bool isFinal)
    {
        var count = 0;
        foreach (var unit in _units)
        {
            if (instrument is null || instrument == unit.Instrument.Id)
                count += unit.Strategy.CancelEntries(order, reason, isFinal);
        }

        return count;
    }

    internal int ClosePositions(InstrumentId? instrument, int? setup)
    {
        var count = 0;
        foreach (var unit in _units)
        {
            if (instrument is null || instrument == unit.Instrument.Id)
                count += unit.Strategy.ClosePositions(setup);
        }

        return count;
    }

    /// <summary>What kept entries from being placed may be gone.</summary>
    internal void WakeEntries()
    {
        foreach (var unit in _units)
            unit.Strategy.OnAccount();
    }

    /// <summary>The exchange has never seen the order, by our verdict.</summary>
    internal void GiveUp(OrderState order)
    {
        if (Ledger.Refused(order.Spec.ClientOrderId, DoneBy.Verdict) is null)
            return;
        var id = order.Spec.Instrument;
        Alert(id, "order-absent", $"Order {order.Spec.ClientOrderId} never reached the exchange.");
        var refusal = new VenueEvent.PlaceRefused(id, Now, [order.Spec.ClientOrderId], order.ListId, AbsentCode, "the exchange knows no such order");
        _units[id.Index].Strategy.OnRefused(order, refusal);
    }

    /// <summary>Books a fill that came in answer to a question.</summary>
    /// <returns>False when it is not ours or was booked before.</returns>
    internal bool BookFill(Fill fill) => _venue.Book(fill);

    internal MarketUnit UnitOf(InstrumentId instrument) => _units[instrument.Index];

    /// <summary>All books have been compared.</summary>
    internal void OnReconciled()
    {
        Locks.Set(EntryLock.Reconciling, false, "our books are the exchange's", Effects);
        foreach (var unit in _units)
            unit.Strategy.OnReconciled(new Quantity(Portfolio.Balances[unit.Instrument.Base].Total.Raw));
        WakeEntries();
    }

    private void Carry(StateCarrier state)
    {
        state.Section("kernel", 1);
        _mark.Expect(state);
        _lastSequence = state.Int64(_lastSequence);
        Now = state.Time(Now);
        Portfolio.Carry(state);
        Risk.Carry(state);
        Ledger.Carry(state);
        _reconciler.Carry(state);
        _connections.Carry(state);
        Locks.Carry(state);
        _commands.Carry(state);
        Foreign.Carry(state);
        foreach (var unit in _units)
            unit.Carry(state);
    }

    private void OnTimer(TimerRequest timer)
    {
        switch (timer.Token)
        {
            case KernelTimers.Review:
                _reconciler.Review();
                break;
            case KernelTimers.Round:
                _reconciler.OnRoundTimer();
                break;
            case KernelTimers.Recheck:
                _reconciler.Start(isLocking: false, "");
                break;
            case KernelTimers.Grace:
                _connections.OnGraceTimer();
                break;
            default:
                _units[timer.Instrument.Index].Strategy.OnTimer(timer);
                break;
        }
    }

    private void OnTrade(MarketUnit unit, in TradeTick trade)
    {
        if (trade.Price > unit.MaxPrice)
        {
            Effects.Add(EffectKind.Alert, unit.Instrument.Id, new Alert("absurd-price", $"Trade {trade.Id} at {trade.Price} is left out: no level beyond it could be counted."));
            return;
        }

        var step = unit.Packets.Add(in trade);
        if (step.Acceptance != TradeAcceptance.Accepted)
            return;
        var id = unit.Instrument.Id;
        Portfolio.Mark(id, trade.Price);
        var isStale = Risk.Limits.MaxDataAge > Duration.Zero && Now - trade.Time > Risk.Limits.MaxDataAge;
        if (isStale != Locks.Has(id, EntryLock.StaleData))
            Locks.Set(id, EntryLock.StaleData, isStale, isStale ? "prices reach us too late" : "prices are fresh again", Effects);
        if (step.IsSegmentBreak)
        {
            Effects.Add(EffectKind.SegmentBroken, id, null);
            var ended = unit.Structure.Reset();
            Report(unit, ended);
            unit.Strategy.OnSegmentBreak(ended);
        }

        foreach (ref readonly var packet in step.Closed)
            OnPacket(unit, in packet);
        unit.Strategy.OnTrade(in trade);
    }

    private void OnPacket(MarketUnit unit, in Packet packet)
    {
        var equity = Portfolio.Equity();
        Effects.AddPacket(unit.Instrument.Id, in packet, equity);
        Observe(unit.Instrument.Id, equity);
        var events = unit.Structure.Add(new Bar(packet.Open, packet.High, packet.Low, packet.Close));
        Report(unit, events);
        unit.Strategy.OnPacket(in packet, events);
    }

    private void Report(MarketUnit unit, ReadOnlySpan<StructureEvent> events)
    {
        foreach (ref readonly var structureEvent in events)
        {
            Effects.AddStructureEvent(unit.Instrument.Id, in structureEvent);
            if (structureEvent.Kind >= StructureEventKind.ZoneCreated && structureEvent.ZoneId >= 0)
                Effects.AddZone(unit.Instrument.Id, unit.Structure.GetZone(structureEvent.ZoneId));
        }
    }

    private void Observe(InstrumentId instrument, Money equity)
    {
        var reached = Risk.Observe(Now, equity);
        if (reached == RiskVerdict.DailyLoss)
            Effects.Add(EffectKind.Alert, instrument, new Alert("daily-loss", "The day's loss limit is reached: no new entries until 00:00 UTC."));
        else if (reached == RiskVerdict.Drawdown)
            Effects.Add(EffectKind.Alert, instrument, new Alert("drawdown", "The drawdown limit is reached: no new entries."));
    }
}
