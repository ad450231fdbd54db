using Microsoft.AspNetCore.Builder;
using MultiSmc.Catalog;

namespace MultiSmc.Terminal;

/// <summary>What trades are on disk: by symbol, month and day.</summary>
internal static class CatalogApi
{
    private const int MaxNotes = 200;
    private const int MostDays = 20_000;
    private const int Sampled = 30; // days that an estimate looks at

    public static void Map(WebApplication app, string? root)
    {
        const string Path = TerminalApi.Root + "/catalog";

        // Looked at anew each time: a download may make the catalog while the page is open.
        CatalogStore? Find() => root is not null && CatalogStore.IsCatalog(root) ? CatalogStore.Open(root) : null;
        app.MapGet(TerminalApi.Root + "/packet-sets", context => TerminalApi.WriteAsync(context, Find() is { } store ? PacketCache.List(store).Select(SetOf).ToArray() : []));
        app.MapGet(Path, context => TerminalApi.WriteAsync(context, Find() is { } store ? Overview(store) : new CatalogView(0, [], [], [])));
        app.MapGet(Path + "/{symbol}/{month}", context => TerminalApi.WriteAsync(
            context, Find() is { } store ? Days(store, (string?)context.Request.RouteValues["symbol"] ?? "", (string?)context.Request.RouteValues["month"] ?? "") : []));
        app.MapPost(Path + "/plan", async context =>
        {
            var request = await TerminalApi.ReadAsync<PlanRequest>(context).ConfigureAwait(false);
            await TerminalApi.WriteAsync(context, PlanOf(Find(), request)).ConfigureAwait(false);
        });
    }

    // Without a question to the network: days that are not here, and what days of the symbol took so far.
    private static PlanView PlanOf(CatalogStore? store, PlanRequest request)
    {
        if (request.Symbols is null || DayOf(request.From) is not { } from || DayOf(request.To) is not { } to || to < from || to - from > MostDays)
            throw ApiException.Bad("Give symbols, a first and a last day.");
        var (archives, already, bytes, isEstimated) = (0L, 0L, 0.0, true);
        foreach (var symbol in request.Symbols.Distinct(StringComparer.Ordinal))
        {
            var key = store?.Series().Where(key => key.Kind == DatasetKind.Trades && key.Symbol == symbol).Cast<SeriesKey?>().FirstOrDefault();
            long[] here = store is not null && key is { } known ? [.. store.DaysOf(known)] : [];
            var there = here.Count(day => day >= from && day <= to);
            already += there;
            archives += to - from + 1 - there;
            if (here.Length > 0 && store is not null && key is { } series)
                bytes += here.TakeLast(Sampled).Average(day => (double)new FileInfo(store.PathOf(series, day)).Length) * (to - from + 1 - there);
            else
                isEstimated = false;
        }

        return new PlanView(archives, isEstimated ? (long)bytes : null, already);
    }

    private static long? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)
            ? day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
            : null;

    private static SetView SetOf(KeptPackets set) => new(
        set.Id, set.Symbol, set.Bucket, set.Packets, set.VpinWindow, set.Bytes, new DateTimeOffset(set.Written).ToUnixTimeMilliseconds(), set.From, set.To, set.PerDay);

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

    private sealed record PlanRequest(IReadOnlyList<string>? Symbols, string? From, string? To);

    private sealed record PlanView(long Archives, long? Bytes, long Already);

    private sealed record SetView(
        string Id, string Symbol, double Bucket, long Packets, int VpinWindow, long Bytes, long Built, long? From, long? To, IReadOnlyList<int> PerDay);

    private sealed record DayView(string Day, string State, long Trades, long Gaps);
}
