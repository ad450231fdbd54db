namespace MultiSmc.Research;

/// <summary>Returns from day to day, and the ratios made of them. 365 days a year: the market never closes.</summary>
public static class DailyReturns
{
    /// <summary>Days of a year.</summary>
    public const int DaysPerYear = 365;

    /// <summary>e_t = E_t / E_{t−1} − 1 between neighbouring points.</summary>
    /// <param name="days">Equity at the start, at each 00:00 UTC, and at the end.</param>
    /// <returns>Empty when an equity is not above zero before the last point: then there is no return to speak of.</returns>
    /// <remarks>
    /// The first day (from the start to 00:00) and the last (from 00:00 to the end) count as days though they are shorter: leaving them out would
    /// leave out money that was won or lost. Two points at one time are no day.
    /// </remarks>
    public static IReadOnlyList<double> Of(IReadOnlyList<EquityPoint> days)
    {
        var bounds = EquityCurve.DayBounds(days);
        var returns = new List<double>(bounds.Count);
        for (var i = 1; i < bounds.Count; i++)
        {
            var before = bounds[i - 1].Equity.Raw;
            if (before <= 0)
                return [];
            returns.Add((double)(bounds[i].Equity.Raw - before) / before);
        }

        return returns;
    }

    /// <summary>Mean excess return ÷ sample deviation of the same returns × √365.</summary>
    /// <param name="returns">Daily returns; not levels, not returns per trade.</param>
    /// <param name="riskFreePerYear">As a fraction.</param>
    /// <returns>Null with fewer than two days or without spread.</returns>
    /// <remarks>Sharpe (1994).</remarks>
    public static double? Sharpe(IReadOnlyList<double> returns, double riskFreePerYear = 0)
    {
        if (Statistics.Mean(returns) is not { } mean || Statistics.SampleDeviation(returns) is not { } deviation)
            return null;
        return (mean - riskFreePerYear / DaysPerYear) / deviation * Math.Sqrt(DaysPerYear);
    }

    /// <summary>Mean return ÷ √(Σ min(e, 0)² / n) × √365, n all days.</summary>
    /// <param name="returns">Daily returns.</param>
    /// <returns>Null with fewer than two days or without a losing one.</returns>
    /// <remarks>Sortino and Price (1994), target 0.</remarks>
    public static double? Sortino(IReadOnlyList<double> returns)
    {
        if (returns.Count < 2 || Statistics.Mean(returns) is not { } mean)
            return null;
        var squares = 0.0;
        for (var i = 0; i < returns.Count; i++)
            squares += Math.Min(returns[i], 0) * Math.Min(returns[i], 0);
        return squares > 0 ? mean / Math.Sqrt(squares / returns.Count) * Math.Sqrt(DaysPerYear) : null;
    }
}
