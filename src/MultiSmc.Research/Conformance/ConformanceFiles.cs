using System.Text.Json;
using MultiSmc.Packets;

namespace MultiSmc.Research;

/// <summary>Writes a conformance run as a folder of tables in the golden format.</summary>
public static class ConformanceFiles
{
    /// <summary>The file that makes a folder one of these: no other folder is ever replaced.</summary>
    public const string SummaryFile = "summary.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes into a new folder beside <paramref name="folder"/> and renames it into place.</summary>
    /// <param name="run">The run, finished.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="folder">Target; replaced when it holds such tables already.</param>
    /// <exception cref="RunFolderException">Something else stands there.</exception>
    public static void Write(DatasetRun run, GoldenParameters parameters, string folder)
    {
        new RunFolder(folder, overwrite: true, SummaryFile).Write(temporary =>
        {
            Table(In("events.csv"), StructureTable.EventHeader, run.Events.Select(item => StructureTable.Row(in item)));
            Table(In("zones.csv"), StructureTable.ZoneHeader, run.Zones.Select(zone => StructureTable.Row(in zone)));
            if (parameters.Packets is not null)
            {
                Table(In("packets.csv"), PacketTable.Header, run.Packets.Select(packet => PacketTable.Row(in packet)));
                Table(
                    In("orders.csv"),
                    LabelTable.OrderHeader,
                    run.Changes.OrderBy(change => change.ZoneId).Select(change => LabelTable.Row(in change)));
                Table(
                    In("outcomes.csv"),
                    LabelTable.OutcomeHeader,
                    run.Outcomes.OrderBy(outcome => outcome.ZoneId).Select(outcome => LabelTable.Row(in outcome)));
                Table(In("samples.csv"), SampleTable.Header, SampleTable.Rows(run));
            }

            using (var file = File.Create(In(SummaryFile)))
            using (var json = new Utf8JsonWriter(file, Indented))
                Summary(json, run);

            string In(string name) => Path.Combine(temporary, name);
        });
    }

    private static void Table(string path, string header, IEnumerable<string> rows)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine(header);
        foreach (var row in rows)
            file.WriteLine(row);
    }

    private static void Summary(Utf8JsonWriter json, DatasetRun run)
    {
        json.WriteStartObject();
        if (run.Builder is { } builder)
        {
            Counters(json, builder.Counters);
            json.WriteNumber("packets", run.Packets.Count);
            json.WriteNumber("trend", (int)run.Trend);
            Forming(json, builder.Forming);
            json.WriteNumber("zones", run.Zones.Count());
            var samples = run.Samples();
            json.WriteNumber("samples", samples.Length);
            json.WriteNumber("labelled", samples.Count(sample => sample.IsLabelled));
            Counts(json, "outcomes", run.Outcomes.GroupBy(outcome => LabelTable.NameOf(outcome.Kind)));
        }
        else
        {
            json.WriteNumber("bars", run.Bars);
            json.WriteNumber("trend", (int)run.Trend);
            json.WriteNumber("zones", run.Zones.Count());
            Counts(json, "events", run.Events.GroupBy(item => RowText.Snake(item.Kind.ToString())));
        }

        json.WriteEndObject();
    }

    private static void Counts<T>(Utf8JsonWriter json, string name, IEnumerable<IGrouping<string, T>> groups)
    {
        json.WriteStartObject(name);
        foreach (var group in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
            json.WriteNumber(group.Key, group.Count());
        json.WriteEndObject();
    }

    private static void Counters(Utf8JsonWriter json, PacketCounters counters)
    {
        json.WriteStartObject("stats");
        json.WriteNumber("accepted", counters.Accepted);
        json.WriteNumber("duplicate_or_late", counters.DuplicateOrLate);
        json.WriteNumber("invalid", counters.Invalid);
        json.WriteNumber("missing_ids", counters.MissingIds);
        json.WriteNumber("time_clamped", counters.TimeClamped);
        json.WriteNumber("segments", counters.Segments);
        json.WriteNumber("discarded_trades", counters.DiscardedTrades);
        json.WriteEndObject();
    }

    private static void Forming(Utf8JsonWriter json, Packet? forming)
    {
        if (forming is not { } packet)
        {
            json.WriteNull("forming");
            return;
        }

        json.WriteStartObject("forming");
        json.WriteNumber("first_id", packet.FirstId);
        json.WriteNumber("last_id", packet.LastId);
        json.WriteNumber("trade_count", packet.TradeCount);
        json.WriteNumber("base", packet.Base);
        json.WriteNumber("quote", packet.Quote);
        json.WriteNumber("buy_quote", packet.BuyQuote);
        json.WriteEndObject();
    }
}
