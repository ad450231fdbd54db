using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class BlockBootstrapIntervals
{
    private static readonly Gen<BlockBootstrapOptions> Options =
        Gen.Select(Gen.Bool, Gen.Int[1, 12], Gen.Int[1, 60], Gen.ULong).Select((isMoving, length, resamples, seed) => new BlockBootstrapOptions
        {
            Kind = isMoving ? BlockKind.Moving : BlockKind.Stationary,
            BlockLength = length,
            Resamples = resamples,
            Seed = seed,
        });

    [Fact]
    public void Shrink_to_the_estimate_where_one_moving_block_holds_the_whole_series()
    {
        double[] returns = [1, -2, 3, 0.5];
        var options = new BlockBootstrapOptions { Kind = BlockKind.Moving, BlockLength = 99, Resamples = 20 };
        Assert.Equal(new BootstrapInterval(0.625, 0.625, 0.625, 0.95, 4, 20, 0), BlockBootstrap.Mean(returns, options));
        var sharpe = BlockBootstrap.Sharpe(returns, options);
        Assert.Equal(ReturnMoments.Compute(returns).Sharpe, sharpe?.Estimate);
        Assert.Equal((sharpe?.Estimate, sharpe?.Estimate), (sharpe?.Low, sharpe?.High));
    }

    [Fact]
    public void Draw_moving_blocks_without_wrapping()
    {
        // Blocks of two out of four have the means 1.5, 3 and 6: the least is the first one twice, the most the last one twice. A wrapped one, 8
        // and 1, is none of them.
        var options = new BlockBootstrapOptions { Kind = BlockKind.Moving, BlockLength = 2, Resamples = 500, Confidence = 0.999999 };
        var interval = BlockBootstrap.Mean([1, 2, 4, 8], options);
        GoldenStatistics.Close(1.5, interval?.Low, 1e-3);
        GoldenStatistics.Close(6, interval?.High, 1e-3);
    }

    [Fact]
    public void Draw_stationary_blocks_that_wrap_around()
    {
        // One block of 200 in about every third series: wrapped, it holds each return once and has the mean of all, wherever it
        // starts. So a good third of the means is the estimate itself, with as many below as above.
        double[] returns = [.. Enumerable.Range(0, 200).Select(i => (double)i)];
        var interval = BlockBootstrap.Mean(returns, new BlockBootstrapOptions { BlockLength = 1_000_000, Confidence = 0.2 });
        Assert.Equal(new BootstrapInterval(99.5, 99.5, 99.5, 0.2, 200, 2000, 0), interval);
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(9, 3)]
    [InlineData(27, 3)]
    [InlineData(1000, 10)]
    [InlineData(1001, 11)]
    public void Take_the_cube_root_as_length_unless_told(int count, int expected)
    {
        double[] returns = [.. Enumerable.Range(0, count).Select(i => (double)(i % 7))];
        Assert.Equal(expected, BlockBootstrap.Mean(returns, new BlockBootstrapOptions { Resamples = 1 })?.BlockLength);
    }

    [Fact]
    public void Lie_within_the_series_in_order_and_repeat_by_seed() =>
        Gen.Select(Gen.Double[-5, 5].Array[2, 40], Options).Sample((returns, options) =>
        {
            var interval = BlockBootstrap.Mean(returns, options);
            Assert.NotNull(interval);
            Assert.InRange(interval.Low, returns.Min() - 1e-12, interval.High);
            Assert.InRange(interval.High, interval.Low, returns.Max() + 1e-12);
            Assert.Equal(0, interval.Undefined);
            Assert.Equal(interval, BlockBootstrap.Mean(returns, options));
        });

    [Fact]
    public void Move_with_the_returns() =>
        Gen.Select(Gen.Double[-5, 5].Array[2, 40], Gen.Double[0.1, 9], Gen.Double[-3, 3], Options).Sample((returns, scale, shift, options) =>
        {
            var before = BlockBootstrap.Mean(returns, options);
            var after = BlockBootstrap.Mean([.. returns.Select(value => (value * scale) + shift)], options);
            GoldenStatistics.Close((before?.Low * scale) + shift ?? 0, after?.Low, 1e-11);
            GoldenStatistics.Close((before?.High * scale) + shift ?? 0, after?.High, 1e-11);
        });

    [Theory]
    [InlineData(BlockKind.Stationary)]
    [InlineData(BlockKind.Moving)]
    public void Hold_the_true_mean_about_as_often_as_they_say(BlockKind kind)
    {
        var random = new SplitMix64(2);
        var held = 0;
        for (var run = 0; run < 200; run++)
        {
            var returns = Enumerable.Range(0, 120).Select(_ => 0.3 + NormalDistribution.Inverse(random.NextDouble())).ToArray();
            var interval = BlockBootstrap.Mean(returns, new BlockBootstrapOptions { Kind = kind, Resamples = 300, Seed = random.Next() });
            held += interval?.Low <= 0.3 && interval.High >= 0.3 ? 1 : 0;
        }

        // 95 % of 200 is 190; percentile intervals with blocks come out a little narrow.
        Assert.InRange(held, 174, 198);
    }

    [Theory]
    [InlineData(BlockKind.Stationary)]
    [InlineData(BlockKind.Moving)]
    public void Widen_where_neighbours_are_alike(BlockKind kind)
    {
        // Every return comes ten times in a row: drawn one by one they would look like ten times the evidence.
        var random = new SplitMix64(3);
        double[] returns = [.. Enumerable.Range(0, 40).SelectMany(_ => Enumerable.Repeat(NormalDistribution.Inverse(random.NextDouble()), 10))];
        var singly = BlockBootstrap.Mean(returns, new BlockBootstrapOptions { Kind = kind, BlockLength = 1, Resamples = 500 });
        var blocks = BlockBootstrap.Mean(returns, new BlockBootstrapOptions { Kind = kind, BlockLength = 30, Resamples = 500 });
        Assert.True(blocks?.High - blocks?.Low > 2 * (singly?.High - singly?.Low));
    }

    [Fact]
    public void Leave_out_and_count_the_series_whose_ratio_is_undefined()
    {
        var options = new BlockBootstrapOptions { BlockLength = 1, Resamples = 400 };
        var interval = BlockBootstrap.Sharpe([1, 1, 2], options);
        // Drawn singly, 1 in 3 of the series is constant: (2/3)³ + (1/3)³.
        Assert.InRange(interval?.Undefined ?? 0, 100, 170);
        Assert.True(double.IsFinite(interval?.Low ?? double.NaN) && double.IsFinite(interval?.High ?? double.NaN));
    }

    [Fact]
    public void Are_undefined_where_the_figure_is()
    {
        var options = new BlockBootstrapOptions();
        Assert.Null(BlockBootstrap.Mean([], options));
        Assert.Null(BlockBootstrap.Mean([1], options));
        Assert.Null(BlockBootstrap.Sharpe([0.1, 0.1, 0.1], options));
    }

    [Fact]
    public void Refuse_options_out_of_range()
    {
        double[] returns = [1, 2, 3];
        var options = new BlockBootstrapOptions();
        Assert.Throws<ArgumentException>(() => BlockBootstrap.Mean(returns, options with { BlockLength = 0 }));
        Assert.Throws<ArgumentException>(() => BlockBootstrap.Mean(returns, options with { Resamples = 0 }));
        Assert.Throws<ArgumentException>(() => BlockBootstrap.Mean(returns, options with { Confidence = 1 }));
        Assert.Throws<ArgumentException>(() => BlockBootstrap.Mean(returns, options with { Kind = (BlockKind)7 }));
        Assert.Throws<ArgumentException>(() => BlockBootstrap.Mean([1, double.PositiveInfinity], options));
    }
}
