using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>What a strategy sees of the world and how it acts on it. One for each instrument.</summary>
public sealed class StrategyContext
{
    private readonly TradingKernel _kernel;

    internal StrategyContext(TradingKernel kernel, Instrument instrument, StructureDetector detector)
    {
        _kernel = kernel;
        Instrument = instrument;
        Detector = detector;
        PriceUnits = instrument.PriceUnits;
        QuantityUnits = instrument.QuantityUnits;
    }

    /// <summary>What is traded, with the exchange's rules as of now.</summary>
    public Instrument Instrument { get; internal set; }

    /// <summary>Its structure as of the last closed packet.</summary>
    public StructureDetector Detector { get; }

    /// <summary>Canonical price units.</summary>
    public UnitScale PriceUnits { get; }

    /// <summary>Canonical quantity units.</summary>
    public UnitScale QuantityUnits { get; }

    /// <summary>Time of the input that is being applied.</summary>
    public Timestamp Now => _kernel.Now;

    /// <summary>Balances and marks.</summary>
    public Portfolio Portfolio => _kernel.Portfolio;

    /// <summary>Limits on the account.</summary>
    public RiskGate Risk => _kernel.Risk;

    /// <summary>What keeps new entries from being placed.</summary>
    public EntryLock Locks => _kernel.Locks.Of(Instrument.Id);

    /// <summary>Free quote that no order on its way will lock.</summary>
    public Money AvailableQuote => Portfolio.AvailableQuote(_kernel.Ledger);

    /// <summary>A name for an order or list, derived from the session, the input and a count within it: the same intent has the same name after a replay.</summary>
    public string NextName() => _kernel.NextName();

    /// <summary>Which of the exchange's limits on open orders new ones would break, in words; "" when there is room.</summary>
    /// <param name="fresh">The new orders.</param>
    /// <param name="perEntry">What each open entry that came without exits will need for them once it fills.</param>
    public string FullFor(OrderPlaces fresh, OrderPlaces perEntry = default) => OrderRoom.FullFor(_kernel.Ledger, _kernel.Foreign, Instrument, fresh, perEntry);

    /// <summary>Sends an order.</summary>
    public OrderState Place(OrderSpec order)
    {
        var state = Register(order, null);
        _kernel.Send(new VenueRequest.PlaceOrder(order));
        return state;
    }

    /// <summary>Sends a target and a stop that end each other.</summary>
    public (OrderState Above, OrderState Below) PlaceOco(ClientListId listId, OrderSpec above, OrderSpec below)
    {
        var states = (Register(above, listId), Register(below, listId));
        _kernel.Send(new VenueRequest.PlaceOco(listId, above, below));
        return states;
    }

    /// <summary>Sends an entry with the target and the stop that the exchange places once it is completely filled.</summary>
    public (OrderState Working, OrderState Above, OrderState Below) PlaceOtoco(
        ClientListId listId, OrderSpec working, OrderSpec above, OrderSpec below, bool fromProceeds)
    {
        var states = (Register(working, listId), Register(above, listId), Register(below, listId));
        _kernel.Send(new VenueRequest.PlaceOtoco(listId, working, above, below, fromProceeds));
        return states;
    }

    /// <summary>Asks for an order's end. It may still fill before the cancel arrives.</summary>
    public void Cancel(OrderState order) => _kernel.SendCancel(order);

    /// <summary>Asks for a list's end.</summary>
    public void CancelList(ClientListId listId)
    {
        var open = _kernel.Ledger.Open;
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].ListId == listId)
                open[i].CancelSentAt = Now;
        }

        _kernel.Send(new VenueRequest.CancelList(Instrument.Id, listId));
    }

    /// <summary>Asks for all books to be compared with the exchange's.</summary>
    public void Reconcile(string reason) => _kernel.StartReconciliation(reason);

    /// <summary>Asks for all books to be compared once more at <paramref name="due"/>.</summary>
    public void RecheckAt(Timestamp due) => _kernel.SetTimer(due, KernelTimers.Recheck);

    /// <summary>Asks to be called at <paramref name="due"/>.</summary>
    /// <param name="due">When.</param>
    /// <param name="token">What the strategy makes of it; not below zero.</param>
    public void SetTimer(Timestamp due, long token) => _kernel.Effects.Add(EffectKind.SetTimer, Instrument.Id, new TimerRequest(Instrument.Id, due, token));

    /// <summary>Records a step of the strategy.</summary>
    public void Trace(object record) => _kernel.Effects.Add(EffectKind.Trace, Instrument.Id, record);

    /// <summary>Tells a person.</summary>
    public void Alert(string code, FormattableString message) =>
        _kernel.Effects.Add(EffectKind.Alert, Instrument.Id, new Alert(code, message.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Carries which order is meant.</summary>
    /// <exception cref="StateException">There is no such order.</exception>
    public OrderState? Carry(StateCarrier state, OrderState? order) => _kernel.Ledger.Carry(state, order);

    private OrderState Register(OrderSpec order, ClientListId? listId) => _kernel.Ledger.Register(order, listId, Now);
}
