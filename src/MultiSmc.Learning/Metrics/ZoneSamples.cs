namespace MultiSmc.Learning;

/// <summary>One sample a zone: the model's first word on it, or its last.</summary>
public static class ZoneSamples
{
    /// <summary>Positions of each zone's first sample, ascending.</summary>
    /// <param name="zones">The zone of each sample, in time order; unique over all symbols in the set.</param>
    public static IReadOnlyList<int> First(ReadOnlySpan<int> zones)
    {
        var seen = new HashSet<int>();
        var positions = new List<int>();
        for (var i = 0; i < zones.Length; i++)
        {
            if (seen.Add(zones[i]))
                positions.Add(i);
        }

        return positions;
    }

    /// <summary>Positions of each zone's last sample, ascending.</summary>
    /// <param name="zones">The zone of each sample, in time order; unique over all symbols in the set.</param>
    public static IReadOnlyList<int> Last(ReadOnlySpan<int> zones)
    {
        var seen = new HashSet<int>();
        var positions = new List<int>();
        for (var i = zones.Length - 1; i >= 0; i--)
        {
            if (seen.Add(zones[i]))
                positions.Add(i);
        }

        positions.Reverse();
        return positions;
    }
}
