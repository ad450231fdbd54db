using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>
/// The shell whose clock is the world's: live, and paper on live data. An input's time is when it reached us. Entries wait (<see cref="EntryLock.Standby"/>)
/// until packets and structure are warm, every connection is up and the books have been compared.
/// </summary>
internal sealed class WallShell : INodeShell
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(20);

    private readonly NodeSetup _setup;
    private readonly NodeSession _session;
    private readonly ShellInbox _inbox;
    private readonly IVenueSide _venue;
    private readonly CommandWatch _commands;
    private readonly NodeLog _log;
    private readonly EffectBuffer _effects = new();
    private readonly TimerQueue _timers = new();
    private readonly KernelSnapshot _snapshot;
    private readonly bool[] _isUp = new bool[Enum.GetValues<VenueLink>().Length];
    private SessionJournal? _journal;
    private long _sequence;
    private Timestamp _now;
    private readonly Action _answerCalls;
    private readonly Func<bool> _isStopping;
    private long? _stopTicks;
    private long _flushTicks;

    public WallShell(
        NodeSetup setup, NodeSession session, ShellInbox inbox, IVenueSide venue, IKernelObserver observers, NodeLog log, Action answerCalls, Func<bool> isStopping)
    {
        _answerCalls = answerCalls;
        _isStopping = isStopping;
        _setup = setup;
        _session = session;
        _inbox = inbox;
        _venue = venue;
        _log = log;
        _commands = new CommandWatch(observers);
        _snapshot = new KernelSnapshot(session.Header, () => setup.Kernel(session.Header.Id));
    }

    public TradingKernel Kernel => _snapshot.Kernel;

    public Timestamp Now => _now;

    public NodePhase Phase { get; private set; } = NodePhase.Recovering;

    public long Inputs => _sequence;

    public long JournalDurable => _journal?.DurableSequence ?? 0;

    public JournalFailure? OutOfRoom { get; private set; }

    public IReadOnlyList<LinkStatus> Links => _venue.Links;

    public TimeSpan Patience
    {
        get
        {
            if (_timers.NextDue == Timestamp.MaxValue)
                return LongestNap;
            var rest = TimeSpan.FromTicks(Math.Max(0, (_timers.NextDue - Clock()).Nanoseconds / 100));
            return rest < LongestNap ? rest : LongestNap;
        }
    }

    public bool HasStopped =>
        // Protection that is being replaced is off the exchange for a moment: a process that ended then would leave the position bare.
        _stopTicks is { } ticks && (!Kernel.Ledger.Open.Any(static order => order.IsCancelSent || order.IsUnanswered)
            || _setup.Time.GetElapsedTime(ticks) >= _setup.Options.StopPatience);

    public void Begin()
    {
        var snapshot = new NodeSnapshot(_snapshot, _timers);
        Restore(snapshot);
        _journal = _session.Open(_venue.TakesSnapshots ? snapshot : null, _venue.Journal);
        if (!_session.IsResumed)
            WarmUp();
        else
            Standby(true, Clock());
        Phase = NodePhase.Connecting;
        _venue.Start(_inbox, Clock(), Kernel.Ledger.Known());
        _setup.Feed.Start(_inbox, [.. Enumerable.Range(0, Kernel.InstrumentCount).Select(index => Kernel.Look(new InstrumentId(index)).LastTrade ?? default)]);
    }

    public void On(in InboxItem item)
    {
        CheckJournal();
        var now = Clock();
        RunTo(now);
        if (item.Venue is { } venueEvent)
        {
            Apply(KernelInput.FromVenue(_sequence + 1, Later(now), venueEvent));
            if (venueEvent is VenueEvent.ConnectionChanged change)
                OnConnection(change);
            return;
        }

        var market = item.Market;
        if (market.Kind == MarketEventKind.Depth)
            return; // it is not journaled, so that the venue of a resumed session could not see it again
        // What the print does to our orders is told after it: a venue that is made again from the journal sees the two in this order.
        _venue.OnMarket(in market);
        Apply(KernelInput.FromMarket(_sequence + 1, Later(now), in market));
    }

    public CommandResult On(OperatorCommand command)
    {
        if (Phase is NodePhase.Recovering or NodePhase.WarmingUp)
            return new CommandResult(command.Id, false, "The node is warming up; ask again.");
        CheckJournal();
        Apply(KernelInput.FromCommand(_sequence + 1, Later(Clock()), command));
        return _commands.ResultOf(command);
    }

    public void Idle()
    {
        CheckJournal();
        RunTo(Clock());
        // Every wait for the disk costs one: as often as the journal itself closes a block.
        if (_setup.Time.GetElapsedTime(_flushTicks) < _setup.Options.Journal.BlockAge)
            return;
        _flushTicks = _setup.Time.GetTimestamp();
        _journal?.Flush();
    }

    public bool OnFeedEnd()
    {
        if (_stopTicks is null)
            BeginStop();
        return HasStopped;
    }

    public void BeginStop()
    {
        Phase = NodePhase.Stopping;
        _stopTicks = _setup.Time.GetTimestamp();
        var result = Standby(true, Clock(), _setup.Options.KeepsEntriesOnStop);
        _log.Write(LogLevel.Info, "stopping", _setup.Options.KeepsEntriesOnStop ? "resting entries stay on the exchange, protection stays" : $"{result.Message} Protection stays on the exchange.");
    }

    public void End()
    {
        RunTo(Clock());
        if (_journal is { } journal && _venue.TakesSnapshots)
            journal.TakeSnapshot(new NodeSnapshot(_snapshot, _timers));
        Phase = NodePhase.Ended;
    }

    public string Abandon()
    {
        Phase = NodePhase.Ended;
        var cancelled = 0;
        foreach (var order in Kernel.Ledger.Open)
        {
            if (order.Spec.Side != Side.Buy || order.IsCancelSent)
                continue;
            _venue.CancelNow(new VenueRequest.CancelOrder(order.Spec.Instrument, order.Spec.ClientOrderId));
            cancelled++;
        }

        if (cancelled > 0 && _setup.Venue is NodeVenue.Exchange)
            WaitForCancels(cancelled);
        return $"cancels were sent for {cancelled} resting entries; target and stop orders stay on the exchange";
    }

    public void Dispose() => _journal?.Dispose();

    private void Restore(NodeSnapshot snapshot)
    {
        var inputs = _session.Recover(_venue.TakesSnapshots ? snapshot : null, out var restoredTo);
        foreach (var input in inputs)
        {
            _venue.OnRestored(in input);
            _effects.Clear();
            Kernel.Apply(in input, _effects);
            if (input.Kind == InputKind.Timer)
                _timers.Remove(input.Timer);
            foreach (ref readonly var effect in _effects.Effects)
            {
                if (effect.Kind == EffectKind.SetTimer)
                    _timers.Add((TimerRequest)effect.Payload!); // a timer effect always carries its timer
                else if (effect.Kind == EffectKind.Submit)
                    _venue.OnRestored((VenueRequest)effect.Payload!, in input); // a submit always carries its request
            }

            _commands.OnApplied(in input, _effects); // watchers build on the past too
        }

        (_sequence, _now) = (Kernel.LastSequence, Kernel.Now);
        if (_session.IsResumed)
            _log.Write(LogLevel.Info, "recovered", $"stands at input {_sequence} ({restoredTo} of them from a snapshot), {_timers.Pending().Count} timers wait");
    }

    private void WarmUp()
    {
        Phase = NodePhase.WarmingUp;
        var buffer = new MarketEvent[4_096];
        var total = 0L;
        for (var count = _setup.WarmUp?.Read(buffer) ?? 0; count > 0; count = _setup.WarmUp?.Read(buffer) ?? 0)
        {
            for (var i = 0; i < count; i++)
            {
                if (buffer[i].Kind == MarketEventKind.Depth)
                    continue;
                var time = Later(buffer[i].Time);
                if (total++ == 0)
                    Standby(true, time);
                RunTo(time);
                _venue.OnMarket(in buffer[i]);
                Apply(KernelInput.FromMarket(_sequence + 1, Later(time), in buffer[i]));
            }

            _answerCalls();
            if (_isStopping())
                break; // what is missing comes by trade id when the session goes on
        }

        if (total == 0)
            Standby(true, Clock());
        _log.Write(LogLevel.Info, "warmed-up", $"{total} events of the past taken in");
    }

    private void OnConnection(VenueEvent.ConnectionChanged change)
    {
        _isUp[(int)change.Link] = change.IsUp;
        if (Phase != NodePhase.Connecting || Array.Exists(_isUp, static isUp => !isUp))
            return;
        Phase = NodePhase.Running;
        Standby(false, Clock());
    }

    private CommandResult Standby(bool isOn, Timestamp time, bool keepsEntries = true)
    {
        var command = new OperatorCommand.Standby(string.Create(CultureInfo.InvariantCulture, $"node-{_sequence + 1}"), "node", isOn, keepsEntries);
        Apply(KernelInput.FromCommand(_sequence + 1, Later(time), command));
        return _commands.ResultOf(command);
    }

    private void RunTo(Timestamp now)
    {
        while (true)
        {
            _venue.Advance(now);
            if (_venue.TryTake(now, out var venueEvent))
                Apply(KernelInput.FromVenue(_sequence + 1, Later(now), venueEvent));
            else if (_timers.NextDue <= now)
                Apply(KernelInput.FromTimer(_sequence + 1, Later(now), _timers.Take()));
            else
                return;
        }
    }

    private void Apply(in KernelInput input)
    {
        var journal = _journal!; // opened before the first input
        journal.Append(in input);
        _sequence = input.Sequence;
        _now = input.Time;
        _effects.Clear();
        Kernel.Apply(in input, _effects);
        foreach (ref readonly var effect in _effects.Effects)
        {
            if (effect.Kind == EffectKind.SetTimer)
                _timers.Add((TimerRequest)effect.Payload!); // a timer effect always carries its timer
        }

        journal.Record(_effects); // may take a snapshot: the timers must be in it
        foreach (ref readonly var effect in _effects.Effects)
        {
            if (effect.Kind == EffectKind.Submit)
                _venue.Submit((VenueRequest)effect.Payload!, in input); // a submit always carries its request
        }

        _commands.OnApplied(in input, _effects);
    }

    private void CheckJournal()
    {
        if (_journal?.Failure is { } failure)
            throw new JournalException(failure.Message) { Failure = failure };
        if (OutOfRoom is not null || _journal is not { IsOnReserve: true })
            return;
        // Nothing new is begun; what is on its way (an exit, protection that is being replaced) is brought to its end with the room that was kept for it.
        OutOfRoom = new JournalFailure.DiskFull(_setup.Folder.Journal, "what was kept for the end of the session is in use");
        _log.Write(LogLevel.Alarm, "disk-full", OutOfRoom.Message);
        if (_stopTicks is null)
            BeginStop();
    }

    private void WaitForCancels(int cancelled)
    {
        var began = _setup.Time.GetTimestamp();
        while (cancelled > 0 && _setup.Time.GetElapsedTime(began) < _setup.Options.StopPatience)
        {
            foreach (ref readonly var item in _inbox.Take(LongestNap))
            {
                if (item.Venue is VenueEvent.OrderReport { Report: { Order.Side: Side.Buy, Status: OrderStatus.Canceled or OrderStatus.Filled } } or VenueEvent.CancelRefused)
                    cancelled--;
            }
        }
    }

    private Timestamp Clock() => Timestamp.Of(_setup.Time.GetUtcNow());

    private Timestamp Later(Timestamp time) => time > _now ? time : _now;
}
