using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>
/// Trained trees in the loop: features of the last closed packet, the zone as of it, and a price; margin; calibrated probability. No native code,
/// no allocation.
/// </summary>
public sealed class ForestApproachModel : IApproachModel
{
    private readonly FeatureEngine _features;
    private readonly ForestEvaluator _forest;
    private readonly Func<double, double> _calibrate;
    private readonly float[] _row = new float[FeatureEngine.Count];

    /// <param name="id">Name of the model in decisions.</param>
    /// <param name="bucket">Bucket of the packets in canonical quote units: features are scaled by it.</param>
    /// <param name="forest">The trees; of as many features as the schema has.</param>
    /// <param name="calibrate">From margin to probability.</param>
    /// <exception cref="ArgumentException">The trees were trained on another number of features.</exception>
    public ForestApproachModel(string id, double bucket, ForestEvaluator forest, Func<double, double> calibrate)
    {
        if (forest.Model.FeatureCount != FeatureEngine.Count)
            throw new ArgumentException($"the model {id} has {forest.Model.FeatureCount} features, the schema {FeatureEngine.Count}", nameof(forest));
        Id = id;
        _features = new FeatureEngine(bucket);
        _forest = forest;
        _calibrate = calibrate;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> LastFeatures => _row;

    /// <inheritdoc/>
    public void OnSegmentBreak()
    {
        // The feature windows start anew by themselves at a packet that begins a segment; zones that could be judged before it have ended.
    }

    /// <inheritdoc/>
    public void OnPacket(in Packet packet) => _features.Add(in packet);

    /// <inheritdoc/>
    public void Carry(StateCarrier state, long oldest) => _features.Carry(state, oldest);

    /// <inheritdoc/>
    public ApproachVerdict Evaluate(in Zone zone, long price)
    {
        _features.Compute(in zone, price, _row);
        double margin = _forest.Margin(_row);
        return new ApproachVerdict(VerdictKind.Judged, _calibrate(margin), margin);
    }
}
