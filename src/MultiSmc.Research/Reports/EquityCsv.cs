using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>equity.csv: the curve that reports show, with how far each point stands below the highest before it; the rows of sample "day" are those that daily returns are taken between.</summary>
internal static class EquityCsv
{
    public static void Write(RunRecorder record, Stream stream)
    {
        using var table = new CsvTable(stream, "time", "time_ns", "sample", "equity", "drawdown");
        var peak = Money.Zero;
        foreach (var (point, isDay) in EquityCurve.Merge(record.Equity, record.DailyEquity))
        {
            if (point.Equity > peak)
                peak = point.Equity;
            table.Moment(point.Time).Text(isDay ? "day" : "packet").Amount(point.Equity).Ratio(Statistics.Ratio(peak - point.Equity, peak));
            table.EndRow();
        }
    }
}
