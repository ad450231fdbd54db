namespace MultiSmc.Research;

/// <summary>
/// A backtest as files. The same report gives the same bytes: no wall-clock time, no path, invariant culture, fixed order.
/// <list type="table">
/// <item><term>report.json</term><description>
/// Schema "multismc.backtest/1": identity, warnings, currency, assumptions, instruments, equity, trades, orders, band, model (null without
/// one), benchmarks, break_even, record. Money and prices are decimal strings, ratios are fractions as the shortest number that reads back the same, what is undefined is
/// null, times are ISO 8601 UTC, spans are seconds (names end in _s).
/// </description></item>
/// <item><term>trades.csv</term><description>Closed positions, net of commission.</description></item>
/// <item><term>orders.csv</term><description>Entry orders from sending to end.</description></item>
/// <item><term>zones.csv</term><description>Zones of both directions as last seen; packet indices count from the run's start.</description></item>
/// <item><term>equity.csv</term><description>Equity at every packet and every 00:00 UTC, with its drawdown.</description></item>
/// <item><term>curves.csv</term><description>Equity beside the band of fill assumptions, the run without its model and its rivals, at the same moments.</description></item>
/// <item><term>decisions.csv</term><description>Every step of the strategies, the model's word included.</description></item>
/// <item><term>report.html</term><description>The same as a page with plots: one file, no script, nothing asked of the network.</description></item>
/// </list>
/// The figures and the tables are of the run under the configured fill assumption; the band holds the others. The tables are UTF-8 with a header
/// and LF; an empty field is "none"; prices, quantities and money are plain decimals; a moment is ISO 8601 UTC and, beside it, nanoseconds since
/// the epoch.
/// </summary>
/// <remarks>A change that breaks readers raises the schema's number; a new field does not.</remarks>
public static class BacktestReportWriter
{
    /// <summary>The file that makes a folder a run.</summary>
    public const string ReportFile = "report.json";

    /// <summary>The file that people look at.</summary>
    public const string PageFile = "report.html";

    /// <summary>Writes all files: into a temporary folder beside the target, renamed into place once it is whole.</summary>
    /// <param name="report">The backtest.</param>
    /// <param name="folder">The run's folder; made, with the folders above it.</param>
    /// <param name="overwrite">Whether a run that is there already is replaced. A folder that holds anything else never is.</param>
    /// <param name="hasTables">The tables and the page beside report.json.</param>
    /// <exception cref="RunFolderException">The folder is taken; the message says what to do.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Write(BacktestReport report, string folder, bool overwrite, bool hasTables = true)
    {
        var record = report.Result.Runs[0].Record;
        new RunFolder(folder, overwrite, ReportFile).Write(temporary =>
        {
            WriteFile(temporary, ReportFile, stream => WriteJson(report, stream));
            if (!hasTables)
                return;
            WriteFile(temporary, "trades.csv", stream => TradesCsv.Write(report.Result, record, stream));
            WriteFile(temporary, "orders.csv", stream => OrdersCsv.Write(report.Result, record, stream));
            WriteFile(temporary, "zones.csv", stream => ZonesCsv.Write(report.Result, record, stream));
            WriteFile(temporary, "equity.csv", stream => EquityCsv.Write(record, stream));
            WriteFile(temporary, "curves.csv", stream => CurvesCsv.Write(report.Result, stream));
            WriteFile(temporary, "decisions.csv", stream => DecisionsCsv.Write(report.Result, record, stream));
            WriteFile(temporary, PageFile, stream => HtmlReport.Write(report, stream));
        });
    }

    /// <summary>Writes what report.json holds.</summary>
    /// <param name="report">The backtest.</param>
    /// <param name="stream">Stays open.</param>
    public static void WriteJson(BacktestReport report, Stream stream)
    {
        JsonReport.Write(report, stream);
        stream.WriteByte((byte)'\n');
    }

    private static void WriteFile(string folder, string name, Action<Stream> write)
    {
        using var file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        write(file);
        file.Flush(flushToDisk: true); // the rename must not reach the disk before what it names
    }
}
