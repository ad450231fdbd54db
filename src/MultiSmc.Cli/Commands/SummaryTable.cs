using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>A backtest's summary as plain aligned lines: the same bytes on a terminal, in a file and in a pipe.</summary>
internal static class SummaryTable
{
    private const int Width = 120;

    /// <summary>Writes the sections in order; warnings last, wrapped.</summary>
    public static void Write(TextWriter output, IReadOnlyList<SummaryRow> rows)
    {
        var label = rows.Where(row => row.Section != "Warnings").Max(row => row.Label.Length);
        var section = "";
        foreach (var row in rows)
        {
            if (row.Section != section)
            {
                section = row.Section;
                output.WriteLine();
                output.WriteLine(section);
            }

            if (section == "Warnings")
                WriteWrapped(output, row);
            else
                output.WriteLine($"  {row.Label.PadRight(label)}  {row.Value}");
        }
    }

    private static void WriteWrapped(TextWriter output, SummaryRow row)
    {
        var line = $"  ! {row.Label}:";
        foreach (var word in row.Value.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                line = "   ";
            }

            line += " " + word;
        }

        output.WriteLine(line);
    }
}
