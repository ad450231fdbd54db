using MultiSmc.Core;
using ParquetSharp;

namespace MultiSmc.Catalog;

/// <summary>A range of a series as one Parquet file, for other programs: the catalog's own columns.</summary>
public static class ParquetExport
{
    /// <summary>Writes the rows of a range.</summary>
    /// <param name="store">The catalog.</param>
    /// <param name="key">The series.</param>
    /// <param name="from">First moment; null for the beginning.</param>
    /// <param name="to">Moment before which it ends; null for the end.</param>
    /// <param name="path">The file, which is overwritten.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="CatalogException">A file is damaged.</exception>
    public static long Write(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        var dataset = Dataset.Of(key.Kind);
        var days = RangeDays.Of(store, key, from, to);
        var scale = days.Aggregate(default(DecimalScale), (sum, day) => DecimalScale.Max(sum, store.FactsOf(key, day).Scale));
        using var schema = DayLayout.Schema(dataset, scale);
        using var packing = DayLayout.Packing(dataset);
        using var writer = new ParquetFileWriter(path, schema, packing);
        var block = new RowBlock(dataset);
        var rows = 0L;
        foreach (var day in days)
        {
            using var reader = store.OpenDay(key, day);
            for (var group = 0; group < reader.GroupCount; group++)
            {
                reader.Read(group, block);
                Keep(block, from?.Nanoseconds ?? long.MinValue, to?.Nanoseconds ?? long.MaxValue);
                rows += block.Count;
                if (block.Count > 0)
                    Append(writer, block, scale);
            }
        }

        writer.Close();
        return rows;
    }

    private static void Keep(RowBlock block, long from, long to)
    {
        var count = block.Count;
        block.Count = 0;
        for (var row = 0; row < count; row++)
        {
            if (block.Time(row) >= from && block.Time(row) < to)
                block.Add(block, row);
        }
    }

    private static void Append(ParquetFileWriter writer, RowBlock block, DecimalScale scale)
    {
        using var group = writer.AppendRowGroup();
        for (var i = 0; i < block.Numbers.Length; i++)
        {
            var values = block.Numbers[i].AsSpan(0, block.Count);
            if (block.Dataset.Numbers[i].Unit is (ColumnUnit.Price or ColumnUnit.Quantity) and var unit)
                Invariant.That(DecimalScale.Shrink(values, scale.Of(unit)) is null, "what fits a day's file fits its export");
            using var column = (ColumnWriter<long>)group.NextColumn();
            column.WriteBatch(values);
        }

        if (block.Dataset.Flag is null)
            return;
        using var flags = (ColumnWriter<bool>)group.NextColumn();
        flags.WriteBatch(block.Flags.AsSpan(0, block.Count));
    }
}
