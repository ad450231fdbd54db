using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>
/// curves.csv: what else there was beside the run, at the same moments: the lowest and highest equity under all fill assumptions, the run without its model,
/// the lowest and highest of the rivals that pulled as many orders by chance, the same money bought and held. Sampled at days, hours or minutes by the length of the run; and at its end.
/// </summary>
internal static class CurvesCsv
{
    private const long Minute = 60_000_000_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    public static void Write(BacktestResult result, Stream stream)
    {
        using var table = new CsvTable(stream, "time", "time_ns", "equity", "low", "high", "without", "rivals_low", "rivals_high", "hold");
        if (result.Runs[0].Record.Equity is not [var first, .., var last])
            return;
        var moments = Moments(first.Time, last.Time);
        var runs = result.Runs.Select(run => Sample(run.Record, moments)).ToArray();
        var without = result.WithoutModel is { } other ? Sample(other.Record, moments) : null;
        var rivals = result.Rivals.Select(run => Sample(run.Record, moments)).ToArray();
        var hold = HoldCurve.Compute(result.Instruments, result.Assumptions.TakerFeePpm, first.Equity, moments);
        for (var i = 0; i < moments.Count; i++)
        {
            table.Moment(moments[i]).Amount(runs[0][i]).Amount(runs.Min(run => run[i])).Amount(runs.Max(run => run[i])).Amount(without?[i]);
            table.Amount(rivals.Length == 0 ? null : rivals.Min(run => run[i])).Amount(rivals.Length == 0 ? null : rivals.Max(run => run[i]));
            table.Amount(hold?[i]).EndRow();
        }
    }

    // A few hundred points: what a plot shows, and what a day, an hour or a minute is asked for.
    private static List<Timestamp> Moments(Timestamp from, Timestamp to)
    {
        var span = to.Nanoseconds - from.Nanoseconds;
        var step = span >= 30 * Day ? Day : span >= 12 * Hour ? Hour : Minute;
        var moments = new List<Timestamp> { from };
        for (var at = (from.Nanoseconds / step + 1) * step; at < to.Nanoseconds; at += step)
            moments.Add(new Timestamp(at));
        moments.Add(to);
        return moments;
    }

    // Equity as it stood at each moment: that of the last point not after it. The last moment has the run's end, open positions included.
    private static Money[] Sample(RunRecorder record, List<Timestamp> moments)
    {
        var values = new Money[moments.Count];
        var (points, at) = (EquityCurve.Merge(record.Equity, record.DailyEquity), 0);
        for (var i = 0; i < values.Length; i++)
        {
            while (at + 1 < points.Count && points[at + 1].Point.Time <= moments[i])
                at++;
            values[i] = points.Count == 0 ? Money.Zero : points[at].Point.Equity;
        }

        if (points.Count > 0)
            values[^1] = points[^1].Point.Equity;
        return values;
    }
}
