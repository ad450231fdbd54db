using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Research;

/// <summary>report.json: everything but the long tables. The warnings stand before the figures.</summary>
internal static class JsonReport
{
    public const string Schema = "multismc.backtest/1";

    private static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 2, NewLine = "\n" };

    public static void Write(BacktestReport report, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        var (result, figures) = (report.Result, report.Figures);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        WriteIdentity(json, result.Identity);
        json.Objects("warnings", report.Flags, flag =>
        {
            json.WriteString("code", flag.Code);
            json.WriteString("text", flag.Text);
        });
        json.WriteString("currency", result.Currency.Code);
        WriteAssumptions(json, result);
        json.Objects("instruments", result.Instruments, instrument => WriteInstrument(json, instrument));
        JsonFigures.Write(json, figures.Configured);
        WriteBand(json, figures.Band);
        JsonModel.Write(json, figures.Model);
        WriteBenchmarks(json, figures.BuyAndHold);
        json.Objects("break_even", result.BreakEven, line =>
        {
            json.WriteString("symbol", result.SymbolOf(line.Instrument));
            json.WriteNumber("range_bps", line.RangeBps);
            json.Ratio("win_rate", line.WinRate <= 1 ? line.WinRate : null);
        });
        WriteRecord(json, result.Runs[0].Record);
        json.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter json, BacktestIdentity identity)
    {
        json.WriteStartObject("identity");
        json.WriteString("config_sha256", identity.ConfigSha256);
        json.WriteString("code_version", identity.CodeVersion);
        json.WriteString("seed", identity.Seed.ToString(CultureInfo.InvariantCulture)); // past 2^53 a number would be rounded by many readers
        json.WriteString("model", identity.Model);
        json.Objects("files", identity.Files, file =>
        {
            json.WriteString("name", file.Name);
            json.WriteNumber(file.Kind == DataIdentityKind.Bytes ? "bytes" : "rows", file.Size);
            json.WriteString(file.Kind == DataIdentityKind.Bytes ? "sha256" : "content", file.Hash);
        });
        json.WriteEndObject();
    }

    private static void WriteAssumptions(Utf8JsonWriter json, BacktestResult result)
    {
        json.WriteStartObject("assumptions");
        json.WriteString("fill_model", result.Runs[0].FillModel);
        json.WriteString("evidence", result.Assumptions.Evidence);
        json.WriteNumber("latency_ns", result.Assumptions.LatencyNs);
        json.WriteNumber("maker_fee_ppm", result.Assumptions.MakerFeePpm);
        json.WriteNumber("taker_fee_ppm", result.Assumptions.TakerFeePpm);
        json.WriteNumber("slippage_ticks", result.Assumptions.SlippageTicks);
        json.Objects("thresholds", result.Thresholds, threshold =>
        {
            json.WriteString("symbol", threshold.Symbol);
            json.WriteString("kind", threshold.Kind);
            json.Ratio("value", threshold.Value);
            json.WriteBoolean("is_configured", threshold.IsConfigured);
        });
        json.WriteEndObject();
    }

    private static void WriteInstrument(Utf8JsonWriter json, InstrumentResult instrument)
    {
        var (tape, counters) = (instrument.Tape, instrument.Counters);
        json.WriteString("symbol", instrument.Instrument.Symbol);
        json.WriteNumber("trades", tape.Trades);
        json.WriteNumber("quotes", tape.Quotes);
        json.WriteNumber("bad_rows", tape.BadRows);
        json.Moment("first", tape.First);
        json.Moment("last", tape.Last);
        json.WriteString("first_price", tape.FirstPrice.ToString());
        json.WriteString("last_price", tape.LastPrice.ToString());
        json.WriteNumber("accepted", counters.Accepted);
        json.WriteNumber("duplicate_or_late", counters.DuplicateOrLate);
        json.WriteNumber("invalid", counters.Invalid);
        json.WriteNumber("missing_ids", counters.MissingIds);
        json.WriteNumber("time_clamped", counters.TimeClamped);
        json.WriteNumber("segments", counters.Segments);
        json.WriteNumber("discarded_trades", counters.DiscardedTrades);
    }

    private static void WriteBand(Utf8JsonWriter json, FillBand band)
    {
        json.WriteStartObject("band");
        json.WriteBoolean("is_sign_different", band.IsSignDifferent);
        json.Objects("runs", band.Rows, row =>
        {
            json.WriteString("fill_model", row.FillModel);
            json.WriteBoolean("is_configured", row.IsConfigured);
            json.Amount("net_result", row.NetResult);
            json.Ratio("total_return", row.TotalReturn);
            json.WriteNumber("trades", row.Trades);
            json.Ratio("win_rate", row.WinRate);
            json.Ratio("max_drawdown", row.MaxDrawdown);
            json.Ratio("fill_rate", row.FillRate);
        });
        json.WriteEndObject();
    }

    private static void WriteBenchmarks(Utf8JsonWriter json, BuyAndHold hold)
    {
        json.WriteStartObject("benchmarks");
        json.WriteStartObject("buy_and_hold");
        json.Amount("net_result", hold.NetResult);
        json.Ratio("return", hold.Return);
        json.Objects("symbols", hold.Symbols, symbol =>
        {
            json.WriteString("symbol", symbol.Symbol);
            json.Ratio("return", symbol.Return);
        });
        json.WriteEndObject();
        json.WriteStartObject("cash");
        json.Ratio("return", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, RunRecorder record)
    {
        json.WriteStartObject("record");
        json.WriteNumber("packets", record.Packets);
        json.WriteNumber("segment_breaks", record.SegmentBreaks);
        json.WriteNumber("zones", record.Zones.Count);
        json.Objects("skips", SkipReasons.Count(record.Traces), skip =>
        {
            json.WriteString("reason", skip.Reason);
            json.WriteNumber("setups", skip.Setups);
        });
        json.Objects("alerts", record.Alerts.GroupBy(alert => alert.Alert.Code).OrderBy(group => group.Key, StringComparer.Ordinal), group =>
        {
            json.WriteString("code", group.Key);
            json.WriteNumber("count", group.Count());
        });
        json.WriteEndObject();
    }
}
