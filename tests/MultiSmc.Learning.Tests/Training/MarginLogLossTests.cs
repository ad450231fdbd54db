using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class LogLossOfMargins
{
    private static readonly Gen<(float Margin, bool IsPositive, float Weight)[]> GenRows =
        Gen.Select(Gen.Float[-120f, 120f], Gen.Bool, Gen.Float[0.01f, 10f]).Array[1, 50];

    [Fact]
    public void Equals_its_plain_formula() => GenRows.Sample(rows =>
    {
        var margins = Array.ConvertAll(rows, row => row.Margin);
        var labels = Array.ConvertAll(rows, row => row.IsPositive ? 1f : 0f);
        var weights = Array.ConvertAll(rows, row => row.Weight);
        double loss = 0, total = 0, unweighted = 0;
        foreach (var (margin, isPositive, weight) in rows)
        {
            var wrong = isPositive ? -(double)margin : margin;
            var one = wrong > 30 ? wrong : Math.Log(1 + Math.Exp(wrong));
            (loss, total, unweighted) = (loss + weight * one, total + weight, unweighted + one);
        }

        AssertNear(loss / total, MarginLogLoss.Mean(margins, labels, weights));
        AssertNear(unweighted / rows.Length, MarginLogLoss.Mean(margins, labels, []));
    });

    [Fact]
    public void Stays_finite_at_the_largest_margins()
    {
        Assert.Equal(float.MaxValue, MarginLogLoss.Mean([float.MaxValue, float.MinValue], [0, 1], []));
        Assert.Equal(0, MarginLogLoss.Mean([float.MaxValue, float.MinValue], [1, 0], []));
    }

    private static void AssertNear(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, expected), $"{actual:R}, not {expected:R}");
}
