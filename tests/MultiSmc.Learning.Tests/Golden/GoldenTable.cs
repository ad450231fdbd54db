using System.Globalization;
using System.IO.Compression;
using MultiSmc.Testing;

namespace MultiSmc.Learning.Tests;

/// <summary>A gzipped CSV file with a header; an empty field is "none" or NaN.</summary>
internal sealed class GoldenTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly List<string[]> _rows = [];

    public GoldenTable(string relative)
    {
        using var reader = Open(relative);
        Header = (reader.ReadLine() ?? "").Split(',');
        _columns = Header.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        while (reader.ReadLine() is { } line)
            _rows.Add(line.Split(','));
    }

    public string[] Header { get; }

    public int Count => _rows.Count;

    public string Text(int row, string column) => _rows[row][_columns[column]];

    public bool Has(int row, string column) => Text(row, column).Length > 0;

    public long Long(int row, string column) => long.Parse(Text(row, column), CultureInfo.InvariantCulture);

    public long Long(int row, string column, long missing) => Has(row, column) ? Long(row, column) : missing;

    public double Double(int row, string column) => Number(Text(row, column));

    public double Double(int row, int column) => Number(_rows[row][column]);

    public static StreamReader Open(string relative) =>
        new(new GZipStream(File.OpenRead(SharedData.Require("golden/" + relative)), CompressionMode.Decompress));

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
