using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>
/// An order that the model took back, followed as if it still stood: filled, stopped, at its target or out of time by the rules of the labels
/// (<see cref="TripleBarrierLabeler"/>), at its first target, with the commissions of the plan.
/// </summary>
internal sealed class PulledOrder
{
    private readonly TripleBarrierLabeler _labeler;

    /// <param name="setup">As it stood when its order was taken back.</param>
    /// <param name="scales">Of its market.</param>
    /// <param name="rules">Of its market.</param>
    /// <param name="lastPacket">The newest closed packet.</param>
    public PulledOrder(SetupRecord setup, Scales scales, LabelParameters rules, long lastPacket)
    {
        Setup = setup.Number;
        Zone = setup.Zone;
        Order = setup.Order;
        Quantity = setup.Quantity;
        Entry = scales.Units(setup.Entry);
        _labeler = new TripleBarrierLabeler(rules);
        _labeler.ClosePacket(lastPacket); // what comes belongs to the next one
        Apply(new OrderChange
        {
            ZoneId = Zone, Side = Direction.Long, Seq = 0, Time = default, Entry = Entry, Sl = scales.Units(setup.Stop), Tp = scales.Units(setup.Target),
        });
    }

    public int Setup { get; }

    public int Zone { get; }

    /// <summary>The order that was taken back.</summary>
    public ClientOrderId? Order { get; }

    public Quantity Quantity { get; }

    /// <summary>Its limit, in canonical units.</summary>
    public long Entry { get; }

    /// <summary>It would still wait.</summary>
    public bool IsWaiting => _labeler.IsWaiting(Zone);

    public ZoneOutcome? Outcome => _labeler.Completed.Count == 0 ? null : _labeler.Completed[0];

    public void Apply(in OrderChange change) => _labeler.Apply(in change);

    public void Add(in LabelTrade trade) => _labeler.Add(in trade);

    public void ClosePacket(long index) => _labeler.ClosePacket(index);

    /// <summary>What came of it, as the page is told, with the result in quote.</summary>
    public (WouldView View, Money Net) Result(in ZoneOutcome outcome, Scales scales, StrategyParameters plan)
    {
        if (outcome.Kind == OutcomeKind.NoFill)
            return (new WouldView("missed", -1, Entry, -1, 0, 0, scales.Amounts.Text(Money.Zero)), Money.Zero);
        // A size that was never told stands for one unit: the result in R does not depend on it.
        var quantity = Quantity.Raw > 0 ? Quantity : new Quantity(FixedPoint.Scale);
        var cost = scales.Price(outcome.Entry).Notional(quantity);
        var back = scales.Price(outcome.ExitPrice).Notional(quantity);
        var atStop = scales.Price(outcome.Sl).Notional(quantity);
        var isTarget = outcome.Kind == OutcomeKind.Target;
        var paid = cost + cost.ShareFloor(plan.MakerFeePpm);
        var net = back - back.ShareFloor(isTarget ? plan.MakerFeePpm : plan.TakerFeePpm) - paid;
        var risk = paid - atStop + atStop.ShareFloor(plan.TakerFeePpm);
        var state = isTarget ? "won" : outcome.Kind == OutcomeKind.Stop ? "lost" : "time";
        var r = risk.Raw > 0 ? (double)net.Raw / risk.Raw : (double?)null;
        var known = Quantity.Raw > 0 ? net : Money.Zero;
        return (new WouldView(state, outcome.FillPacket, outcome.Entry, outcome.ExitPacket, outcome.ExitPrice, r, Quantity.Raw > 0 ? scales.Amounts.Text(net) : null), known);
    }
}
