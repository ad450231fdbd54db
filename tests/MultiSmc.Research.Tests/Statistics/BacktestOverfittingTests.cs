using System.Text.Json;
using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class OverfittingOfASweep
{
    [Fact]
    public void Equals_the_golden_one()
    {
        var golden = GoldenStatistics.Read("pbo");
        double[][] rows = [.. golden.GetProperty("matrix").EnumerateArray().Select(Row)];
        var trials = Enumerable.Range(0, rows[0].Length).Select(trial => rows.Select(row => row[trial]).ToArray()).ToArray();
        var result = BacktestOverfitting.Compute(trials, golden.GetProperty("blocks").GetInt32());
        Assert.NotNull(result);
        GoldenStatistics.Close(golden.Double("pbo"), result.Probability);
        GoldenStatistics.Close(golden.Double("mean_logit"), result.MeanLogit);
        Assert.Equal(golden.GetProperty("combinations").GetInt32(), result.Logits.Count);
        Assert.Equal(rows.Length % 8, result.LeftOut);

        static double[] Row(JsonElement row) => [.. row.EnumerateArray().Select(value => value.GetDouble())];
    }

    [Fact]
    public void Is_none_where_one_trial_is_best_everywhere()
    {
        // Rank 2 of 2 out of sample both times: ω = 2/3, λ = ln 2.
        var result = BacktestOverfitting.Compute([[3, 4, 3, 4], [-3, -4, -3, -4]], 2);
        Assert.Equal(0, result?.Probability);
        GoldenStatistics.Close(Math.Log(2), result?.MeanLogit, 1e-15);
    }

    [Fact]
    public void Is_certain_where_the_best_of_one_half_is_the_worst_of_the_other()
    {
        // ω = 1/3 both times.
        var result = BacktestOverfitting.Compute([[3, 4, -3, -4], [-3, -4, 3, 4]], 2);
        Assert.Equal(1, result?.Probability);
        GoldenStatistics.Close(-Math.Log(2), result?.MeanLogit, 1e-15);
    }

    [Fact]
    public void Leaves_out_the_oldest_returns_that_fill_no_block()
    {
        var whole = BacktestOverfitting.Compute([[3, 4, -3, -4], [-3, -4, 3, 4]], 2);
        var longer = BacktestOverfitting.Compute([[99, 3, 4, -3, -4], [-99, -3, -4, 3, 4]], 2);
        Assert.Equal(1, longer?.LeftOut);
        Assert.Equal(whole?.Logits, longer?.Logits);
    }

    [Fact]
    public void Averages_the_ranks_of_ties_and_takes_the_first_of_equals()
    {
        // Three trials alike: each ranks 2 of 3, ω = 1/2, λ = 0, which counts as overfitted.
        double[] same = [1, 2, 1, 3];
        var result = BacktestOverfitting.Compute([same, same, same], 2);
        Assert.Equal([0.0, 0.0], result?.Logits ?? []);
        Assert.Equal(1, result?.Probability);
        // The first of two equals leads in sample. Out of sample it is last, the other first: λ = ln(1/2) both times.
        var first = BacktestOverfitting.Compute([[1, 2, -1, -2], [1, 2, 5, 6]], 2);
        GoldenStatistics.Close(-Math.Log(2), first?.Logits[0], 1e-15);
    }

    [Fact]
    public void Takes_returns_that_do_not_vary_as_a_ratio_of_zero()
    {
        // A trial that never traded stands between one that wins and one that loses. A tiny constant gain is no infinite ratio either.
        foreach (var idle in new[] { 0, 0.1, -0.1 })
        {
            var result = BacktestOverfitting.Compute([[1, 2, 1, 2, 1, 2], [idle, idle, idle, idle, idle, idle], [-1, -2, -1, -2, -1, -2]], 2);
            Assert.Equal(0, result?.Probability);
            // The winner ranks 3 of 3: ω = 3/4.
            GoldenStatistics.Close(Math.Log(3), result?.MeanLogit, 1e-15);
        }
    }

    [Fact]
    public void Equals_the_plain_computation() =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[8, 30], Gen.Int[1, 3]).SelectMany((trials, length, half) =>
            Gen.Select(Gen.Int[-3, 3].Select(value => value * 0.1).Array[length].Array[trials], Gen.Const(2 * half))).Sample((trials, blocks) =>
        {
            var result = BacktestOverfitting.Compute(trials, blocks);
            var plain = PlainOverfitting.Logits(trials, blocks);
            Assert.NotNull(result);
            Assert.Equal(plain.Count, result.Logits.Count);
            // Ratios that are equal but for rounding may rank either way in one of the two: those splits are left alone.
            foreach (var ((logit, isClear), index) in plain.Select((pair, index) => (pair, index)))
                Assert.True(!isClear || Math.Abs(logit - result.Logits[index]) < 1e-12);
        });

    [Fact]
    public void Of_trials_without_skill_is_about_one_half()
    {
        var random = new SplitMix64(5);
        var sum = 0.0;
        for (var sweep = 0; sweep < 40; sweep++)
        {
            double[][] trials = [.. Enumerable.Range(0, 10).Select(_ => new double[96])];
            foreach (var trial in trials)
            {
                for (var i = 0; i < trial.Length; i++)
                    trial[i] = NormalDistribution.Inverse(random.NextDouble());
            }

            sum += BacktestOverfitting.Compute(trials, 8)?.Probability ?? double.NaN;
        }

        Assert.InRange(sum / 40, 0.4, 0.65);
    }

    [Fact]
    public void Is_undefined_where_there_is_nothing_to_choose()
    {
        Assert.Null(BacktestOverfitting.Compute([[1, 2, 3, 4]], 2));
        Assert.Null(BacktestOverfitting.Compute([], 2));
        Assert.Null(BacktestOverfitting.Compute([[1, 2, 3], [3, 2, 1]], 2));
    }

    [Fact]
    public void Refuses_what_cannot_be_cut()
    {
        Assert.Throws<ArgumentException>(() => BacktestOverfitting.Compute([[1, 2, 3, 4], [1, 2, 3]], 2));
        Assert.Throws<ArgumentException>(() => BacktestOverfitting.Compute([[1, 2, 3, 4], [1, 2, 3, double.NaN]], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => BacktestOverfitting.Compute([[1, 2], [1, 2]], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => BacktestOverfitting.Compute([[1, 2], [1, 2]], 22));
        Assert.Throws<ArgumentOutOfRangeException>(() => BacktestOverfitting.Compute([[1, 2], [1, 2]], 0));
    }
}
