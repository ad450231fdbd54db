using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine.Tests;

/// <summary>Does a bit of everything, drawn from its own seed, and traces what it is shown: whatever differs in what it sees differs in its effects.</summary>
internal sealed class BusyStrategy(StrategyContext context, ulong seed) : IStrategy
{
    private readonly List<OrderState> _orders = [];
    private readonly List<ClientListId> _lists = [];
    private SplitMix64 _random = new(seed);

    public void OnSegmentBreak(ReadOnlySpan<StructureEvent> events) => context.Trace($"break {events.Length}");

    public void OnPacket(in Packet packet, ReadOnlySpan<StructureEvent> events)
    {
        context.Trace($"packet {packet.Index} {events.Length} {context.Detector.LiveZones.Length}");
        Act();
    }

    public void OnTrade(in TradeTick trade)
    {
        if (_random.NextBelow(10) == 0)
            Act();
    }

    public void OnOrder(OrderState order, Fill? fill)
    {
        context.Trace($"order {order.Spec.ClientOrderId} {order.State} {order.Status} {order.Filled} {order.FilledQuote} {fill?.TradeId.Value}");
        if (_random.NextBelow(4) == 0)
            Act();
    }

    public void OnRefused(OrderState order, VenueEvent.PlaceRefused refusal) => context.Trace($"refused {order.Spec.ClientOrderId} {refusal.Code}");

    public void OnAccount() => context.Trace($"account {context.AvailableQuote} {context.Portfolio.Equity()}");

    public void OnTimer(TimerRequest timer)
    {
        context.Trace($"timer {timer.Token} {context.Now}");
        Act();
    }

    public void OnTradingAgain() => context.Trace("trading");

    public void OnReconciled(Quantity held) => context.Trace($"reconciled {held}");

    public int CancelEntries(ClientOrderId? order, string reason, bool isFinal)
    {
        context.Trace($"cancel entries {order} {reason} {isFinal}");
        return 0;
    }

    public PartOutcome ClosePart(int? setup, PositionPart part)
    {
        context.Trace($"close part {setup} {part}");
        return PartOutcome.Refused("nothing is held");
    }

    public int ClosePositions(int? setup)
    {
        context.Trace($"close positions {setup}");
        return 0;
    }

    public void Carry(StateCarrier state)
    {
        var orders = state.Count(_orders.Count);
        for (var i = 0; i < orders; i++)
        {
            var order = context.Carry(state, state.IsReading ? null : _orders[i]);
            if (state.IsReading)
                _orders.Add(order ?? throw state.Fault("an order is missing"));
        }

        var lists = state.Count(_lists.Count);
        for (var i = 0; i < lists; i++)
        {
            var list = state.List(state.IsReading ? default : _lists[i]);
            if (state.IsReading)
                _lists.Add(list);
        }

        _random = _random.Carried(state);
    }

    private void Act()
    {
        switch (_random.NextBelow(6))
        {
            case 0:
                Place();
                break;
            case 1:
                var list = new ClientListId(context.NextName());
                var (above, below) = context.PlaceOco(list, Order(Side.Sell, OrderType.LimitMaker), Order(Side.Sell, OrderType.StopLoss));
                _lists.Add(list);
                _orders.AddRange([above, below]);
                break;
            case 2 when _orders.Count > 0:
                context.Cancel(_orders[(int)_random.NextBelow(_orders.Count)]);
                break;
            case 3 when _lists.Count > 0:
                context.CancelList(_lists[(int)_random.NextBelow(_lists.Count)]);
                break;
            case 4:
                context.SetTimer(context.Now + Duration.FromSeconds(_random.NextBelow(60)), _random.NextBelow(1_000));
                break;
            default:
                context.Alert("busy", $"Equity {context.Portfolio.Equity()}, free {context.AvailableQuote}, committed {context.Risk.Committed}.");
                break;
        }
    }

    private void Place()
    {
        var order = Order(Side.Buy, OrderType.LimitMaker);
        var notional = order.Price.Notional(order.Quantity);
        var verdict = context.Risk.Judge(context.Instrument.Id, new Commitment(notional, Money.Zero), context.Portfolio.Equity(), context.Now);
        context.Trace($"verdict {verdict}");
        if (verdict != RiskVerdict.Allowed)
            return;
        context.Risk.Commit(context.Instrument.Id, new Commitment(notional, Money.Zero), context.Now);
        _orders.Add(context.Place(order));
    }

    private OrderSpec Order(Side side, OrderType type) => new()
    {
        ClientOrderId = new ClientOrderId(context.NextName()),
        Instrument = context.Instrument.Id,
        Side = side,
        Type = type,
        Quantity = new Quantity((1 + _random.NextBelow(3_000)) * context.Instrument.LotSize.Raw),
        Price = new Price((9_000 + _random.NextBelow(2_000)) * context.Instrument.TickSize.Raw),
    };

    public IReadOnlyList<SetupView> Look() => [];
}
