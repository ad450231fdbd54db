namespace MultiSmc.Learning;

/// <summary>One block of a walk-forward report.</summary>
/// <param name="TestFrom">First position of the block, on the spans' axis.</param>
/// <param name="TestTo">First position after it.</param>
/// <param name="Train">Positions in the list of samples, ascending; may be empty.</param>
/// <param name="Test">Positions of the samples that start in the block, ascending; may be empty.</param>
public sealed record WalkForwardBlock(long TestFrom, long TestTo, IReadOnlyList<int> Train, IReadOnlyList<int> Test);

/// <summary>Trains on the past, tests on what follows, block after block: the only split a report is made of.</summary>
/// <remarks>
/// The range from the smallest start to the largest start + 1 is cut in K + 1 equal parts, at lo + (hi − lo)·j // (K + 1);
/// parts 1 to K are tested. A block from a on is trained with every sample whose span and embargo end before a. Never tune on
/// a tested block. Spans in time give the same cuts for all symbols.
/// </remarks>
public static class WalkForward
{
    /// <summary>Splits samples of one axis.</summary>
    /// <param name="spans">In any order; at least one.</param>
    /// <param name="blocks">K, the number of tested blocks, at least 1.</param>
    /// <exception cref="ArgumentException">No spans, one out of order, or no blocks.</exception>
    public static IReadOnlyList<WalkForwardBlock> Split(IReadOnlyList<SplitSpan> spans, int blocks)
    {
        SplitSpan.Require(spans);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        var low = spans.Min(span => span.Start);
        var high = spans.Max(span => span.Start) + 1;
        return [.. Enumerable.Range(1, blocks).Select(block => Block(spans, Cut(block), Cut(block + 1)))];

        // In 128 bits: nanoseconds of years times a number of blocks.
        long Cut(int block) => (long)(low + (((Int128)high - low) * block / (blocks + 1)));
    }

    private static WalkForwardBlock Block(IReadOnlyList<SplitSpan> spans, long from, long to)
    {
        var (train, test) = (new List<int>(), new List<int>());
        for (var i = 0; i < spans.Count; i++)
        {
            if (spans[i].EmbargoEnd < from)
                train.Add(i);
            else if (spans[i].Start >= from && spans[i].Start < to)
                test.Add(i);
        }

        return new WalkForwardBlock(from, to, train, test);
    }
}
