using BenchmarkDotNet.Attributes;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Learning;

/// <summary>The feature engine: a packet alone, a packet and one zone's vector, and a further price of the same packet.</summary>
[MemoryDiagnoser]
public class FeatureBenchmarks
{
    private const int PacketCount = 8192;

    private readonly FeatureEngine _engine = new(1_000_000, 1 << 20);
    private readonly float[] _row = new float[FeatureEngine.Count];
    private readonly Packet[] _packets = new Packet[PacketCount];
    private readonly Zone _zone = new()
    {
        Side = Direction.Long,
        Created = 40,
        OriginIndex = 10,
        Origin = 4_990_000,
        ExtIndex = 40,
        Ext = 5_010_000,
        Adverse = 4_999_000,
        Entry = 4_995_900,
        Sl = 4_989_000,
        Tp1 = 5_010_000,
    };

    private long _index;

    [GlobalSetup]
    public void Setup()
    {
        var random = new SplitMix64(1);
        var close = 5_000_000L;
        for (var i = 0; i < PacketCount; i++)
        {
            var open = close;
            close += random.NextBelow(401) - 200;
            var quote = 1_000_000 + random.NextBelow(100_000);
            _packets[i] = new Packet
            {
                Open = open,
                Close = close,
                High = Math.Max(open, close) + random.NextBelow(50),
                Low = Math.Min(open, close) - random.NextBelow(50),
                TradeCount = 1 + random.NextBelow(200),
                ElapsedNs = 1_000_000 + random.NextBelow(1_000_000_000),
                Base = 1 + random.NextBelow(1000),
                Quote = quote,
                BuyQuote = random.NextBelow(quote),
                MaxTradeQuote = random.NextBelow(quote),
                RealisedVariance = random.NextDouble() * 1e-6,
                Imbalance = random.NextDouble(),
                Vpin = random.NextDouble(),
            };
        }

        for (var i = 0; i < 200; i++)
            Packet();
    }

    [Benchmark]
    public void Packet()
    {
        ref var packet = ref _packets[_index % PacketCount];
        // A new segment now and then keeps the prefix sums within their first capacity.
        if (_index == 1 << 20)
            _index = 0;
        packet.Index = _index;
        packet.Flags = _index == 0 ? PacketFlags.SegmentStart : PacketFlags.None;
        _engine.Add(in packet);
        _index++;
    }

    [Benchmark]
    public float PacketAndVector()
    {
        Packet();
        if (_index > 40)
            _engine.Compute(in _zone, 5_000_000, _row);
        return _row[3];
    }

    [Benchmark]
    public float VectorAtFurtherPrice()
    {
        _engine.Compute(in _zone, 5_000_001, _row);
        return _row[3];
    }
}
