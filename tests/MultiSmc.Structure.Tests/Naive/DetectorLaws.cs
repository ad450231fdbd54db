using CsCheck;

namespace MultiSmc.Structure.Tests;

public sealed class DetectorLaws
{
    private const int Samples = 1_500;

    [Fact]
    public void Agrees_with_its_plain_twin_on_any_bars() =>
        Gen.Select(RandomStructure.Parameters, RandomStructure.Bars, RandomStructure.Resets).Sample(AssertSameAsTwin, iter: Samples, threads: 1);

    [Fact]
    public void Agrees_with_its_plain_twin_when_ranges_contract() =>
        Gen.Select(RandomStructure.Parameters, RandomStructure.Contractions, RandomStructure.Resets).Sample(AssertSameAsTwin, iter: Samples, threads: 1);

    [Fact]
    public void Events_of_a_prefix_are_a_prefix_of_the_events() =>
        Gen.Select(RandomStructure.Parameters, RandomStructure.Bars, RandomStructure.Resets, Gen.Int[0, 160]).Sample(
            (parameters, bars, resets, cut) =>
            {
                var whole = Run.Of(parameters, bars, resets).Events;
                var prefix = Run.Of(parameters, bars.Take(cut), resets).Events;
                // A reset exactly at the cut belongs to what follows it.
                return whole.Take(prefix.Count).SequenceEqual(prefix)
                    && whole.Skip(prefix.Count).All(item => item.Packet >= cut || item.Reason == StructureReason.Segment);
            },
            iter: Samples,
            threads: 1);

    [Fact]
    public void Live_zones_are_in_id_order_and_ended_ones_are_forgotten_with_the_next_packet() =>
        Gen.Select(RandomStructure.Parameters, RandomStructure.Bars).Sample(
            (parameters, bars) =>
            {
                var detector = new StructureDetector(parameters);
                foreach (var bar in bars)
                {
                    var endedBefore = detector.EndedZones.ToArray();
                    detector.Add(in bar);
                    var live = detector.LiveZones.ToArray();
                    Assert.True(live.All(zone => zone.IsLive));
                    Assert.True(live.Select(zone => zone.Id).SequenceEqual(live.Select(zone => zone.Id).Order()));
                    Assert.All(endedBefore, zone => Assert.False(detector.TryGetZone(zone.Id, out _)));
                    Assert.All(detector.EndedZones.ToArray(), zone => Assert.Equal(zone, detector.GetZone(zone.Id)));
                }
            },
            iter: Samples,
            threads: 1);

    private static void AssertSameAsTwin(StructureParameters parameters, Bar[] bars, HashSet<int> resets)
    {
        var twin = new NaiveDetector(parameters);
        var run = new Run(parameters);
        for (var position = 0; position < bars.Length; position++)
        {
            if (resets.Contains(position))
            {
                twin.Reset();
                run.Reset();
            }

            twin.Add(bars[position]);
            run.Add(in bars[position]);
            Assert.Equal(twin.Trend, run.Detector.Trend);
            Assert.Equal(twin.ReferenceHigh, run.Detector.ReferenceHigh);
            Assert.Equal(twin.ReferenceLow, run.Detector.ReferenceLow);
            Assert.Equal(twin.ProtectedLevel, run.Detector.ProtectedLevel);
            Assert.Equal(twin.AtrSum, run.Detector.AtrSum);
        }

        Assert.Equal(twin.Events, run.Events);
        Assert.Equal(twin.Zones, run.Zones);
    }
}
