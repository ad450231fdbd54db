using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>
/// Orders of one market that the model took back and whose fate is not known yet. One for each setup: the order as if the model had said nothing. It follows
/// its zone as the order would have and goes when the order is placed again before a fill, or when the real one filled before its cancel arrived.
/// </summary>
/// <remarks>Given its market's events in the kernel's order, so that a replay comes to the same.</remarks>
internal sealed class PulledOrders(SymbolBook book, MoneyBook money)
{
    /// <summary>More at once than a market has had; the oldest goes then, its fate unknown.</summary>
    private const int MostFollowed = 256;

    // Every change is in force at once: the order stood at the exchange already, and how long its changes would have travelled nobody knows.
    private readonly LabelParameters _rules = new()
    {
        FillRule = FillRule.Through,
        HoldPackets = book.Market.Strategy.HoldPackets,
        TpIndex = book.Market.Strategy.TpIndex,
        MakerFeePpm = book.Market.Strategy.MakerFeePpm,
        TakerFeePpm = book.Market.Strategy.TakerFeePpm,
        StopSlippageTicks = book.Market.Strategy.StopSlippageTicks,
        Tick = book.Market.Instrument.TickUnits,
    };

    private readonly OrderTimelineBuilder _timeline = new(book.Market.Strategy.TpIndex);
    private readonly List<PulledOrder> _followed = [];
    private StructureEvent _step;

    /// <summary>Orders that are followed.</summary>
    public int Count => _followed.Count;

    /// <summary>The model takes the setup's order back.</summary>
    public void Follow(SetupRecord setup)
    {
        var known = book.Zones.GetValueOrDefault(setup.Zone)?.Would;
        if (setup.Order is null || setup.Position is not null || (known is not null && known.S != "unknown"))
            return;
        if (_followed.Count == MostFollowed)
            End(0, null);
        var order = new PulledOrder(setup, book.Scales, _rules, book.Packets.Last);
        _followed.Add(order);
        Tell(order, new WouldView("open", -1, order.Entry, -1, 0, null, null));
    }

    /// <summary>The setup's order is placed again: what would have become of the first is of interest only if it had filled.</summary>
    public void OnPlaced(SetupRecord setup)
    {
        var at = _followed.FindIndex(order => order.Setup == setup.Number);
        if (at >= 0 && _followed[at].IsWaiting)
            Forget(at);
    }

    /// <summary>A real execution: of an order whose cancel came too late, its own fate tells more.</summary>
    public void OnFill(ClientOrderId order)
    {
        var at = _followed.FindIndex(followed => followed.Order == order);
        if (at >= 0)
            Forget(at);
    }

    /// <summary>The structure took a step; its zone follows by <see cref="On(in Zone)"/>.</summary>
    public void On(in StructureEvent step) => _step = step;

    /// <summary>A zone after the step.</summary>
    public void On(in Zone zone)
    {
        foreach (var order in _followed)
        {
            if (order.Zone != zone.Id)
                continue;
            if (_step.ZoneId == zone.Id && _timeline.TryBuild(in _step, in zone, 0, default, out var change))
                order.Apply(in change);
            else if (!zone.IsLive && order.IsWaiting)
                order.Apply(new OrderChange { ZoneId = zone.Id, Side = zone.Side, Seq = 0, Time = default, IsCancellation = true }); // the strategy leaves no order to a dead zone
        }
    }

    /// <summary>The next trade of the market.</summary>
    public void Add(in LabelTrade trade)
    {
        for (var at = _followed.Count - 1; at >= 0; at--)
        {
            _followed[at].Add(in trade);
            Settle(at);
        }
    }

    /// <summary>A packet closed with the last trade.</summary>
    public void ClosePacket(long index)
    {
        for (var at = _followed.Count - 1; at >= 0; at--)
        {
            _followed[at].ClosePacket(index);
            Settle(at);
        }
    }

    /// <summary>Trades or a part of the story are missing: what would have become of those that are followed stays unknown.</summary>
    public void Lose()
    {
        while (_followed.Count > 0)
            End(_followed.Count - 1, null);
    }

    private void Settle(int at)
    {
        if (_followed[at].Outcome is { } outcome)
            End(at, outcome);
    }

    private void End(int at, ZoneOutcome? outcome)
    {
        var order = _followed[at];
        _followed.RemoveAt(at);
        if (outcome is not { } known)
        {
            Tell(order, new WouldView("unknown", -1, order.Entry, -1, 0, null, null));
            return;
        }

        var (view, net) = order.Result(in known, book.Scales, book.Market.Strategy);
        money.OnPulledOutcome(view.R, net);
        Tell(order, view);
    }

    private void Forget(int at)
    {
        var order = _followed[at];
        _followed.RemoveAt(at);
        Tell(order, null);
    }

    private void Tell(PulledOrder order, WouldView? view)
    {
        if (!book.Zones.TryGetValue(order.Zone, out var zone))
            return;
        zone.Would = view;
        book.ChangedZones.Add(zone);
    }
}
