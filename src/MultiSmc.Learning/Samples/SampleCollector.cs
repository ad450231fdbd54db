using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>Collects the questions the strategy would have put to the model, and joins them with what became of the zones' orders.</summary>
/// <param name="engine">Has taken the packet that samples are offered for.</param>
/// <param name="parameters">The approach rule's limits.</param>
public sealed class SampleCollector(FeatureEngine engine, LabelParameters parameters)
{
    private readonly List<SampleKey> _keys = [];
    private readonly List<float> _features = [];
    private readonly float[] _row = new float[FeatureEngine.Count];

    /// <summary>Samples so far.</summary>
    public int Count => _keys.Count;

    /// <summary>Features of a sample.</summary>
    public ReadOnlySpan<float> Features(int sample) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_features).Slice(sample * FeatureEngine.Count, FeatureEngine.Count);

    /// <summary>Takes a sample if the model would be asked: the zone waits, its order too, and the close is near.</summary>
    /// <param name="zone">The zone as it stands after the packet.</param>
    /// <param name="packet">The packet's ordinal.</param>
    /// <param name="close">Its close.</param>
    /// <param name="isOrderWaiting">The zone's order is not filled yet; see <see cref="TripleBarrierLabeler.IsWaiting"/>.</param>
    /// <returns>Whether it was taken.</returns>
    public bool Offer(in Zone zone, long packet, long close, bool isOrderWaiting)
    {
        if (!isOrderWaiting || !zone.IsWaiting || !ApproachRule.IsNear(in zone, close, parameters.ApproachPpm, parameters.ApproachRangeMilli))
            return false;
        engine.Compute(in zone, close, _row);
        _keys.Add(new SampleKey(zone.Id, packet));
        _features.AddRange(_row);
        return true;
    }

    /// <summary>Joins the samples with the outcomes of their zones: label, span, uniqueness and weight, in the order in which they were
    /// taken.</summary>
    /// <param name="outcomes">Outcomes in any order; samples of zones without one have no label.</param>
    public TrainingSample[] Join(IEnumerable<ZoneOutcome> outcomes)
    {
        var byZone = outcomes.ToDictionary(outcome => outcome.ZoneId);
        var samples = new TrainingSample[_keys.Count];
        var labelled = new List<int>();
        for (var i = 0; i < samples.Length; i++)
        {
            var isLabelled = byZone.TryGetValue(_keys[i].ZoneId, out var outcome) && outcome.Label >= 0;
            if (isLabelled)
                labelled.Add(i);
            samples[i] = new TrainingSample
            {
                Key = _keys[i],
                Label = isLabelled ? outcome.Label : -1,
                NetBps = isLabelled ? outcome.NetBps : double.NaN,
                SpanEnd = isLabelled ? outcome.ExitPacket : -1,
                Uniqueness = double.NaN,
                Weight = double.NaN,
            };
        }

        var spans = labelled.Select(i => new SampleSpan(samples[i].SpanStart, samples[i].SpanEnd)).ToArray();
        var uniqueness = SampleWeights.Uniqueness(spans);
        var weights = SampleWeights.Scale(uniqueness);
        for (var k = 0; k < labelled.Count; k++)
            samples[labelled[k]] = samples[labelled[k]] with { Uniqueness = uniqueness[k], Weight = weights[k] };
        return samples;
    }
}
