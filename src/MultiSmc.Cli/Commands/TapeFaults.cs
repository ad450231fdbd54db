using MultiSmc.Binance;

namespace MultiSmc.Cli.Commands;

/// <summary>Says on stderr what was wrong in a file of market data.</summary>
internal static class TapeFaults
{
    /// <summary>The rows that could not be read, each with its remedy for the first ones.</summary>
    /// <returns>The file's name, for what else there is to say.</returns>
    public static string WriteBadRows(CommandConsole console, ReadReport report)
    {
        var name = Path.GetFileName(report.Path);
        foreach (var fault in report.Faults)
            console.WriteWarning(fault.ToString());
        if (report.FaultCount > 0)
            console.WriteWarning($"{name}: {report.FaultCount} of {report.Rows} rows could not be read and were left out");
        return name;
    }
}
