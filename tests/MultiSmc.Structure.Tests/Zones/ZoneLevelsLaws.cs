using CsCheck;

namespace MultiSmc.Structure.Tests;

public sealed class ZoneLevelsLaws
{
    [Fact]
    public void Agree_with_unbounded_integers_up_to_the_highest_price() =>
        Gen.Select(RandomStructure.Parameters, Price(StructureDetector.MaxPrice), Price(StructureDetector.MaxPrice))
            .Sample((parameters, a, b) => AgreesOnBothSides(parameters, a, b));

    [Fact]
    public void Agree_with_unbounded_integers_beyond_it() =>
        Gen.Select(RandomStructure.Parameters, Price(long.MaxValue / 8), Price(long.MaxValue / 8), Gen.Long[1, 1_000_000_000])
            .Sample((parameters, a, b, tick) => AgreesOnBothSides(parameters with { Tick = tick }, a, b));

    [Fact]
    public void A_level_that_does_not_fit_is_refused() =>
        Assert.Throws<OverflowException>(() => ZoneLevels.Compute(Direction.Long, 1, long.MaxValue - 1, new()));

    [Fact]
    public void A_range_that_lies_the_other_way_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => ZoneLevels.Compute(Direction.Long, 2, 1, new()));
        Assert.Throws<ArgumentException>(() => ZoneLevels.Compute(Direction.Short, 1, 2, new()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZoneLevels.Compute(Direction.None, 1, 2, new()));
    }

    private static Gen<long> Price(long most) => Gen.Frequency((1, Gen.Long[1, most]), (1, Gen.Long[1, 100_000]));

    private static bool AgreesOnBothSides(StructureParameters parameters, long a, long b)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        return ZoneLevels.Compute(Direction.Long, low, high, parameters) == NaiveLevels.Compute(Direction.Long, low, high, parameters)
            && ZoneLevels.Compute(Direction.Short, high, low, parameters) == NaiveLevels.Compute(Direction.Short, high, low, parameters);
    }
}
