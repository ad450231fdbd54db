namespace MultiSmc.Cli.Configuration;

/// <summary>The nearest known word to a misspelt one: optimal string alignment distance (insert, delete, replace, swap neighbours).</summary>
internal static class Nearest
{
    private const int LongestWord = 64;

    /// <summary>The candidate nearest to <paramref name="word"/>, or null when none is near: at most a third of the letters may differ.</summary>
    /// <remarks>Case and hyphens do not count. Of equally near candidates the first wins.</remarks>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        var folded = Fold(word);
        string? best = null;
        var bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Distance(folded, Fold(candidate));
            if (distance >= bestDistance)
                continue;
            bestDistance = distance;
            best = candidate;
        }

        return best;
    }

    /// <summary>Number of edits between two words.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var edit = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, replace);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edit = Math.Min(edit, rows[i - 2, j - 2] + 1);
                rows[i, j] = edit;
            }
        }

        return rows[a.Length, b.Length];
    }

    private static string Fold(string word) => word.ToLowerInvariant().Replace('-', '_');
}
