using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>A <see cref="NodeStatus"/> as JSON, the same on the control socket and from the command line. Amounts are texts: they are exact.</summary>
public static class StatusJson
{
    /// <summary>Writes the members into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, NodeStatus status)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(status);
        json.WriteString("at", status.At.ToString());
        json.WriteString("mode", status.Mode);
        json.WriteString("clock", status.Clock == NodeClock.Market ? "market" : "wall");
        json.WriteString("session", status.Session);
        json.WriteBoolean("resumed", status.IsResumed);
        json.WriteString("started_at", status.StartedAt.ToString());
        json.WriteString("phase", PhaseOf(status.Phase));
        json.WriteString("kernel_time", status.KernelTime.ToString());
        json.WriteNumber("inputs", status.Inputs);
        json.WriteNumber("durable_inputs", status.DurableInputs);
        json.WriteNumber("waiting", status.Waiting);
        json.WriteString("currency", status.Currency.ToString());
        json.WriteString("equity", status.Equity.ToString());
        json.WriteStartArray("balances");
        foreach (var entry in status.Balances)
        {
            json.WriteStartObject();
            json.WriteString("asset", entry.Asset.ToString());
            json.WriteString("free", entry.Balance.Free.ToString());
            json.WriteString("locked", entry.Balance.Locked.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNames(json, "locks", status.Locks);
        json.WriteString("risk_halt", status.RiskHalt);
        WriteNames(json, "holds", status.Holds);
        json.WriteBoolean("reconciled", status.IsReconciled);
        json.WriteStartArray("symbols");
        foreach (var market in status.Markets)
            WriteMarket(json, market, status.HoldsOf(market));
        json.WriteEndArray();
        json.WriteStartArray("orders");
        foreach (var order in status.Orders)
            WriteOrder(json, order);
        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var link in status.Links)
            WriteLink(json, link);
        json.WriteEndArray();
        json.WriteStartObject("latency_ns");
        json.WriteNumber("count", status.Latency.Count);
        json.WriteNumber("p50", status.Latency.P50Ns);
        json.WriteNumber("p99", status.Latency.P99Ns);
        json.WriteNumber("p999", status.Latency.P999Ns);
        json.WriteNumber("max", status.Latency.MaxNs);
        json.WriteEndObject();
    }

    /// <summary>Stable name of a phase.</summary>
    public static string PhaseOf(NodePhase phase) => phase switch
    {
        NodePhase.Recovering => "recovering",
        NodePhase.WarmingUp => "warming-up",
        NodePhase.Connecting => "connecting",
        NodePhase.Running => "running",
        NodePhase.Stopping => "stopping",
        _ => "ended",
    };

    private static void WriteMarket(Utf8JsonWriter json, MarketStatus market, IReadOnlyList<string> holds)
    {
        var view = market.View;
        json.WriteStartObject();
        json.WriteString("symbol", view.Instrument.Symbol);
        json.WriteString("last", view.Last.ToString());
        json.WriteString("last_trade_at", market.LastTradeAt == default ? "" : market.LastTradeAt.ToString());
        if (market.DataAge is { } age)
            json.WriteNumber("data_age_ms", age.Nanoseconds / 1_000_000);
        else
            json.WriteNull("data_age_ms");
        WriteNames(json, "locks", market.Locks);
        WriteNames(json, "holds", holds);
        json.WriteNumber("trades", view.Counters.Accepted);
        json.WriteNumber("missing_ids", view.Counters.MissingIds);
        json.WriteNumber("segments", view.Counters.Segments);
        json.WriteNumber("packets", view.Packets);
        json.WriteNumber("forming_ppm", view.Forming is { } forming ? (long)((Int128)forming.Quote * 1_000_000 / view.Bucket) : 0);
        json.WriteString("trend", view.Trend.ToString().ToLowerInvariant());
        json.WriteStartArray("zones");
        foreach (var zone in view.Zones)
        {
            var units = view.Instrument.PriceUnits;
            json.WriteStartObject();
            json.WriteNumber("id", zone.Id);
            json.WriteString("side", zone.Side.ToString().ToLowerInvariant());
            json.WriteString("state", zone.State.ToString().ToLowerInvariant());
            json.WriteString("entry", new Price(units.ToRaw(zone.Entry)).ToString());
            json.WriteString("stop", new Price(units.ToRaw(zone.Sl)).ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("setups");
        foreach (var setup in view.Setups)
            WriteSetup(json, setup);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSetup(Utf8JsonWriter json, SetupView setup)
    {
        json.WriteStartObject();
        json.WriteNumber("setup", setup.Number);
        json.WriteNumber("zone", setup.ZoneId);
        json.WriteString("phase", setup.Phase);
        json.WriteString("waits", setup.Waits);
        json.WriteString("order", setup.Entry?.ToString() ?? "");
        json.WriteString("entry", setup.EntryPrice.ToString());
        json.WriteString("stop", setup.Stop.ToString());
        json.WriteString("target", setup.Target.ToString());
        json.WriteString("held", setup.Held.ToString());
        json.WriteString("bought", setup.Bought.ToString());
        json.WriteString("cost", setup.Cost.ToString());
        json.WriteBoolean("protected", setup.IsProtected);
        json.WriteBoolean("exiting", setup.IsExiting);
        json.WriteString("opened_at", setup.OpenedAt == default ? "" : setup.OpenedAt.ToString());
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, OpenOrder order)
    {
        json.WriteStartObject();
        json.WriteString("order", order.Spec.ClientOrderId.ToString());
        json.WriteString("list", order.ListId?.ToString() ?? "");
        json.WriteString("symbol", order.Symbol);
        json.WriteString("side", order.Spec.Side.ToString().ToLowerInvariant());
        json.WriteString("type", order.Spec.Type.ToString());
        json.WriteString("price", order.Spec.Price.ToString());
        json.WriteString("stop_price", order.Spec.StopPrice.ToString());
        json.WriteString("quantity", order.Spec.Quantity.ToString());
        json.WriteString("filled", order.Filled.ToString());
        json.WriteString("state", order.State.ToString().ToLowerInvariant());
        json.WriteString("status", order.Status?.ToString() ?? "");
        json.WriteBoolean("cancel_sent", order.IsCancelSent);
        json.WriteString("sent_at", order.SentAt.ToString());
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, LinkStatus link)
    {
        json.WriteStartObject();
        json.WriteString("name", link.Name);
        json.WriteBoolean("up", link.IsUp);
        json.WriteString("last_received", link.LastReceived == default ? "" : link.LastReceived.ToString());
        json.WriteNumber("round_trip_us", link.RoundTrip.Nanoseconds / 1_000);
        json.WriteNumber("reconnects", link.Reconnects);
        json.WriteString("detail", link.Detail);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var each in names)
            json.WriteStringValue(each);
        json.WriteEndArray();
    }
}
