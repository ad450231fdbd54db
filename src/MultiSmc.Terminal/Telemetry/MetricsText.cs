using System.Globalization;
using System.Text;

namespace MultiSmc.Terminal;

/// <summary>The figures of a session as Prometheus reads them (text format 0.0.4).</summary>
internal static class MetricsText
{
    public static string Of(TerminalModel model, HealthMeter meter, LatencyRecorder? decisions)
    {
        var text = new StringBuilder();
        var trades = new List<(string, double)>();
        var forming = new List<(string, double)>();
        for (var i = 0; i < model.Setup.Markets.Count; i++)
        {
            var symbol = $"{{symbol=\"{model.Setup.Markets[i].Instrument.Symbol}\"}}";
            var market = model.Observer.MarketOf(i);
            trades.Add((symbol, market.Trades));
            forming.Add((symbol, Math.Clamp(market.Quote / (double)model.Setup.Markets[i].Packets.Bucket, 0, 1)));
        }

        Write(text, "multismc_trades_total", "counter", "Trades seen.", trades);
        Write(text, "multismc_packet_fill_ratio", "gauge", "Fill of the forming packet.", forming);
        model.Read(state =>
        {
            Write(text, "multismc_packets_total", "counter", "Packets closed.", state.Symbols.Select(static book => (Label(book), (double)book.Packets.Last + 1)));
            Write(text, "multismc_zones_live", "gauge", "Zones that live.", state.Symbols.Select(static book => (Label(book), (double)book.Zones.Values.Count(static zone => zone.Zone.IsLive))));
            Write(text, "multismc_decisions_total", "counter", "Judgements of the model that are remembered.", state.Symbols.Select(static book => (Label(book), (double)book.Decisions.Count)));
            Write(text, "multismc_entry_locks", "gauge", "Locks on entries, by name.", state.Locks.All.SelectMany(static held => held.Locks.Select(name => ($"{{symbol=\"{held.N}\",lock=\"{name}\"}}", 1.0))));
            Write(text, "multismc_positions_open", "gauge", "Open positions.", [("", state.Positions.Count)]);
            Write(text, "multismc_positions_unprotected", "gauge", "Open positions without a stop on the exchange.", [("", state.Positions.Count(static position => position.BareSince is not null))]);
            Write(text, "multismc_orders_open", "gauge", "Open orders.", [("", state.Orders.Open.Count())]);
            Write(text, "multismc_fills_remembered", "gauge", "Fills that are remembered.", [("", state.Fills.Count)]);
            Write(text, "multismc_equity", "gauge", "Equity in the account's currency.", [($"{{currency=\"{state.Money.Currency}\"}}", state.Money.Equity.Raw / 1e8)]);
            Write(text, "multismc_exchange_ack_seconds", "gauge", "Time to the exchange's answer, by stage and quantile.", state.Acks.Stages().SelectMany(Quantiles));
            return true;
        });
        Write(text, "multismc_terminal_pages", "gauge", "Pages that are served.", [("", model.Feed.Pages)]);
        Write(text, "multismc_terminal_lost_inputs_total", "counter", "Inputs that the terminal could not follow.", [("", model.Observer.Lost)]);
        Write(text, "multismc_start_time_seconds", "gauge", "When it was started, Unix time.", [("", meter.Since / 1e3)]);
        Write(text, "process_resident_memory_bytes", "gauge", "Memory.", [("", Environment.WorkingSet)]);
        if (decisions?.Stage("decision") is { } stage)
            Write(text, "multismc_decision_seconds", "gauge", "Time from an input to its effects, by quantile.", Quantiles(stage));
        return text.ToString();
    }

    private static string Label(SymbolBook book) => $"{{symbol=\"{book.Name}\"}}";

    private static IEnumerable<(string, double)> Quantiles(LatencyStage stage) =>
    [
        ($"{{stage=\"{stage.Stage}\",quantile=\"0.5\"}}", stage.P50 / 1e3),
        ($"{{stage=\"{stage.Stage}\",quantile=\"0.95\"}}", stage.P95 / 1e3),
        ($"{{stage=\"{stage.Stage}\",quantile=\"0.99\"}}", stage.P99 / 1e3),
        ($"{{stage=\"{stage.Stage}\",quantile=\"1\"}}", stage.Max / 1e3),
    ];

    private static void Write(StringBuilder text, string name, string type, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n').Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var (labels, value) in samples)
            text.Append(name).Append(labels).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
