namespace MultiSmc.Learning;

/// <summary>The features that depend on the packets alone, as a long sees them.</summary>
internal static class MarketFeatures
{
    private static readonly double ThreeClasses = Math.Log2(3);

    // A class's part of the entropy in bits, by its number of steps out of 20.
    private static readonly double[] Information =
        [0, .. Enumerable.Range(1, 20).Select(steps => -(steps / 20.0) * Math.Log2(steps / 20.0))];

    /// <summary>Computes them after the window's last packet.</summary>
    /// <param name="window">The packets.</param>
    /// <param name="bucket">Quote value that closes a packet.</param>
    /// <param name="features">Receives them at their places; the others are not touched.</param>
    /// <param name="vwap20">Mean price over 20 packets in canonical units, weighted by quantity; NaN without 20.</param>
    public static void Compute(FlowWindow window, double bucket, Span<double> features, out double vwap20)
    {
        Imbalances(window, features);
        Toxicity(window, features);
        Volatility(window, features);
        Moves(window, features);
        Impact(window, bucket, features);
        Set(features, OteFeature.Intensity1, window.Last.Intensity);
        Set(features, OteFeature.IntensityRatio5Over50, Full(window, 50)
            ? (double)window.Trades5 / window.Elapsed5 / ((double)window.Trades50 / window.Elapsed50)
            : double.NaN);
        vwap20 = Full(window, 20) ? (double)window.Quote20 / window.Base20 : double.NaN;
    }

    private static void Imbalances(FlowWindow window, Span<double> features)
    {
        ref readonly var last = ref window[0];
        Set(features, OteFeature.Imb1, (double)last.Signed / last.Quote);
        Set(features, OteFeature.Imb5, Full(window, 5) ? (double)window.Signed5 / window.Quote5 : double.NaN);
        Set(features, OteFeature.Imb20, Full(window, 20) ? (double)window.Signed20 / window.Quote20 : double.NaN);
        Set(features, OteFeature.ImbEma8, window.ImbalanceEma);
        // Packets of the split builder may hold parts alone and no trade of their own.
        Set(features, OteFeature.CountImb5, Full(window, 5) ? OrZero(window.BuySurplus5, window.Trades5) : double.NaN);
        Set(features, OteFeature.FlipRate5, Full(window, 5) ? OrZero(window.Flips5, window.Trades5) : double.NaN);
        if (!Full(window, 5))
        {
            Set(features, OteFeature.MaxTradeShare5, double.NaN);
            return;
        }

        var largest = 0L;
        for (var back = 0; back < 5; back++)
            largest = Math.Max(largest, window[back].MaxTradeQuote);
        Set(features, OteFeature.MaxTradeShare5, (double)largest / window.Quote5);
    }

    private static void Toxicity(FlowWindow window, Span<double> features)
    {
        var vpin = window[0].Vpin;
        Set(features, OteFeature.Vpin, vpin);
        Set(features, OteFeature.VpinDelta10, window.Count > 10 ? vpin - window[10].Vpin : double.NaN);
        Set(features, OteFeature.VpinRank100, double.NaN);
        if (!Full(window, 100))
            return;
        var notAbove = 0;
        for (var back = 0; back < 100; back++)
        {
            var other = window[back].Vpin;
            if (double.IsNaN(other))
                return;
            notAbove += other <= vpin ? 1 : 0;
        }

        Set(features, OteFeature.VpinRank100, notAbove / 100.0);
    }

    private static void Volatility(FlowWindow window, Span<double> features)
    {
        var close = (double)window[0].Close;
        Set(features, OteFeature.RvBps1, window.Last.RealisedVolatility * 1e4);
        Set(features, OteFeature.RvBps20, Full(window, 20) ? Math.Sqrt(Variance(window, 20) / 20) * 1e4 : double.NaN);
        Set(features, OteFeature.RvRatio5Over50, Full(window, 50) ? Math.Sqrt(Variance(window, 5) / 5 / (Variance(window, 50) / 50)) : double.NaN);
        Set(features, OteFeature.AtrBps20, Full(window, 20) ? (double)window.TrueRange20 / 20 * 1e4 / close : double.NaN);
        Set(features, OteFeature.Roll20Bps, window.Count > 20 ? Roll(window) * 1e4 / close : double.NaN);
    }

    private static void Moves(FlowWindow window, Span<double> features)
    {
        var close = window[0].Close;
        Set(features, OteFeature.ErIntra, window.Last.Efficiency);
        Set(features, OteFeature.Er10, window.Count > 10 ? OrZero(Math.Abs(close - window[10].Close), window.Path10) : double.NaN);
        Set(features, OteFeature.Ret5Bps, window.Count > 5 ? (close - window[5].Close) * 1e4 / window[5].Close : double.NaN);
        Set(features, OteFeature.Ret20Bps, window.Count > 20 ? (close - window[20].Close) * 1e4 / window[20].Close : double.NaN);
        Set(features, OteFeature.FlowEntropy20, window.Count > 20
            ? (Information[window.Ups20] + Information[window.Downs20] + Information[20 - window.Ups20 - window.Downs20]) / ThreeClasses
            : double.NaN);
    }

    // Kyle's λ (1985) and Amihud's illiquidity (2002) over the last 20 steps: y in basis points, x in buckets.
    private static void Impact(FlowWindow window, double bucket, Span<double> features)
    {
        Set(features, OteFeature.Kyle20, double.NaN);
        Set(features, OteFeature.Amihud20, double.NaN);
        if (window.Count <= 20)
            return;
        double products = 0, squares = 0, illiquidity = 0;
        for (var back = 19; back >= 0; back--)
        {
            ref readonly var row = ref window[back];
            var y = row.Step * 1e4 / window[back + 1].Close;
            var x = row.Signed / bucket;
            products += x * y;
            squares += x * x;
            illiquidity += Math.Abs(y) / (row.Quote / bucket);
        }

        Set(features, OteFeature.Kyle20, squares == 0 ? 0 : products / squares);
        Set(features, OteFeature.Amihud20, illiquidity / 20);
    }

    // Roll's spread (1984): twice the root of minus the covariance of successive steps, here as 19 pairs out of 20 steps; the covariance is exact
    // until divided.
    private static double Roll(FlowWindow window)
    {
        Int128 products = 0;
        for (var back = 18; back >= 0; back--)
            products += (Int128)window[back].Step * window[back + 1].Step;
        Int128 later = window[0].Close - window[19].Close;
        Int128 earlier = window[1].Close - window[20].Close;
        var covariance = 19 * products - later * earlier;
        return covariance >= 0 ? 0 : 2 * Math.Sqrt((double)-covariance / 361);
    }

    private static double Variance(FlowWindow window, int packets)
    {
        var sum = 0.0;
        for (var back = packets - 1; back >= 0; back--)
            sum += window[back].Variance;
        return sum;
    }

    private static double OrZero(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static bool Full(FlowWindow window, int packets) => window.Count >= packets;

    private static void Set(Span<double> features, OteFeature feature, double value) => features[(int)feature] = value;
}
