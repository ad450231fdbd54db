using Microsoft.AspNetCore.Builder;
using MultiSmc.Catalog;

namespace MultiSmc.Terminal;

/// <summary>What trades are on disk: by symbol, month and day.</summary>
internal static class CatalogApi
{
    private const int MaxNotes = 200;

    public static void Map(WebApplication app, string? root)
    {
        const string Path = TerminalApi.Root + "/catalog";
        app.MapGet(TerminalApi.Root + "/packet-sets", static context => TerminalApi.WriteAsync(context, Array.Empty<object>())); // none is stored yet
        if (root is null || !CatalogStore.IsCatalog(root))
        {
            app.Map(Path + "/{**rest}", static _ => throw ApiException.Unavailable("There is no catalog here: `multismc data download` makes one."));
            return;
        }

        app.MapGet(Path, context => TerminalApi.WriteAsync(context, Overview(CatalogStore.Open(root))));
        app.MapGet(Path + "/{symbol}/{month}", context => TerminalApi.WriteAsync(
            context, Days(CatalogStore.Open(root), (string?)context.Request.RouteValues["symbol"] ?? "", (string?)context.Request.RouteValues["month"] ?? "")));
    }

    private static CatalogView Overview(CatalogStore store)
    {
        var series = store.Series().Where(static key => key.Kind == DatasetKind.Trades).ToArray();
        var facts = series.ToDictionary(static key => key, key => store.DaysOf(key).Select(day => store.FactsOf(key, day)).ToArray());
        string[] months = [.. facts.Values.SelectMany(static days => days).Select(static day => MonthOf(day.Day)).Distinct().Order(StringComparer.Ordinal)];
        var rows = facts.Select(entry => RowOf(store, entry.Key, entry.Value, months)).ToArray();
        var notes = facts.SelectMany(static entry => entry.Value.Where(static day => day.MissingKeys > 0)
            .Select(day => new NoteView(entry.Key.Symbol, DayName.Of(day.Day), day.GapCount, day.MissingKeys)));
        return new CatalogView(rows.Sum(static row => row.Bytes), months, rows, [.. notes.Take(MaxNotes)]);
    }

    private static RowView RowOf(CatalogStore store, SeriesKey key, DayFacts[] days, string[] months)
    {
        var byMonth = days.ToLookup(static day => MonthOf(day.Day));
        var cells = new List<string>();
        var parts = new List<double?>();
        foreach (var month in months)
        {
            var there = byMonth[month].ToArray();
            var length = DateTime.DaysInMonth(int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture), int.Parse(month[5..], System.Globalization.CultureInfo.InvariantCulture));
            cells.Add(there.Length == 0 ? "missing" : there.Any(static day => day.MissingKeys > 0) ? "gaps" : there.Length < length ? "partial" : "verified");
            parts.Add(there.Length == 0 ? null : (double)there.Length / length);
        }

        return new RowView(key.Symbol, days.Sum(static day => day.Rows), days.Sum(day => new FileInfo(store.PathOf(key, day.Day)).Length), cells, parts);
    }

    private static DayView[] Days(CatalogStore store, string symbol, string month)
    {
        var key = store.Series().Where(key => key.Kind == DatasetKind.Trades && key.Symbol == symbol).Cast<SeriesKey?>().FirstOrDefault()
            ?? throw ApiException.NotFound("There are no trades of that symbol.");
        return
        [
            .. store.DaysOf(key).Where(day => MonthOf(day) == month).Select(day => store.FactsOf(key, day))
                .Select(static day => new DayView(DayName.Of(day.Day), day.MissingKeys > 0 ? "gaps" : "verified", day.Rows, day.GapCount)),
        ];
    }

    private static string MonthOf(long day) => DayName.Of(day)[..7];

    private sealed record CatalogView(long Bytes, IReadOnlyList<string> Months, IReadOnlyList<RowView> Rows, IReadOnlyList<NoteView> Notes);

    private sealed record RowView(string Symbol, long Trades, long Bytes, IReadOnlyList<string> Cells, IReadOnlyList<double?> Part);

    private sealed record NoteView(string Symbol, string Day, long Gaps, long Trades);

    private sealed record DayView(string Day, string State, long Trades, long Gaps);
}
