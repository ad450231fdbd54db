using System.Diagnostics;
using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>decisions.csv: every step of the strategies in order, one row each; what does not apply to a step is empty.</summary>
internal static class DecisionsCsv
{
    public static void Write(BacktestResult result, RunRecorder record, Stream stream)
    {
        using var table = new CsvTable(
            stream,
            "time", "time_ns", "symbol", "setup", "zone", "step", "id", "price", "quantity", "stop", "target", "packet", "model", "verdict",
            "probability", "threshold", "break_even", "action", "reason", "is_final", "margin", "features");
        foreach (var (instrument, trace) in record.Traces)
        {
            table.Moment(trace.Time).Text(result.SymbolOf(instrument)).Integer(trace.Setup).Integer(trace.Zone);
            Write(table, Row.Of(trace));
            table.EndRow();
        }
    }

    private static void Write(CsvTable table, Row row)
    {
        table.Text(row.Step).Text(row.Id).Amount(row.Price).Amount(row.Quantity).Amount(row.Stop).Amount(row.Target).Integer(row.Packet);
        table.Text(row.Model).Text(row.Verdict).Ratio(row.Probability).Ratio(row.Threshold).Ratio(row.BreakEven);
        table.Text(row.Action).Text(row.Reason).Integer(row.IsFinal is { } isFinal ? isFinal ? 1 : 0 : null);
        table.Ratio(row.Margin).Text(row.Features);
    }

    private sealed record Row(string Step)
    {
        public string Id { get; private init; } = "";

        public Price Price { get; private init; }

        public Quantity? Quantity { get; private init; }

        public Price Stop { get; private init; }

        public Price Target { get; private init; }

        public long? Packet { get; private init; }

        public string Model { get; private init; } = "";

        public string Verdict { get; private init; } = "";

        public double? Probability { get; private init; }

        public double? Threshold { get; private init; }

        public double? BreakEven { get; private init; }

        public string Action { get; private init; } = "";

        public string Reason { get; private init; } = "";

        public bool? IsFinal { get; private init; }

        public double? Margin { get; private init; }

        public string Features { get; private init; } = "";

        public static Row Of(StrategyTrace trace) => trace switch
        {
            StrategyTrace.Skipped skipped => new("skipped") { Reason = skipped.Reason, IsFinal = skipped.IsFinal },
            StrategyTrace.EntryPlaced placed => new("entry-placed")
            {
                Id = placed.Order.ClientOrderId.ToString(),
                Price = placed.Order.Price,
                Quantity = placed.Order.Quantity,
                Stop = placed.Stop,
                Target = placed.Target,
                BreakEven = placed.BreakEven,
            },
            StrategyTrace.EntryCancelSent cancel => new("entry-cancel-sent") { Id = cancel.ClientOrderId.ToString(), Reason = cancel.Reason },
            StrategyTrace.EntryRefused refused => new("entry-refused")
            {
                Id = refused.ClientOrderId.ToString(),
                Reason = FormattableString.Invariant($"{refused.Reason} ({refused.Code})"),
            },
            StrategyTrace.Decided decided => new("decided")
            {
                Price = decided.Price,
                Packet = decided.Packet,
                Model = decided.Model,
                Verdict = StableNames.Of(decided.Verdict.Kind),
                Probability = decided.Verdict.Probability,
                Threshold = decided.Threshold,
                Action = decided.Action,
                Margin = decided.Verdict.Margin,
                Features = List(decided.Features),
            },
            StrategyTrace.ProtectionPlaced protection => new("protection-placed")
            {
                Id = protection.ListId.ToString(),
                Quantity = protection.Quantity,
                Stop = protection.Stop,
                Target = protection.Target,
            },
            StrategyTrace.ProtectionCancelSent cancel => new("protection-cancel-sent")
            {
                Id = cancel.Id,
                Quantity = cancel.Quantity,
                Stop = cancel.Stop,
                Target = cancel.Target,
                Reason = StableNames.Of(cancel.Cause),
            },
            StrategyTrace.ExitSent exit => new("exit-sent") { Quantity = exit.Quantity, Reason = StableNames.Of(exit.Reason) },
            StrategyTrace.Closed closed => new("closed") { Quantity = closed.Trip.Sold, Reason = StableNames.Of(closed.Trip.Reason) },
            _ => throw new UnreachableException(),
        };

        // In the schema's order; what is not available is an empty place. The shortest text that reads back as the same float.
        private static string List(FeatureSnapshot features)
        {
            var cells = new string[features.Values.Length];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = float.IsNaN(features.Values[i]) ? "" : features.Values[i].ToString("R", CultureInfo.InvariantCulture);
            return string.Join(';', cells);
        }
    }
}
