using MultiSmc.Core;
using ParquetSharp;
using ParquetSharp.IO;

namespace MultiSmc.Catalog;

/// <summary>
/// Writes the file of one day under a temporary name, a row group a block. The decimals are those of the blocks so far; where a later block needs
/// finer ones, what is written is read back and packed anew.
/// </summary>
internal sealed class DayFileWriter : IDisposable
{
    private readonly ICatalogDisk _disk;
    private readonly Func<string> _newPath;
    private readonly SeriesKey _key;
    private readonly long _day;
    private readonly Dataset _dataset;
    private readonly DayTally _tally;
    private readonly DecimalScale _leastScale;
    private OpenFile? _open;

    /// <param name="disk">Where files are made.</param>
    /// <param name="newPath">Gives the path of a file that is not there yet.</param>
    /// <param name="key">The series.</param>
    /// <param name="day">The day.</param>
    /// <param name="leastScale">Decimals to keep in any case: those of the series' other days.</param>
    public DayFileWriter(ICatalogDisk disk, Func<string> newPath, SeriesKey key, long day, DecimalScale leastScale)
    {
        (_disk, _newPath, _key, _day, _leastScale) = (disk, newPath, key, day, leastScale);
        _dataset = Dataset.Of(key.Kind);
        _tally = new DayTally(_dataset);
    }

    /// <summary>Writes the rows of a block, whose amounts are changed by it; the caller fills it anew. Keys ascend within and over blocks.</summary>
    /// <exception cref="CatalogException">An amount cannot be kept.</exception>
    public void Append(RowBlock block)
    {
        if (block.Count == 0)
            return;
        _tally.Add(block);
        Invariant.That(_tally.IsAscending, "rows are written in order of their keys");
        Pack(block);
    }

    /// <summary>Closes the file and puts it on the disk.</summary>
    /// <param name="sources">Where the rows came from.</param>
    /// <param name="holes">Ids that nobody has.</param>
    /// <returns>The file.</returns>
    public StagedDay Finish(IReadOnlyList<ImportSource> sources, IReadOnlyList<KnownHole> holes)
    {
        var open = _open ?? throw new InvalidOperationException("a day without rows has no file");
        var facts = _tally.Facts(_key, _day, open.Scale, sources) with { Holes = holes };
        open.Close(facts);
        _open = null;
        return new StagedDay(open.Path, facts);
    }

    public void Dispose() => _open?.Dispose();

    private void Pack(RowBlock block)
    {
        var scale = (_open?.Scale ?? _leastScale).Fit(block);
        if (_open is null)
            _open = new OpenFile(_disk, _newPath(), _dataset, scale);
        else if (scale != _open.Scale)
            Refine(scale);
        _open.Write(block, $"{_key} {DayName.Of(_day)}");
    }

    private void Refine(DecimalScale scale)
    {
        var coarse = _open ?? throw new InvalidOperationException();
        coarse.Close(_tally.Facts(_key, _day, coarse.Scale, []));
        _open = new OpenFile(_disk, _newPath(), _dataset, scale);
        // The rows of the block at hand are counted and not written yet, so the file holds fewer than its facts say.
        using var reader = DayFileReader.OpenUnfinished(coarse.Path, _dataset, coarse.Scale);
        var block = new RowBlock(_dataset);
        for (var group = 0; group < reader.GroupCount; group++)
        {
            reader.Read(group, block);
            _open.Write(block, coarse.Path);
        }
    }

    private sealed class OpenFile : IDisposable
    {
        private readonly ICatalogDisk _disk;
        private readonly Dataset _dataset;
        private readonly Dictionary<string, string> _metadata = [];
        private readonly Stream _stream;
        private readonly ManagedOutputStream _output;
        private readonly ParquetFileWriter _writer;

        public OpenFile(ICatalogDisk disk, string path, Dataset dataset, DecimalScale scale)
        {
            (_disk, _dataset, Path, Scale) = (disk, dataset, path, scale);
            _stream = disk.Create(path);
            using var schema = DayLayout.Schema(dataset, scale);
            using var packing = DayLayout.Packing(dataset);
            _output = new ManagedOutputStream(_stream, leaveOpen: true);
            _writer = new ParquetFileWriter(_output, schema, packing, _metadata);
        }

        public string Path { get; }

        public DecimalScale Scale { get; }

        public void Write(RowBlock block, string where)
        {
            using var group = _writer.AppendRowGroup();
            for (var i = 0; i < block.Numbers.Length; i++)
            {
                var values = block.Numbers[i].AsSpan(0, block.Count);
                var column = _dataset.Numbers[i];
                if (column.Unit is ColumnUnit.Price or ColumnUnit.Quantity && DecimalScale.Shrink(values, Scale.Of(column.Unit)) is { } large)
                {
                    throw new CatalogException(
                        where, $"{column.Name} {large} with {Scale.Of(column.Unit)} decimals has more than {DecimalScale.Precision} digits",
                        "Such an amount cannot be kept exactly; leave the symbol out.");
                }

                using var writer = (ColumnWriter<long>)group.NextColumn();
                writer.WriteBatch(values);
            }

            if (_dataset.Flag is null)
                return;
            using var flags = (ColumnWriter<bool>)group.NextColumn();
            flags.WriteBatch(block.Flags.AsSpan(0, block.Count));
        }

        public void Close(DayFacts facts)
        {
            _metadata[DayFactsJson.SchemaKey] = _dataset.Schema;
            _metadata[DayFactsJson.FactsKey] = DayFactsJson.Write(facts);
            _writer.Close();
            _disk.Sync(_stream);
            Dispose();
        }

        public void Dispose()
        {
            _writer.Dispose();
            _output.Dispose();
            _stream.Dispose();
        }
    }
}

/// <summary>A day's file that is whole and on the disk, and not in its place yet.</summary>
/// <param name="Path">The file.</param>
/// <param name="Facts">What it holds.</param>
internal sealed record StagedDay(string Path, DayFacts Facts);
