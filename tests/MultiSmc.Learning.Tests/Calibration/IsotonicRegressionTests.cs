using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class IsotonicMap
{
    private static readonly Gen<(int X, double Target, double Weight)[]> Samples =
        Gen.Select(Gen.Int[-8, 8], Gen.Double[0, 1], Gen.Double[0.01, 5]).Array[1, 40];

    [Fact]
    public void Pools_neighbours_that_fall()
    {
        // 1: 0; 2 and 3 fall (1, 0) and become 1/2; 4: 1.
        var map = IsotonicRegression.Fit([1, 2, 3, 4], [false, true, false, true]);
        Assert.Equal([new(1, 0), new(2, 0.5), new(3, 0.5), new(4, 1)], map.Points);
        Assert.Equal([0, 0, 0.25, 0.5, 0.5, 0.75, 1, 1], new[] { -9, 1, 1.5, 2, 2.5, 3.5, 4, 9 }.Select(map.Probability));
    }

    [Fact]
    public void Has_one_value_where_margins_are_tied()
    {
        // At 2: weights 1 positive, 3 negative.
        var map = IsotonicRegression.Fit([2, 1, 2], [true, false, false], [1, 1, 3]);
        Assert.Equal([new(1, 0), new(2, 0.25)], map.Points);
    }

    [Fact]
    public void Joins_neighbours_of_equal_value() =>
        Assert.Equal([new(1, 0), new(3, 0), new(4, 1)], IsotonicRegression.Fit([1, 2, 3, 4], [false, false, false, true]).Points);

    [Fact]
    public void Ignores_samples_without_weight() =>
        Assert.Equal([new(2, 1)], IsotonicRegression.Fit([1, 2], [false, true], [0, 1]).Points);

    [Fact]
    public void Never_falls() =>
        Gen.Select(Samples, Gen.Double[-10, 10].Array[2, 30]).Sample((samples, asked) =>
        {
            var map = Fit(samples);
            Array.Sort(asked);
            var answers = asked.Select(map.Probability).ToArray();
            Assert.All(answers.Zip(answers.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            Assert.All(answers, answer => Assert.InRange(answer, 0, 1));
        });

    [Fact]
    public void Of_its_own_values_is_itself() =>
        Samples.Sample(samples =>
        {
            var once = Fit(samples);
            var twice = Fit([.. samples.Select(sample => (sample.X, once.Probability(sample.X), sample.Weight))]);
            foreach (var sample in samples)
                GoldenNumbers.Close(once.Probability(sample.X), twice.Probability(sample.X), 1e-12);
        });

    [Fact]
    public void Keeps_the_mean_and_cannot_be_improved_by_moving_a_block() =>
        Samples.Sample(samples =>
        {
            var map = Fit(samples);
            var before = samples.Sum(sample => sample.Weight * sample.Target);
            GoldenNumbers.Close(before, samples.Sum(sample => sample.Weight * map.Probability(sample.X)), 1e-12);
            // First-order optimality: the residuals of every block sum to 0.
            foreach (var block in samples.GroupBy(sample => map.Probability(sample.X)))
                GoldenNumbers.Close(0, block.Sum(sample => sample.Weight * (sample.Target - block.Key)), 1e-11);
        });

    [Fact]
    public void Is_no_worse_than_any_other_rising_map() =>
        Gen.Select(Samples, Gen.Double[0, 1].Array[17]).Sample((samples, values) =>
        {
            Array.Sort(values);
            var map = Fit(samples);
            var fitted = samples.Sum(sample => sample.Weight * Math.Pow(sample.Target - map.Probability(sample.X), 2));
            var other = samples.Sum(sample => sample.Weight * Math.Pow(sample.Target - values[sample.X + 8], 2));
            Assert.True(fitted <= other + 1e-12);
        });

    [Fact]
    public void Refuses_what_it_cannot_fit()
    {
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([], ReadOnlySpan<bool>.Empty));
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([1, 2], new[] { true }));
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([1], new[] { 1.5 }));
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([double.NaN], new[] { true }));
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([1], new[] { true }, [0]));
    }

    private static Calibrator.Isotonic Fit((int X, double Target, double Weight)[] samples) => IsotonicRegression.Fit(
        [.. samples.Select(sample => (double)sample.X)],
        new ReadOnlySpan<double>([.. samples.Select(sample => sample.Target)]),
        [.. samples.Select(sample => sample.Weight)]);
}
