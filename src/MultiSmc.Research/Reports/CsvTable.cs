using System.Buffers;
using System.Globalization;
using System.Text;
using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>A CSV file: UTF-8 without mark, LF, a header, an empty field for "none". Text that needs it is quoted (RFC 4180).</summary>
internal sealed class CsvTable : IDisposable
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    private readonly StreamWriter _writer;
    private readonly int _columns;
    private int _cells;

    /// <param name="stream">Stays open.</param>
    /// <param name="columns">The header.</param>
    public CsvTable(Stream stream, params IReadOnlyList<string> columns)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        _columns = columns.Count;
        foreach (var column in columns)
            Text(column);
        EndRow();
    }

    public CsvTable Text(string text)
    {
        Separate();
        if (text.AsSpan().IndexOfAny(NeedsQuotes) < 0)
        {
            _writer.Write(text);
            return this;
        }

        _writer.Write('"');
        _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
        return this;
    }

    public CsvTable None() => Text("");

    public CsvTable Integer(long? value) => Text(value?.ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>The shortest number that reads back the same; empty when undefined.</summary>
    public CsvTable Ratio(double? value) =>
        value is { } known && double.IsFinite(known) ? Text((known == 0 ? 0 : known).ToString("R", CultureInfo.InvariantCulture)) : None();

    public CsvTable Amount(Money? value) => Text(value is { } known ? FixedPoint.Format(known.Raw) : "");

    public CsvTable Amount(Quantity? value) => Text(value is { } known ? FixedPoint.Format(known.Raw) : "");

    /// <summary>A plain decimal; empty for a price of zero, which stands for "none".</summary>
    public CsvTable Amount(Price value) => Text(value.Raw == 0 ? "" : FixedPoint.Format(value.Raw));

    /// <summary>Two cells: ISO 8601 UTC, and nanoseconds since the epoch.</summary>
    public CsvTable Moment(Timestamp? value) => Text(value?.ToString() ?? "").Integer(value?.Nanoseconds);

    public void EndRow()
    {
        Invariant.That(_cells == _columns, "a row has a cell for each column");
        _cells = 0;
        _writer.WriteLine();
    }

    public void Dispose() => _writer.Dispose();

    private void Separate()
    {
        if (_cells++ > 0)
            _writer.Write(',');
    }
}
