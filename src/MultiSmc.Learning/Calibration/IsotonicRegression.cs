namespace MultiSmc.Learning;

/// <summary>The non-decreasing map nearest to the outcomes in weighted least squares.</summary>
/// <remarks>
/// Pool adjacent violators (Ayer et al. 1955; for calibration Zadrozny, Elkan 2002). Ties: samples with equal x are pooled
/// first, so that the map has one value there; neighbouring blocks of equal value become one. A block gives its first and last
/// x as points (one point when they are equal); between blocks the map is linear, outside it is constant.
/// </remarks>
public static class IsotonicRegression
{
    /// <summary>Fits outcomes.</summary>
    /// <param name="x">Finite, at least one.</param>
    /// <param name="labels">True for a positive; as many as x.</param>
    /// <param name="weights">Not negative, not all zero; empty for one each. A sample without weight has no say and gives no point.</param>
    /// <exception cref="ArgumentException">The columns are empty, differ in length or hold what they must not.</exception>
    public static Calibrator.Isotonic Fit(ReadOnlySpan<double> x, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        var targets = new double[labels.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = labels[i] ? 1 : 0;
        return Fit(x, targets, weights);
    }

    /// <summary>Fits shares.</summary>
    /// <param name="x">Finite, at least one.</param>
    /// <param name="targets">In [0, 1]; as many as x.</param>
    /// <param name="weights">Not negative, not all zero; empty for one each.</param>
    /// <exception cref="ArgumentException">The columns are empty, differ in length or hold what they must not.</exception>
    public static Calibrator.Isotonic Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights = default)
    {
        SampleColumns.RequireFinite(x, "margins");
        SampleColumns.RequireWeights(weights, x.Length);
        if (targets.Length != x.Length)
            throw new ArgumentException($"{x.Length} margins, {targets.Length} targets");
        foreach (var target in targets)
        {
            if (target is not (>= 0 and <= 1))
                throw new ArgumentException($"target {target} is outside [0, 1]");
        }

        var points = new List<IsotonicPoint>();
        foreach (var block in Pool(x, targets, weights))
        {
            points.Add(new IsotonicPoint(block.First, block.Value));
            if (block.Last > block.First)
                points.Add(new IsotonicPoint(block.Last, block.Value));
        }

        return points.Count > 0 ? new Calibrator.Isotonic(points) : throw new ArgumentException("no sample with a weight");
    }

    private static List<Block> Pool(ReadOnlySpan<double> x, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights)
    {
        var blocks = new List<Block>();
        var order = SortedOrder.Of(x);
        for (var k = 0; k < order.Length;)
        {
            var next = new Block(x[order[k]], x[order[k]], 0, 0);
            for (; k < order.Length && x[order[k]] == next.First; k++)
            {
                var weight = weights.WeightAt(order[k]);
                next = next with { Sum = next.Sum + (weight * targets[order[k]]), Weight = next.Weight + weight };
            }

            if (!(next.Weight > 0))
                continue;
            while (blocks.Count > 0 && blocks[^1].Value >= next.Value)
            {
                var last = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                next = new Block(last.First, next.Last, last.Sum + next.Sum, last.Weight + next.Weight);
            }

            blocks.Add(next);
        }

        return blocks;
    }

    private readonly record struct Block(double First, double Last, double Sum, double Weight)
    {
        // A mean of values in [0, 1] may round to just above 1.
        public double Value => Math.Min(1, Sum / Weight);
    }
}
