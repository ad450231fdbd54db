using System.Text.Json;
using CsCheck;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;
using MultiSmc.Testing;

namespace MultiSmc.Learning.Tests;

public sealed class Features
{
    private const double Bucket = 1_000_000;

    [Fact]
    public void Have_the_bits_of_the_plain_definitions_at_every_packet_price_and_zone() =>
        Gen.ULong.Sample(seed =>
        {
            var random = new SplitMix64(seed);
            var generator = new PacketGenerator(seed);
            var engine = new FeatureEngine(Bucket, capacity: 4);
            var segment = new List<Packet>();
            for (var index = 1000L; index < 1300; index++)
            {
                var breaks = index == 1000 || random.NextBelow(150) == 0;
                if (breaks)
                    segment.Clear();
                segment.Add(generator.Next(index, breaks));
                engine.Add(segment[^1]);
                if (random.NextBelow(3) > 0)
                    continue;
                var zone = generator.Zone(segment[0].Index, index);
                AssertBits(segment, engine, zone, segment[^1].Close);
                AssertBits(segment, engine, zone, segment[^1].Close + random.NextBelow(500) - 250);
            }
        }, iter: 30);

    [Fact]
    public void Depend_on_the_price_in_five_places_alone()
    {
        var (engine, zone) = Running(200);
        var atClose = new double[FeatureEngine.Count];
        var atTrade = new double[FeatureEngine.Count];
        engine.Compute(in zone, 5_000_000, atClose);
        engine.Compute(in zone, 5_000_777, atTrade);
        var changed = Enumerable.Range(0, FeatureEngine.Count).Where(i => !atClose[i].Equals(atTrade[i])).Select(i => OteFeatures.Names[i]);
        Assert.Subset(
            new HashSet<string> { "dist_entry_bps", "retrace", "retrace_max", "pullback_speed", "vwap_dist_20_bps" },
            changed.ToHashSet());
        Assert.Contains("retrace", changed);
    }

    [Fact]
    public void Allocate_nothing()
    {
        var (engine, zone) = Running(300);
        var generator = new PacketGenerator(9);
        var packets = Enumerable.Range(300, 200).Select(i => generator.Next(i, i == 300)).ToArray();
        zone = zone with { OriginIndex = 300, ExtIndex = 300, Created = 300 };
        var row = new float[FeatureEngine.Count];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            foreach (ref readonly var packet in packets.AsSpan())
            {
                engine.Add(in packet);
                engine.Compute(in zone, packet.Close, row);
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    [InlineData(-1e40)]
    public void Are_missing_where_a_packet_holds_no_number_that_float32_can_hold(double odd)
    {
        var generator = new PacketGenerator(4);
        var engine = new FeatureEngine(Bucket);
        for (var i = 0; i < 150; i++)
        {
            var packet = generator.Next(i, i == 0);
            engine.Add(i < 149 ? packet : packet with { Intensity = odd, Vpin = odd, Efficiency = odd, RealisedVolatility = odd, Imbalance = odd });
        }

        var row = new float[FeatureEngine.Count];
        engine.Compute(generator.Zone(0, 149), 5_000_000, row);
        Assert.DoesNotContain(row, float.IsInfinity);
        foreach (var feature in new[] { OteFeature.Intensity1, OteFeature.Vpin, OteFeature.VpinDelta10, OteFeature.ErIntra, OteFeature.RvBps1, OteFeature.ImbEma8 })
            Assert.True(float.IsNaN(row[(int)feature]), $"{feature} is {row[(int)feature]}");
        Assert.False(float.IsNaN(row[(int)OteFeature.Imb20]));
    }

    [Fact]
    public void Refuse_a_zone_of_another_segment()
    {
        var (engine, zone) = Running(50);
        var row = new double[FeatureEngine.Count];
        Assert.Throws<InvariantException>(() => engine.Compute(zone with { OriginIndex = -1 }, 5_000_000, row));
        Assert.Throws<InvariantException>(() => engine.Compute(zone with { ExtIndex = 50 }, 5_000_000, row));
        Assert.Throws<InvariantException>(() => new FeatureEngine(1).Compute(in zone, 5_000_000, row));
    }

    [Fact]
    public void Are_those_of_the_golden_schema()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("golden/feature_schema.json")));
        var schema = FeatureSchema.OteApproach;
        Assert.Equal(json.RootElement.GetProperty("canonical_text").GetString(), schema.CanonicalText);
        Assert.Equal(json.RootElement.GetProperty("sha256").GetString(), schema.Sha256);
    }

    [Fact]
    public void Have_a_hash_that_tells_name_order_and_formula()
    {
        Assert.Equal("3332e5b8276fd9c2a13b802e43ba0ed1cada9b26eca0502922e723e57e053c95", FeatureSchema.OteApproach.Sha256);
        var hashes = new[]
        {
            new FeatureSchema("a", 1, [new("x", 1), new("y", 1)]),
            new FeatureSchema("a", 1, [new("y", 1), new("x", 1)]),
            new FeatureSchema("a", 1, [new("x", 2), new("y", 1)]),
            new FeatureSchema("a", 2, [new("x", 1), new("y", 1)]),
            new FeatureSchema("b", 1, [new("x", 1), new("y", 1)]),
        }.Select(schema => schema.Sha256);
        Assert.Equal(5, hashes.Distinct().Count());
        Assert.Equal(OteFeatures.Count, Enum.GetValues<OteFeature>().Length);
    }

    private static (FeatureEngine Engine, Zone Zone) Running(int packets)
    {
        var generator = new PacketGenerator(8);
        var engine = new FeatureEngine(Bucket);
        for (var i = 0; i < packets; i++)
            engine.Add(generator.Next(i, i == 0));
        return (engine, generator.Zone(0, packets - 1));
    }

    private static void AssertBits(List<Packet> segment, FeatureEngine engine, Zone zone, long price)
    {
        var actual = new double[FeatureEngine.Count];
        engine.Compute(in zone, price, actual);
        var expected = new PlainFeatures(segment, Bucket).Compute(in zone, price);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(
                BitConverter.DoubleToInt64Bits(expected[i]) == BitConverter.DoubleToInt64Bits(actual[i]) || (double.IsNaN(expected[i]) && double.IsNaN(actual[i])),
                $"{OteFeatures.Names[i]} at packet {segment[^1].Index}: {actual[i]:R}, not {expected[i]:R}");
        }
    }
}
