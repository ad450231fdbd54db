using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>
/// Closed positions, always net of commission and slippage. A win is a net result above zero. Ratios are fractions; null is "undefined".
/// </summary>
public sealed record TradeMetrics
{
    /// <summary>Closed positions.</summary>
    public required int Count { get; init; }

    /// <summary>With a net result above zero.</summary>
    public required int Wins { get; init; }

    /// <summary>With a net result below zero.</summary>
    public required int Losses { get; init; }

    /// <summary>Wins ÷ count.</summary>
    public required double? WinRate { get; init; }

    /// <summary>Σ of the net results.</summary>
    public required Money NetPnl { get; init; }

    /// <summary>Σ of the net results above zero.</summary>
    public required Money Won { get; init; }

    /// <summary>Σ of the net results below zero, as a positive amount.</summary>
    public required Money Lost { get; init; }

    /// <summary>Won ÷ lost; undefined without a loss.</summary>
    public required double? ProfitFactor { get; init; }

    /// <summary>Mean net result, floored to 10^-8.</summary>
    public required Money? Expectancy { get; init; }

    /// <summary>Mean of net result ÷ initial risk.</summary>
    public required double? ExpectancyR { get; init; }

    /// <summary>Mean of net result ÷ entry notional, in basis points.</summary>
    public required double? ExpectancyBps { get; init; }

    /// <summary>Mean win ÷ mean loss; undefined without one of both.</summary>
    public required double? Payoff { get; init; }

    /// <summary>System quality number: √min(n, 100) × mean(R) ÷ s(R). Tharp.</summary>
    public required double? Sqn { get; init; }

    /// <summary>Most wins in a row, in the order of closing.</summary>
    public required int LongestWinStreak { get; init; }

    /// <summary>Most losses in a row.</summary>
    public required int LongestLossStreak { get; init; }

    /// <summary>Mean time from first entry fill to last exit fill.</summary>
    public required Duration? MeanHolding { get; init; }

    /// <summary>Median of the same.</summary>
    public required Duration? MedianHolding { get; init; }

    /// <summary>Mean maximum adverse excursion ÷ initial risk.</summary>
    public required double? MeanMaeR { get; init; }

    /// <summary>Mean maximum favourable excursion ÷ initial risk.</summary>
    public required double? MeanMfeR { get; init; }

    /// <summary>Σ net result ÷ Σ maximum favourable excursion: the part of what was there to take that was kept.</summary>
    public required double? PnlToMfe { get; init; }

    /// <summary>Σ commission, in quote.</summary>
    public required Money Fees { get; init; }

    /// <summary>Commission ÷ Σ of the results above zero before commission.</summary>
    public required double? FeeShare { get; init; }

    /// <summary>
    /// Σ of the five best net results ÷ Σ of all: above 1 the run would have lost without them. Undefined when the run has no net profit.
    /// </summary>
    public required double? BestFiveShare { get; init; }

    /// <summary>Measures closed positions.</summary>
    /// <param name="trips">In the order of their closing.</param>
    public static TradeMetrics Compute(IReadOnlyList<RoundTrip> trips)
    {
        var results = trips.Select(trip => trip.NetPnl).ToArray();
        var risks = Known(trips.Select(trip => trip.R()));
        var wins = results.Count(result => result > Money.Zero);
        var losses = results.Count(result => result < Money.Zero);
        var won = Sum(results.Where(result => result > Money.Zero));
        var lost = -Sum(results.Where(result => result < Money.Zero));
        var net = won - lost;
        var holdings = trips.Select(trip => trip.ClosedAt - trip.OpenedAt).ToArray();
        var fees = Sum(trips.Select(trip => trip.Fees));
        var best = Sum(results.OrderDescending().Take(5).Where(result => result > Money.Zero));
        return new TradeMetrics
        {
            Count = trips.Count,
            Wins = wins,
            Losses = losses,
            WinRate = Statistics.Ratio(wins, trips.Count),
            NetPnl = net,
            Won = won,
            Lost = lost,
            ProfitFactor = Statistics.Ratio(won, lost),
            Expectancy = Statistics.Share(net, trips.Count),
            ExpectancyR = Statistics.Mean(risks),
            ExpectancyBps = Statistics.Mean(Known(trips.Select(trip => trip.NetBps()))),
            Payoff = wins > 0 && losses > 0 ? (double)won.Raw / wins / ((double)lost.Raw / losses) : null,
            Sqn = Math.Sqrt(Math.Min(risks.Count, 100)) * Statistics.Mean(risks) / Statistics.SampleDeviation(risks),
            LongestWinStreak = LongestRun(results, result => result > Money.Zero),
            LongestLossStreak = LongestRun(results, result => result < Money.Zero),
            MeanHolding = Statistics.Mean(holdings),
            MedianHolding = Statistics.Median(holdings),
            MeanMaeR = Statistics.Mean(Known(trips.Select(trip => trip.InRisks(trip.AdverseExcursion())))),
            MeanMfeR = Statistics.Mean(Known(trips.Select(trip => trip.InRisks(trip.FavourableExcursion())))),
            PnlToMfe = Statistics.Ratio(net, Sum(trips.Select(trip => trip.FavourableExcursion()))),
            Fees = fees,
            FeeShare = Statistics.Ratio(fees, Sum(trips.Select(trip => trip.GrossPnl()).Where(result => result > Money.Zero))),
            BestFiveShare = Statistics.Ratio(best, net),
        };
    }

    private static List<double> Known(IEnumerable<double?> values) =>
        [.. values.Where(value => value is not null).Select(value => value.GetValueOrDefault())];

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    private static int LongestRun(Money[] results, Func<Money, bool> isIn)
    {
        var (longest, current) = (0, 0);
        foreach (var result in results)
        {
            current = isIn(result) ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
