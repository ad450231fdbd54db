namespace MultiSmc.Research;

/// <summary>A tape under its name, to stand beside others.</summary>
/// <param name="Name">Heads its column.</param>
/// <param name="Statistics">What it looks like.</param>
public sealed record NamedTape(string Name, TapeStatistics Statistics);

/// <summary>Tapes side by side in figures.</summary>
public static class TapeFigures
{
    private static readonly (string Name, Func<TapeStatistics, string> Text)[] Rows =
    [
        ("trades", tape => FigureText.Count(tape.Count)),
        ("hours", tape => FigureText.Number(tape.Seconds / 3600)),
        ("missing ids", tape => FigureText.Count(tape.MissingIds)),
        ("trades a second", tape => FigureText.Number(tape.TradesPerSecond, 3)),
        ("trades an order", tape => FigureText.Number(tape.TradesPerOrder)),
        ("at the time of the trade before", tape => FigureText.Percent(tape.SameTimeShare, 1)),
        ("time to the next order, 10/25/50 %", tape => Quantiles(tape.GapQuantile, [0.1, 0.25, 0.5], 4, " s")),
        ("time to the next order, 75/90/99 %", tape => Quantiles(tape.GapQuantile, [0.75, 0.9, 0.99], 2, " s")),
        ("dispersion of counts at 1 s", tape => FigureText.Number(tape.Dispersion(1), 1)),
        ("dispersion at 10 s", tape => FigureText.Number(tape.Dispersion(10), 1)),
        ("dispersion at 60 s", tape => FigureText.Number(tape.Dispersion(60), 1)),
        ("dispersion at 600 s", tape => FigureText.Number(tape.Dispersion(600), 1)),
        ("on the side of the trade before", tape => FigureText.Percent(tape.SameSideShare, 1)),
        ("runs of a side, 50/90/99 %", tape => Quantiles(tape.RunQuantile, [0.5, 0.9, 0.99], 0, "")),
        ("side's autocorrelation, lag 1/10/100", tape => Memory(tape)),
        ("quote amount, 10/25/50 %", tape => Quantiles(tape.QuoteQuantile, [0.1, 0.25, 0.5], 1, "")),
        ("quote amount, 75/90/99 %", tape => Quantiles(tape.QuoteQuantile, [0.75, 0.9, 0.99], 0, "")),
        ("mean quote amount", tape => FigureText.Number(tape.MeanQuote, 0)),
        ("tail index of amounts", tape => FigureText.Number(tape.SizeTailIndex)),
        ("at the price of the trade before", tape => FigureText.Percent(tape.UnchangedShare, 1)),
        ("return of a trade, rms", tape => FigureText.Number(tape.TickReturnBps, 3) + " bps"),
        ("volatility at 1 s", tape => FigureText.Number(tape.Volatility(1)) + " bps/√s"),
        ("volatility at 10 s", tape => FigureText.Number(tape.Volatility(10)) + " bps/√s"),
        ("volatility at 60 s", tape => FigureText.Number(tape.Volatility(60)) + " bps/√s"),
        ("variance of a minute", tape => FigureText.Number(tape.VariancePerMinute * 1e8, 1) + " bps²"),
        ("kurtosis at 60 s", tape => FigureText.Number(tape.Kurtosis(60), 1)),
        ("volatility's memory, 60 s", tape => FigureText.Number(tape.VolatilityMemory(60))),
        ("flow against the next return", tape => $"{FigureText.Number(tape.FlowCorrelation, 3)} ± {FigureText.Number(tape.FlowChance, 3)}"),
    ];

    /// <summary>Names of the figures, each with its text for every tape.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Table(IReadOnlyList<NamedTape> tapes)
    {
        ArgumentNullException.ThrowIfNull(tapes);
        return [.. Rows.Select(row => (IReadOnlyList<string>)[row.Name, .. tapes.Select(tape => row.Text(tape.Statistics))])];
    }

    private static string Quantiles(Func<double, double?> quantile, double[] shares, int decimals, string unit) =>
        string.Join(" / ", shares.Select(share => FigureText.Number(quantile(share), decimals))) + unit;

    private static string Memory(TapeStatistics tape)
    {
        var wanted = tape.SideMemory.Where(point => point.Lag is 1 or 10 or 100);
        return string.Join(" / ", wanted.Select(point => FigureText.Number(point.Value)));
    }
}
