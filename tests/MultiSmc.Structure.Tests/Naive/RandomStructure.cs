using CsCheck;

namespace MultiSmc.Structure.Tests;

/// <summary>Random bars with many equal prices, contractions and gaps, and random parameters small enough to make them matter.</summary>
internal static class RandomStructure
{
    private const long StartPrice = 2_000;

    private static readonly Gen<(int Gap, int Body, int Up, int Down)> Step =
        Gen.Frequency(
            (6, Shape(Gen.Int[-2, 2], Gen.Int[-4, 4], Gen.Int[0, 2])),
            (2, Shape(Gen.Int[-1, 1], Gen.Int[-25, 25], Gen.Int[0, 12])),
            (2, Shape(Gen.Const(0), Gen.Int[-1, 1], Gen.Int[0, 1])),
            (1, Shape(Gen.Int[-20, 20], Gen.Int[-20, 20], Gen.Int[0, 20])));

    public static Gen<Bar[]> Bars { get; } = Step.Array[1, 160].Select(steps =>
    {
        var close = StartPrice;
        return steps.Select(step =>
        {
            var open = Math.Max(100, close + step.Gap);
            close = Math.Max(100, open + step.Body);
            return new Bar(open, Math.Max(open, close) + step.Up, Math.Min(open, close) - step.Down, close);
        }).ToArray();
    });

    /// <summary>Bars whose range shrinks and grows again: the deepest nesting of legs and late turns.</summary>
    public static Gen<Bar[]> Contractions { get; } = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 3]).Array[1, 160].Select(steps =>
    {
        var middle = StartPrice;
        return steps.Select((step, k) =>
        {
            var width = step.Item1 == 0 ? 100 : Math.Abs((k % 40) - 20) + 1;
            var (low, high) = (middle - (step.Item2 < 2 ? width : 1), middle + (step.Item2 < 2 ? 1 : width));
            return step.Item2 % 2 == 0 ? new Bar(low, high, low, high) : new Bar(high, high, low, low);
        }).ToArray();
    });

    public static Gen<HashSet<int>> Resets { get; } = Gen.Frequency(
        (2, Gen.Const(0).Array[0]),
        (1, Gen.Int[0, 160].Array[0, 4])).Select(positions => positions.ToHashSet());

    public static Gen<StructureParameters> Parameters { get; } = Gen.Select(
        Gen.Select(Gen.Enum<SwingMode>(), Gen.Int[1, 6], Gen.Int[1, 6], Gen.Long[200, 15_000], Gen.Long[100, 4_000], Gen.Int[1, 12]),
        Gen.Select(Gen.Enum<BreakMode>(), Gen.Long[0, 3], Gen.Enum<ChochLevel>(), Gen.Enum<RangeMode>()),
        Gen.Select(Gen.Long[1, 600], Gen.Long[601, 750], Gen.Long[751, 999], Gen.Long[0, 1000].Array[3], Gen.Long[0, 300], Gen.Long[0, 3]),
        Gen.Select(Gen.Long[0, 8_000], Gen.Long[1, 40], Gen.Long[1, 40], Gen.Int[1, 3], Gen.Frequency((3, Gen.Const(1L)), (1, Gen.Const(3L)), (1, Gen.Const(10L)))),
        (swings, breaks, levels, zones) => new StructureParameters
        {
            SwingMode = swings.Item1,
            Left = swings.Item2,
            Right = swings.Item3,
            ZigzagPpm = swings.Item4,
            ZigzagAtrMilli = swings.Item5,
            AtrWindow = swings.Item6,
            BreakMode = breaks.Item1,
            BreakBufferTicks = breaks.Item2,
            ChochLevel = breaks.Item3,
            RangeMode = breaks.Item4,
            OteTopMilli = levels.Item1,
            EntryMilli = levels.Item2,
            OteBottomMilli = levels.Item3,
            TpMilli = [.. levels.Item4.Order()],
            SlBufferMilli = levels.Item5,
            SlBufferTicks = levels.Item6,
            MinRangePpm = zones.Item1,
            TtlPackets = zones.Item2,
            HoldPackets = zones.Item3,
            MaxZonesPerSide = zones.Item4,
            Tick = zones.Item5,
        });

    private static Gen<(int Gap, int Body, int Up, int Down)> Shape(Gen<int> gap, Gen<int> body, Gen<int> wick) => Gen.Select(gap, body, wick, wick);
}
