namespace MultiSmc.Cli.Commands;

/// <summary>Aligned columns: the same bytes on a terminal and in a pipe.</summary>
internal sealed class PlainTable(params string[] heads)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with a cell for each head.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes it; nothing but a remark when it has no rows.</summary>
    public void Write(TextWriter output, string whenEmpty)
    {
        if (_rows.Count == 0)
        {
            output.WriteLine(whenEmpty);
            return;
        }

        var widths = heads.Select((head, at) => Math.Max(head.Length, _rows.Max(row => row[at].Length))).ToArray();
        foreach (var row in _rows.Prepend(heads))
            output.WriteLine(string.Join("  ", row.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd());
    }
}
