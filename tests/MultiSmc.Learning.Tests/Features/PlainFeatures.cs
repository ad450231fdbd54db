using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

/// <summary>The features straight from their definitions, over all packets of a segment: the engine's twin.</summary>
internal sealed class PlainFeatures(IReadOnlyList<Packet> segment, double bucket)
{
    private Packet Last => segment[^1];

    public double[] Compute(in Zone zone, long p)
    {
        double s = (int)zone.Side;
        var z = zone;
        long side = (int)zone.Side;
        var age = Last.Index;
        var first = segment[0].Index;
        double r = Math.Abs(zone.Ext - zone.Origin);
        var worst = side > 0 ? Math.Min(zone.Adverse, p) : Math.Max(zone.Adverse, p);
        var retrace = side * (zone.Ext - p) / r;
        var pullback = age - zone.ExtIndex;
        var impulse = segment.Where(x => z.OriginIndex == z.ExtIndex ? x.Index == z.ExtIndex : x.Index > z.OriginIndex && x.Index <= z.ExtIndex).ToList();
        var after = segment.Where(x => x.Index > z.ExtIndex).ToList();
        double[] features =
        [
            s, zone.Kind == BreakKind.Choch ? 1 : 0, side * (p - zone.Entry) * 1e4 / p, r * 1e4 / Math.Min(zone.Ext, zone.Origin), retrace,
            side * (zone.Ext - worst) / r, (double)(side * (zone.Tp1 - zone.Entry)) / (side * (zone.Entry - zone.Sl)), age - zone.Created,
            zone.ExtIndex - zone.OriginIndex, pullback,
            Ratio(side * impulse.Sum(x => x.SignedQuote), impulse.Sum(x => x.Quote)),
            after.Count == 0 ? double.NaN : Ratio(side * after.Sum(x => x.SignedQuote), after.Sum(x => x.Quote)),
            retrace / Math.Max(1, pullback),
            Imbalance(1, side), Imbalance(5, side), Imbalance(20, side), Ema() * s,
            Of(5, w => OrZero(side * w.Sum(x => 2 * x.BuyCount - x.TradeCount), w.Sum(x => x.TradeCount))),
            Last.Vpin, segment.Count > 10 ? Last.Vpin - segment[^11].Vpin : double.NaN,
            Of(100, w => w.Any(x => double.IsNaN(x.Vpin)) ? double.NaN : w.Count(x => x.Vpin <= Last.Vpin) / 100.0),
            Of(5, w => Ratio(w.Max(x => x.MaxTradeQuote), w.Sum(x => x.Quote))), Of(5, w => OrZero(w.Sum(x => x.SideFlips), w.Sum(x => x.TradeCount))),
            Last.RealisedVolatility * 1e4, Of(20, w => Math.Sqrt(w.Sum(x => x.RealisedVariance) / 20) * 1e4),
            Of(50, w => Math.Sqrt(w.TakeLast(5).Sum(x => x.RealisedVariance) / 5 / (w.Sum(x => x.RealisedVariance) / 50))),
            Of(20, _ => (double)TrueRanges() / 20 * 1e4 / Last.Close), Of(20, _ => r * 20 / TrueRanges()), Last.Efficiency,
            Steps(10, d => OrZero(Math.Abs(d.Sum()), d.Sum(Math.Abs))), Return(5, side), Return(20, side),
            Of(20, w => (double)w.Sum(x => x.Quote) / w.Sum(x => x.Base) is var v ? s * ((p - v) * 1e4 / v) : 0),
            Last.High == Last.Low ? 0.5 : (double)(side > 0 ? Last.Close - Last.Low : Last.High - Last.Close) / (Last.High - Last.Low),
            Kyle(), Amihud(), Steps(20, Roll), Last.Intensity,
            Of(50, w => (double)w.TakeLast(5).Sum(x => x.TradeCount) / w.TakeLast(5).Sum(x => x.ElapsedNs)
                / ((double)w.Sum(x => x.TradeCount) / w.Sum(x => x.ElapsedNs))),
            Steps(20, d => (Information(d.Count(x => x > 0)) + Information(d.Count(x => x < 0)) + Information(d.Count(x => x == 0))) / Math.Log2(3)),
        ];
        return [.. features.Select(x => double.IsFinite(x) ? x == 0 ? 0 : x : double.NaN)];
    }

    private double Of(int count, Func<List<Packet>, double> formula) => segment.Count < count ? double.NaN : formula([.. segment.TakeLast(count)]);

    private double Steps(int count, Func<List<long>, double> formula) =>
        segment.Count <= count ? double.NaN : formula([.. Enumerable.Range(segment.Count - count, count).Select(k => segment[k].Close - segment[k - 1].Close)]);

    private double Imbalance(int count, long side) => Of(count, w => Ratio(side * w.Sum(x => x.SignedQuote), w.Sum(x => x.Quote)));

    private double Return(int count, long side) => Steps(count, d => side * d.Sum() * 1e4 / segment[^(count + 1)].Close);

    private double Ema()
    {
        var ema = segment[0].Imbalance;
        foreach (var packet in segment.Skip(1))
            ema += 2.0 / 9 * (packet.Imbalance - ema);
        return ema;
    }

    private long TrueRanges() => Enumerable.Range(segment.Count - 20, 20).Sum(k => k == 0
        ? segment[k].High - segment[k].Low
        : Math.Max(segment[k].High, segment[k - 1].Close) - Math.Min(segment[k].Low, segment[k - 1].Close));

    private double Kyle() => Steps(20, d =>
    {
        double xy = 0, xx = 0;
        for (var k = 0; k < 20; k++)
        {
            var x = segment[segment.Count - 20 + k].SignedQuote / bucket;
            xy += x * Y(d, k);
            xx += x * x;
        }

        return xx == 0 ? 0 : xy / xx;
    });

    private double Amihud() =>
        Steps(20, d => Enumerable.Range(0, 20).Sum(k => Math.Abs(Y(d, k)) / (segment[segment.Count - 20 + k].Quote / bucket)) / 20);

    private double Y(List<long> steps, int k) => steps[k] * 1e4 / segment[segment.Count - 21 + k].Close;

    private double Roll(List<long> d)
    {
        var covariance = 19 * Enumerable.Range(1, 19).Sum(t => d[t] * d[t - 1]) - d.Skip(1).Sum() * d.Take(19).Sum();
        return covariance >= 0 ? 0 : 2 * Math.Sqrt(-covariance / 361.0) * 1e4 / Last.Close;
    }

    private static double Information(int steps) => steps == 0 ? 0 : -(steps / 20.0) * Math.Log2(steps / 20.0);

    private static double Ratio(long part, long whole) => (double)part / whole;

    private static double OrZero(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
