using System.Runtime.Intrinsics;

namespace MultiSmc.Learning;

/// <summary>
/// Weighted log-loss straight from margins: mean of log(1 + e^margin) − label·margin. Needs no clipping, unlike the one from probabilities, and is
/// taken on every round over every row: hence four rows at once.
/// </summary>
internal static class MarginLogLoss
{
    private const int Group = 4;

    /// <param name="margins">Log-odds.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Weights, or empty: 1 each.</param>
    public static double Mean(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        // Four running sums in this order whatever the processor: the value decides when training stops.
        var loss = Vector256<double>.Zero;
        var total = Vector256<double>.Zero;
        var whole = margins.Length - margins.Length % Group;
        for (var i = 0; i < whole; i += Group)
        {
            var weight = weights.IsEmpty ? Vector256<double>.One : Wide(weights[i..]);
            loss += weight * Loss(Wide(margins[i..]), Wide(labels[i..]));
            total += weight;
        }

        // The rest as a group filled up with rows of no weight.
        Span<float> rest = stackalloc float[3 * Group];
        rest.Clear();
        margins[whole..].CopyTo(rest);
        labels[whole..].CopyTo(rest[Group..]);
        if (weights.IsEmpty)
            rest.Slice(2 * Group, margins.Length - whole).Fill(1f);
        else
            weights[whole..].CopyTo(rest[(2 * Group)..]);
        var last = Wide(rest[(2 * Group)..]);
        loss += last * Loss(Wide(rest), Wide(rest[Group..]));
        total += last;
        return Vector256.Sum(loss) / Vector256.Sum(total);
    }

    private static Vector256<double> Wide(ReadOnlySpan<float> four)
    {
        var single = Vector128.Create(four);
        return Vector256.Create(Vector128.WidenLower(single), Vector128.WidenUpper(single));
    }

    private static Vector256<double> Loss(Vector256<double> margin, Vector256<double> label) => SoftPlus(margin) - label * margin;

    // log(1 + e^x) with the exponential of a negative number only: never overflows.
    private static Vector256<double> SoftPlus(Vector256<double> x) =>
        Vector256.Max(x, Vector256<double>.Zero) + Vector256.Log(Vector256<double>.One + Vector256.Exp(-Vector256.Abs(x)));
}
