using ParquetSharp;
using ParquetSharp.Schema;

namespace MultiSmc.Catalog;

/// <summary>A dataset's columns as Parquet sees them.</summary>
internal static class DayLayout
{
    private const int ZstdLevel = 3;

    /// <summary>The schema of a file with these decimals.</summary>
    public static GroupNode Schema(Dataset dataset, DecimalScale scale)
    {
        var nodes = new List<Node>();
        foreach (var column in dataset.Numbers)
        {
            using var type = column.Unit switch
            {
                ColumnUnit.Id => LogicalType.Int(64, isSigned: true),
                ColumnUnit.Time => LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Nanos),
                _ => LogicalType.Decimal(DecimalScale.Precision, scale.Of(column.Unit)),
            };
            nodes.Add(new PrimitiveNode(column.Name, Repetition.Required, type, PhysicalType.Int64));
        }

        if (dataset.Flag is { } flag)
        {
            using var none = LogicalType.None();
            nodes.Add(new PrimitiveNode(flag, Repetition.Required, none, PhysicalType.Boolean));
        }

        return new GroupNode("schema", Repetition.Required, nodes);
    }

    /// <summary>How it is packed: differences of neighbours, then zstd. A dictionary would cost more than it saves on any of the columns.</summary>
    public static WriterProperties Packing(Dataset dataset)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Version(ParquetVersion.PARQUET_2_6).Compression(Compression.Zstd).CompressionLevel(ZstdLevel).DisableDictionary().EnablePageChecksum();
        foreach (var column in dataset.Numbers)
            builder.Encoding(column.Name, Encoding.DeltaBinaryPacked);
        if (dataset.Flag is { } flag)
            builder.Encoding(flag, Encoding.Rle);
        return builder.Build();
    }

    /// <summary>What is wrong with a file's columns, or null.</summary>
    public static string? Fault(Dataset dataset, DecimalScale scale, SchemaDescriptor found)
    {
        if (found.NumColumns != dataset.ColumnCount)
            return $"it has {found.NumColumns} columns, {dataset.ColumnCount} are expected";
        for (var i = 0; i < found.NumColumns; i++)
        {
            var column = found.Column(i);
            var isFlag = i == dataset.Numbers.Count;
            var name = isFlag ? dataset.Flag : dataset.Numbers[i].Name;
            var type = isFlag ? PhysicalType.Boolean : PhysicalType.Int64;
            if (column.Name != name || column.PhysicalType != type || column.MaxDefinitionLevel != 0 || column.MaxRepetitionLevel != 0)
                return $"its column {i + 1} is {column.Name} ({column.PhysicalType}), {name} ({type}, required) is expected";
            if (isFlag || dataset.Numbers[i].Unit is not (ColumnUnit.Price or ColumnUnit.Quantity))
                continue;
            if (column.TypeScale != scale.Of(dataset.Numbers[i].Unit))
                return $"its column {name} has {column.TypeScale} decimals, its metadata say {scale.Of(dataset.Numbers[i].Unit)}";
        }

        return null;
    }
}
