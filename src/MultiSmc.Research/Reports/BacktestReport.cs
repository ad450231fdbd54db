namespace MultiSmc.Research;

/// <summary>A backtest with its figures and its warnings: what every output is made from.</summary>
public sealed record BacktestReport
{
    /// <summary>What happened.</summary>
    public required BacktestResult Result { get; init; }

    /// <summary>What it amounts to.</summary>
    public required BacktestFigures Figures { get; init; }

    /// <summary>Why it may not be what it seems.</summary>
    public required IReadOnlyList<HonestyFlag> Flags { get; init; }

    /// <summary>Measures a backtest.</summary>
    /// <param name="result">With at least one run.</param>
    /// <param name="riskFreePerYear">As a fraction; lowers the Sharpe ratio alone.</param>
    public static BacktestReport Create(BacktestResult result, double riskFreePerYear = 0)
    {
        if (result.Runs.Count == 0)
            throw new ArgumentException("A backtest has at least one run.", nameof(result));
        var figures = BacktestFigures.Compute(result, riskFreePerYear);
        return new BacktestReport { Result = result, Figures = figures, Flags = HonestyFlags.Of(result, figures) };
    }
}
