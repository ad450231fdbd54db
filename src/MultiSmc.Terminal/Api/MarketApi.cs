using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>Packets, structure, judgements and journal of the session that is shown.</summary>
internal static class MarketApi
{
    private const int MaxJournal = 1_000;

    public static void Map(WebApplication app, TerminalModel model)
    {
        app.MapGet(TerminalApi.Root + "/packets", context => PacketsAsync(context, model));
        app.MapGet(TerminalApi.Root + "/structure", context => StructureAsync(context, model));
        app.MapGet(TerminalApi.Root + "/zones/{symbol}/{id:int}/decisions", context => DecisionsAsync(context, model));
        app.MapGet(TerminalApi.Root + "/zones/{symbol}/{id:int}/why", context => WhyAsync(context, model));
        app.MapGet(TerminalApi.Root + "/journal", context => JournalAsync(context, model));
    }

    private static Task PacketsAsync(HttpContext context, TerminalModel model)
    {
        var symbol = context.Request.Query["symbol"].ToString();
        var count = TerminalApi.Number(context, "count", 3_000, 1, TerminalDescription.MaxPackets);
        var asked = TerminalApi.Number(context, "to", -1, -1, long.MaxValue);
        return TerminalApi.WriteAsync(context, model.Read(state =>
        {
            var packets = Find(state, symbol).Packets;
            var to = asked < 0 ? packets.Last : Math.Min(asked, packets.Last);
            var rows = packets.Copy(to - count + 1, to);
            return PacketColumns.Of(symbol, model.Epoch, to - rows.Length + 1, packets.First, packets.Last, rows);
        }));
    }

    private static Task StructureAsync(HttpContext context, TerminalModel model)
    {
        var symbol = context.Request.Query["symbol"].ToString();
        var from = TerminalApi.Number(context, "from", 0, 0, long.MaxValue);
        var to = TerminalApi.Number(context, "to", long.MaxValue, 0, long.MaxValue);
        return TerminalApi.WriteAsync(context, model.Read(state =>
        {
            var book = Find(state, symbol);
            return new StructureRange(symbol, from, Math.Min(to, book.Packets.Last), book.Structure(from, to), [.. book.ZonesIn(from, to).Select(zone => zone.View(symbol))]);
        }));
    }

    private static Task DecisionsAsync(HttpContext context, TerminalModel model)
    {
        var symbol = (string?)context.Request.RouteValues["symbol"] ?? "";
        var id = int.Parse((string?)context.Request.RouteValues["id"] ?? "", System.Globalization.CultureInfo.InvariantCulture);
        return TerminalApi.WriteAsync(context, model.Read(state =>
        {
            var book = Find(state, symbol);
            return book.Zones.ContainsKey(id) ? book.Decisions.Where(decision => decision.Zone == id).ToArray() : throw ApiException.NotFound($"There is no zone {id}.");
        }));
    }

    // The last judgement of the zone up to a time, among those that were shown.
    private static Task WhyAsync(HttpContext context, TerminalModel model)
    {
        var symbol = (string?)context.Request.RouteValues["symbol"] ?? "";
        var id = int.Parse((string?)context.Request.RouteValues["id"] ?? "", System.Globalization.CultureInfo.InvariantCulture);
        var until = TerminalApi.Number(context, "t", long.MaxValue, 0, long.MaxValue);
        return TerminalApi.WriteAsync(context, model.Read(state =>
        {
            var asked = Find(state, symbol).Asked.FindLast(asked => asked.Decision.Zone == id && asked.Decision.T <= until)
                ?? throw ApiException.NotFound($"No judgement of zone {id} is remembered with what the model was shown.");
            var why = state.Reasons.Of(asked.Decision.Model, asked.Features, asked.Decision.P);
            return new WhyAnswer(asked.Decision.T, asked.Decision.P, why.Start, why.Features);
        }));
    }

    private static Task JournalAsync(HttpContext context, TerminalModel model)
    {
        var before = TerminalApi.Number(context, "before", long.MaxValue, 0, long.MaxValue);
        var count = (int)TerminalApi.Number(context, "count", 200, 1, MaxJournal);
        var words = context.Request.Query["q"].ToString();
        var listed = context.Request.Query["kinds"].ToString();
        var kinds = listed.Length == 0 ? null : listed.Split(',').ToHashSet(StringComparer.Ordinal);
        return TerminalApi.WriteAsync(context, model.Read(state => state.Journal.Page(before, kinds, words, count)));
    }

    private static SymbolBook Find(SessionState state, string symbol) => state.Find(symbol) ?? throw ApiException.NotFound("There is no such symbol in this session.");

    private sealed record WhyAnswer(long T, double P, double? Start, IReadOnlyList<Contribution> Features);

    private sealed record StructureRange(string Symbol, long From, long To, IReadOnlyList<StructureNews> Struct, IReadOnlyList<ZoneView> Zones);
}
