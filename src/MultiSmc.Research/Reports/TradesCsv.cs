namespace MultiSmc.Research;

/// <summary>trades.csv: closed positions in the order of their closing.</summary>
internal static class TradesCsv
{
    public static void Write(BacktestResult result, RunRecorder record, Stream stream)
    {
        using var table = new CsvTable(
            stream,
            "symbol", "setup", "zone", "break", "opened_at", "opened_ns", "closed_at", "closed_ns", "bought", "bought_quote", "sold", "sold_quote",
            "fee_base", "fee_quote", "fee_other", "fees", "dust", "dust_value", "stop", "target", "initial_risk", "reason", "lowest", "highest",
            "net_pnl", "net_r", "net_bps", "mae_r", "mfe_r");
        foreach (var (instrument, trip) in record.Trips)
        {
            table.Text(result.SymbolOf(instrument)).Integer(trip.Setup).Integer(trip.Zone).Text(StableNames.Of(trip.Kind));
            table.Moment(trip.OpenedAt).Moment(trip.ClosedAt);
            table.Amount(trip.Bought).Amount(trip.BoughtQuote).Amount(trip.Sold).Amount(trip.SoldQuote);
            table.Amount(trip.FeeBase).Amount(trip.FeeQuote).Amount(trip.FeeOther).Amount(trip.Fees).Amount(trip.Dust).Amount(trip.DustValue);
            table.Amount(trip.Stop).Amount(trip.Target).Amount(trip.InitialRisk).Text(StableNames.Of(trip.Reason));
            table.Amount(trip.Lowest).Amount(trip.Highest);
            table.Amount(trip.NetPnl).Ratio(trip.R()).Ratio(trip.NetBps());
            table.Ratio(trip.InRisks(trip.AdverseExcursion())).Ratio(trip.InRisks(trip.FavourableExcursion()));
            table.EndRow();
        }
    }
}
