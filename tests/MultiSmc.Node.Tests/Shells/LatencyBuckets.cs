using CsCheck;

namespace MultiSmc.Node.Tests;

public sealed class LatencyBuckets
{
    [Fact]
    public void Percentiles_lie_at_most_a_bucket_above_the_true_ones() => Gen.Long[1, 1_000_000_000_000].Array[1, 300].Sample(values =>
    {
        var histogram = new LatencyHistogram();
        foreach (var value in values)
            histogram.Add(value);
        var sorted = values.Order().ToArray();
        foreach (var share in (double[])[0.01, 0.5, 0.99, 0.999, 1])
        {
            var exact = sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
            var told = histogram.PercentileNs(share);
            Assert.InRange(told, exact, exact + (exact / 8) + 1);
        }

        Assert.Equal((sorted[^1], values.Length), (histogram.MaxNs, (int)histogram.Count));
    });
}
