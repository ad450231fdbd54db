using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// A table of questions as <c>features</c> and <c>vectors</c> write it: one row a question, columns found by their names in any order, an empty cell
/// for what is not available. Read row by row.
/// </summary>
internal sealed class FeatureTable : IDisposable
{
    private const string Label = "label";
    private const string Weight = "weight";
    private static readonly string[] IdColumns = ["zone", "packet"];

    private readonly string _path;
    private readonly FileStream _file;
    private readonly StreamReader _reader;
    private readonly string[] _columns;
    private readonly int[] _featureAt; // position in the row of features, or -1
    private readonly float[] _features;
    private readonly string[] _ids;
    private long _line = 1;

    private FeatureTable(string path, FileStream file, StreamReader reader, string[] columns, IReadOnlyList<string> features)
    {
        (_path, _file, _reader, _columns) = (path, file, reader, columns);
        _featureAt = [.. columns.Select(column => IndexOf(features, column))];
        _features = new float[features.Count];
        Ids = [.. IdColumns.Where(columns.Contains)];
        _ids = new string[Ids.Count];
    }

    /// <summary>Columns that name a question, in order: none, some or all of zone and packet.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Cells of features that were empty so far.</summary>
    public long EmptyCells { get; private set; }

    /// <summary>Features of the row, in the order asked for; NaN where not available. Valid until the next row.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>The row's cells under <see cref="Ids"/>.</summary>
    public IReadOnlyList<string> IdCells => _ids;

    /// <summary>Whether the order won; null where the table does not say.</summary>
    public bool? IsWin { get; private set; }

    /// <summary>The row's weight; 1 where the table does not say.</summary>
    public double RowWeight { get; private set; } = 1;

    /// <summary>How far reading is, in bytes.</summary>
    public ProgressStep Progress => new(_file.Position, _file.Length);

    /// <summary>Opens a table and finds its columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="features">Names of the features wanted.</param>
    /// <exception cref="CommandException">It is not there, or has not the columns.</exception>
    public static FeatureTable Open(string path, IReadOnlyList<string> features)
    {
        if (!File.Exists(path))
            throw new CommandException(ExitCode.Data, $"{path}: no such file");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var reader = new StreamReader(file);
        try
        {
            if (reader.ReadLine() is not { Length: > 0 } header)
                throw new CommandException(ExitCode.Data, $"{path}: it is empty; a table begins with the names of its columns");
            var columns = header.Split(',');
            if (FaultOf(columns, features) is { } fault)
                throw new CommandException(ExitCode.Data, $"{path}, line 1: {fault}; `multismc features --out FILE` writes such a table");
            return new FeatureTable(path, file, reader, columns, features);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="CommandException">The row has another number of cells, or one that is no number.</exception>
    public bool Read()
    {
        while (_reader.ReadLine() is { } row)
        {
            _line++;
            if (row.Length == 0)
                continue;
            Take(row);
            Rows++;
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void Take(string row)
    {
        var column = 0;
        foreach (var range in row.AsSpan().Split(','))
        {
            if (column < _columns.Length)
                Take(column, row.AsSpan()[range]);
            column++;
        }

        if (column != _columns.Length)
            throw Bad($"it has {column} cells, the header has {_columns.Length}");
    }

    private void Take(int column, ReadOnlySpan<char> cell)
    {
        if (_featureAt[column] is >= 0 and var at)
        {
            _features[at] = cell.IsEmpty ? float.NaN : (float)Number(column, cell);
            EmptyCells += cell.IsEmpty ? 1 : 0;
            return;
        }

        var name = _columns[column];
        if (name == Label)
        {
            // -1: the order was not filled, or the tape ended first.
            IsWin = cell.IsEmpty ? null : Number(column, cell) switch { 0 => false, 1 => true, -1 => null, _ => throw Bad($"'{cell}' is no label: 1, 0 or -1") };
        }
        else if (name == Weight)
        {
            RowWeight = cell.IsEmpty ? 1 : Number(column, cell);
            if (!(RowWeight >= 0 && double.IsFinite(RowWeight)))
                throw Bad($"'{cell}' is no weight");
        }
        else if (IndexOf(Ids, name) is >= 0 and var id)
        {
            if (!long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                throw Bad($"'{ConfigurationFault.Printable(cell.ToString())}' in column {name} is no number of a {name}");
            _ids[id] = cell.ToString();
        }
    }

    private double Number(int column, ReadOnlySpan<char> cell)
    {
        // As our tables write them; infinities are values to a model.
        if (cell is "inf")
            return double.PositiveInfinity;
        if (cell is "-inf")
            return double.NegativeInfinity;
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Bad($"'{ConfigurationFault.Printable(cell.ToString())}' in column {_columns[column]} is no number; leave the cell empty where there is none");
    }

    private CommandException Bad(string what) =>
        new(ExitCode.Data, string.Create(CultureInfo.InvariantCulture, $"{_path}, line {_line}: {what}"));

    // Everything at once, each with the name that may have been meant: a table with a shifted schema has many faults of one kind.
    private static string? FaultOf(string[] columns, IReadOnlyList<string> features)
    {
        var missing = features.Except(columns).ToArray();
        var foreign = columns.Where(column => !features.Contains(column) && !SampleTable.QuestionColumns.Contains(column)).Distinct().ToArray();
        var twice = columns.GroupBy(static column => column).Where(static group => group.Count() > 1).Select(static group => group.Key).ToArray();
        var faults = new List<string>();
        if (missing.Length > 0)
            faults.Add($"it lacks {string.Join(", ", missing.Select(name => Named(name, foreign)))}");
        if (foreign.Length > 0)
            faults.Add($"the model does not know {string.Join(", ", foreign.Select(name => Named(name, missing.Length > 0 ? missing : features)))}");
        if (twice.Length > 0)
            faults.Add($"it has more than one column {string.Join(", ", twice.Select(ConfigurationFault.Printable))}");
        return faults.Count == 0 ? null : string.Join("; ", faults);
    }

    private static string Named(string name, IReadOnlyList<string> candidates) =>
        ConfigurationFault.Printable(name) + (Nearest.Find(name, candidates) is { } near ? $" (nearest: {ConfigurationFault.Printable(near)})" : "");

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
                return i;
        }

        return -1;
    }
}
