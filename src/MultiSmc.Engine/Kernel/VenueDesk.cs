using System.Diagnostics;
using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Takes in what the exchange says: each word goes to the ledger, the portfolio, the locks or the reconciliation, then to the strategy.</summary>
internal sealed class VenueDesk(TradingKernel kernel, Reconciler reconciler, ConnectionWatch connections)
{
    public void On(VenueEvent venueEvent)
    {
        var unit = kernel.UnitOf(venueEvent.Instrument);
        switch (venueEvent)
        {
            case VenueEvent.OrderReport { Report: var report }:
                OnReport(unit, report);
                break;
            case VenueEvent.PlaceRefused refusal:
                foreach (var name in refusal.ClientOrderIds)
                {
                    if (kernel.Ledger.Refused(name, DoneBy.Refusal) is { } refused)
                        unit.Strategy.OnRefused(refused, refusal);
                }

                break;
            case VenueEvent.CancelRefused refusal:
                reconciler.OnCancelRefused(refusal);
                break;
            case VenueEvent.AccountUpdate update:
                kernel.Portfolio.Apply(update);
                kernel.Ledger.Settle(update.Time);
                kernel.WakeEntries(); // one account: what one instrument sets free another may use
                reconciler.OnAccount(update);
                break;
            case VenueEvent.PlaceUnknown lost:
                reconciler.OnPlaceUnknown(lost);
                break;
            case VenueEvent.CancelUnknown lost:
                reconciler.OnCancelUnknown(lost);
                break;
            case VenueEvent.OrderAbsent absent:
                reconciler.OnAbsent(absent);
                break;
            case VenueEvent.OpenOrders answer:
                foreach (var report in answer.Reports)
                    OnReport(unit, report);
                if (reconciler.AskedAt is { } asked)
                    kernel.Foreign.Apply(answer, asked);
                reconciler.OnOpenOrders(answer);
                break;
            case VenueEvent.Fills answer:
                reconciler.OnFills(answer);
                break;
            case VenueEvent.QueryFailed failed:
                reconciler.OnQueryFailed(failed);
                break;
            case VenueEvent.Transfer transfer:
                OnTransfer(transfer);
                break;
            case VenueEvent.InstrumentChanged change:
                OnInstrument(unit, change.Now);
                break;
            case VenueEvent.ConnectionChanged change:
                connections.On(change);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Books a fill that came in answer to a question.</summary>
    /// <returns>False when it is not ours or was booked before.</returns>
    public bool Book(Fill fill)
    {
        // Asked for because the exchange had told that it is there: late for us, not for the exchange.
        var isAnnounced = kernel.Ledger.Find(fill.ClientOrderId) is { IsMissingFills: true };
        if (kernel.Ledger.Book(fill) is not { } order)
            return false;
        OnBooked(kernel.UnitOf(fill.Instrument), order, fill, !order.IsOpen && !isAnnounced);
        return true;
    }

    private void OnTransfer(VenueEvent.Transfer transfer)
    {
        kernel.Risk.Shift(kernel.Portfolio.Worth(transfer.Asset, transfer.Amount));
        kernel.Alert(transfer.Instrument, "transfer", $"{transfer.Amount} {transfer.Asset} moved by no trade: counted neither as profit nor as loss.");
    }

    private void OnInstrument(MarketUnit unit, Instrument now)
    {
        var before = unit.Instrument;
        if (now.PriceUnits != before.PriceUnits || now.QuantityUnits != before.QuantityUnits)
        {
            // Packets and structure count in the old units: what is open is seen to its end by the old rules.
            kernel.Locks.Set(now.Id, EntryLock.Halted, true, "its tick or lot has other decimals now", kernel.Effects);
            kernel.Alert(now.Id, "units-changed", $"{now.Symbol} has another tick or lot: no new entries until the node is started anew.");
            unit.Strategy.CancelEntries(null, "units-changed", isFinal: true);
            return;
        }

        unit.Instrument = unit.Context.Instrument = now;
        var isTrading = now.Status == TradingStatus.Trading;
        kernel.Locks.Set(now.Id, EntryLock.NotTrading, !isTrading, isTrading ? "the exchange takes orders again" : "the exchange takes no orders", kernel.Effects);
        if (before.Status != now.Status)
            kernel.Alert(now.Id, "trading-status", $"{now.Symbol} is now {now.Status}.");
        if (!isTrading)
            return;
        if (before.Status != now.Status)
            unit.Strategy.OnTradingAgain();
        unit.Strategy.OnAccount();
    }

    private void OnReport(MarketUnit unit, ExecutionReport report)
    {
        var step = kernel.Ledger.Apply(report);
        if (step.Order is not { } order)
        {
            OnForeign(unit, report);
            return;
        }

        if (step.IsRisen)
        {
            kernel.Alert(unit.Instrument.Id, "order-risen", $"Order {order.Spec.ClientOrderId} had been given up and works on the exchange: it is cancelled.");
            kernel.SendCancel(order);
        }

        OnBooked(unit, order, step.Fill, step.WasDone);
        reconciler.OnReported(order, report);
    }

    private void OnBooked(MarketUnit unit, OrderState order, Fill? fill, bool isLate)
    {
        var id = unit.Instrument.Id;
        if (fill is not null)
        {
            kernel.Effects.Add(EffectKind.Filled, id, fill);
            reconciler.OnBooked(fill);
            if (isLate)
                kernel.Alert(id, "late-fill", $"Order {fill.ClientOrderId} was over when a fill of {fill.Quantity} at {fill.Price} came.");
            if (order.Filled > order.Quantity)
                kernel.Halt($"Order {fill.ClientOrderId} filled {order.Filled} of {order.Quantity}.");
        }

        unit.Strategy.OnOrder(order, fill);
    }

    private void OnForeign(MarketUnit unit, ExecutionReport report)
    {
        if (kernel.Foreign.Apply(unit.Instrument.Id, report, kernel.Now))
            kernel.Alert(unit.Instrument.Id, "foreign-order", $"Order {report.Order.ClientOrderId} ({report.Order.Side} {report.Order.Quantity} at {report.Order.Price}) is not ours: it is left alone.");
    }
}
