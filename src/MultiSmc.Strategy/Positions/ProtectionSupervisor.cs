using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>
/// Keeps what a setup holds protected by one target and one stop on the exchange (an OCO), grown as fills come. While that can't be, it watches the
/// price itself and sells at market. One request is on its way at a time; after each answer the facts are looked at anew.
/// </summary>
internal sealed class ProtectionSupervisor
{
    private const int MaxRefusals = 3;

    private readonly StrategyContext _context;
    private readonly Setup _setup;
    private readonly Duration _reprotectDelay;
    private OrderState? _above;
    private OrderState? _below;
    private OrderState? _market;
    private ClientListId _list;
    private bool _isCancelSent;
    private ExitReason _exit;
    private bool _isNaked;
    private int _refusals;
    private Timestamp? _bareSince;

    /// <param name="context">The instrument's place in the kernel.</param>
    /// <param name="setup">Whose position.</param>
    /// <param name="reprotectDelay">How long a target that has begun to fill is left alone.</param>
    public ProtectionSupervisor(StrategyContext context, Setup setup, Duration reprotectDelay)
    {
        _context = context;
        _setup = setup;
        _reprotectDelay = reprotectDelay;
    }

    /// <summary>Nothing is held any more, or only what can't be sold.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Why it closed or is being closed.</summary>
    public ExitReason Reason => _exit;

    /// <summary>The stop stands on the exchange, for everything that can be sold.</summary>
    public bool IsProtected => _below is { State: WorkingState.Live } stop && stop.Remaining >= Sellable;

    private Quantity Sellable => _setup.Book.Held.RoundDownTo(_context.Instrument.LotSize);

    private bool IsEntryOpen => _setup.Phase is not EntryPhase.Done;

    /// <summary>One of this position's exit orders.</summary>
    public bool Owns(OrderState order) => order == _above || order == _below || order == _market;

    /// <summary>Asks for the position to be closed.</summary>
    public void Exit(ExitReason reason)
    {
        if (_exit == ExitReason.None)
            _exit = reason;
        Reconcile();
    }

    /// <summary>Watches the price while the exchange does not hold the stop.</summary>
    public void OnPrice(Price price)
    {
        if (IsOver || IsProtected || _exit != ExitReason.None || Sellable.Raw == 0)
            return;
        if (price <= _setup.Levels.Stop)
            Exit(ExitReason.GuardedStop);
        else if (price >= _setup.Levels.Target && _above is not { IsOpen: true })
            Exit(ExitReason.GuardedTarget);
    }

    /// <summary>An exit order changed; its fill, if any, is booked.</summary>
    public void OnExitOrder(OrderState order, Fill? fill)
    {
        if (order.State == WorkingState.Live)
            _refusals = 0;
        if (fill is not null && _exit == ExitReason.None)
        {
            if (order == _below)
                _exit = ExitReason.Stop;
            else if (order == _above && order.Remaining.Raw == 0 && Sellable.Raw == 0)
                _exit = ExitReason.Target;
        }

        Reconcile();
    }

    /// <summary>An exit order was refused: nothing of it rests.</summary>
    public void OnRefused(VenueEvent.PlaceRefused refusal)
    {
        if (_market is { IsOpen: false } && _exit != ExitReason.None)
        {
            // A market sale that the exchange refuses is under its smallest order: what is left is dust, and a person is told.
            _context.Alert("exit-refused", $"The exchange refused to sell {Sellable} {_context.Instrument.Base}: {refusal.Reason} ({refusal.Code}).");
            Finish(ExitReason.Dust);
            return;
        }

        // The list was refused: the price has passed one of its levels on the way. Which one decides; between them it is placed again.
        var last = _context.Portfolio.MarkOf(_context.Instrument.Id);
        if (_exit == ExitReason.None)
        {
            if (last <= _setup.Levels.Stop)
                _exit = ExitReason.GuardedStop;
            else if (last >= _setup.Levels.Target)
                _exit = ExitReason.GuardedTarget;
            else if (!IsUnanswered(_above) && !IsUnanswered(_below) && ++_refusals >= MaxRefusals)
                GiveUp(refusal);
        }

        Reconcile();
    }

    /// <summary>What the cancel named is not open any more; the reports that say why have come or will.</summary>
    public void OnCancelRefused()
    {
        _isCancelSent = false;
        Reconcile();
    }

    /// <summary>Looks at the facts and sends the one request that is due, if none is on its way.</summary>
    public void Reconcile()
    {
        if (IsOver)
            return;
        var isAboveOpen = _above is { IsOpen: true };
        var isBelowOpen = _below is { IsOpen: true };
        if (!isAboveOpen && !isBelowOpen)
            _isCancelSent = false;
        if (_market is { IsOpen: true } || _isCancelSent || IsUnanswered(_above) || IsUnanswered(_below))
            return;
        if (isAboveOpen || isBelowOpen)
        {
            if (IsCancelDue(isAboveOpen, isBelowOpen))
                CancelLegs();
            return;
        }

        if (Sellable.Raw == 0)
        {
            if (!IsEntryOpen)
                Finish(_exit == ExitReason.None ? ExitReason.Dust : _exit);
        }
        else if (_exit != ExitReason.None)
        {
            SellAtMarket();
        }
        else
        {
            Protect();
        }
    }

    private static bool IsUnanswered(OrderState? order) => order is { State: WorkingState.Sent };

    private bool IsCancelDue(bool isAboveOpen, bool isBelowOpen)
    {
        // A stop that has begun to sell goes on; its rest is sold at market once the exchange ends it.
        if (_exit == ExitReason.Stop)
            return false;
        if (_exit != ExitReason.None)
            return _exit != ExitReason.Target;
        // The first partial fill of a target ends the stop leg on the exchange. The rest mostly fills in the next moments, so the target keeps its
        // place in the queue for the delay while the bot watches the stop; then what is left is protected anew.
        if (isAboveOpen && !isBelowOpen)
            return IsDelayOver();
        if (!isBelowOpen)
            return false;
        var bare = Sellable - _below!.Remaining; // isBelowOpen says that it is there
        return bare.Raw > 0 && (!IsEntryOpen || CanRest(bare));
    }

    private bool IsDelayOver()
    {
        if (_reprotectDelay.Nanoseconds <= 0)
            return true;
        if (_bareSince is { } since)
        {
            if (_context.Now < since + _reprotectDelay)
                return false;
            // While price stands at or beyond the target it goes on filling; only a price that has come back needs the stop again.
            if (_context.Portfolio.MarkOf(_context.Instrument.Id) < _setup.Levels.Target)
                return true;
        }

        _bareSince = _context.Now;
        _context.SetTimer(_context.Now + _reprotectDelay, _setup.Number);
        return false;
    }

    private bool CanRest(Quantity quantity) =>
        _context.Instrument.CheckLimit(_setup.Levels.Stop, quantity) == FilterVerdict.Passes
        && _context.Instrument.CheckLimit(_setup.Levels.Target, quantity) == FilterVerdict.Passes;

    private void CancelLegs()
    {
        _isCancelSent = true;
        if (_above is { IsOpen: true } && _below is { IsOpen: true })
            _context.CancelList(_list);
        else if (_above is { IsOpen: true } above)
            _context.Cancel(above);
        else if (_below is { IsOpen: true } below)
            _context.Cancel(below);
    }

    private void Protect()
    {
        var quantity = Sellable;
        if (!CanRest(quantity))
        {
            if (!_isNaked)
            {
                _isNaked = true;
                _context.Alert("guarded", $"{quantity} {_context.Instrument.Base} is too little to rest on the exchange: guarded by the bot.");
            }

            if (!IsEntryOpen && _context.Instrument.CheckNotional(_context.Portfolio.MarkOf(_context.Instrument.Id), quantity) != FilterVerdict.Passes)
                Finish(ExitReason.Dust);
            return;
        }

        _isNaked = false;
        _bareSince = null;
        _list = new ClientListId(_context.NextName());
        var above = new OrderSpec
        {
            ClientOrderId = new ClientOrderId(_context.NextName()),
            Instrument = _context.Instrument.Id,
            Side = Side.Sell,
            Type = OrderType.LimitMaker,
            Quantity = quantity,
            Price = _setup.Levels.Target,
        };
        var below = new OrderSpec
        {
            ClientOrderId = new ClientOrderId(_context.NextName()),
            Instrument = _context.Instrument.Id,
            Side = Side.Sell,
            Type = OrderType.StopLoss,
            Quantity = quantity,
            StopPrice = _setup.Levels.Stop,
        };
        (_above, _below) = _context.PlaceOco(_list, above, below);
        _context.Trace(new StrategyTrace.ProtectionPlaced(
            _setup.Number, _setup.Zone.Id, _context.Now, _list, quantity, _setup.Levels.Stop, _setup.Levels.Target));
    }

    private void SellAtMarket()
    {
        var quantity = Sellable;
        var last = _context.Portfolio.MarkOf(_context.Instrument.Id);
        if (_context.Instrument.CheckMarketQuantity(quantity) != FilterVerdict.Passes || _context.Instrument.CheckNotional(last, quantity) != FilterVerdict.Passes)
        {
            if (!IsEntryOpen)
                Finish(_exit);
            return;
        }

        _market = _context.Place(new OrderSpec
        {
            ClientOrderId = new ClientOrderId(_context.NextName()),
            Instrument = _context.Instrument.Id,
            Side = Side.Sell,
            Type = OrderType.Market,
            Quantity = quantity,
        });
        _context.Trace(new StrategyTrace.ExitSent(_setup.Number, _setup.Zone.Id, _context.Now, _exit, quantity));
    }

    private void GiveUp(VenueEvent.PlaceRefused refusal)
    {
        _exit = ExitReason.Unprotectable;
        _context.Alert(
            "protection-refused",
            $"The exchange refused target and stop {MaxRefusals} times: {refusal.Reason} ({refusal.Code}). A position is never left bare: it is sold.");
    }

    private void Finish(ExitReason reason)
    {
        _exit = reason;
        IsOver = true;
    }
}
