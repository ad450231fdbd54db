using CsCheck;
using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

public sealed class SampleWeight
{
    [Fact]
    public void Has_the_golden_uniqueness()
    {
        var golden = GoldenNumbers.Cases("numbers.json.gz").GetProperty("splits");
        var spans = golden.GetProperty("spans").EnumerateArray().Select(span => new SampleSpan(span[0].GetInt64(), span[1].GetInt64())).ToArray();
        var expected = golden.GetProperty("uniqueness").EnumerateArray().Select(u => u.GetDouble()).ToArray();
        var actual = SampleWeights.Uniqueness(spans);
        Assert.Equal(60, actual.Length);
        foreach (var (i, u) in actual.Index())
            GoldenNumbers.Close(expected[i], u, 1e-9);
    }

    [Fact]
    public void Of_many_samples_over_one_span_counts_as_one() =>
        Gen.Select(Gen.Int[1, 50], Gen.Long[-100, 100], Gen.Long[0, 40]).Sample((copies, start, length) =>
        {
            var spans = Enumerable.Repeat(new SampleSpan(start, start + length), copies).Append(new SampleSpan(start + length + 1, start + length + 3)).ToArray();
            var uniqueness = SampleWeights.Uniqueness(spans);
            return Math.Abs(uniqueness.Sum() - 2) < 1e-9 && uniqueness[^1] == 1 && Math.Abs(SampleWeights.Scale(uniqueness).Average() - 1) < 1e-9;
        });

    [Fact]
    public void Needs_spans_that_hold_something()
    {
        Assert.Throws<ArgumentException>(() => SampleWeights.Uniqueness([new SampleSpan(5, 4)]));
        Assert.Empty(SampleWeights.Uniqueness([]));
        Assert.Empty(SampleWeights.Scale([]));
    }
}

public sealed class Approach
{
    [Theory]
    [InlineData(Direction.Long, 10_100, true)]
    [InlineData(Direction.Long, 10_102, false)]
    [InlineData(Direction.Short, 9_901, true)]
    [InlineData(Direction.Short, 9_900, false)]
    public void Is_a_share_of_the_price(Direction side, long price, bool isNear) =>
        Assert.Equal(isNear, ApproachRule.IsNear(new Zone { Side = side, Entry = 10_000, Ext = 20_000, Origin = 10_000 }, price, 10_000, 1000));

    [Fact]
    public void Is_no_more_than_a_part_of_the_range()
    {
        var zone = new Zone { Side = Direction.Long, Entry = 10_000, Ext = 10_070, Origin = 9_970 };
        Assert.True(ApproachRule.IsNear(in zone, 10_050, 10_000, 500));
        Assert.False(ApproachRule.IsNear(in zone, 10_051, 10_000, 500));
    }
}
