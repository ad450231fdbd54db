using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class SplitLaws
{
    private const long Embargo = 4;

    /// <summary>Spans in no order, with equal starts, some of one packet, some over most of the range.</summary>
    private static readonly Gen<SplitSpan[]> Spans =
        Gen.Select(Gen.Int[0, 120], Gen.Int[0, 30]).Select((start, length) => SplitSpan.OfPackets(start, start + length, Embargo)).Array[5, 80];

    [Fact]
    public void Walk_forward_never_trains_on_what_was_not_settled_and_embargoed_before_the_block() =>
        Gen.Select(Spans, Gen.Int[1, 6]).Sample((spans, count) =>
        {
            foreach (var block in WalkForward.Split(spans, count))
            {
                foreach (var (train, test) in Pairs(spans, block.Train, block.Test))
                    Assert.True(train.End + Embargo < test.Start, $"{train} trains, {test} is tested");
            }
        });

    [Fact]
    public void Walk_forward_tests_each_sample_after_the_first_cut_once() =>
        Gen.Select(Spans, Gen.Int[1, 6]).Sample((spans, count) =>
        {
            var blocks = WalkForward.Split(spans, count);
            var expected = Enumerable.Range(0, spans.Length).Where(i => spans[i].Start >= blocks[0].TestFrom);
            Assert.Equal(expected, blocks.SelectMany(block => block.Test).Order());
            Assert.All(blocks.Zip(blocks.Skip(1)), pair => Assert.Equal(pair.First.TestTo, pair.Second.TestFrom));
            Assert.All(blocks, block => Assert.All(block.Test, i => Assert.InRange(spans[i].Start, block.TestFrom, block.TestTo - 1)));
        });

    [Fact]
    public void Walk_forward_drops_no_sample_that_is_safe() =>
        Gen.Select(Spans, Gen.Int[1, 6]).Sample((spans, count) => Assert.All(
            WalkForward.Split(spans, count),
            block => Assert.Equal(Enumerable.Range(0, spans.Length).Where(i => spans[i].End < block.TestFrom - Embargo), block.Train)));

    [Fact]
    public void A_purged_fold_never_trains_on_a_span_that_meets_a_tested_one_or_its_embargo() =>
        Gen.Select(Spans, Gen.Int[2, 5]).Sample((spans, count) =>
        {
            foreach (var fold in PurgedKFold.Split(spans, count))
            {
                foreach (var (train, test) in Pairs(spans, fold.Train, fold.Test))
                    Assert.True(train.End < test.Start || train.Start > test.End + Embargo, $"{train} trains, {test} is tested");
            }
        });

    [Fact]
    public void Purged_folds_test_each_sample_once_in_parts_of_nearly_equal_size() =>
        Gen.Select(Spans, Gen.Int[2, 5]).Sample((spans, count) =>
        {
            var folds = PurgedKFold.Split(spans, count);
            Assert.Equal(Enumerable.Range(0, spans.Length), folds.SelectMany(fold => fold.Test).Order());
            Assert.InRange(folds.Max(fold => fold.Test.Count) - folds.Min(fold => fold.Test.Count), 0, 1);
            Assert.All(folds.Zip(folds.Skip(1)), pair =>
                Assert.True(pair.First.Test.Max(i => spans[i].Start) <= pair.Second.Test.Min(i => spans[i].Start)));
        });

    [Fact]
    public void Splits_do_not_depend_on_where_the_axis_begins() =>
        Gen.Select(Spans, Gen.Long[-1_000_000, 1_000_000]).Sample((spans, shift) =>
        {
            var moved = spans.Select(span => new SplitSpan(span.Start + shift, span.End + shift, span.EmbargoEnd + shift)).ToArray();
            foreach (var (one, other) in WalkForward.Split(spans, 4).Zip(WalkForward.Split(moved, 4)))
            {
                Assert.Equal(one.Train, other.Train);
                Assert.Equal(one.Test, other.Test);
            }
        });

    private static IEnumerable<(SplitSpan Train, SplitSpan Test)> Pairs(SplitSpan[] spans, IReadOnlyList<int> train, IReadOnlyList<int> test) =>
        train.SelectMany(i => test.Select(k => (spans[i], spans[k])));
}
