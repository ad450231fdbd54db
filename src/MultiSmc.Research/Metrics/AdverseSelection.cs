using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>
/// How far the price went against the fills of one kind, in basis points of the fill's price; above zero is worse: a resting order that fills mostly
/// when the price is about to run through it pays for that.
/// </summary>
/// <param name="Fills">Kind, a stable name: "maker-buy" (entries), "maker-sell" (targets), "taker-sell" (stops, timed exits), "taker-buy".</param>
/// <param name="After">How long after the fill.</param>
/// <param name="Count">Fills whose later price is known: the tape went on for so long.</param>
/// <param name="MeanBps">Mean, each execution counted once; null without one.</param>
/// <param name="MedianBps">Median; null without one.</param>
public sealed record AdverseSelection(string Fills, Duration After, int Count, double? MeanBps, double? MedianBps)
{
    private static readonly (string Name, Side Side, Liquidity Liquidity)[] Kinds =
    [
        ("maker-buy", Side.Buy, Liquidity.Maker),
        ("maker-sell", Side.Sell, Liquidity.Maker),
        ("taker-sell", Side.Sell, Liquidity.Taker),
        ("taker-buy", Side.Buy, Liquidity.Taker),
    ];

    /// <summary>Measures a run's fills: each kind that there is, at each horizon.</summary>
    public static IReadOnlyList<AdverseSelection> Compute(IReadOnlyList<FillAftermath> fills) =>
    [
        .. from kind in Kinds
           let own = fills.Where(one => one.Fill.Side == kind.Side && one.Fill.Liquidity == kind.Liquidity).ToArray()
           where own.Length > 0
           from at in Enumerable.Range(0, PricesAfterFills.Horizons.Count)
           select Measure(kind.Name, at, own),
    ];

    private static AdverseSelection Measure(string name, int at, FillAftermath[] fills)
    {
        double[] against = [.. fills.Where(one => one.Later[at] is not null).Select(one => AgainstBps(one.Fill, one.Later[at].GetValueOrDefault()))];
        return new AdverseSelection(name, PricesAfterFills.Horizons[at], against.Length, Statistics.Mean(against), Statistics.Median(against));
    }

    private static double AgainstBps(Fill fill, long laterTwice)
    {
        var paidTwice = 2 * fill.Price.Raw;
        var fell = (double)(paidTwice - laterTwice) / paidTwice * 10_000;
        return fill.Side == Side.Buy ? fell : -fell;
    }
}
