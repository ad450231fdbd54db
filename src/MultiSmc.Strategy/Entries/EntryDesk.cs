using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>Places, moves and takes back the entry order of each setup.</summary>
internal sealed class EntryDesk(StrategyContext context, StrategyParameters parameters, EntryPlanner planner)
{
    private readonly Dictionary<ClientOrderId, SentEntry> _sent = []; // looked up by name; never iterated

    /// <summary>Last close, in canonical units; nothing is placed before the first packet.</summary>
    public long LastClose { get; set; }

    /// <summary>An entry that was ever sent, or null: it may fill long after its setup is over.</summary>
    public SentEntry? FindSent(ClientOrderId order) => _sent.TryGetValue(order, out var sent) ? sent : null;

    /// <summary>Saves what was sent, or takes what was saved into a fresh desk.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("entries", 1);
        LastClose = state.Int64(LastClose);
        var sent = state.IsReading ? [] : _sent.ToArray(); // none is ever taken out, so they come as they were added
        var count = state.Count(sent.Length);
        for (var i = 0; i < count; i++)
        {
            var (name, entry) = state.IsReading ? default : sent[i];
            var zone = entry?.Zone ?? default;
            name = state.Order(name);
            state.Zone(ref zone);
            entry = new SentEntry(zone, (entry?.Levels ?? default).Carried(state), (entry?.Bounds ?? default).Carried(state));
            if (state.IsReading && !_sent.TryAdd(name, entry))
                throw state.Fault($"entry {name} is there twice");
        }
    }

    /// <summary>Places a waiting entry if the account allows it and price stands above it.</summary>
    /// <param name="setup">In phase waiting.</param>
    /// <returns>Whether it was sent.</returns>
    public bool TryPlace(Setup setup)
    {
        Invariant.That(setup.Phase == EntryPhase.Waiting, "only a waiting entry is placed");
        if (!setup.Zone.IsWaiting || LastClose <= setup.Zone.Entry)
            return false;
        if (context.Locks != EntryLock.None)
        {
            Skip(setup, EntryLockFacts.NameOf(context.Locks), isFinal: false);
            return false;
        }

        var zone = setup.Zone;
        var plan = planner.Plan(in zone);
        if (plan.Skip.Length > 0)
        {
            Skip(setup, plan.Skip, plan.IsFinal);
            return false;
        }

        var order = new OrderSpec
        {
            ClientOrderId = new ClientOrderId(context.NextName()),
            Instrument = context.Instrument.Id,
            Side = Side.Buy,
            Type = OrderType.LimitMaker,
            Quantity = plan.Quantity,
            Price = plan.Levels.Entry,
        };
        setup.Levels = plan.Levels;
        setup.BreakEven = plan.BreakEven;
        setup.Committed = plan.Commitment;
        setup.LastSkip = "";
        setup.LastPlaced = context.Now;
        setup.Phase = EntryPhase.Working;
        setup.Intent = CancelIntent.None;
        context.Risk.Commit(context.Instrument.Id, setup.Committed, context.Now);
        Send(setup, order);
        _sent.Add(order.ClientOrderId, new SentEntry(zone, setup.Levels, setup.Bounds));
        context.Trace(new StrategyTrace.EntryPlaced(
            setup.Number, zone.Id, context.Now, order, plan.Levels.Stop, plan.Levels.Target, plan.BreakEven, plan.Levels.Version));
        return true;
    }

    private void Send(Setup setup, OrderSpec order)
    {
        setup.Pending = null;
        if (parameters.Protection == ProtectionKind.Oco)
        {
            setup.Entry = context.Place(order);
            return;
        }

        var list = new ClientListId(context.NextName());
        var exit = planner.ExitQuantity(order.Quantity);
        var (entry, above, below) = context.PlaceOtoco(
            list, order, ExitOrders.Target(context, exit, setup.Levels.Target), ExitOrders.Stop(context, exit, setup.Levels.Stop),
            parameters.Protection == ProtectionKind.Opoco);
        setup.Entry = entry;
        setup.Pending = new PendingProtection(list, above, below);
    }

    /// <summary>The zone moved: the order follows when it has moved enough, not more often than allowed, and never once part of it has filled.</summary>
    public void Follow(Setup setup)
    {
        if (setup.Phase != EntryPhase.Working || setup.Entry is not { Filled.Raw: 0 })
            return;
        var wanted = new Price(context.PriceUnits.ToRaw(setup.Zone.Entry));
        var moved = Math.Abs(wanted.Raw - setup.Levels.Entry.Raw);
        if (moved == 0 || moved < context.Instrument.TickSize.Raw * parameters.RepriceTicks)
            return;
        var earliest = setup.LastPlaced + parameters.RepriceMinInterval;
        if (context.Now >= earliest)
        {
            Cancel(setup, CancelIntent.Reprice, "reprice");
        }
        else if (!setup.IsRepriceTimerSet)
        {
            setup.IsRepriceTimerSet = true;
            context.SetTimer(earliest, setup.Number);
        }
    }

    /// <summary>Ends the entry for good: the zone is over, or the position is being closed.</summary>
    public void End(Setup setup, string reason)
    {
        switch (setup.Phase)
        {
            case EntryPhase.Working or EntryPhase.Cancelling:
                Cancel(setup, CancelIntent.End, reason);
                break;
            case EntryPhase.Waiting or EntryPhase.Pulled:
                setup.Phase = EntryPhase.Done;
                break;
            default:
                break;
        }
    }

    /// <summary>Takes the order back for <paramref name="intent"/>; a stronger intent replaces that of a cancel on its way.</summary>
    public void Cancel(Setup setup, CancelIntent intent, string reason)
    {
        var isOnItsWay = setup.Phase == EntryPhase.Cancelling;
        if (isOnItsWay && intent <= setup.Intent)
            return;
        setup.Intent = intent;
        setup.Phase = EntryPhase.Cancelling;
        if (setup.Entry is not { } entry)
            return;
        if (!isOnItsWay)
            context.Cancel(entry);
        context.Trace(new StrategyTrace.EntryCancelSent(setup.Number, setup.Zone.Id, context.Now, entry.Spec.ClientOrderId, reason));
    }

    /// <summary>The entry order can't work any more. What it filled is booked; what it held is set free.</summary>
    public void OnEntryDone(Setup setup, long packet)
    {
        var intent = setup.Intent;
        setup.Intent = CancelIntent.None;
        var filled = setup.Entry is { } entry ? entry.Filled : Quantity.Zero;
        if (filled.Raw > 0)
        {
            Recount(setup);
            setup.Phase = EntryPhase.Done;
            return;
        }

        Release(setup);
        switch (intent)
        {
            case CancelIntent.Reprice or CancelIntent.Hold when setup.Zone.IsWaiting:
                setup.Phase = EntryPhase.Waiting;
                break;
            case CancelIntent.Pull when setup.Zone.IsWaiting:
                setup.Phase = EntryPhase.Pulled;
                setup.PulledAtPacket = packet;
                break;
            default:
                setup.Phase = EntryPhase.Done;
                break;
        }
    }

    /// <summary>An entry that was over filled after all while its setup waited to place another: what it holds counts, and no other is placed.</summary>
    public void OnLateFill(Setup setup)
    {
        context.Risk.Commit(context.Instrument.Id, default, context.Now);
        Recount(setup);
        setup.Phase = EntryPhase.Done;
    }

    /// <summary>From now on the risk gate counts what was bought, not what was asked for.</summary>
    public void Recount(Setup setup)
    {
        var levels = setup.Levels;
        var held = new Commitment(setup.Book.BoughtQuote, planner.RiskOf(in levels, setup.Book.Bought));
        context.Risk.Adjust(setup.Committed, held);
        setup.Committed = held;
    }

    /// <summary>The exchange refused the entry (it would have taken, most often): tried again at the next packets, a few times.</summary>
    public void OnRefused(Setup setup, VenueEvent.PlaceRefused refusal)
    {
        setup.Pending = null;
        Release(setup);
        if (setup.Entry is { } entry)
            context.Trace(new StrategyTrace.EntryRefused(setup.Number, setup.Zone.Id, context.Now, entry.Spec.ClientOrderId, refusal.Code, refusal.Reason));
        var isOver = setup.Intent == CancelIntent.End || setup.RefusalsLeft-- <= 0;
        setup.Intent = CancelIntent.None;
        setup.Phase = isOver ? EntryPhase.Done : EntryPhase.Waiting;
    }

    /// <summary>Sets free what the risk gate counts for a setup.</summary>
    public void Release(Setup setup)
    {
        context.Risk.Release(context.Instrument.Id, setup.Committed);
        setup.Committed = default;
    }

    /// <summary>Records, once, why an entry is not placed.</summary>
    public void Skip(Setup setup, string reason, bool isFinal)
    {
        if (isFinal)
            setup.Phase = EntryPhase.Done;
        if (setup.LastSkip == reason)
            return;
        setup.LastSkip = reason;
        context.Trace(new StrategyTrace.Skipped(setup.Number, setup.Zone.Id, context.Now, reason, isFinal));
    }
}

/// <summary>What an entry was sent for.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Levels">Prices it was sent with.</param>
/// <param name="Bounds">Where its approach began.</param>
internal sealed record SentEntry(Zone Zone, EntryLevels Levels, ApproachBounds Bounds);
