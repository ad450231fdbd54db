using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>
/// Keeps one part of a position protected by one target and one stop on the exchange (an OCO), grown as fills come. While that can't be, it watches
/// the price itself and sells at market. One request is on its way at a time; after each answer the facts are looked at anew.
/// </summary>
internal sealed class ProtectionLeg
{
    private readonly StrategyContext _context;
    private readonly Setup _setup;
    private readonly TargetPatience _patience;
    private readonly PartSale _part;
    private readonly RefusedLevels _refusals;
    private readonly RetryPause _retry = new();
    private readonly FormerOrders _former;
    private Price _target;
    private Price _stop;
    private Quantity _sold;
    private Quantity _outside;
    private OrderState? _above;
    private OrderState? _below;
    private OrderState? _market;
    private ClientListId _list;
    private bool _isCancelSent;
    private ExitReason _exit;
    private bool _isNaked;
    private bool _isShrunk;

    /// <param name="context">The instrument's place in the kernel.</param>
    /// <param name="setup">Whose position.</param>
    /// <param name="target">Where this part is to be sold.</param>
    /// <param name="reprotectDelay">How long a target that has begun to fill is left alone.</param>
    public ProtectionLeg(StrategyContext context, Setup setup, Price target, Duration reprotectDelay)
    {
        _context = context;
        _setup = setup;
        _target = target;
        _stop = setup.Levels.Stop;
        _patience = new TargetPatience(context, reprotectDelay, setup.Number);
        _part = new PartSale(context);
        _refusals = new RefusedLevels(context);
        _former = new FormerOrders(context);
        if (setup.Pending is { } pending)
            (_list, _above, _below) = (pending.ListId, pending.Above, pending.Below);
    }

    /// <summary>Base that falls to this part of what the entry received.</summary>
    public Quantity Allocated { get; set; }

    /// <summary>Base of this part that is held.</summary>
    public Quantity Held => Allocated - _sold - _outside;

    /// <summary>The stop in force.</summary>
    public Price Stop => _stop;

    /// <summary>Nothing is held any more, or only what can't be sold.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Why it closed or is being closed.</summary>
    public ExitReason Reason => _exit;

    /// <summary>Base that its stop on the exchange holds.</summary>
    public Quantity Resting => _below is { IsStanding: true } stop ? stop.Remaining : Quantity.Zero;

    /// <summary>The stop stands on the exchange, for everything that can be sold and is not being sold by hand.</summary>
    public bool IsProtected => _below is { IsStanding: true } && Resting >= Kept;

    /// <summary>Orders of this part are on the exchange, or on their way there.</summary>
    public bool HasOrders => _above is { IsOpen: true } || _below is { IsOpen: true } || _market is { IsOpen: true } || _part.IsOnItsWay;

    /// <summary>What can be sold of it.</summary>
    public Quantity Sellable => Held.Raw > 0 ? Held.RoundDownTo(_context.Instrument.LotSize) : Quantity.Zero;

    /// <summary>A part of it is being sold by hand.</summary>
    public bool IsPartBeingSold => _part.IsDue || _part.IsOnItsWay;

    private Quantity Kept => Sellable > _part.Left ? Sellable - _part.Left : Quantity.Zero;

    /// <summary>One of this position's exit orders.</summary>
    public bool Owns(OrderState order) => order == _above || order == _below || order == _market || order == _part.Order || _former.Contains(order);

    /// <summary>Saves where this part stands, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        _target = state.Price(_target);
        _stop = state.Price(_stop);
        _sold = state.Quantity(_sold);
        _outside = state.Quantity(_outside);
        Allocated = state.Quantity(Allocated);
        _above = _context.Carry(state, _above);
        _below = _context.Carry(state, _below);
        _market = _context.Carry(state, _market);
        _list = state.List(_list);
        _isCancelSent = state.Flag(_isCancelSent);
        _exit = state.Enum(_exit);
        _isNaked = state.Flag(_isNaked);
        _isShrunk = state.Flag(_isShrunk);
        _refusals.Carry(state);
        _patience.Carry(state);
        _part.Carry(state);
        _retry.Carry(state);
        _former.Carry(state);
        IsOver = state.Flag(IsOver);
    }

    /// <summary>Moves the stop; what stands is replaced.</summary>
    public void MoveStop(Price stop)
    {
        if (IsOver || _exit != ExitReason.None || stop <= _stop || stop >= _context.Portfolio.MarkOf(_context.Instrument.Id))
            return;
        _stop = stop;
        Reconcile();
    }

    /// <summary>Base of this part left the account by other hands.</summary>
    public void WriteOff(Quantity quantity)
    {
        _outside += quantity;
        _isShrunk = true;
        _retry.End(); // what was refused asked for more than there is
        if (Sellable.Raw == 0 && _exit == ExitReason.None)
            _exit = ExitReason.Outside;
        Reconcile();
    }

    /// <summary>Base of this part was sold by the orders of another.</summary>
    public void GiveTo(ProtectionLeg other, Quantity quantity)
    {
        Allocated -= quantity;
        other.Allocated += quantity;
        _isShrunk = true;
        Reconcile();
    }

    /// <summary>What was refused is tried again at once.</summary>
    public void Hasten()
    {
        _retry.End();
        Reconcile();
    }

    /// <summary>Asks for the position to be closed.</summary>
    public void Exit(ExitReason reason)
    {
        if (_exit == ExitReason.None)
        {
            _exit = reason;
            _retry.End(); // it was protection that had to wait
        }

        Reconcile();
    }

    /// <summary>The exchange takes a target and a stop of this size at this part's levels.</summary>
    public bool CanRest(Quantity quantity) => ExitOrders.CanRest(_context, quantity, _stop, _target);

    /// <summary>Asks for less than all of it to be sold; the rest stays protected.</summary>
    public void SellPart(Quantity quantity)
    {
        _part.Ask(quantity);
        Reconcile();
    }

    /// <summary>Watches the price while the exchange does not hold the stop.</summary>
    public void OnPrice(Price price)
    {
        if (IsOver || IsProtected || _exit != ExitReason.None || Sellable.Raw == 0)
            return;
        if (price <= _stop)
            Exit(ExitReason.GuardedStop);
        else if (price >= _target && _above is not { IsOpen: true })
            Exit(ExitReason.GuardedTarget);
    }

    /// <summary>An exit order changed; its fill, if any, is booked.</summary>
    public void OnExitOrder(OrderState order, Fill? fill)
    {
        if (fill is not null)
            _sold += fill.Quantity;
        if (order == _part.Order)
            _isShrunk |= !_part.OnOrder(order, fill);
        else if (fill is not null)
            _isShrunk |= _former.Contains(order); // what stands now was made for more

        if (order.State == WorkingState.Live || fill is not null)
        {
            _refusals.Forget();
            _retry.End();
        }

        if (fill is not null)
            Attribute(order);
        Reconcile();
    }

    /// <summary>
    /// What sold is the reason. A guard that has not sold anything only meant to: it did not know, after a restart most often, that the order stood.
    /// </summary>
    private void Attribute(OrderState order)
    {
        if (_exit != ExitReason.None && !(_exit is ExitReason.GuardedStop or ExitReason.GuardedTarget && _market is null))
            return;
        if (order == _below)
            _exit = ExitReason.Stop;
        else if (Sellable.Raw == 0 && _above is { Remaining.Raw: 0 } && (order == _above || order == _part.Order))
            _exit = ExitReason.Target;
        else if (Sellable.Raw == 0 && order == _part.Order)
            _exit = ExitReason.Manual;
    }

    /// <summary>An exit order was refused: nothing of it rests.</summary>
    public void OnRefused(OrderState order, VenueEvent.PlaceRefused refusal)
    {
        if (order == _part.Order)
            _part.OnRefused(refusal);
        if (order == _part.Order || (_market is { IsOpen: false } && Sellable.Raw == 0))
        {
            Reconcile(); // a part alone; or the sale reached the exchange after all, and nothing is left to sell
            return;
        }

        var kind = refusal.KindOf();
        var isSale = _market is { IsOpen: false } && _exit != ExitReason.None;
        if (isSale && kind == RefusalKind.Filter && !_part.IsOnItsWay)
        {
            // Under the exchange's smallest order: what is left is dust, and a person is told.
            _context.Alert("exit-refused", $"The exchange refused to sell {Sellable} {_context.Instrument.Base}: {refusal.Reason} ({refusal.Code}).");
            Finish(ExitReason.Dust);
            return;
        }

        // A list is refused leg by leg: it counts once, with the last of them.
        var isAnswered = _above is not { IsUnanswered: true } && _below is not { IsUnanswered: true };
        if (kind is RefusalKind.NotTrading or RefusalKind.Limit or RefusalKind.Funds or RefusalKind.Other || (isSale && kind == RefusalKind.Filter))
        {
            // Funds that are not there: either our books or a person's hands. The exchange is asked before the next try.
            if (isAnswered && kind == RefusalKind.Funds)
                _context.Reconcile("an exit was refused for want of funds");
            if (isAnswered)
                Wait($"The exchange refused an exit of {Sellable} {_context.Instrument.Base}: {refusal.Reason} ({refusal.Code}). Guarded by the bot, tried again.");
        }
        else if (_exit == ExitReason.None)
        {
            _exit = _refusals.Judge(refusal, _stop, _target, isAnswered);
        }

        Reconcile();
    }

    /// <summary>It can't be done now: tried again after a pause that doubles; the bot watches the price meanwhile.</summary>
    private void Wait(FormattableString why)
    {
        if (!_retry.IsUnderWay)
            _context.Alert("guarded", why);
        _context.SetTimer(_retry.Begin(_context.Now), _setup.Number);
    }

    /// <summary>Looks at the facts and sends the one request that is due, if none is on its way.</summary>
    public void Reconcile()
    {
        if (IsOver)
            return;
        if (_exit != ExitReason.None)
            _part.Drop();
        var isAboveOpen = _above is { IsOpen: true };
        var isBelowOpen = _below is { IsOpen: true };
        if (!isAboveOpen && !isBelowOpen)
            _isCancelSent = false;
        if (_market is { IsOpen: true } || _market is { IsUnanswered: true } || _isCancelSent || _above is { IsUnanswered: true } || _below is { IsUnanswered: true })
            return;
        if (isAboveOpen || isBelowOpen)
        {
            if (CauseOfCancel(isAboveOpen, isBelowOpen) is var cause and not ProtectionCancelCause.None)
                CancelLegs(cause);
            return;
        }

        if (_retry.Lasts(_context.Now) || (_part.IsOnItsWay && Kept.Raw == 0))
            return; // whether anything is left is known once the part is answered
        if (Sellable.Raw == 0)
        {
            if (!_setup.IsEntryOpen)
                Finish(_exit == ExitReason.None ? ExitReason.Dust : _exit);
        }
        else if (_exit != ExitReason.None)
        {
            SellAtMarket();
        }
        else
        {
            if (_setup.Pending is null || !_setup.IsEntryOpen)
                Protect(); // with a list sent along with the entry, a part that has filled is guarded by the bot until the entry is over
            if (_part.IsDue)
                SellPart();
        }
    }

    private ProtectionCancelCause CauseOfCancel(bool isAboveOpen, bool isBelowOpen)
    {
        // A stop that has begun to sell goes on; its rest is sold at market once the exchange ends it.
        if (_exit != ExitReason.None)
            return _exit is ExitReason.Stop or ExitReason.Target ? ProtectionCancelCause.None : ProtectionCancelCause.Exit;
        if (_part.IsDue)
            return ProtectionCancelCause.Part;
        if (_isShrunk)
            return ProtectionCancelCause.Less;
        if (isBelowOpen && _below!.Spec.StopPrice != _stop) // isBelowOpen says that it is there
            return ProtectionCancelCause.StopMoved;
        // The first partial fill of a target ends the stop leg on the exchange. The rest mostly fills in the next moments, so the target keeps its
        // place in the queue for the delay while the bot watches the stop; then what is left is protected anew.
        if (!isBelowOpen)
            return _patience.IsOver(_target, Kept > _above!.Remaining && CanRest(Kept - _above.Remaining)) ? ProtectionCancelCause.TargetBegan : ProtectionCancelCause.None; // one of them is open
        var bare = Kept - _below!.Remaining; // isBelowOpen says that it is there
        return bare.Raw > 0 && (!_setup.IsEntryOpen || CanRest(bare)) ? ProtectionCancelCause.More : ProtectionCancelCause.None;
    }

    private void CancelLegs(ProtectionCancelCause cause)
    {
        _isCancelSent = true;
        var last = _below is { IsOpen: true } ? _below : _above;
        var id = _above is { IsOpen: true } && _below is { IsOpen: true } ? _list.Value : last?.Spec.ClientOrderId.Value ?? "";
        _context.Trace(new StrategyTrace.ProtectionCancelSent(_setup.Number, _setup.Zone.Id, _context.Now, id, last?.Remaining ?? default, _stop, _target, cause, _exit));
        if (_above is { IsOpen: true } && _below is { IsOpen: true })
            _context.CancelList(_list);
        else if (_above is { IsOpen: true } above)
            _context.Cancel(above);
        else if (_below is { IsOpen: true } below)
            _context.Cancel(below);
    }

    private void Protect()
    {
        var quantity = Kept;
        if (quantity.Raw == 0)
            return;
        if (!CanRest(quantity))
        {
            if (!_isNaked)
            {
                _isNaked = true;
                _context.Alert("guarded", $"{quantity} {_context.Instrument.Base} is too little to rest on the exchange: guarded by the bot.");
            }

            if (!_setup.IsEntryOpen && !IsPartBeingSold && !ExitOrders.IsWorthSelling(_context, quantity))
                Finish(ExitReason.Dust);
            return;
        }

        _isNaked = false;
        if (_context.FullFor(OrderPlaces.Oco) is { Length: > 0 } full)
        {
            Wait($"{quantity} {_context.Instrument.Base} can't have target and stop: {full} Guarded by the bot, tried again.");
            return;
        }

        _patience.End();
        _list = new ClientListId(_context.NextName());
        _isShrunk = false;
        var above = ExitOrders.Target(_context, quantity, _target);
        var below = ExitOrders.Stop(_context, quantity, _stop);
        _former.Add(_above);
        _former.Add(_below);
        (_above, _below) = _context.PlaceOco(_list, above, below);
        _context.Trace(new StrategyTrace.ProtectionPlaced(
            _setup.Number, _setup.Zone.Id, _context.Now, _list, quantity, _stop, _target));
    }

    private void SellAtMarket()
    {
        var quantity = Kept;
        if (_context.Instrument.CheckMarketQuantity(quantity) != FilterVerdict.Passes || !ExitOrders.IsWorthSelling(_context, quantity))
        {
            if (!_setup.IsEntryOpen && !_part.IsOnItsWay)
                Finish(_exit);
            return;
        }

        _former.Add(_market);
        _market = _context.Place(ExitOrders.Market(_context, quantity));
        _context.Trace(new StrategyTrace.ExitSent(_setup.Number, _setup.Zone.Id, _context.Now, _exit, quantity));
    }

    private void SellPart()
    {
        _former.Add(_part.Order);
        _part.Send(Sellable);
        _context.Trace(new StrategyTrace.ExitSent(_setup.Number, _setup.Zone.Id, _context.Now, ExitReason.Manual, _part.Left));
    }

    private void Finish(ExitReason reason)
    {
        _exit = reason;
        IsOver = true;
    }
}
