namespace MultiSmc.Terminal;

/// <summary>What happened, in codes: the newest entries, and those since the last frame.</summary>
internal sealed class JournalFeed(int capacity)
{
    private readonly List<JournalEntry> _entries = [];
    private long _next = 1;
    private long _shown = 1;

    public void Add(long time, string kind, string level, string? symbol, string code, Params parameters)
    {
        _entries.Add(new JournalEntry(_next++, time, kind, level, symbol, code, parameters));
        if (_entries.Count > capacity + capacity / 4)
            _entries.RemoveRange(0, _entries.Count - capacity);
    }

    /// <summary>The newest, ascending.</summary>
    public IReadOnlyList<JournalEntry> Newest(int count) => _entries.GetRange(Math.Max(0, _entries.Count - count), Math.Min(count, _entries.Count));

    /// <summary>Entries since the last call, at most the newest 500; null when there is none.</summary>
    public IReadOnlyList<JournalEntry>? TakeNews()
    {
        var count = (int)Math.Min(_next - _shown, 500);
        _shown = _next;
        return count == 0 ? null : Newest(count);
    }

    /// <summary>A page backwards, newest first.</summary>
    public IReadOnlyList<JournalEntry> Page(long before, IReadOnlySet<string>? kinds, string? words, int count)
    {
        var page = new List<JournalEntry>();
        for (var at = _entries.Count - 1; at >= 0 && page.Count < count; at--)
        {
            var entry = _entries[at];
            if (entry.Id < before && (kinds is null || kinds.Contains(entry.Kind)) && (string.IsNullOrEmpty(words) || Matches(entry, words)))
                page.Add(entry);
        }

        return page;
    }

    private static bool Matches(JournalEntry entry, string words) =>
        entry.Code.Contains(words, StringComparison.OrdinalIgnoreCase)
        || (entry.N?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false)
        || entry.P.Any(pair => Convert.ToString(pair.Value, System.Globalization.CultureInfo.InvariantCulture) is { } text
            && text.Contains(words, StringComparison.OrdinalIgnoreCase));
}
