using BenchmarkDotNet.Attributes;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Structure;

/// <summary>Time of one packet in the structure detector; the bars of a random walk, so that the branch predictor learns nothing.</summary>
[MemoryDiagnoser]
public class StructureDetectorBenchmark
{
    private const int Packets = 100_000;

    private Bar[] _bars = [];
    private StructureDetector _detector = new(new());

    public enum Rule
    {
        Fractal50,
        Fractal3,
        ZigzagPpm,
        ZigzagAtr,
        ZigzagAtrProtectedWick,
    }

    [ParamsAllValues]
    public Rule Swings { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bars = RandomWalk.Bars(Packets, seed: 7);
        _detector = new(Parameters(Swings));
    }

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Packet()
    {
        var events = _detector.Reset().Length;
        foreach (ref readonly var bar in _bars.AsSpan())
            events += _detector.Add(in bar).Length;
        return events;
    }

    private static StructureParameters Parameters(Rule rule) => rule switch
    {
        Rule.Fractal50 => new(),
        Rule.Fractal3 => new() { Left = 3, Right = 3, MinRangePpm = 1000 },
        Rule.ZigzagPpm => new() { SwingMode = SwingMode.ZigzagPpm },
        Rule.ZigzagAtr => new() { SwingMode = SwingMode.ZigzagAtr, ZigzagAtrMilli = 3000 },
        Rule.ZigzagAtrProtectedWick => new()
        {
            SwingMode = SwingMode.ZigzagAtr,
            ZigzagAtrMilli = 3000,
            ChochLevel = ChochLevel.Protected,
            BreakMode = BreakMode.Wick,
            MaxZonesPerSide = 3,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
