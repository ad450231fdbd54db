namespace MultiSmc.Catalog;

/// <summary>Ids that nobody has, as sorted stretches.</summary>
internal static class KnownHoles
{
    /// <summary>All of both, joined where they touch.</summary>
    public static IReadOnlyList<KnownHole> Join(IEnumerable<KnownHole> holes, IEnumerable<KnownHole> more)
    {
        var joined = new List<KnownHole>();
        foreach (var hole in holes.Concat(more).OrderBy(static hole => hole.First))
        {
            if (joined is [.., var last] && hole.First <= last.Last + 1)
                joined[^1] = last with { Last = Math.Max(last.Last, hole.Last) };
            else
                joined.Add(hole);
        }

        return joined;
    }

    /// <summary>How many ids of a gap are in holes.</summary>
    public static long Within(KeyGap gap, IReadOnlyList<KnownHole> holes) =>
        holes.Sum(hole => Math.Max(0, Math.Min(hole.Last, gap.Before - 1) - Math.Max(hole.First, gap.After + 1) + 1));

    /// <summary>The stretches of a gap that are in no hole.</summary>
    public static IEnumerable<(long First, long Last)> Without(KeyGap gap, IReadOnlyList<KnownHole> holes)
    {
        var next = gap.After + 1;
        foreach (var hole in holes)
        {
            if (hole.Last < next || hole.First >= gap.Before)
                continue;
            if (hole.First > next)
                yield return (next, hole.First - 1);
            next = hole.Last + 1;
        }

        if (next < gap.Before)
            yield return (next, gap.Before - 1);
    }
}
