namespace MultiSmc.Learning.Tests;

public sealed class FeatureBinsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Tenths_hold_a_tenth_each_and_what_is_missing_has_a_share_of_its_own(int seed)
    {
        var values = Values(seed, 2_000, 0, missing: 0.1);
        var bins = FeatureBins.Of(values);
        Assert.Equal(9, bins.Edges.Count);
        Assert.Equal(bins.Edges.Order(), bins.Edges);
        Assert.Equal(1, bins.Shares.Sum(), 1e-12);
        Assert.All(bins.Shares.SkipLast(1), share => Assert.InRange(share, 0.088, 0.092));
        Assert.Equal(values.Count(float.IsNaN) / 2_000.0, bins.Shares[^1], 1e-12);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Equal_spreads_are_near_nothing_and_shifted_ones_stand_out(int seed)
    {
        var bins = FeatureBins.Of(Values(seed, 4_000, 0));
        var same = bins.Psi(Values(seed + 100, 4_000, 0));
        var shifted = bins.Psi(Values(seed + 100, 4_000, 0.25));
        var gone = bins.Psi(Values(seed + 100, 4_000, 0, missing: 0.5));
        Assert.InRange(same!.Value, 0, 0.02);
        Assert.InRange(shifted!.Value, 0.2, 5);
        Assert.True(gone > 0.2, $"{gone}");
    }

    [Fact]
    public void The_index_is_that_of_the_shares()
    {
        // Two bins of a half; the others are a quarter and three quarters: (0.25 − 0.5) · ln(0.25 / 0.5) + (0.75 − 0.5) · ln(0.75 / 0.5).
        var bins = new FeatureBins([1], [0.5, 0.5, 0], 1_000_000);
        var others = Enumerable.Repeat(1f, 250_000).Concat(Enumerable.Repeat(2f, 750_000));
        Assert.Equal(-0.25 * Math.Log(0.5) + 0.25 * Math.Log(1.5), bins.Psi(others)!.Value, 1e-4);
    }

    [Fact]
    public void A_constant_is_one_bin_and_nothing_gives_no_index()
    {
        var bins = FeatureBins.Of(Enumerable.Repeat(3f, 50));
        Assert.Empty(bins.Edges);
        Assert.Equal([1, 0], bins.Shares);
        Assert.Equal(0, bins.Psi(Enumerable.Repeat(3f, 50))!.Value, 1e-12);
        Assert.Null(bins.Psi([]));
        Assert.Null(FeatureBins.Of([]).Psi([1f]));
    }

    private static float[] Values(int seed, int count, double shift, double missing = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < missing ? float.NaN : (float)(random.NextDouble() + shift))];
    }
}
