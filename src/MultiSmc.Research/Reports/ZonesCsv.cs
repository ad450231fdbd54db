using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>zones.csv: all zones, both directions, as last seen, in the order of their birth.</summary>
internal static class ZonesCsv
{
    public static void Write(BacktestResult result, RunRecorder record, Stream stream)
    {
        using var table = new CsvTable(
            stream,
            "symbol", "id", "side", "kind", "state", "version",
            "created", "broken_index", "origin_index", "ext_index", "touched_at", "entered_at", "ended_at",
            "broken_price", "origin", "ext", "adverse", "top", "entry", "bottom", "eq", "sl", "tp1", "tp2", "tp3");
        foreach (var (id, zone) in record.Zones)
        {
            var instrument = result.InstrumentOf(id);
            table.Text(instrument.Symbol).Integer(zone.Id).Text(StableNames.Of(zone.Side)).Text(StableNames.Of(zone.Kind));
            table.Text(StableNames.Of(zone.State)).Integer(zone.Version);
            AddPackets(
                table,
                zone.Created, zone.BrokenIndex, zone.OriginIndex, zone.ExtIndex, zone.TouchedAt, zone.EnteredAt, zone.EndedAt);
            AddPrices(
                table, instrument.PriceUnits,
                zone.BrokenPrice, zone.Origin, zone.Ext, zone.Adverse,
                zone.Top, zone.Entry, zone.Bottom, zone.Eq, zone.Sl, zone.Tp1, zone.Tp2, zone.Tp3);
            table.EndRow();
        }
    }

    // −1 is "never" in a zone and an empty field in a file.
    private static void AddPackets(CsvTable table, params ReadOnlySpan<long> indices)
    {
        foreach (var index in indices)
            table.Integer(index < 0 ? null : index);
    }

    private static void AddPrices(CsvTable table, UnitScale units, params ReadOnlySpan<long> prices)
    {
        foreach (var price in prices)
            table.Amount(new Price(units.ToRaw(price)));
    }
}
