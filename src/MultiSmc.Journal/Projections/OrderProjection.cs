using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>
/// Our orders: as asked for, and where they stand. States: sent, live, done, refused, unknown (sent, the answer never came), absent (the exchange does not
/// know it). Done never re-opens; what is filled only grows.
/// </summary>
internal sealed class OrderProjection(Statements statements)
{
    private const string Insert = """
        INSERT OR IGNORE INTO orders (session_no, client_order_id, list_id, symbol, side, type, time_in_force, quantity, price, stop_price, sequence, sent_at,
            state, filled, filled_quote, reason, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'sent', 0, 0, '', ?12)
        """;

    private const string Report = """
        UPDATE orders SET
            status = CASE WHEN state = 'done' THEN status ELSE ?4 END,
            state = CASE WHEN state = 'done' THEN state ELSE ?3 END,
            venue_order_id = ?5, filled = max(filled, ?6), filled_quote = max(filled_quote, ?7),
            reason = CASE WHEN ?8 = '' THEN reason ELSE ?8 END, updated_at = ?9
        WHERE session_no = ?1 AND client_order_id = ?2
        """;

    private const string Verdict = """
        UPDATE orders SET state = ?3, reason = ?4, updated_at = ?5 WHERE session_no = ?1 AND client_order_id = ?2 AND state <> 'done'
        """;

    public void On(in ProjectionPoint point, VenueRequest request)
    {
        switch (request)
        {
            case VenueRequest.PlaceOrder(var order):
                Add(point, order, null);
                break;
            case VenueRequest.ReplaceOrder replace:
                Add(point, replace.Order, null);
                break;
            case VenueRequest.PlaceOco oco:
                Add(point, oco.Above, oco.ListId);
                Add(point, oco.Below, oco.ListId);
                break;
            case VenueRequest.PlaceOto oto:
                Add(point, oto.Working, oto.ListId);
                Add(point, oto.Pending, oto.ListId);
                break;
            case VenueRequest.PlaceOtoco otoco:
                Add(point, otoco.Working, otoco.ListId);
                Add(point, otoco.Above, otoco.ListId);
                Add(point, otoco.Below, otoco.ListId);
                break;
            default:
                break;
        }
    }

    public void On(in ProjectionPoint point, VenueEvent venueEvent)
    {
        switch (venueEvent)
        {
            case VenueEvent.OrderReport(var report):
                Update(point, report);
                break;
            case VenueEvent.OpenOrders open:
                foreach (var report in open.Reports)
                    Update(point, report);
                break;
            case VenueEvent.PlaceRefused refused:
                Judge(point, refused.ClientOrderIds, "refused", refused.Reason);
                break;
            case VenueEvent.PlaceUnknown unknown:
                Judge(point, unknown.ClientOrderIds, "unknown", unknown.Reason);
                break;
            case VenueEvent.OrderAbsent absent:
                Judge(point, [absent.ClientOrderId], "absent", "");
                break;
            default:
                break;
        }
    }

    private void Add(in ProjectionPoint point, OrderSpec order, ClientListId? list) => statements.Execute(
        Insert,
        point.Session,
        order.ClientOrderId.Value,
        list?.Value,
        point.SymbolOf(order.Instrument),
        StableNames.Of(order.Side),
        StableNames.Of(order.Type),
        StableNames.Of(order.TimeInForce),
        order.Quantity.Raw,
        order.Price.Raw,
        order.StopPrice.Raw,
        point.Sequence,
        point.Time.Nanoseconds);

    private void Update(in ProjectionPoint point, ExecutionReport report) => statements.Execute(
        Report,
        point.Session,
        report.Order.ClientOrderId.Value,
        report.Status.IsFinal() ? "done" : "live",
        StableNames.Of(report.Status),
        report.VenueOrderId.Value,
        report.Filled.Raw,
        report.FilledQuote.Raw,
        report.Reason,
        point.Time.Nanoseconds);

    private void Judge(in ProjectionPoint point, IReadOnlyList<ClientOrderId> orders, string state, string reason)
    {
        foreach (var order in orders)
            statements.Execute(Verdict, point.Session, order.Value, state, reason, point.Time.Nanoseconds);
    }
}
