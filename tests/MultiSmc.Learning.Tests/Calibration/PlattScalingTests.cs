using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class PlattMap
{
    [Fact]
    public void Of_margins_that_say_nothing_is_the_smoothed_base_rate()
    {
        // Two positives, one negative: targets 3/4 and 1/3, mean (3/4 + 3/4 + 1/3)/3 = 11/18.
        var map = PlattScaling.Fit([5, 5, 5], [true, true, false]);
        Assert.Equal(0, map.A);
        GoldenNumbers.Close(11.0 / 18, map.Probability(5), 1e-14);
        GoldenNumbers.Close(11.0 / 18, map.Probability(double.PositiveInfinity), 1e-14);
    }

    [Fact]
    public void Passes_through_the_smoothed_targets_where_two_margins_part_the_labels()
    {
        // Positives at 1, negatives at −1, two each: the likelihood is largest where σ(±a + b) equals the targets 3/4 and 1/4.
        var map = PlattScaling.Fit([1, 1, -1, -1], [true, true, false, false]);
        GoldenNumbers.Close(Math.Log(3), map.A, 1e-12, "a");
        GoldenNumbers.Close(0, map.B, 1e-12, "b");
    }

    [Fact]
    public void Falls_where_the_margins_are_upside_down() =>
        GoldenNumbers.Close(-Math.Log(3), PlattScaling.Fit([-1, -1, 1, 1], [true, true, false, false]).A, 1e-12);

    [Fact]
    public void Takes_a_weight_of_two_as_two_samples()
    {
        var twice = PlattScaling.Fit([1, 1, -1, 0.5], [true, true, false, false]);
        var weighted = PlattScaling.Fit([1, -1, 0.5], [true, false, false], [2, 1, 1]);
        GoldenNumbers.Close(twice.A, weighted.A, 1e-10);
        GoldenNumbers.Close(twice.B, weighted.B, 1e-10);
    }

    [Fact]
    public void Leaves_no_slope_in_the_likelihood() =>
        Gen.Select(Gen.Select(Gen.Double[-4, 4], Gen.Bool).Array[3, 60], Gen.Double[-1e4, 1e4], Gen.Double[-6, 6]).Sample((samples, shift, decades) =>
        {
            var scale = Math.Pow(10, decades);
            var margins = samples.Select(sample => (sample.Item1 * scale) + (shift * scale)).ToArray();
            var labels = samples.Select(sample => sample.Item2).ToArray();
            var map = PlattScaling.Fit(margins, labels);
            var positives = labels.Count(label => label);
            var (high, low) = ((positives + 1.0) / (positives + 2), 1.0 / (labels.Length - positives + 2));
            var misses = margins.Zip(labels, (margin, label) => map.Probability(margin) - (label ? high : low)).ToArray();
            // a·margin and b may be large and nearly cancel: the last bits of either are all that the probability has.
            var tolerance = 1e-7 + margins.Max(margin => Math.Abs(map.A * margin)) * 1e-15;
            // The gradient by b, and by a in units of the margins' own spread.
            Assert.InRange(misses.Sum() / misses.Length, -tolerance, tolerance);
            Assert.InRange(misses.Zip(samples, (miss, sample) => miss * sample.Item1).Sum() / misses.Length, -4 * tolerance, 4 * tolerance);
        });

    [Fact]
    public void Refuses_what_it_cannot_fit()
    {
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([], []));
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([double.PositiveInfinity], [true]));
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([1, 2], [true, false], [0, 0]));
        Assert.Throws<ArgumentException>(() => new Calibrator.Platt(double.NaN, 0));
    }
}
