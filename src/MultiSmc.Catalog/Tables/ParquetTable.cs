using ParquetSharp;

namespace MultiSmc.Catalog;

/// <summary>A column of a table: a name, and values of one type.</summary>
public abstract class TableColumn
{
    private protected TableColumn(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Number of values.</summary>
    internal abstract int Count { get; }

    /// <summary>Whole numbers.</summary>
    public static TableColumn Of(string name, IReadOnlyList<long> values) => new Typed<long>(name, values);

    /// <summary>Whole numbers, some of them not there.</summary>
    public static TableColumn Of(string name, IReadOnlyList<long?> values) => new Typed<long?>(name, values);

    /// <summary>Numbers; what is not available is NaN.</summary>
    public static TableColumn Of(string name, IReadOnlyList<double> values) => new Typed<double>(name, values);

    /// <summary>Words.</summary>
    public static TableColumn Of(string name, IReadOnlyList<string> values) => new Typed<string>(name, values);

    internal abstract Column Layout();

    internal abstract void Write(RowGroupWriter group, int begin, int count);

    private sealed class Typed<T>(string name, IReadOnlyList<T> values) : TableColumn(name)
    {
        internal override int Count => values.Count;

        internal override Column Layout() => new Column<T>(Name);

        internal override void Write(RowGroupWriter group, int begin, int count)
        {
            var part = new T[count];
            for (var i = 0; i < count; i++)
                part[i] = values[begin + i];
            using var column = group.NextColumn();
            using var writer = column.LogicalWriter<T>();
            writer.WriteBatch(part);
        }
    }
}

/// <summary>A small table as a Parquet file: for data sets, which are held in memory as a whole anyway.</summary>
public static class ParquetTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="path">The file, which is overwritten.</param>
    /// <param name="columns">Of equal length, each with a name of its own.</param>
    /// <exception cref="ArgumentException">The columns are not of equal length.</exception>
    public static void Write(string path, IReadOnlyList<TableColumn> columns) => Write(path, columns, new Dictionary<string, string>());

    /// <summary>Writes a table that says something of itself.</summary>
    /// <param name="path">The file, which is overwritten.</param>
    /// <param name="columns">Of equal length, each with a name of its own.</param>
    /// <param name="metadata">What it says, by key.</param>
    /// <exception cref="ArgumentException">The columns are not of equal length.</exception>
    public static void Write(string path, IReadOnlyList<TableColumn> columns, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(columns);
        var rows = columns.Count == 0 ? 0 : columns[0].Count;
        if (columns.Any(column => column.Count != rows))
            throw new ArgumentException("the columns of a table have the same length", nameof(columns));
        using var builder = new WriterPropertiesBuilder();
        using var properties = builder.Compression(Compression.Zstd).EnablePageChecksum().Build();
        using var writer = new ParquetFileWriter(path, [.. columns.Select(static column => column.Layout())], properties, metadata);
        for (var begin = 0; begin < rows; begin += RowBlock.Rows)
        {
            using var group = writer.AppendRowGroup();
            foreach (var column in columns)
                column.Write(group, begin, Math.Min(RowBlock.Rows, rows - begin));
        }

        writer.Close();
    }
}
