using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>What became of the account, open positions marked to the last price. Ratios are fractions; null is "undefined".</summary>
public sealed record EquityMetrics
{
    /// <summary>Shortest run that may be stretched to a year.</summary>
    public const int DaysForAnnualRate = 90;

    /// <summary>First point of the curve; null without one.</summary>
    public required EquityPoint? Start { get; init; }

    /// <summary>Last point of the curve; null without one.</summary>
    public required EquityPoint? End { get; init; }

    /// <summary>E_end − E_start: everything, fees and open positions included.</summary>
    public required Money NetResult { get; init; }

    /// <summary>Net result ÷ E_start.</summary>
    public required double? TotalReturn { get; init; }

    /// <summary>Time from start to end in days of 24 hours.</summary>
    public required double Days { get; init; }

    /// <summary>(E_end / E_start)^(365 / days) − 1; only from <see cref="DaysForAnnualRate"/> days on: less is no year's evidence.</summary>
    public required double? Cagr { get; init; }

    /// <summary>Number of daily returns.</summary>
    public required int DailyReturnCount { get; init; }

    /// <summary>See <see cref="DailyReturns.Sharpe"/>.</summary>
    public required double? Sharpe { get; init; }

    /// <summary>See <see cref="DailyReturns.Sortino"/>.</summary>
    public required double? Sortino { get; init; }

    /// <summary>CAGR ÷ maximum drawdown; undefined where the CAGR is, and without a drawdown.</summary>
    public required double? Calmar { get; init; }

    /// <summary>Depth and length of drawdowns on the whole curve.</summary>
    public required Drawdown Drawdown { get; init; }

    /// <summary>See <see cref="Research.Drawdown.UlcerIndex"/>.</summary>
    public required double? UlcerIndex { get; init; }

    /// <summary>Measures a run.</summary>
    /// <param name="packets">Equity at the start, at packets' closes, and at the end.</param>
    /// <param name="days">Equity at the start, at each 00:00 UTC, and at the end.</param>
    /// <param name="riskFreePerYear">As a fraction; lowers the Sharpe ratio alone.</param>
    /// <param name="measured">The drawdown on every point, where the lists hold a choice of them; null: it is measured on the lists.</param>
    public static EquityMetrics Compute(
        IReadOnlyList<EquityPoint> packets, IReadOnlyList<EquityPoint> days, double riskFreePerYear = 0, Drawdown? measured = null)
    {
        var curve = EquityCurve.Merge(packets, days);
        EquityPoint? start = curve.Count > 0 ? curve[0].Point : null;
        EquityPoint? end = curve.Count > 0 ? curve[^1].Point : null;
        var (from, to) = (start.GetValueOrDefault(), end.GetValueOrDefault());
        var elapsedDays = (double)(to.Time - from.Time).Nanoseconds / Timestamp.NanosecondsPerDay;
        var returns = DailyReturns.Of(days);
        var drawdown = measured ?? Drawdown.Compute(curve);
        var cagr = elapsedDays >= DaysForAnnualRate && Statistics.Ratio(to.Equity, from.Equity) is { } growth
            ? Math.Pow(growth, DailyReturns.DaysPerYear / elapsedDays) - 1
            : (double?)null;
        return new EquityMetrics
        {
            Start = start,
            End = end,
            NetResult = to.Equity - from.Equity,
            TotalReturn = Statistics.Ratio(to.Equity - from.Equity, from.Equity),
            Days = elapsedDays,
            Cagr = cagr,
            DailyReturnCount = returns.Count,
            Sharpe = DailyReturns.Sharpe(returns, riskFreePerYear),
            Sortino = DailyReturns.Sortino(returns),
            Calmar = drawdown.Max > 0 ? cagr / drawdown.Max : null,
            Drawdown = drawdown,
            UlcerIndex = Drawdown.UlcerIndex(days),
        };
    }
}
