using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Packets.Tests;

public sealed class GoldenEdgeCases(ITestOutputHelper output)
{
    [Fact]
    public void Are_reproduced_by_every_builder()
    {
        using var file = GoldenPacket.ReadJson(SharedData.Require("golden/edge/packets.json.gz"));
        var (cases, refused, doubles, bitEqual) = (0, 0, 0, 0);
        foreach (var edge in file.RootElement.EnumerateArray())
        {
            var name = edge.GetProperty("name").GetString() ?? "";
            cases++;
            if (!edge.GetProperty("config").GetProperty("bucket_scaled").TryGetInt64(out _))
            {
                // The case leaves the choice: count in more than 64 bits, or refuse when configured.
                Assert.Equal("wide_product", name);
                Assert.False(PacketParametersValidator.TryBucketUnits(new(1_000_000 * FixedPoint.Scale), 8, 8, out var units));
                refused++;
                continue;
            }

            var parameters = GoldenPacket.Parameters(edge.GetProperty("config"));
            var trades = edge.GetProperty("trades").EnumerateArray().Select(Trade).ToList();
            var counts = Check(edge.GetProperty("expect"), Stream(parameters, trades));
            doubles += counts.Doubles;
            bitEqual += counts.BitEqual;
            Check(edge.GetProperty("expect"), Tapes.Plain(parameters, trades));
            foreach (var path in SimdPaths.Supported)
                Bits.Equal(Tapes.Plain(parameters, trades), EveryBuilder.Batch(parameters, path, [Tapes.Columns(trades)]), $"{name} {path}");
        }

        output.WriteLine($"{cases} cases, {refused} refused, {bitEqual} of {doubles} doubles equal to the bit");
        Assert.Equal((24, 1), (cases, refused));
    }

    private static (int Doubles, int BitEqual) Check(JsonElement expect, PacketBatch batch)
    {
        var packets = expect.GetProperty("packets").EnumerateArray().ToList();
        Assert.Equal(packets.Count, batch.Packets.Length);
        var (doubles, bitEqual) = (0, 0);
        for (var i = 0; i < packets.Count; i++)
        {
            var counts = GoldenPacket.Check(GoldenPacket.Pairs(packets[i]), batch.Packets.Span[i]);
            doubles += counts.Doubles;
            bitEqual += counts.BitEqual;
        }

        Assert.Equal(GoldenPacket.Counters(expect.GetProperty("stats")), batch.Counters);
        GoldenForming.Check(expect.GetProperty("forming"), batch.Forming);
        return (doubles, bitEqual);
    }

    private static PacketBatch Stream(PacketParameters parameters, List<PlainTrade> trades)
    {
        var builder = new PacketBuilder(parameters);
        var packets = new List<Packet>();
        foreach (var trade in trades)
            packets.AddRange(builder.Add(trade.Id, trade.TimeNs, trade.Price, trade.Quantity, trade.Aggressor).Closed);
        return new PacketBatch(packets.ToArray(), builder.Counters, builder.Forming);
    }

    private static PlainTrade Trade(JsonElement row) =>
        new(row[0].GetInt64(), row[1].GetInt64(), row[2].GetInt64(), row[3].GetInt64(), row[4].GetInt64() == 0);
}
