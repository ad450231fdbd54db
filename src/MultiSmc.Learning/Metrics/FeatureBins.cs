namespace MultiSmc.Learning;

/// <summary>How the values of a feature were spread: shares of bins that each held about a tenth of them.</summary>
/// <param name="Edges">Inner edges, ascending, each one a value that occurs; a value on an edge belongs to the bin below it. Fewer than nine where values repeat.</param>
/// <param name="Shares">Share of all values in each bin: one more than edges, then the share of what was not available (NaN).</param>
/// <param name="Count">Values it was counted on.</param>
public sealed record FeatureBins(IReadOnlyList<double> Edges, IReadOnlyList<double> Shares, long Count)
{
    private const int Bins = 10;

    /// <summary>Counts the values of a feature.</summary>
    /// <param name="values">In any order; NaN is "not available".</param>
    public static FeatureBins Of(IEnumerable<float> values)
    {
        float[] all = [.. values];
        float[] known = [.. all.Where(static value => !float.IsNaN(value)).Order()];
        var edges = new List<double>();
        for (var bin = 1; bin < Bins && known.Length > 0; bin++)
        {
            double edge = known[(int)((long)known.Length * bin / Bins)];
            if (edge < known[^1] && (edges.Count == 0 || edge > edges[^1]))
                edges.Add(edge);
        }

        var counts = Counts(edges, all);
        return new FeatureBins(edges, [.. counts.Select(count => all.Length == 0 ? 0 : (double)count / all.Length)], all.Length);
    }

    /// <summary>
    /// Population stability index of other values against these: Σ (p − q) · ln(p / q) over the bins, 0 for equal spreads. By custom below 0.1 is calm, above
    /// 0.2 a shift that matters. Half a value is added to each bin on both sides, so that an empty one does not make it infinite.
    /// </summary>
    /// <param name="values">The others; NaN is "not available".</param>
    /// <returns>Null without values on either side.</returns>
    /// <remarks>Of few values it is large by chance alone: about (bins − 1) · (1/n + 1/m) for equal spreads.</remarks>
    public double? Psi(IEnumerable<float> values)
    {
        var counts = Counts(Edges, values);
        var others = counts.Sum();
        if (others == 0 || Count == 0 || Shares.Count != counts.Length)
            return null;
        var psi = 0.0;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            // A bin that neither side has (nothing is ever missing) is none.
            if (counts[bin] == 0 && Shares[bin] == 0)
                continue;
            var expected = (Shares[bin] * Count + 0.5) / (Count + 0.5 * counts.Length);
            var actual = (counts[bin] + 0.5) / (others + 0.5 * counts.Length);
            psi += (actual - expected) * Math.Log(actual / expected);
        }

        return psi;
    }

    private static long[] Counts(IReadOnlyList<double> edges, IEnumerable<float> values)
    {
        var counts = new long[edges.Count + 2];
        foreach (var value in values)
        {
            var bin = 0;
            while (bin < edges.Count && value > edges[bin])
                bin++;
            counts[float.IsNaN(value) ? ^1 : bin]++;
        }

        return counts;
    }
}
