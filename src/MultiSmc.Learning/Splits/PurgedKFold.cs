namespace MultiSmc.Learning;

/// <summary>One fold: positions in the list of samples, ascending.</summary>
/// <param name="Train">May be empty when the spans are long.</param>
/// <param name="Test">Contiguous in order of start.</param>
public sealed record PurgedFold(IReadOnlyList<int> Train, IReadOnlyList<int> Test);

/// <summary>Cross-validation for tuning and calibration inside a training set: trains on both sides of the test, so it is no report.</summary>
/// <remarks>
/// López de Prado (2018), ch. 7. Samples in order of start are cut at n·j // K; a training sample whose span meets
/// [smallest start, largest embargo end] of the test fold is dropped. The embargo stands after the test only: before it, a
/// training label that is known before the test starts is past, not future.
/// </remarks>
public static class PurgedKFold
{
    /// <summary>Splits samples of one axis.</summary>
    /// <param name="spans">In any order; of equal starts the first in the list comes first.</param>
    /// <param name="folds">K, from 2 to the number of samples.</param>
    /// <exception cref="ArgumentException">No spans, one out of order, or a number of folds out of range.</exception>
    public static IReadOnlyList<PurgedFold> Split(IReadOnlyList<SplitSpan> spans, int folds)
    {
        SplitSpan.Require(spans);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, spans.Count);
        var order = SortedOrder.Of<long>([.. spans.Select(span => span.Start)]);
        return [.. Enumerable.Range(0, folds).Select(fold => Fold(spans, order[Cut(fold)..Cut(fold + 1)]))];

        int Cut(int fold) => (int)((long)spans.Count * fold / folds);
    }

    private static PurgedFold Fold(IReadOnlyList<SplitSpan> spans, int[] test)
    {
        Array.Sort(test);
        var from = test.Min(i => spans[i].Start);
        var to = test.Max(i => spans[i].EmbargoEnd);
        // A test sample starts inside [from, to], so this drops the test fold too.
        var train = Enumerable.Range(0, spans.Count).Where(i => spans[i].End < from || spans[i].Start > to);
        return new PurgedFold([.. train], test);
    }
}
