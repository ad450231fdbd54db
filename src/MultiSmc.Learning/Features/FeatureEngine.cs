using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>
/// Computes the features of <see cref="FeatureSchema.OteApproach"/> packet by packet. What concerns the market alone is worked out once a packet,
/// at the first
/// question; the rest per zone and price. Allocates nothing after warm-up.
/// </summary>
/// <remarks>NaN where a window is not full, a denominator is zero or a number is not finite: the model takes it as missing.</remarks>
public sealed class FeatureEngine
{
    private readonly FlowWindow _window;
    private readonly double _bucket;

    // The market's features as a long sees them.
    private readonly double[] _market = new double[OteFeatures.Count];
    private bool _isMarketKnown;
    private double _vwap20;

    /// <param name="bucket">Quote value that closes a packet, in canonical units, above zero.</param>
    /// <param name="capacity">Packets of a segment to make room for at first.</param>
    public FeatureEngine(double bucket, int capacity = 65_536)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bucket);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _bucket = bucket;
        _window = new FlowWindow(capacity);
    }

    /// <summary>Number of features.</summary>
    public static int Count => OteFeatures.Count;

    /// <summary>Packets of the running segment so far.</summary>
    public long SegmentPackets => _window.Count;

    /// <summary>Takes the next packet. The first of a segment makes it forget everything before.</summary>
    public void Add(in Packet packet)
    {
        _window.Add(in packet);
        _isMarketKnown = false;
    }

    /// <summary>Saves its windows, or takes those of an engine of the same bucket.</summary>
    /// <param name="state">Where to or from.</param>
    /// <param name="oldest">No zone whose leg begins before this packet is asked about any more; 0 if that is not known.</param>
    public void Carry(StateCarrier state, long oldest)
    {
        state.Section("features", 1);
        _window.Carry(state, oldest);
        _isMarketKnown = false; // worked out again at the next question, to the same bits
    }

    /// <summary>The features of a zone after the last packet.</summary>
    /// <param name="zone">The zone as it stands after the last packet; of the running segment.</param>
    /// <param name="price">The last packet's close, or the last trade's price; canonical units, above zero.</param>
    /// <param name="features">Receives them in the schema's order.</param>
    public void Compute(in Zone zone, long price, Span<double> features)
    {
        Invariant.That(_window.Count > 0, "features need a packet");
        if (!_isMarketKnown)
        {
            MarketFeatures.Compute(_window, _bucket, _market, out _vwap20);
            _isMarketKnown = true;
        }

        _market.CopyTo(features);
        var side = (int)zone.Side;
        Orient(features, side);
        Place(in zone, side, price, features);
        Follow(in zone, side, features);
        features[(int)OteFeature.VwapDist20Bps] = Turned((price - _vwap20) * 1e4 / _vwap20, side);
        foreach (ref var feature in features[..OteFeatures.Count])
            feature = double.IsFinite(feature) ? feature : double.NaN;
    }

    /// <summary>The features as the model takes them: rounded to float32; what is too large for that is missing (NaN), like everything not finite: the
    /// library trains on no infinities, so no model knows what one means.</summary>
    /// <param name="zone">The zone as it stands after the last packet; of the running segment.</param>
    /// <param name="price">The last packet's close, or the last trade's price; canonical units, above zero.</param>
    /// <param name="features">Receives them in the schema's order.</param>
    public void Compute(in Zone zone, long price, Span<float> features)
    {
        Span<double> exact = stackalloc double[OteFeatures.Count];
        Compute(in zone, price, exact);
        for (var i = 0; i < exact.Length; i++)
        {
            var rounded = (float)exact[i];
            features[i] = float.IsFinite(rounded) ? rounded : float.NaN;
        }
    }

    // Features that look with the zone's direction change sign for a short.
    private void Orient(Span<double> features, int side)
    {
        Turn(ref features[(int)OteFeature.Imb1], side);
        Turn(ref features[(int)OteFeature.Imb5], side);
        Turn(ref features[(int)OteFeature.Imb20], side);
        Turn(ref features[(int)OteFeature.ImbEma8], side);
        Turn(ref features[(int)OteFeature.CountImb5], side);
        Turn(ref features[(int)OteFeature.Ret5Bps], side);
        Turn(ref features[(int)OteFeature.Ret20Bps], side);
        ref readonly var last = ref _window.Last;
        features[(int)OteFeature.CloseLoc] = last.High == last.Low
            ? 0.5
            : (double)(side > 0 ? last.Close - last.Low : last.High - last.Close) / (last.High - last.Low);
    }

    private void Place(in Zone zone, int side, long price, Span<double> features)
    {
        var range = (double)zone.Range;
        var worst = side > 0 ? Math.Min(zone.Adverse, price) : Math.Max(zone.Adverse, price);
        features[(int)OteFeature.Side] = side;
        features[(int)OteFeature.IsChoch] = zone.Kind == BreakKind.Choch ? 1 : 0;
        features[(int)OteFeature.DistEntryBps] = side * (price - zone.Entry) * 1e4 / price;
        features[(int)OteFeature.RangeBps] = range * 1e4 / Math.Min(zone.Ext, zone.Origin);
        features[(int)OteFeature.Retrace] = side * (zone.Ext - price) / range;
        features[(int)OteFeature.RetraceMax] = side * (zone.Ext - worst) / range;
        features[(int)OteFeature.Rr] = (double)(side * (zone.Tp1 - zone.Entry)) / (side * (zone.Entry - zone.Sl));
        features[(int)OteFeature.RangeAtr] = _window.Count < 20 ? double.NaN : range * 20 / _window.TrueRange20;
    }

    private void Follow(in Zone zone, int side, Span<double> features)
    {
        var index = _window.LastIndex;
        var pullback = index - zone.ExtIndex;
        Invariant.That(pullback >= 0 && zone.OriginIndex > index - _window.Count, "the zone's leg lies in the running segment");
        features[(int)OteFeature.ZoneAge] = index - zone.Created;
        features[(int)OteFeature.ImpulseLen] = zone.ExtIndex - zone.OriginIndex;
        features[(int)OteFeature.PullbackLen] = pullback;
        // An impulse inside one packet has that packet's flow.
        var before = zone.OriginIndex == zone.ExtIndex ? zone.ExtIndex - 1 : zone.OriginIndex;
        features[(int)OteFeature.ImpulseImb] = Share(_window.Flow(before, zone.ExtIndex), side);
        features[(int)OteFeature.PullbackImb] = pullback == 0 ? double.NaN : Share(_window.Flow(zone.ExtIndex, index), side);
        features[(int)OteFeature.PullbackSpeed] = features[(int)OteFeature.Retrace] / Math.Max(1, pullback);
    }

    private static double Share((long Signed, long Quote) flow, int side) => (double)(side * flow.Signed) / flow.Quote;

    private static void Turn(ref double feature, int side) => feature = Turned(feature, side);

    // Subtracted, not multiplied: there is no −0 then.
    private static double Turned(double feature, int side) => side > 0 ? feature : 0.0 - feature;
}
