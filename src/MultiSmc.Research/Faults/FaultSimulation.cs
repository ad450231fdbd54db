using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>
/// Kernel, strategy, journal, a faulty network and an exchange, driven by one seed through simulated time: whatever breaks, the laws of
/// <see cref="FaultLaws"/> must hold after each step, and once it is quiet again the books must be the exchange's. The same seed gives the same run.
/// </summary>
public sealed class FaultSimulation
{
    /// <summary>Trades reach us this long after they happened.</summary>
    private static readonly Duration MarketDelay = Duration.FromMilliseconds(20);

    /// <summary>Without faults before the tape's end, and beyond it.</summary>
    private static readonly Duration Quiet = Duration.FromSeconds(900);

    private readonly ulong _seed;
    private readonly FaultRates _rates;
    private readonly PlantedBug _bug;
    private readonly FaultCounts _counts = new();
    private readonly FaultAgenda _agenda = new();
    private readonly BacktestPlan _plan;
    private readonly Instrument[] _instruments;
    private readonly MarketEvent[] _tape;
    private readonly SimulatedVenue _venue;
    private readonly FaultyNetwork _network;
    private readonly FillTally _booked;
    private readonly FaultLaws _laws;
    private readonly SimulatedNode _node;
    private SplitMix64 _random;
    private int _shown;
    private int _fed;
    private bool _isNodeUp = true;
    private bool _isMarketUp = true;
    private bool _isCrashDue;
    private bool _isCrashAtOrder;
    private Duration _clockOffset;
    private long _commands;
    private int _halted;
    private int _fedDurable;
    private bool _isDiskFilling;
    private bool _isPartDue;

    /// <param name="seed">Drives everything.</param>
    /// <param name="rates">How often things go wrong.</param>
    /// <param name="bug">A defect planted on purpose.</param>
    public FaultSimulation(ulong seed, FaultRates rates, PlantedBug bug = PlantedBug.None)
    {
        ArgumentNullException.ThrowIfNull(rates);
        (_seed, _rates, _bug) = (seed, rates, bug);
        _random = new SplitMix64(seed);
        _plan = FaultMarket.Plan(seed);
        _instruments = [.. _plan.Markets.Select(static market => market.Instrument)];
        _tape = FaultMarket.Tape(seed, _plan);
        _venue = new SimulatedVenue(_instruments, _plan.Venue);
        _booked = new FillTally(_instruments.Length);
        var truth = new FillTally(_instruments.Length);
        _network = new FaultyNetwork(_agenda, rates, _counts, _venue, _instruments, truth, ~seed, bug) { Deliver = Deliver, ExitLost = ForgetTime };
        _laws = new FaultLaws(_instruments, _venue, truth, _plan.Markets[0].Strategy);
        _node = new SimulatedNode(() => BacktestKernel.Create(_plan, _plan.Model));
    }

    /// <summary>Takes a line for each input but trades, and for each effect that matters; null for none.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>Runs to the end, or to the first broken law.</summary>
    public FaultOutcome Run()
    {
        var (start, end) = (_tape[0].Time, _tape[^1].Time);
        _agenda.Now = start;
        var calm = new Timestamp(end.Nanoseconds - Quiet.Nanoseconds);
        PlanFaults(start, calm);
        _agenda.At(calm, Calm);
        Deliver(new VenueEvent.ConnectionChanged(VenueLink.UserData, start, true, "started"), 0);
        while (_laws.Violation.Length == 0 && Step(end + Quiet))
        {
        }

        // The end may fall into a comparison of the books.
        for (var until = _agenda.Now + Duration.FromSeconds(60); !_node.Kernel.IsReconciled && _laws.Violation.Length == 0 && Step(until);)
        {
        }

        if (_laws.Violation.Length == 0)
            _laws.CheckEnd(_node.Kernel, _booked);
        if (_laws.Violation.Length == 0 && _node.Recover() is { Length: > 0 } difference)
            _laws.Break(difference);
        _counts.Simulated = _agenda.Now - start;
        _counts.Inputs = _node.Inputs;
        _counts.Fills = _network.Truth.Count;
        return new FaultOutcome(_seed, _laws.Violation, _agenda.Now, _counts);
    }

    private bool Step(Timestamp until)
    {
        var shown = _shown < _tape.Length ? _tape[_shown].Time : Timestamp.MaxValue;
        var fed = _fed < _shown && _isMarketUp && _isNodeUp ? Later(_tape[_fed].Time + MarketDelay, _agenda.Now) : Timestamp.MaxValue;
        var timer = _isNodeUp && _node.NextTimer != Timestamp.MaxValue ? Later(new Timestamp(_node.NextTimer.Nanoseconds - _clockOffset.Nanoseconds), _agenda.Now) : Timestamp.MaxValue;
        var next = Min(Min(shown, fed), Min(timer, _agenda.Next));
        if (next > until)
            return false;
        _agenda.Now = next;
        if (next == shown)
            Show();
        else if (next == _agenda.Next)
            _agenda.Take()();
        else if (next == timer)
            Fire();
        else
            FeedTrade();
        if (_isNodeUp && _isMarketUp && _network is { IsStreamUp: true, IsStreamMute: false, IsOrderLinkUp: true } && _halted == 0)
            _laws.CheckProtection(_agenda.Now);
        return true;
    }

    private static Timestamp Later(Timestamp left, Timestamp right) => left > right ? left : right;
    private static Timestamp Min(Timestamp left, Timestamp right) => left < right ? left : right;

    private void Show()
    {
        ref readonly var trade = ref _tape[_shown++];
        _venue.OnMarket(in trade);
        _laws.OnTrade(trade.Instrument, trade.Trade.Price);
        _network.Publish();
    }

    private void FeedTrade()
    {
        var trade = _tape[_fed];
        if (Feed((sequence, time) => KernelInput.FromMarket(sequence, time, in trade)))
            _fed++;
    }

    private void Fire()
    {
        var timer = _node.TakeTimer();
        Feed((sequence, time) => KernelInput.FromTimer(sequence, time, timer));
    }

    private void ForgetTime(InstrumentId instrument) => _laws.ForgetTime(instrument);

    private void Deliver(VenueEvent venueEvent, int life)
    {
        if (_isNodeUp && (life == 0 || life == _network.Life))
            Feed((sequence, time) => KernelInput.FromVenue(sequence, time, venueEvent));
    }

    /// <summary>Gives the node an input.</summary>
    /// <returns>False when the node died before the input was durable: it never got it.</returns>
    private bool Feed(Func<long, Timestamp, KernelInput> make)
    {
        if (_isCrashDue && !_isCrashAtOrder && _network.Roll(500_000))
        {
            Crash();
            return false;
        }

        var hadOrders = _counts.Orders;
        var time = _node.Clock(_agenda.Now + _clockOffset);
        if (Log is not null && make(0, time) is { Kind: not InputKind.Market } shown)
            Log.WriteLine($"{_agenda.Now} {shown.Kind} {(shown.Kind == InputKind.Venue ? shown.Venue : shown.Kind == InputKind.Timer ? shown.Timer : shown.Command)}");
        var effects = _node.Apply(time, make);
        if (_isDiskFilling && TakesProtectionBack(effects))
            FillDisk();
        foreach (ref readonly var effect in effects)
        {
            if (effect.Kind is EffectKind.Submit or EffectKind.Alert or EffectKind.Trace or EffectKind.EntryLockChanged or EffectKind.CommandResult)
                Log?.WriteLine($"    {effect.Kind} {effect.Payload}");
            switch (effect.Payload)
            {
                case Fill fill:
                    _booked.Add(fill, _instruments[fill.Instrument.Index].Base);
                    if (_isPartDue && fill.Side == Side.Buy)
                        _agenda.After(new Duration(_network.Below(20_000_000_000)), SellPart);
                    _isPartDue &= fill.Side != Side.Buy;
                    break;
                case StrategyTrace.Closed closed:
                    if (!_node.IsDiskFull) // else it will be told again
                        _laws.OnClosed(effect.Instrument, closed.Trip);
                    _counts.Closed++;
                    break;
                case VenueRequest request:
                    Send(request);
                    break;
                case CommandResult { IsDone: true } result when result.CommandId.StartsWith("part", StringComparison.Ordinal):
                    _counts.Add("part sold by hand");
                    break;
                default:
                    break;
            }
        }

        if (_isCrashDue && (!_isCrashAtOrder || _counts.Orders > hadOrders))
            Crash();
        return true;
    }

    private void Send(VenueRequest request)
    {
        if (_node.IsDiskFull && request.WaitsForDisk && (_bug != PlantedBug.HastyCancel || FaultRequests.NewOrders(request).Count > 0))
            return;
        _counts.Orders += FaultRequests.NewOrders(request).Count;
        // Dying after the input was durable and before its requests left: they never leave, or one way or the other they were just on their way.
        // With the planted defect they leave once more after the restart, under other names.
        var isDying = _isCrashDue && (!_isCrashAtOrder || FaultRequests.NewOrders(request).Count > 0);
        if (!isDying)
            _laws.OnSent(request, _node.Kernel, !_node.IsDiskFull);
        if (!isDying || _bug == PlantedBug.ResendAfterCrash || _network.Roll(500_000))
            _network.Send(request);
        if (isDying && _bug == PlantedBug.ResendAfterCrash && request is VenueRequest.PlaceOrder { Order: { } order })
            _network.Send(new VenueRequest.PlaceOrder(order with { ClientOrderId = new ClientOrderId(order.ClientOrderId.Value + "r") }));
    }

    private void Crash()
    {
        Log?.WriteLine($"{_agenda.Now} crash");
        _isCrashDue = false;
        _isNodeUp = false;
        _network.Life++;
        _counts.Add("crash");
        _laws.ForgetTime();
        _agenda.After(new Duration(_network.Below(_rates.DowntimeMax.Nanoseconds)), () =>
        {
            if (_node.IsDiskFull)
                _fed = _fedDurable; // what was lost is fetched again by its ids
            int? leaveOut = _bug == PlantedBug.LostInput && _node.Inputs > 500 ? (int)(_node.Inputs / 2) : null;
            if (_node.Recover(leaveOut) is { Length: > 0 } difference)
            {
                _laws.Break(difference);
                return;
            }

            _isNodeUp = true;
            _laws.ForgetTime();
            Deliver(Link(VenueLink.MarketData, _isMarketUp), 0);
            Deliver(Link(VenueLink.Orders, _network.IsOrderLinkUp), 0);
            Deliver(Link(VenueLink.UserData, _network.IsStreamUp), 0);
        });
    }

    private VenueEvent.ConnectionChanged Link(VenueLink link, bool isUp) => new(link, _agenda.Now, isUp, isUp ? "connected" : "connection lost");

    private void PlanFaults(Timestamp start, Timestamp end)
    {
        Plan(start, end, _rates.StreamBreaksPerHour, () => Break("stream broken", VenueLink.UserData, isUp => _network.IsStreamUp = isUp));
        Plan(start, end, _rates.OrderBreaksPerHour, () => Break("order link broken", VenueLink.Orders, isUp => _network.IsOrderLinkUp = isUp));
        Plan(start, end, _rates.MarketBreaksPerHour, () => Break("trades broken", VenueLink.MarketData, isUp => _isMarketUp = isUp));
        Plan(start, end, _rates.StreamMutesPerHour, Mute);
        Plan(start, end, _rates.CrashesPerHour, () => (_isCrashDue, _isCrashAtOrder) = (_isNodeUp, _network.Below(2) == 0));
        Plan(start, end, _rates.ClockJumpsPerHour, () =>
        {
            _counts.Add("clock jump");
            _clockOffset = new Duration(_network.Below(6_000_000_001) - 3_000_000_000);
        });
        Plan(start, end, _rates.HandsPerHour, new FaultHands(_agenda, _counts, _venue, _network, _instruments).Act);
        Plan(start, end, _rates.HaltsPerHour, Halt);
        Plan(start, end, _rates.CommandsPerHour, Command);
        Plan(start, end, _rates.FullDisksPerHour, () => _isDiskFilling = true);
        Plan(start, end, _rates.PartsPerHour, SellPart);
    }

    // Where it hurts most: the sale that would follow can't leave any more. (Dying as an order leaves is another fault.)
    private static bool TakesProtectionBack(ReadOnlySpan<Effect> effects)
    {
        foreach (ref readonly var effect in effects)
        {
            if (effect.Payload is VenueRequest { WaitsForDisk: true } request && FaultRequests.NewOrders(request).Count == 0)
                return true;
        }

        return false;
    }

    // The last input never reaches it. The journal notices up to two seconds later; meanwhile the kernel goes on, and what need not wait leaves.
    private void FillDisk()
    {
        _isDiskFilling = false;
        _counts.Add("disk full");
        _node.FillDisk(1);
        _fedDurable = _fed;
        _agenda.After(new Duration(_network.Below(2_000_000_000)), () =>
        {
            if (_isNodeUp && _node.IsDiskFull)
                Crash();
        });
    }

    private void Plan(Timestamp start, Timestamp end, int perHour, Action fault)
    {
        var span = (end - start).Nanoseconds;
        var count = (long)((Int128)span * perHour / 3_600_000_000_000);
        for (var i = 0L; i <= count && perHour > 0; i++)
            _agenda.At(start + new Duration(_random.NextBelow(span)), fault);
    }

    private void Break(string fault, VenueLink link, Action<bool> set)
    {
        _counts.Add(fault);
        set(false);
        _laws.ForgetTime();
        Deliver(Link(link, false), 0);
        _agenda.After(new Duration(_network.Below(_rates.BreakMax.Nanoseconds)), () => Mend(link, set));
    }

    private void Mute()
    {
        _counts.Add("stream mute");
        _network.IsStreamMute = true;
        _laws.ForgetTime();
        _agenda.After(new Duration(_network.Below(60_000_000_000)), () =>
        {
            // The watchdog has noticed: the connection is made anew.
            Deliver(Link(VenueLink.UserData, false), 0);
            _agenda.After(new Duration(_network.Below(3_000_000_000)), () => Mend(VenueLink.UserData, _ => (_network.IsStreamUp, _network.IsStreamMute) = (true, false)));
        });
    }

    private void Mend(VenueLink link, Action<bool> set)
    {
        set(true);
        _laws.ForgetTime();
        Deliver(Link(link, true), 0);
    }

    private void Halt()
    {
        _counts.Add("trading halt");
        var instrument = _instruments[(int)_network.Below(_instruments.Length)];
        var status = _network.Below(2) == 0 ? TradingStatus.Halt : TradingStatus.CancelOnly;
        SetStatus(instrument with { Status = status });
        _halted++;
        _agenda.After(new Duration(_network.Below(_rates.BreakMax.Nanoseconds)), () =>
        {
            _halted--;
            _laws.ForgetTime();
            SetStatus(instrument);
        });
    }

    private void SetStatus(Instrument now)
    {
        _venue.Change(now, _agenda.Now);
        _network.Publish();
        _agenda.After(new Duration(_network.Below(5_000_000_000)), () => Deliver(new VenueEvent.InstrumentChanged(now, _agenda.Now), 0));
    }

    private void Command()
    {
        var name = $"c{++_commands}";
        var instrument = _instruments[(int)_network.Below(_instruments.Length)].Id;
        OperatorCommand command = _network.Below(6) switch
        {
            0 => new OperatorCommand.Pause(name, "test", null, _network.Below(2) == 0),
            1 => new OperatorCommand.Kill(name, "test", _network.Below(2) == 0),
            2 => new OperatorCommand.ClosePosition(name, "test", instrument, null),
            3 => new OperatorCommand.CancelEntries(name, "test", instrument, null),
            _ => new OperatorCommand.Resume(name, "test", null),
        };
        Give(command);
        if (command is OperatorCommand.Pause or OperatorCommand.Kill)
            _agenda.After(Duration.FromSeconds(30 + _network.Below(120)), () => Give(new OperatorCommand.Resume($"c{++_commands}", "test", null)));
    }

    // A part is asked for where something is held, or soon after something is: elsewhere it is only refused.
    private void SellPart()
    {
        var first = (int)_network.Below(_instruments.Length);
        for (var i = 0; i < _instruments.Length; i++)
        {
            var instrument = _instruments[(first + i) % _instruments.Length];
            if (_isNodeUp && !_node.Kernel.Look(instrument.Id).Setups.Any(static setup => setup.Held.Raw > 0))
                continue;
            PositionPart part = _network.Below(4) == 0
                ? new PositionPart.Amount(new Quantity((1 + _network.Below(2_000)) * instrument.LotSize.Raw))
                : new PositionPart.Share((int)(1 + _network.Below(4)) * 250_000);
            Give(new OperatorCommand.ClosePosition($"part{++_commands}", "test", instrument.Id, null) { Part = part });
            return;
        }

        _isPartDue = true;
    }

    private void Give(OperatorCommand command)
    {
        _counts.Add("command");
        if (_isNodeUp)
            Feed((sequence, time) => KernelInput.FromCommand(sequence, time, command));
    }

    /// <summary>From here on nothing goes wrong any more.</summary>
    private void Calm()
    {
        _network.IsRough = false;
        _isCrashDue = _isDiskFilling = _isPartDue = false;
        Give(new OperatorCommand.Resume("calm", "test", null));
    }
}
