namespace MultiSmc.Research;

/// <summary>orders.csv: entry orders in the order of their sending.</summary>
internal static class OrdersCsv
{
    public static void Write(BacktestResult result, RunRecorder record, Stream stream)
    {
        using var table = new CsvTable(
            stream,
            "symbol", "setup", "zone", "zone_version", "client_order_id", "placed_at", "placed_ns", "quantity", "price", "stop", "target",
            "break_even", "outcome", "filled", "filled_quote", "first_fill_at", "first_fill_ns", "cancel_sent_at", "cancel_sent_ns", "cancel_reason",
            "last_price_at_cancel", "cancel_distance_bps", "refusal", "counterfactual");
        var counterfactuals = new CounterfactualIndex(result.Counterfactuals);
        foreach (var entry in record.Entries)
        {
            var placed = entry.Placed;
            table.Text(result.SymbolOf(entry.Instrument)).Integer(placed.Setup).Integer(placed.Zone).Integer(placed.Version);
            table.Text(placed.Order.ClientOrderId.ToString()).Moment(placed.Time);
            table.Amount(placed.Order.Quantity).Amount(placed.Order.Price).Amount(placed.Stop).Amount(placed.Target).Ratio(placed.BreakEven);
            table.Text(StableNames.Of(entry.Outcome())).Amount(entry.Filled).Amount(entry.FilledQuote).Moment(entry.FirstFillAt);
            table.Moment(entry.CancelSentAt).Text(entry.CancelReason).Amount(entry.LastPriceAtCancel).Ratio(entry.CancelDistanceBps());
            table.Text(entry.Refusal);
            table.Text(counterfactuals.Find(entry.Instrument, placed.Zone) is { } outcome ? LabelTable.NameOf(outcome.Kind) : "");
            table.EndRow();
        }
    }
}
