using System.Runtime.Intrinsics;

namespace MultiSmc.Learning;

/// <summary>
/// Weighted log-loss straight from margins: mean of log(1 + e^margin) − label·margin. Needs no clipping, unlike the one from probabilities, and is taken on every
/// round over every row: hence four rows at once.
/// </summary>
internal static class LogLoss
{
    /// <param name="margins">Log-odds.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Weights, or empty: 1 each.</param>
    public static double Mean(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        // Four running sums in this order whatever the processor: the value decides when training stops.
        var loss = Vector256<double>.Zero;
        var total = Vector256<double>.Zero;
        Span<float> lanes = stackalloc float[12];
        for (var i = 0; i < margins.Length; i += Vector256<double>.Count)
        {
            var count = Math.Min(Vector256<double>.Count, margins.Length - i);
            lanes.Clear();
            margins.Slice(i, count).CopyTo(lanes);
            labels.Slice(i, count).CopyTo(lanes[4..]);
            if (weights.IsEmpty)
                lanes.Slice(8, count).Fill(1f);
            else
                weights.Slice(i, count).CopyTo(lanes[8..]);
            var margin = Wide(lanes);
            var weight = Wide(lanes[8..]);
            loss += weight * (SoftPlus(margin) - Wide(lanes[4..]) * margin);
            total += weight;
        }

        return Vector256.Sum(loss) / Vector256.Sum(total);
    }

    private static Vector256<double> Wide(ReadOnlySpan<float> four) => Vector256.Create(four[0], four[1], four[2], (double)four[3]);

    // log(1 + e^x) with the exponential of a negative number only: never overflows.
    private static Vector256<double> SoftPlus(Vector256<double> x) =>
        Vector256.Max(x, Vector256<double>.Zero) + Vector256.Log(Vector256<double>.One + Vector256.Exp(-Vector256.Abs(x)));
}
