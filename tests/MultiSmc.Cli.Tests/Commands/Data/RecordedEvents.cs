using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Catalog;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>The messages of a real recording, and what they are as events: read straight, and out of a catalog.</summary>
internal static class RecordedEvents
{
    public static SeriesKey Trades { get; } = new(DatasetKind.Trades, "BTCUSDT");

    // Trades and quotes in full; whole books apart, since those are the test server's.
    public static List<string> Recorded(string root)
    {
        using var source = new CatalogSource(CatalogStore.Open(root), default, Trades, null, null, withQuotes: true);
        return Read(source);
    }

    public static List<string> Expected(byte[][] messages)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, messages.Select(static message => "1 " + Encoding.UTF8.GetString(message)));
            using var reader = TapeFile.Open(path, default, new TapeOptions { WithQuotes = true, WithDepth = true });
            using var source = new ReaderSource(reader);
            return Read(source);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Without the times of quotes and depth: what was sent twice or filled in may have moved them.
    public static List<string> Updates(List<string> events) =>
        [.. events.Where(static text => !text.StartsWith("TradeTick", StringComparison.Ordinal)).Select(static text => string.Join(',', text.Split(',').Where(static part => !part.Contains("Time", StringComparison.Ordinal))))];

    private static List<string> Read(IMarketSource source)
    {
        var events = new List<string>();
        var buffer = new MarketEvent[1000];
        while (source.Read(buffer) is > 0 and var count)
        {
            foreach (var market in buffer.AsSpan(0, count))
            {
                if (market.Kind != MarketEventKind.Depth)
                    events.Add(market.Kind == MarketEventKind.Trade ? market.Trade.ToString() : market.Quote.ToString());
                else if (!market.Depth.IsSnapshot)
                    events.Add(market.Depth.ToString());
            }
        }

        return events;
    }

    public static Func<HttpContext, Task> Rest(byte[][] messages)
    {
        var rows = new List<(long Id, string Row)>();
        foreach (var message in messages)
        {
            if (MarketMessage.KindOf(message) == MarketMessageKind.Trade && TradeMessageDecoder.TryDecode(message, out var trade))
                rows.Add((trade.Tick.Id, Row(trade.Tick)));
        }

        return context => context.Response.WriteAsync(context.Request.Path.Value!.EndsWith("depth", StringComparison.Ordinal)
            ? """{"lastUpdateId":999999999999,"bids":[["1.00","1.0"]],"asks":[["2.00","1.0"]]}"""
            : "[" + string.Join(',', rows.Where(row => row.Id >= long.Parse(context.Request.Query["fromId"].ToString(), CultureInfo.InvariantCulture)).Take(1000).Select(static row => row.Row)) + "]");
    }

    private static string Row(TradeTick tick) =>
        $$"""{"id":{{tick.Id}},"price":"{{tick.Price}}","qty":"{{tick.Quantity}}","quoteQty":"1.0","time":{{tick.Time.Nanoseconds / 1000}},"isBuyerMaker":{{(tick.Aggressor == AggressorSide.Seller ? "true" : "false")}},"isBestMatch":true}""";

    // From the first change of depth on, so that every quote has a time.
    public static byte[][] Messages()
    {
        using var file = new GZipStream(File.OpenRead(SharedData.Require("binance-spot-ws/btcusdt_20240808.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        var messages = new List<byte[]>();
        while (reader.ReadLine() is { } line)
        {
            var message = Encoding.UTF8.GetBytes(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            if (MarketMessage.KindOf(message) != MarketMessageKind.DepthSnapshot && (messages.Count > 0 || MarketMessage.KindOf(message) == MarketMessageKind.Trade))
                messages.Add(message);
        }

        return [.. messages];
    }

    private sealed class ReaderSource(ITapeReader reader) : IMarketSource
    {
        public int Read(Span<MarketEvent> buffer) => reader.Read(buffer);

        public void Dispose()
        {
            // The reader is the caller's.
        }
    }
}
