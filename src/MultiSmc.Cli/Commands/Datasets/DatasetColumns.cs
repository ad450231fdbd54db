using MultiSmc.Catalog;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>The tables of a data set as typed columns: the same names and rows as in the comma-separated ones.</summary>
internal static class DatasetColumns
{
    /// <summary>Samples, as <see cref="SampleTable"/> has them.</summary>
    public static IReadOnlyList<TableColumn> Samples(DatasetRun run)
    {
        var samples = run.Samples();
        var columns = new List<TableColumn>
        {
            Numbers("zone", samples, static sample => sample.Key.ZoneId),
            Numbers("packet", samples, static sample => sample.Key.Packet),
            Numbers("label", samples, static sample => sample.Label),
            TableColumn.Of("span_end", Array.ConvertAll(samples, static sample => sample.IsLabelled ? sample.SpanEnd : (long?)null)),
            TableColumn.Of("uniqueness", Array.ConvertAll(samples, static sample => sample.Uniqueness)),
            TableColumn.Of("weight", Array.ConvertAll(samples, static sample => sample.Weight)),
        };
        foreach (var (index, feature) in FeatureSchema.OteApproach.Features.Index())
            columns.Add(TableColumn.Of(feature.Name, Enumerable.Range(0, samples.Length).Select(row => run.FeatureRows[row][index]).ToArray()));
        return columns;
    }

    /// <summary>Outcomes, as <see cref="LabelTable"/> has them.</summary>
    public static IReadOnlyList<TableColumn> Outcomes(DatasetRun run)
    {
        ZoneOutcome[] rows = [.. run.Outcomes.OrderBy(static outcome => outcome.ZoneId)];
        return
        [
            Numbers("zone", rows, static row => row.ZoneId),
            Numbers("side", rows, static row => (long)row.Side),
            TableColumn.Of("result", Array.ConvertAll(rows, static row => LabelTable.NameOf(row.Kind))),
            Numbers("fill_id", rows, static row => row.FillId),
            Numbers("fill_time_ns", rows, static row => row.FillTime.Nanoseconds),
            Numbers("fill_packet", rows, static row => row.FillPacket),
            Numbers("entry", rows, static row => row.Entry),
            Numbers("sl", rows, static row => row.Sl),
            Numbers("tp", rows, static row => row.Tp),
            Numbers("exit_id", rows, static row => row.ExitId),
            Numbers("exit_time_ns", rows, static row => row.ExitTime.Nanoseconds),
            Numbers("exit_packet", rows, static row => row.ExitPacket),
            Numbers("exit_price", rows, static row => row.ExitPrice),
            TableColumn.Of("gross_bps", Array.ConvertAll(rows, static row => row.GrossBps)),
            TableColumn.Of("net_bps", Array.ConvertAll(rows, static row => row.NetBps)),
            Numbers("label", rows, static row => row.Label),
        ];
    }

    /// <summary>Orders' timelines, as <see cref="LabelTable"/> has them.</summary>
    public static IReadOnlyList<TableColumn> Orders(DatasetRun run)
    {
        OrderChange[] rows = [.. run.Changes.OrderBy(static change => change.ZoneId)];
        return
        [
            Numbers("zone", rows, static row => row.ZoneId),
            Numbers("seq", rows, static row => row.Seq),
            Numbers("time_ns", rows, static row => row.Time.Nanoseconds),
            TableColumn.Of("entry", Array.ConvertAll(rows, static row => row.IsCancellation ? (long?)null : row.Entry)),
            TableColumn.Of("sl", Array.ConvertAll(rows, static row => row.IsCancellation ? (long?)null : row.Sl)),
            TableColumn.Of("tp", Array.ConvertAll(rows, static row => row.IsCancellation ? (long?)null : row.Tp)),
        ];
    }

    private static TableColumn Numbers<T>(string name, T[] rows, Converter<T, long> of) => TableColumn.Of(name, Array.ConvertAll(rows, of));
}
