using System.Text.Json;

namespace MultiSmc.Learning.Tests;

public sealed class SplitsOfTheGoldenSpans
{
    [Fact]
    public void Equal_the_golden_walk_forward_blocks()
    {
        var splits = GoldenNumbers.Cases("numbers.json.gz").GetProperty("splits");
        var golden = splits.GetProperty("walk_forward");
        var blocks = WalkForward.Split(Spans(splits, golden), golden.GetProperty("folds").GetInt32());
        var expected = golden.GetProperty("result").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, blocks.Count);
        foreach (var (want, block) in expected.Zip(blocks))
        {
            Assert.Equal(want.GetProperty("test_from").GetInt64(), block.TestFrom);
            Assert.Equal(want.GetProperty("test_to").GetInt64(), block.TestTo);
            Assert.Equal(Positions(want, "train"), block.Train);
            Assert.Equal(Positions(want, "test"), block.Test);
        }
    }

    [Fact]
    public void Equal_the_golden_purged_folds()
    {
        var splits = GoldenNumbers.Cases("numbers.json.gz").GetProperty("splits");
        var golden = splits.GetProperty("purged_kfold");
        var folds = PurgedKFold.Split(Spans(splits, golden), golden.GetProperty("folds").GetInt32());
        var expected = golden.GetProperty("result").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, folds.Count);
        foreach (var (want, fold) in expected.Zip(folds))
        {
            Assert.Equal(Positions(want, "train"), fold.Train);
            Assert.Equal(Positions(want, "test"), fold.Test);
        }
    }

    private static SplitSpan[] Spans(JsonElement splits, JsonElement kind)
    {
        var embargo = kind.GetProperty("embargo").GetInt64();
        return [.. splits.GetProperty("spans").EnumerateArray().Select(span => SplitSpan.OfPackets(span[0].GetInt64(), span[1].GetInt64(), embargo))];
    }

    private static int[] Positions(JsonElement fold, string name) =>
        [.. fold.GetProperty(name).EnumerateArray().Select(position => position.GetInt32())];
}
