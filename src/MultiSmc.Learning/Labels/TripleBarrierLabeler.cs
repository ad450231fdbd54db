namespace MultiSmc.Learning;

/// <summary>
/// Follows the orders of zones along the tape: fill, then stop, target or time, whichever comes first (López de Prado 2018, ch. 3). Works in one
/// pass; memory
/// depends on the orders alive, not on the tape.
/// </summary>
/// <remarks>
/// Call in the tape's order. Per accepted trade: <see cref="ClosePacket"/> for a packet that ended before the trade (the day anchor) with its
/// <see cref="Apply"/>s; <see cref="EndSegment"/> if a segment begins with the trade; <see cref="Add"/>; then for each packet that the trade closes,
/// <see cref="ClosePacket"/> and the changes it caused. At the end of the data <see cref="EndSegment"/> once more.
/// </remarks>
/// <param name="parameters">Rules and fees.</param>
public sealed class TripleBarrierLabeler(LabelParameters parameters)
{
    private readonly List<LabelledOrder> _orders = [];
    private readonly List<ZoneOutcome> _completed = [];
    private LabelTrade _last;
    private long _lastPacket;
    private long _nextPacket;
    private int _newestZone = -1;

    /// <summary>Outcomes known so far, in the order in which they became known; <see cref="ClearCompleted"/> empties it.</summary>
    public IReadOnlyList<ZoneOutcome> Completed => _completed;

    /// <summary>Orders without an outcome yet.</summary>
    public int LiveOrders => _orders.Count;

    /// <summary>Forgets the outcomes that the caller has taken.</summary>
    public void ClearCompleted() => _completed.Clear();

    /// <summary>A zone's order is placed, re-priced or taken away; in force for later trades, one latency on. A change of an order that already
    /// ended is ignored.</summary>
    public void Apply(in OrderChange change)
    {
        foreach (var order in _orders)
        {
            if (order.ZoneId != change.ZoneId)
                continue;
            order.Apply(in change);
            return;
        }

        // The order was filled and left, or its zone is not ours: only a placement opens one.
        if (change.IsCancellation || change.ZoneId <= _newestZone)
            return;
        _newestZone = change.ZoneId;
        var placed = new LabelledOrder();
        placed.Apply(in change);
        _orders.Add(placed);
    }

    /// <summary>Whether a zone's order is alive and not filled.</summary>
    public bool IsWaiting(int zoneId)
    {
        foreach (var order in _orders)
        {
            if (order.ZoneId == zoneId)
                return !order.IsFilled;
        }

        return false;
    }

    /// <summary>The next accepted trade.</summary>
    public void Add(in LabelTrade trade)
    {
        _last = trade;
        _lastPacket = _nextPacket;
        var kept = 0;
        for (var i = 0; i < _orders.Count; i++)
        {
            var order = _orders[i];
            if (TryComplete(order, in trade, out var outcome))
                _completed.Add(outcome);
            else
                _orders[kept++] = order;
        }

        _orders.RemoveRange(kept, _orders.Count - kept);
    }

    /// <summary>A packet closed with the last trade added.</summary>
    /// <param name="index">Its ordinal.</param>
    public void ClosePacket(long index)
    {
        _nextPacket = index + 1;
        var kept = 0;
        for (var i = 0; i < _orders.Count; i++)
        {
            var order = _orders[i];
            if (order.IsFilled && index >= order.FillPacket + parameters.HoldPackets)
                _completed.Add(order.Exit(OutcomeKind.Time, in _last, _lastPacket, parameters));
            else
                _orders[kept++] = order;
        }

        _orders.RemoveRange(kept, _orders.Count - kept);
    }

    /// <summary>Data was lost before the next trade, or there is no next trade: what becomes of the orders alive stays unknown.</summary>
    public void EndSegment()
    {
        foreach (var order in _orders)
            _completed.Add(order.End());
        _orders.Clear();
    }

    private bool TryComplete(LabelledOrder order, in LabelTrade trade, out ZoneOutcome outcome)
    {
        outcome = default;
        var isFillTrade = false;
        if (!order.IsFilled)
        {
            if (!order.Advance(trade.Time, parameters.Latency))
            {
                outcome = order.Unfilled();
                return true;
            }

            if (!order.TryFill(in trade, _lastPacket, parameters.FillRule))
                return false;
            isFillTrade = true;
        }

        if (order.IsStopped(in trade))
        {
            outcome = order.Exit(OutcomeKind.Stop, in trade, _lastPacket, parameters);
            return true;
        }

        if (isFillTrade || !order.IsAtTarget(in trade, parameters.FillRule))
            return false;
        outcome = order.Exit(OutcomeKind.Target, in trade, _lastPacket, parameters);
        return true;
    }
}
