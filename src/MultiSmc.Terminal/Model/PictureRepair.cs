using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Node;
using KernelSetup = MultiSmc.Engine.SetupView;

namespace MultiSmc.Terminal;

/// <summary>
/// Puts what lives now into a picture that lacks a part of what led there: zones, setups, positions, orders, balances and locks as the node's own kernel has
/// them. What has ended meanwhile leaves the picture without its story, which is in the session's journal.
/// </summary>
internal sealed class PictureRepair(SessionState state)
{
    /// <summary>Applies a status; everything the state was told of lies at or before it.</summary>
    public void Apply(NodeStatus status)
    {
        state.Money.Apply(new VenueEvent.AccountUpdate(default, status.At, status.Balances, IsWhole: true));
        foreach (var market in status.Markets)
        {
            var view = market.View;
            if ((uint)view.Instrument.Id.Index >= (uint)state.Symbols.Length)
                continue;
            var book = state.Symbols[view.Instrument.Id.Index];
            book.Instrument = view.Instrument;
            book.Locks = view.Locks;
            state.Locks.Set(new EntryLockChange(view.Instrument.Id, EntryLock.None, view.Locks, ""), book.Name, status.KernelTime);
            Zones(book, view);
            Setups(book, view, status);
        }

        Orders(status);
        foreach (var position in state.Positions.ToArray())
            Protect(position, status);
    }

    private static void Zones(SymbolBook book, MarketView view)
    {
        var live = view.Zones.Select(static zone => zone.Id).ToHashSet();
        foreach (var gone in book.Zones.Values.Where(zone => zone.Zone.IsLive && !live.Contains(zone.Zone.Id)).ToArray())
            book.Zones.Remove(gone.Zone.Id);
        foreach (var zone in view.Zones)
        {
            if (!book.Zones.TryGetValue(zone.Id, out var record))
                book.Zones.Add(zone.Id, record = new ZoneRecord());
            record.Zone = zone;
            book.ChangedZones.Add(record);
        }
    }

    private void Setups(SymbolBook book, MarketView view, NodeStatus status)
    {
        var living = view.Setups.Where(static setup => setup.Phase != "done" || setup.Held.Raw > 0).ToDictionary(static setup => setup.Number);
        foreach (var gone in book.Setups.Values.Where(setup => !setup.IsDone && !living.ContainsKey(setup.Number)))
        {
            gone.IsDone = true;
            book.ChangedSetups.Add(gone);
        }

        foreach (var gone in state.Positions.Where(position => position.Instrument == book.Instrument.Id && !(living.GetValueOrDefault(position.Setup.Number)?.Held.Raw > 0)).ToArray())
        {
            gone.IsClosed = true;
            state.ChangedPositions.Add(gone);
            state.Positions.Remove(gone);
        }

        foreach (var now in living.Values)
        {
            if (!book.Setups.TryGetValue(now.Number, out var setup))
            {
                book.Setups.Add(now.Number, setup = new SetupRecord { Number = now.Number, Zone = now.ZoneId, Since = now.OpenedAt.Nanoseconds > 0 ? now.OpenedAt : status.KernelTime });
                setup.Model = book.Market.Model;
            }

            Setup(book, setup, now);
            if (now.Held.Raw > 0)
                Position(book, setup, now);
            book.ChangedSetups.Add(setup);
        }
    }

    private static void Setup(SymbolBook book, SetupRecord setup, KernelSetup now)
    {
        setup.IsDone = false;
        setup.Order = now.Entry ?? setup.Order;
        setup.Entry = now.EntryPrice.Raw > 0 ? now.EntryPrice : setup.Entry;
        setup.Stop = now.Stop;
        setup.Target = now.Target;
        setup.Skip = now.Waits.Length > 0 ? now.Waits : null;
        setup.Verdict = now.Phase == "pulled" ? "pull" : setup.Verdict;
        setup.Step = now.Held.Raw > 0 ? now.IsProtected || now.IsExiting ? "exit" : "fill"
            : now.Phase is "working" or "cancelling" ? setup.Step == "approach" ? "approach" : "order"
            : setup.Step;
        if (book.Zones.TryGetValue(setup.Zone, out var zone))
        {
            zone.Setup = setup.Number;
            book.ChangedZones.Add(zone);
        }
    }

    private void Position(SymbolBook book, SetupRecord setup, KernelSetup now)
    {
        if (setup.Quantity.Raw < now.Bought.Raw)
            setup.Quantity = now.Bought;
        var isSame = setup.Position is { IsClosed: false } known && known.Held == now.Held && known.BoughtQuote == now.Cost;
        if (isSame)
            return; // with its commissions and what was sold of it, which the kernel's view does not tell
        if (setup.Position is { } stale)
            state.Positions.Remove(stale);
        var sold = new Quantity(Math.Max(0, now.Bought.Raw - now.Held.Raw));
        var position = new PositionRecord
        {
            Setup = setup,
            Instrument = book.Instrument.Id,
            Since = now.OpenedAt,
            Packet = setup.Position?.Packet ?? -1,
            Risk = setup.Risk(book.Market.Strategy),
            Bought = now.Bought,
            BoughtQuote = now.Cost,
            Sold = sold,
            Version = setup.Position?.Version ?? 0,
        };
        // For how much the rest was sold is not told: counted as sold for what it cost.
        position.SoldQuote = position.Average.Notional(sold);
        setup.Position = position;
        state.Positions.Add(position);
        state.ChangedPositions.Add(position);
    }

    private void Orders(NodeStatus status)
    {
        var open = status.Orders.ToDictionary(static order => order.Spec.ClientOrderId.Value, StringComparer.Ordinal);
        foreach (var gone in state.Orders.Open.Where(order => !open.ContainsKey(order.Spec.ClientOrderId.Value)).ToArray())
            state.Orders.Forget(gone);
        foreach (var now in status.Orders)
        {
            var order = state.Orders.Find(now.Spec.ClientOrderId);
            if (order is not { IsOpen: true })
                order = state.Orders.Add(now.Spec, OrderBook.RoleOf(now.Spec), now.ListId, now.SentAt, status.Inputs);
            order.Spec = now.Spec;
            order.Status = now.Status is { } told && !told.IsFinal() ? told : order.Status;
            order.Filled = now.Filled;
            order.IsAcknowledged |= now.Status is not null;
            order.CancelSentAt ??= now.IsCancelSent ? status.At : null;
            order.Setup ??= SetupOf(order)?.Number;
            state.Orders.Touch(order);
        }
    }

    // A sale that stands belongs to the one position there is, an entry to the setup that names it.
    private SetupRecord? SetupOf(OrderRecord order)
    {
        var setups = state.Symbols[order.Spec.Instrument.Index].Setups.Values.Where(static setup => !setup.IsDone).ToArray();
        if (Array.Find(setups, setup => setup.Order == order.Spec.ClientOrderId) is { } named)
            return named;
        var holding = Array.FindAll(setups, static setup => setup.Position is { IsClosed: false });
        return order.Spec.Side == Side.Sell && holding.Length == 1 ? holding[0] : null;
    }

    private void Protect(PositionRecord position, NodeStatus status)
    {
        var view = status.Markets.FirstOrDefault(market => market.View.Instrument.Id == position.Instrument)?.View.Setups.FirstOrDefault(setup => setup.Number == position.Setup.Number);
        if (view is null)
            return;
        var hasTarget = state.Orders.OfSetup(position.Instrument, position.Setup.Number).Any(static order => order is { Role: "tp", Status: OrderStatus.New or OrderStatus.PartiallyFilled });
        var protection = view.IsProtected ? hasTarget ? "exchange" : "sl-only" : position.Protection is "exchange" or "sl-only" ? "sending" : position.Protection;
        position.Protection = protection;
        position.BareSince = view.IsProtected ? null : position.BareSince ?? status.KernelTime;
        state.ChangedPositions.Add(position);
    }
}
