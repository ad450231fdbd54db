using CsCheck;

namespace MultiSmc.Research.Tests;

public sealed class ColumnSamplerTests
{
    private const int Columns = 50;

    private static readonly Gen<PlotPoint[]> Series = Gen.Double[0, 1].Array[0, 2_000].SelectMany(
        xs => Gen.Double[-5, 5].Array[xs.Length].Select(ys => xs.Order().Zip(ys, (x, y) => new PlotPoint(x, y)).ToArray()));

    [Fact]
    public void Keeps_the_lowest_and_the_highest_of_every_column() => Series.Sample(points =>
    {
        var thin = ColumnSampler.Thin(points, Columns);
        return points.GroupBy(ColumnOf).All(column =>
        {
            var kept = thin.Where(point => ColumnOf(point) == column.Key).ToArray();
            return kept.Min(point => point.Y) == column.Min(point => point.Y) && kept.Max(point => point.Y) == column.Max(point => point.Y);
        });
    });

    [Fact]
    public void Keeps_the_ends_and_the_order_and_adds_nothing() => Series.Where(points => points.Length > 0).Sample(points =>
    {
        var thin = ColumnSampler.Thin(points, Columns);
        var at = 0;
        foreach (var point in thin)
        {
            while (at < points.Length && points[at] != point)
                at++;
            if (at++ >= points.Length)
                return false;
        }

        return thin[0] == points[0] && thin[^1] == points[^1];
    });

    [Fact]
    public void A_long_series_becomes_four_points_a_column_at_most()
    {
        var points = Enumerable.Range(0, 100_000).Select(index => new PlotPoint(index / 99_999.0, Math.Sin(index))).ToArray();

        Assert.InRange(ColumnSampler.Thin(points, Columns).Count, 2 * Columns, 4 * (Columns + 1));
    }

    private static int ColumnOf(PlotPoint point) => (int)(point.X * Columns);
}
