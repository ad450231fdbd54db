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

    /// <summary>What is traded.</summary>
    public Instrument Instrument { get; }

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

    /// <summary>Free quote that no order on its way will lock.</summary>
    public Money AvailableQuote => Portfolio.AvailableQuote(_kernel.Ledger);

    /// <summary>A name for an order or list, derived from the session, the input and a count within it: the same intent has the same name after a replay.</summary>
    public string NextName() => _kernel.NextName();

    /// <summary>Sends an order.</summary>
    public OrderState Place(OrderSpec order)
    {
        var state = _kernel.Ledger.Register(order, null);
        _kernel.Effects.Submit(new VenueRequest.PlaceOrder(order));
        return state;
    }

    /// <summary>Sends a target and a stop that end each other.</summary>
    public (OrderState Above, OrderState Below) PlaceOco(ClientListId listId, OrderSpec above, OrderSpec below)
    {
        var aboveState = _kernel.Ledger.Register(above, listId);
        var belowState = _kernel.Ledger.Register(below, listId);
        _kernel.Effects.Submit(new VenueRequest.PlaceOco(listId, above, below));
        return (aboveState, belowState);
    }

    /// <summary>Asks for an order's end. It may still fill before the cancel arrives.</summary>
    public void Cancel(OrderState order)
    {
        if (order.State == WorkingState.Live)
            order.State = WorkingState.CancelSent;
        _kernel.Effects.Submit(new VenueRequest.CancelOrder(Instrument.Id, order.Spec.ClientOrderId));
    }

    /// <summary>Asks for a list's end.</summary>
    public void CancelList(ClientListId listId) => _kernel.Effects.Submit(new VenueRequest.CancelList(Instrument.Id, listId));

    /// <summary>Asks to be called at <paramref name="due"/>.</summary>
    public void SetTimer(Timestamp due, long token) => _kernel.Effects.Add(EffectKind.SetTimer, Instrument.Id, new TimerRequest(Instrument.Id, due, token));

    /// <summary>Records a step of the strategy.</summary>
    public void Trace(object record) => _kernel.Effects.Add(EffectKind.Trace, Instrument.Id, record);

    /// <summary>Tells a person.</summary>
    public void Alert(string code, FormattableString message) =>
        _kernel.Effects.Add(EffectKind.Alert, Instrument.Id, new Alert(code, message.ToString(CultureInfo.InvariantCulture)));
}
