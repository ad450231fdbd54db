namespace MultiSmc.Learning.Tests;

public sealed class SamplesOfRealTapes
{
    private const int FirstFeatureColumn = 6;

    [Theory]
    [InlineData("btc_a")]
    [InlineData("btc_b")]
    [InlineData("btc_c")]
    [InlineData("ltc_a")]
    [InlineData("ltc_b")]
    [InlineData("btc_day")]
    public void Equal_the_golden_samples_with_their_features_and_weights(string name)
    {
        var set = new GoldenSet(name);
        var golden = new GoldenTable($"{name}/samples.csv.gz");
        Assert.Equal(OteFeatures.Names, golden.Header[FirstFeatureColumn..]);
        var engine = new FeatureEngine(set.Bucket);
        var collector = new SampleCollector(engine, set.Labels);
        var features = new double[FeatureEngine.Count];
        var (_, outcomes) = LabelReplay.Run(set, (packet, zones, labeler) =>
        {
            engine.Add(in set.Packets[packet]);
            foreach (var zone in zones.Zones.Values)
            {
                if (!collector.Offer(in zone, packet, set.Packets[packet].Close, labeler.IsWaiting(zone.Id)))
                    continue;
                engine.Compute(in zone, set.Packets[packet].Close, features);
                AssertRow(golden, collector, features);
            }
        });

        var samples = collector.Join(outcomes);
        Assert.Equal(golden.Count, samples.Length);
        foreach (var (row, sample) in samples.Index())
        {
            Assert.Equal(new SampleKey((int)golden.Long(row, "zone"), golden.Long(row, "packet")), sample.Key);
            Assert.Equal(golden.Long(row, "label"), sample.Label);
            Assert.Equal(golden.Long(row, "span_end", -1), sample.SpanEnd);
            GoldenNumbers.Close(golden.Double(row, "uniqueness"), sample.Uniqueness, 1e-9, $"uniqueness of row {row}");
            GoldenNumbers.Close(golden.Double(row, "weight"), sample.Weight, 1e-9, $"weight of row {row}");
        }
    }

    private static void AssertRow(GoldenTable golden, SampleCollector collector, double[] features)
    {
        var row = collector.Count - 1;
        for (var f = 0; f < features.Length; f++)
        {
            GoldenNumbers.Close(golden.Double(row, FirstFeatureColumn + f), features[f], 1e-9, $"{golden.Header[FirstFeatureColumn + f]} of row {row}");
            Assert.Equal((float)features[f], collector.Features(row)[f]);
        }
    }
}
