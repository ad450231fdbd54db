namespace MultiSmc.Learning;

/// <summary>First and last packet in which a sample's answer came about.</summary>
/// <param name="Start">First.</param>
/// <param name="End">Last, not before the first.</param>
public readonly record struct SampleSpan(long Start, long End);

/// <summary>
/// Average uniqueness (López de Prado 2018, ch. 4): samples whose spans overlap share what they teach, so that the many samples of one zone count
/// as about one.
/// </summary>
public static class SampleWeights
{
    /// <summary>The mean over each span of 1 / (number of spans that hold the packet), in (0, 1].</summary>
    /// <exception cref="ArgumentException">A span ends before it starts.</exception>
    public static double[] Uniqueness(ReadOnlySpan<SampleSpan> spans)
    {
        if (spans.IsEmpty)
            return [];
        var first = long.MaxValue;
        var last = long.MinValue;
        foreach (var span in spans)
        {
            if (span.End < span.Start)
                throw new ArgumentException($"the span {span.Start} to {span.End} is empty", nameof(spans));
            first = Math.Min(first, span.Start);
            last = Math.Max(last, span.End);
        }

        // How the number of spans changes at each packet, then the number itself.
        var holders = new int[last - first + 2];
        foreach (var span in spans)
        {
            holders[span.Start - first]++;
            holders[span.End - first + 1]--;
        }

        for (var i = 1; i < holders.Length; i++)
            holders[i] += holders[i - 1];

        var uniqueness = new double[spans.Length];
        for (var s = 0; s < spans.Length; s++)
        {
            var sum = 0.0;
            for (var packet = spans[s].Start; packet <= spans[s].End; packet++)
                sum += 1.0 / holders[packet - first];
            uniqueness[s] = sum / (spans[s].End - spans[s].Start + 1);
        }

        return uniqueness;
    }

    /// <summary>Weights with a mean of 1 in proportion to the uniqueness.</summary>
    public static double[] Scale(ReadOnlySpan<double> uniqueness)
    {
        var sum = 0.0;
        foreach (var u in uniqueness)
            sum += u;
        var weights = new double[uniqueness.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = uniqueness[i] * weights.Length / sum;
        return weights;
    }
}
