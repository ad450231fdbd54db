using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

/// <summary>Drives the timeline builder and the labeler along a golden set's tape, as a shell would.</summary>
internal static class LabelReplay
{
    public static (List<OrderChange> Changes, List<ZoneOutcome> Outcomes) Run(
        GoldenSet set, Action<int, ZoneReplay, TripleBarrierLabeler>? afterPacket = null)
    {
        var tape = new GoldenTape(set);
        var closes = tape.CloseOrdinals(set);
        var zones = new ZoneReplay(set);
        var builder = new OrderTimelineBuilder(set.Labels.TpIndex);
        var labeler = new TripleBarrierLabeler(set.Labels);
        var changes = new List<OrderChange>();
        var outcomes = new List<ZoneOutcome>();
        var packet = 0;
        for (var ordinal = 0; ordinal < tape.Trades.Count; ordinal++)
        {
            if (tape.IsSegmentStart(ordinal))
                labeler.EndSegment();
            labeler.Add(tape.Trades[ordinal]);
            for (; packet < closes.Length && closes[packet] == ordinal; packet++)
            {
                labeler.ClosePacket(packet);
                foreach (ref readonly var e in zones.Advance(packet))
                {
                    var zone = e.ZoneId >= 0 && zones.Zones.TryGetValue(e.ZoneId, out var found) ? found : default(Zone);
                    if (!builder.TryBuild(in e, in zone, ordinal, set.Packets[packet].CloseTime, out var change))
                        continue;
                    changes.Add(change);
                    labeler.Apply(in change);
                }

                afterPacket?.Invoke(packet, zones, labeler);
            }

            outcomes.AddRange(labeler.Completed);
            labeler.ClearCompleted();
        }

        Assert.Equal(closes.Length, packet);
        labeler.EndSegment();
        outcomes.AddRange(labeler.Completed);
        return (changes, outcomes);
    }
}
