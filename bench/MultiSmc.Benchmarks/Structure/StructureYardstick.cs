using BenchmarkDotNet.Attributes;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Structure;

/// <summary>
/// The whole detector beside the plain way of finding the fractals alone: scanning the window around each packet. The scan knows no levels,
/// legs, breaks or zones, so the comparison favours it.
/// </summary>
public class StructureYardstick
{
    private const int Packets = 5_000;
    private const int Width = 50;

    private readonly Bar[] _bars = RandomWalk.Bars(Packets, seed: 7);
    private readonly StructureDetector _detector = new(new());

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Detector()
    {
        var events = _detector.Reset().Length;
        foreach (ref readonly var bar in _bars.AsSpan())
            events += _detector.Add(in bar).Length;
        return events;
    }

    [Benchmark(OperationsPerInvoke = Packets, Baseline = true)]
    public int ScanOfSwingsAlone()
    {
        var swings = 0;
        for (var candidate = Width; candidate + Width < _bars.Length; candidate++)
        {
            bool isHigh = true, isLow = true;
            for (var other = candidate - Width; other <= candidate + Width; other++)
            {
                if (other == candidate)
                    continue;
                isHigh &= other < candidate ? _bars[candidate].High > _bars[other].High : _bars[candidate].High >= _bars[other].High;
                isLow &= other < candidate ? _bars[candidate].Low < _bars[other].Low : _bars[candidate].Low <= _bars[other].Low;
            }

            swings += (isHigh ? 1 : 0) + (isLow ? 1 : 0);
        }

        return swings;
    }
}
