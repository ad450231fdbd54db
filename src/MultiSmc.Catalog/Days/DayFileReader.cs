using System.Runtime.InteropServices;
using MultiSmc.Core;
using ParquetSharp;

namespace MultiSmc.Catalog;

/// <summary>Reads the file of one day, a row group at a time, and holds what it reads against what the file says of itself.</summary>
internal sealed class DayFileReader : IDisposable
{
    private const string ImportAgain = "Move it away and import the day again.";
    private const string Foreign = "Only files that this program wrote belong into the catalog; to bring rows in, import them.";

    private readonly ParquetFileReader _reader;
    private readonly Dataset _dataset;
    private readonly DecimalScale _scale;
    private readonly DayFacts? _facts;
    private long _lastKey = long.MinValue;

    private DayFileReader(string path, ParquetFileReader reader, Dataset dataset, DecimalScale scale, DayFacts? facts)
    {
        (Path, _reader, _dataset, _scale, _facts) = (path, reader, dataset, scale, facts);
        GroupCount = reader.FileMetaData.NumRowGroups;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the file says of itself.</summary>
    public DayFacts Facts => _facts ?? throw new InvalidOperationException("an unfinished file has no facts");

    /// <summary>Row groups.</summary>
    public int GroupCount { get; }

    /// <summary>Opens a day's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What it must hold; null for whatever it says.</param>
    /// <param name="day">The day it must be of; null for whatever it says.</param>
    /// <exception cref="CatalogException">It is not there, damaged, foreign, or of another series or day.</exception>
    public static DayFileReader Open(string path, SeriesKey? key = null, long? day = null)
    {
        var reader = OpenParquet(path);
        try
        {
            var (dataset, facts) = ReadFacts(path, reader);
            if (DayLayout.Fault(dataset, facts.Scale, reader.FileMetaData.Schema) is { } fault)
                throw new CatalogException(path, fault, Foreign);
            if (reader.FileMetaData.NumRows != facts.Rows || facts.Rows < 1)
                throw new CatalogException(path, $"it holds {reader.FileMetaData.NumRows} rows, its metadata say {facts.Rows}", ImportAgain);
            if ((key is { } wanted && wanted != facts.Key) || (day is { } wantedDay && wantedDay != facts.Day))
                throw new CatalogException(path, $"it holds {facts.Key} of {DayName.Of(facts.Day)}, which is not what its place says", "Move it away.");
            return new DayFileReader(path, reader, dataset, facts.Scale, facts);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file whose facts are not final.</summary>
    public static DayFileReader OpenUnfinished(string path, Dataset dataset, DecimalScale scale) => new(path, OpenParquet(path), dataset, scale, null);

    /// <summary>Rows of a row group.</summary>
    public int RowsOf(int group)
    {
        using var rows = _reader.RowGroup(group);
        return checked((int)rows.MetaData.NumRows);
    }

    /// <summary>Whether a row group can hold a row of the time range; from its statistics, without reading it.</summary>
    public bool CanHold(int group, long from, long to)
    {
        using var rows = _reader.RowGroup(group);
        using var column = rows.MetaData.GetColumnChunkMetaData(1);
        using var statistics = column.Statistics;
        return statistics is not Statistics<long> { HasMinMax: true } times || (times.Max >= from && times.Min < to);
    }

    /// <summary>Reads a row group, amounts in steps of 10^-8.</summary>
    /// <exception cref="CatalogException">The file is damaged.</exception>
    public void Read(int group, RowBlock block)
    {
        var count = RowsOf(group);
        if (count > block.Capacity)
            throw new CatalogException(Path, $"a row group has {count} rows, at most {block.Capacity} are expected", Foreign);
        block.Count = count;
        using var rows = _reader.RowGroup(group);
        for (var i = 0; i < block.Numbers.Length; i++)
        {
            var values = block.Numbers[i].AsSpan(0, count);
            ReadNumbers(rows, i, values);
            if (_dataset.Numbers[i].Unit is (ColumnUnit.Price or ColumnUnit.Quantity) and var unit && !DecimalScale.TryGrow(values, _scale.Of(unit)))
                throw Damaged($"column {_dataset.Numbers[i].Name} holds an amount that is negative or too large");
        }

        if (_dataset.Flag is not null)
            ReadFlags(rows, block.Flags.AsSpan(0, count));
        CheckKeys(group, block.Numbers[0].AsSpan(0, count));
    }

    /// <summary>Reads a row group of trades into columns, amounts in the file's own decimals.</summary>
    /// <exception cref="CatalogException">The file is damaged.</exception>
    public void Read(int group, TradeRows into)
    {
        using var rows = _reader.RowGroup(group);
        ReadNumbers(rows, 0, into.Ids);
        ReadNumbers(rows, 1, into.Times);
        ReadNumbers(rows, 2, into.Prices);
        ReadNumbers(rows, 3, into.Quantities);
        ReadFlags(rows, MemoryMarshal.Cast<byte, bool>(into.Buyers));
        // The file says whether the buyer was the maker; the aggressor is the other one.
        foreach (ref var flag in into.Buyers)
            flag ^= 1;
        CheckKeys(group, into.Ids);
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>A damage of this file.</summary>
    public CatalogException Damaged(string what, Exception? cause = null) => new(Path, what, ImportAgain, cause);

    private static ParquetFileReader OpenParquet(string path)
    {
        if (!File.Exists(path))
            throw new CatalogException(path, "there is no such file", "Check the path.");
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            properties.EnablePageChecksumVerification();
            return new ParquetFileReader(path, properties);
        }
        catch (Exception fault) when (fault is ParquetException or IOException or UnauthorizedAccessException)
        {
            throw new CatalogException(path, $"it cannot be read as Parquet: cut off, damaged or another kind of file ({FirstLine(fault)})", ImportAgain, fault);
        }
    }

    private static (Dataset Dataset, DayFacts Facts) ReadFacts(string path, ParquetFileReader reader)
    {
        var metadata = reader.FileMetaData.KeyValueMetadata;
        if (!metadata.TryGetValue(DayFactsJson.SchemaKey, out var schema) || !metadata.TryGetValue(DayFactsJson.FactsKey, out var text))
            throw new CatalogException(path, "it is Parquet, but no file of a catalog: it says nothing of itself", Foreign);
        var dataset = Dataset.All.FirstOrDefault(known => known.Schema == schema)
            ?? throw new CatalogException(path, $"its layout is {schema}, which this version does not know", "Read it with the version that wrote it.");
        try
        {
            return (dataset, DayFactsJson.Read(dataset.Kind, text));
        }
        catch (FormatException fault)
        {
            throw new CatalogException(path, $"what it says of itself cannot be read ({fault.Message})", ImportAgain, fault);
        }
    }

    private void ReadNumbers(RowGroupReader rows, int column, Span<long> values)
    {
        try
        {
            using var reader = (ColumnReader<long>)rows.Column(column);
            for (var done = 0; done < values.Length;)
            {
                reader.ReadBatch(values.Length - done, values[done..], out var read);
                if (read == 0)
                    throw Damaged($"column {_dataset.Numbers[column].Name} ends too early");
                done += (int)read;
            }
        }
        catch (ParquetException fault)
        {
            throw Damaged($"column {_dataset.Numbers[column].Name} cannot be unpacked ({FirstLine(fault)})", fault);
        }
    }

    private void ReadFlags(RowGroupReader rows, Span<bool> values)
    {
        try
        {
            using var reader = (ColumnReader<bool>)rows.Column(_dataset.Numbers.Count);
            for (var done = 0; done < values.Length;)
            {
                reader.ReadBatch(values.Length - done, values[done..], out var read);
                if (read == 0)
                    throw Damaged($"column {_dataset.Flag} ends too early");
                done += (int)read;
            }
        }
        catch (ParquetException fault)
        {
            throw Damaged($"column {_dataset.Flag} cannot be unpacked ({FirstLine(fault)})", fault);
        }
    }

    // Groups may be left out by a range, but those that are read come in order.
    private void CheckKeys(int group, ReadOnlySpan<long> keys)
    {
        var isAscending = true;
        var last = group == 0 ? long.MinValue : _lastKey;
        foreach (var key in keys)
        {
            isAscending &= key > last;
            last = key;
        }

        if (!isAscending)
            throw Damaged("its rows are not in order");
        if (_facts is { } facts && ((group == 0 && keys[0] != facts.FirstKey) || (group == GroupCount - 1 && last != facts.LastKey)))
            throw Damaged("its first or last row is not the one its metadata name");
        _lastKey = last;
    }

    // The native library's messages end in its own source lines.
    private static string FirstLine(Exception fault)
    {
        var end = fault.Message.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? fault.Message : fault.Message[..end]).TrimEnd('.', ' ', '\'', ')');
    }
}
