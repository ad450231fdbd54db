using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class AreaUnderTheCurve
{
    /// <summary>Few distinct scores, so that ties are common.</summary>
    private static readonly Gen<(int Score, bool Label, double Weight)[]> Samples =
        Gen.Select(Gen.Int[-6, 6], Gen.Bool, Gen.Double[0.01, 3]).Array[2, 40];

    [Fact]
    public void Average_precision_is_the_mean_precision_at_each_positive()
    {
        // From the top: win (1 of 1), loss, win (2 of 3), loss, win (3 of 5).
        Assert.Equal((1 + 2 / 3.0 + 3 / 5.0) / 3, RankingMetrics.AveragePrecision([5, 4, 3, 2, 1], [true, false, true, false, true])!.Value, 1e-12);
        // All of one score: the share of positives, whatever their order.
        Assert.Equal(0.25, RankingMetrics.AveragePrecision([1, 1, 1, 1], [false, true, false, false])!.Value, 1e-12);
        // A weight of two is two of them.
        Assert.Equal(RankingMetrics.AveragePrecision([3, 2, 2, 1], [true, false, false, true]), RankingMetrics.AveragePrecision([3, 2, 1], [true, false, true], [1, 2, 1]));
        Assert.Equal(1, RankingMetrics.AveragePrecision([2, 1], [true, false]));
        Assert.Null(RankingMetrics.AveragePrecision([1, 2], [true, true]));
        Assert.Null(RankingMetrics.AveragePrecision([1, 2], [false, false]));
    }

    [Fact]
    public void Counts_a_tie_as_half_a_pair() =>
        // Pairs (positive, negative): (3,1) right, (3,2) right, (2,1) right, (2,2) tied: 3.5 of 4.
        Assert.Equal(3.5 / 4, RankingMetrics.Auc([1, 2, 2, 3], [false, false, true, true]));

    [Fact]
    public void Weighs_each_pair_by_the_product_of_its_weights() =>
        // Positive 3 over negative 1 (weight 2·1), under negative 5 (weight 2·4): 2 of 10.
        Assert.Equal(0.2, RankingMetrics.Auc([1, 3, 5], [false, true, false], [1, 2, 4]));

    [Fact]
    public void Is_undefined_without_weight_on_both_sides()
    {
        Assert.Null(RankingMetrics.Auc([], []));
        Assert.Null(RankingMetrics.Auc([1, 2], [true, true]));
        Assert.Null(RankingMetrics.Auc([1, 2], [true, false], [1, 0]));
        Assert.Empty(RankingMetrics.Roc([1, 2], [true, true]));
    }

    [Fact]
    public void Refuses_what_is_no_score_and_no_weight()
    {
        Assert.Throws<ArgumentException>(() => RankingMetrics.Auc([double.NaN, 1], [true, false]));
        Assert.Throws<ArgumentException>(() => RankingMetrics.Auc([1, 2], [true]));
        Assert.Throws<ArgumentException>(() => RankingMetrics.Auc([1, 2], [true, false], [1, -1]));
        Assert.Throws<ArgumentException>(() => RankingMetrics.Auc([1, 2], [true, false], [1]));
    }

    [Fact]
    public void Equals_the_count_over_all_pairs() =>
        Samples.Where(HasBothSides).Sample(samples =>
        {
            var (pairs, right) = (0.0, 0.0);
            foreach (var positive in samples.Where(sample => sample.Label))
            {
                foreach (var negative in samples.Where(sample => !sample.Label))
                {
                    pairs += positive.Weight * negative.Weight;
                    right += positive.Weight * negative.Weight * (1 + Math.Sign(positive.Score - negative.Score)) / 2;
                }
            }

            GoldenNumbers.Close(right / pairs, Auc(samples, score => score), 1e-12);
        });

    [Fact]
    public void Does_not_change_by_a_bit_under_a_rising_map_of_the_scores() =>
        Gen.Select(Samples.Where(HasBothSides), Gen.Double[0.001, 50].Array[13]).Sample((samples, steps) =>
        {
            // Any rising map of the scores −6 to 6 is a running sum of positive steps.
            double Rising(int score) => steps.Take(score + 7).Sum();
            Assert.Equal(Auc(samples, score => score), Auc(samples, Rising));
        });

    [Fact]
    public void Turns_over_when_the_scores_do() =>
        Samples.Where(HasBothSides).Sample(samples =>
            GoldenNumbers.Close(1 - Auc(samples, score => score), Auc(samples, score => -score), 1e-12));

    [Fact]
    public void Is_the_area_under_the_points_of_the_curve() =>
        Samples.Where(HasBothSides).Sample(samples =>
        {
            var points = RankingMetrics.Roc(Scores(samples, score => score), Labels(samples), Weights(samples));
            Assert.Equal(new RocPoint(double.PositiveInfinity, 0, 0), points[0]);
            Assert.Equal((1, 1), (points[^1].FalsePositiveRate, points[^1].TruePositiveRate));
            var area = 0.0;
            foreach (var (from, to) in points.Zip(points.Skip(1)))
            {
                Assert.True(to.Threshold < from.Threshold);
                Assert.True(to.FalsePositiveRate >= from.FalsePositiveRate && to.TruePositiveRate >= from.TruePositiveRate);
                area += (to.FalsePositiveRate - from.FalsePositiveRate) * (to.TruePositiveRate + from.TruePositiveRate) / 2;
            }

            GoldenNumbers.Close(Auc(samples, score => score), area, 1e-12);
        });

    private static bool HasBothSides((int Score, bool Label, double Weight)[] samples) =>
        samples.Any(sample => sample.Label) && samples.Any(sample => !sample.Label);

    private static double Auc((int Score, bool Label, double Weight)[] samples, Func<int, double> map) =>
        RankingMetrics.Auc(Scores(samples, map), Labels(samples), Weights(samples)) ?? double.NaN;

    private static double[] Scores((int Score, bool Label, double Weight)[] samples, Func<int, double> map) =>
        [.. samples.Select(sample => map(sample.Score))];

    private static bool[] Labels((int Score, bool Label, double Weight)[] samples) => [.. samples.Select(sample => sample.Label)];

    private static double[] Weights((int Score, bool Label, double Weight)[] samples) => [.. samples.Select(sample => sample.Weight)];
}
