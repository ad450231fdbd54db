using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>
/// The trading plan: a maker limit at the sweet spot of each long zone, placed ahead of time; judged as price comes near; protected by target and
/// stop as it fills; closed by one of them or by time.
/// </summary>
public sealed partial class MultiSmcStrategy : IStrategy
{
    private readonly StrategyContext _context;
    private readonly StrategyParameters _parameters;
    private readonly IApproachModel _model;
    private readonly EntryPlanner _planner;
    private readonly EntryDesk _desk;
    private readonly ApproachJudge _judge;
    private readonly List<Setup> _setups = []; // those with something left to do, oldest first
    private readonly ShortageWatch _shortage;
    private int _nextNumber;
    private long _lastPacket = -1;
    private long _noEntryBefore = -1;

    /// <param name="context">The instrument's place in the kernel.</param>
    /// <param name="parameters">The plan.</param>
    /// <param name="model">Judges the order flow.</param>
    public MultiSmcStrategy(StrategyContext context, StrategyParameters parameters, IApproachModel model)
    {
        _context = context;
        _parameters = parameters;
        _model = model;
        _planner = new EntryPlanner(context, parameters);
        _desk = new EntryDesk(context, parameters, _planner);
        _shortage = new ShortageWatch(context);
        _judge = new ApproachJudge(context, parameters, model, _desk);
    }

    /// <inheritdoc/>
    public void OnSegmentBreak(ReadOnlySpan<StructureEvent> events)
    {
        _model.OnSegmentBreak();
        Take(events);
        Sweep();
    }

    /// <inheritdoc/>
    public void OnPacket(in Packet packet, ReadOnlySpan<StructureEvent> events)
    {
        _lastPacket = packet.Index;
        _desk.LastClose = packet.Close;
        _model.OnPacket(in packet);
        Take(events);
        if (_context.Risk.IsHalted)
            EndEntries("risk-halt");
        for (var i = 0; i < _setups.Count; i++)
        {
            var setup = _setups[i];
            // A zone changes with every packet, event or not: its worst price since the extreme is one of the model's features.
            if (setup.Phase != EntryPhase.Done && _context.Detector.TryGetZone(setup.Zone.Id, out var zone))
                setup.Zone = zone;
            if (setup.Phase == EntryPhase.Waiting)
                TryPlace(setup);
            _judge.OnPacket(setup, packet.Index, packet.Close);
            if (setup.Protection is { IsOver: false } protection && packet.Index - setup.FillPacket >= _parameters.HoldPackets)
                Exit(setup, protection, ExitReason.Time);
        }

        Sweep();
    }

    /// <inheritdoc/>
    public void OnTrade(in TradeTick trade)
    {
        if (_setups.Count == 0)
            return;
        _context.PriceUnits.TryToUnits(trade.Price.Raw, out var price);
        for (var i = 0; i < _setups.Count; i++)
        {
            var setup = _setups[i];
            _judge.OnTrade(setup, _lastPacket, price);
            if (setup.Protection is not { IsOver: false } protection)
                continue;
            setup.Book.Observe(trade.Price);
            protection.OnPrice(trade.Price);
            if (protection.Reason != ExitReason.None)
                _desk.End(setup, "position-closing");
        }

        Sweep();
    }

    /// <inheritdoc/>
    public void OnOrder(OrderState order, Fill? fill)
    {
        var setup = Find(order);
        if (setup is null)
        {
            if (fill is { Side: Side.Buy })
                TakeOver(order, fill);
        }
        else if (order == setup.Entry)
        {
            OnEntry(setup, order, fill);
        }
        else
        {
            OnExit(setup, order, fill);
        }

        Sweep();
    }

    /// <inheritdoc/>
    public void OnRefused(OrderState order, VenueEvent.PlaceRefused refusal)
    {
        var setup = Find(order);
        if (setup is null)
            return;
        if (order == setup.Entry && order.Filled.Raw > 0)
        {
            OnEntry(setup, order, null); // given up after a part of it had filled
        }
        else if (order == setup.Entry)
        {
            _desk.OnRefused(setup, refusal);
        }
        else if (setup.Protection is { } protection)
        {
            protection.OnRefused(order, refusal);
            AfterExitStep(setup, protection);
        }

        Sweep();
    }

    /// <inheritdoc/>
    public int CancelEntries(ClientOrderId? order, string reason, bool isFinal)
    {
        var count = 0;
        for (var i = 0; i < _setups.Count; i++)
        {
            var setup = _setups[i];
            if (order is { } name && setup.Entry?.Spec.ClientOrderId != name)
                continue;
            if (setup.Phase is EntryPhase.Working or EntryPhase.Cancelling)
            {
                _desk.Cancel(setup, isFinal ? CancelIntent.End : CancelIntent.Hold, reason);
                count++;
            }
            else if (isFinal)
            {
                _desk.End(setup, reason);
            }
        }

        Sweep();
        return count;
    }

    /// <inheritdoc/>
    public int ClosePositions(int? setup)
    {
        var count = 0;
        for (var i = 0; i < _setups.Count; i++)
        {
            if ((setup is { } number && _setups[i].Number != number) || _setups[i].Protection is not { IsOver: false } protection)
                continue;
            Exit(_setups[i], protection, ExitReason.Manual);
            count++;
        }

        Sweep();
        return count;
    }

    /// <inheritdoc/>
    public void OnAccount()
    {
        for (var i = 0; i < _setups.Count; i++)
        {
            if (_setups[i].Phase == EntryPhase.Waiting)
                TryPlace(_setups[i]);
        }

        Sweep();
    }

    /// <inheritdoc/>
    public void OnTimer(TimerRequest timer)
    {
        for (var i = 0; i < _setups.Count; i++)
        {
            var setup = _setups[i];
            if (setup.Number != timer.Token)
                continue;
            setup.IsRepriceTimerSet = false;
            _desk.Follow(setup);
            if (setup.Protection is not { IsOver: false } protection)
                continue;
            protection.Reconcile();
            AfterExitStep(setup, protection);
        }

        Sweep();
    }

    private void Take(ReadOnlySpan<StructureEvent> events)
    {
        foreach (ref readonly var structureEvent in events)
        {
            if (structureEvent.Side != Direction.Long || structureEvent.ZoneId < 0 || structureEvent.Kind < StructureEventKind.ZoneCreated)
                continue;
            if (structureEvent.Kind == StructureEventKind.ZoneCreated)
                Open(_context.Detector.GetZone(structureEvent.ZoneId));
            else
                Update(structureEvent);
        }
    }

    private void Open(in Zone zone)
    {
        var book = new PositionBook(_context.Instrument.Base, _context.Instrument.Quote, _context.Portfolio.PriceOf);
        _setups.Add(new Setup(_nextNumber++, in zone, book, ApproachBounds.Of(in zone, _parameters.ApproachPpm, _parameters.ApproachRangeMilli))
        {
            RefusalsLeft = _parameters.MaxPlaceRetries,
        });
    }

    private void Update(in StructureEvent structureEvent)
    {
        for (var i = 0; i < _setups.Count; i++)
        {
            var setup = _setups[i];
            if (setup.Zone.Id != structureEvent.ZoneId)
                continue;
            var zone = _context.Detector.GetZone(structureEvent.ZoneId);
            setup.Zone = zone;
            if (structureEvent.Kind == StructureEventKind.ZoneExtended)
            {
                setup.Bounds = ApproachBounds.Of(in zone, _parameters.ApproachPpm, _parameters.ApproachRangeMilli);
                _desk.Follow(setup);
            }
            else if (!zone.IsLive)
            {
                _desk.End(setup, ZoneEnd.NameOf(in structureEvent));
            }
        }
    }

    private void TryPlace(Setup setup)
    {
        if (_lastPacket < _noEntryBefore)
            _desk.Skip(setup, "cooldown-after-stop", isFinal: false);
        else
            _desk.TryPlace(setup);
    }

    private void OnEntry(Setup setup, OrderState order, Fill? fill)
    {
        if (fill is not null)
        {
            if (setup.FillPacket < 0)
                setup.FillPacket = _lastPacket + 1; // the packet that holds the fill closes next
            setup.Book.Book(fill);
            if (setup.Phase is EntryPhase.Waiting or EntryPhase.Pulled)
                _desk.OnLateFill(setup); // taken back or given up, and filled all the same: it is not placed again
            else if (setup.Phase == EntryPhase.Done)
                _desk.Recount(setup);
            setup.Protection ??= Protect(setup);
            setup.Protection.OnEntryFill();
        }

        // With a fill still to come it isn't known yet what the entry holds.
        if (!order.IsOpen && !order.IsMissingFills && setup.Phase is EntryPhase.Working or EntryPhase.Cancelling)
        {
            _desk.OnEntryDone(setup, _lastPacket); // to be placed again, it waits for the balances that follow
        }

        if (setup.Protection is { } protection)
        {
            protection.Reconcile();
            AfterExitStep(setup, protection);
        }
    }

    private PositionProtection Protect(Setup setup) =>
        new(_context, _parameters, setup, _parameters.IsBreakEvenMoveOn ? _planner.CostFreeExit(setup.Levels.Entry) : null);

    /// <summary>A buy of ours filled after its setup was over: a position of its own, protected by the levels that the order was placed with.</summary>
    private void TakeOver(OrderState order, Fill fill)
    {
        if (_desk.FindSent(order.Spec.ClientOrderId) is not { } sent)
            return;
        var zone = sent.Zone;
        var levels = sent.Levels;
        var book = new PositionBook(_context.Instrument.Base, _context.Instrument.Quote, _context.Portfolio.PriceOf);
        var setup = new Setup(_nextNumber++, in zone, book, sent.Bounds) { Levels = levels, Entry = order, Phase = EntryPhase.Done };
        _context.Risk.Commit(_context.Instrument.Id, default, _context.Now);
        _setups.Add(setup);
        OnEntry(setup, order, fill);
    }

    private void OnExit(Setup setup, OrderState order, Fill? fill)
    {
        if (setup.Protection is not { } protection)
            return;
        if (fill is not null)
            setup.Book.Book(fill);
        protection.OnExitOrder(order, fill);
        AfterExitStep(setup, protection);
    }

    private void Exit(Setup setup, PositionProtection protection, ExitReason reason)
    {
        _desk.End(setup, "position-closing");
        protection.Exit(reason);
    }

    private void AfterExitStep(Setup setup, PositionProtection protection)
    {
        if (protection.Reason is ExitReason.None)
            return;
        _desk.End(setup, "position-closing");
        if (protection.Reason is ExitReason.Stop or ExitReason.GuardedStop)
            _noEntryBefore = Math.Max(_noEntryBefore, _lastPacket + 1 + _parameters.CooldownAfterStop);
    }

    /// <summary>Takes back what rests; entries that wait are refused by the risk gate until it opens again.</summary>
    private void EndEntries(string reason)
    {
        for (var i = 0; i < _setups.Count; i++)
        {
            if (_setups[i].Phase is EntryPhase.Working or EntryPhase.Pulled)
                _desk.End(_setups[i], reason);
        }
    }

    /// <summary>Closes what is over.</summary>
    private void Sweep()
    {
        for (var i = _setups.Count - 1; i >= 0; i--)
        {
            var setup = _setups[i];
            if (!setup.IsOver)
                continue;
            _setups.RemoveAt(i);
            if (setup.Protection is not { } protection)
                continue;
            _desk.Release(setup);
            var zone = setup.Zone;
            var levels = setup.Levels;
            var risk = _planner.RiskOf(in levels, setup.Book.Bought);
            var trip = setup.Book.Summarise(setup.Number, in zone, levels with { Stop = protection.Stop }, risk, protection.Reason, _context.Now);
            _context.Trace(new StrategyTrace.Closed(setup.Number, zone.Id, _context.Now, trip));
        }
    }

    private Setup? Find(OrderState order)
    {
        for (var i = 0; i < _setups.Count; i++)
        {
            var setup = _setups[i];
            if (order == setup.Entry || (setup.Protection is { } protection && protection.Owns(order)))
                return setup;
        }

        return null;
    }
}
