using BenchmarkDotNet.Attributes;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Benchmarks.Packets;

/// <summary>All ways to build packets over one tape; divide by the number of trades.</summary>
[MemoryDiagnoser]
public class PacketBenchmarks
{
    private TradeColumns _tape = new();
    private TradeTick[] _ticks = [];
    private BatchPacketBuilder? _scalar;
    private BatchPacketBuilder? _best;

    [Params(1_000_000, 10_000_000)]
    public int Trades { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _tape = SyntheticTape.Make(Trades, seed: 7);
        _ticks = PacketRuns.Ticks(_tape);
        _scalar = new BatchPacketBuilder(PacketRuns.Parameters, SimdPath.Scalar);
        _best = new BatchPacketBuilder(PacketRuns.Parameters);
    }

    [Benchmark(Baseline = true)]
    public int Plain() => PlainLoop.Run(_tape, PacketRuns.Parameters).Packets;

    [Benchmark]
    public int StreamingTicks() => PacketRuns.Stream(_ticks).Packets;

    [Benchmark]
    public int StreamingUnits() => PacketRuns.Stream(_tape).Packets;

    [Benchmark]
    public int BatchScalar() => _scalar is null ? 0 : PacketRuns.Batch(_scalar, _tape).Packets;

    [Benchmark]
    public int BatchBest() => _best is null ? 0 : PacketRuns.Batch(_best, _tape).Packets;
}
