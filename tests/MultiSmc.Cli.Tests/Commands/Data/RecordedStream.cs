using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Catalog;
using MultiSmc.Cli.Commands;
using MultiSmc.Core;
using MultiSmc.Testing;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>A real recording sent through a local server that fails in every way, recorded again: what is in the catalog is what was sent.</summary>
public sealed class RecordedStream
{
    private static readonly SeriesKey s_trades = new(DatasetKind.Trades, "BTCUSDT");

    private readonly byte[][] _messages = Messages();

    [Fact]
    public async Task Is_in_the_catalog_as_it_was_sent()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        await using var rest = await ArchiveServer.StartAsync();
        rest.Api = Rest([]);
        await using var server = await StreamServer.StartAsync(3, async stream =>
        {
            // Whoever comes again has received all that was sent before.
            if (stream.Number == 2)
                await stop.CancelAsync();
            else
                await SendAndCloseAsync(stream, _messages);
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });

        await RecordAsync(folder, server, rest, TimeSpan.FromMinutes(1), stop.Token);

        Assert.Equal(Expected(_messages), Recorded(folder));
    }

    [Fact]
    public async Task Goes_on_after_losses_silence_and_a_planned_end_and_fetches_the_trades_it_missed()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        await using var rest = await ArchiveServer.StartAsync();
        rest.Api = Rest(_messages);
        // Connection 1 is closed and messages are lost, 2 falls silent, 3 forgets a stream, 4 says that it will end and is sent on, 5 takes over and repeats.
        var forgotten = new TaskCompletionSource();
        await using var server = await StreamServer.StartAsync(3, async stream =>
        {
            switch (stream.Number)
            {
                case 1: await SendAndCloseAsync(stream, _messages[..6000]); break;
                case 2: await SendAsync(stream, _messages[7000..9000]); break;
                case 3: await SendAsync(stream, _messages[9000..12_000]); forgotten.SetResult(); break;
                case 4:
                    await SendAsync(stream, _messages[12_000..15_000]);
                    await stream.SendAsync("""{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1723161300000}}"""u8.ToArray());
                    await SendAsync(stream, _messages[15_000..15_500]);
                    break;
                case 5: await SendAndCloseAsync(stream, _messages[15_000..20_000]); break;
                default: await stop.CancelAsync(); break;
            }

            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });
        server.IsDeaf = static number => number == 2;
        _ = forgotten.Task.ContinueWith(_ => server.Forgotten = "btcusdt@trade", TaskScheduler.Default);
        server.OnConnected = number =>
        {
            if (number == 4)
                server.Forgotten = null;
        };

        await RecordAsync(folder, server, rest, TimeSpan.FromSeconds(1), stop.Token);

        byte[][] sent = [.. _messages[..6000], .. _messages[7000..20_000]];
        var recorded = Recorded(folder);
        // Trades of the lost thousand came by id; quotes and depth of it are gone, and nothing else is.
        Assert.Equal(Expected(_messages[..20_000]).Where(static text => text.StartsWith("TradeTick", StringComparison.Ordinal)), recorded.Where(static text => text.StartsWith("TradeTick", StringComparison.Ordinal)));
        Assert.Equal(Updates(Expected(sent)), Updates(recorded));
        Assert.True(server.Probes > 0);
        Assert.Empty(SeriesGaps.Of(CatalogStore.Open(Root(folder)), s_trades));
    }

    private static string Root(TemporaryFolder folder) => Path.Combine(folder.Path, "catalog");

    private static async Task RecordAsync(TemporaryFolder folder, StreamServer server, ArchiveServer rest, TimeSpan silence, CancellationToken stop)
    {
        using var output = new StringWriter();
        var console = new CommandConsole(output, output, isErrorTerminal: false, hasColour: false);
        using var http = new HttpClient();
        var (backfill, _, books) = RestClient.Create(
            http, rest.Address, new RetryPolicy(), TimeProvider.System, new Random(1), DownloadClient.WaitsOnly(console, TimeProvider.System),
            RequestGate.ForPublicData(TimeProvider.System));
        var options = new MarketStreamOptions
        {
            Address = server.Address,
            Streams = ["btcusdt@trade", "btcusdt@bookTicker", "btcusdt@depth@100ms"],
            Silence = silence,
            Retry = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(10) },
        };
        using var recorder = new StreamRecorder(
            console, CatalogStore.OpenOrCreate(Root(folder)), ["BTCUSDT"], new MarketStream(options, TimeProvider.System, new Random(2)), (backfill, books), TimeProvider.System);
        await recorder.RunAsync(stop);
        Assert.DoesNotContain("error:", output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.EnumerateFiles(Path.Combine(Root(folder), ".recording", "BTCUSDT")).Any(), output.ToString());
    }

    // Trades and quotes in full; whole books apart, since those are the test server's.
    private static List<string> Recorded(TemporaryFolder folder)
    {
        using var source = new CatalogSource(CatalogStore.Open(Root(folder)), default, s_trades, null, null, withQuotes: true);
        return Read(source);
    }

    private static List<string> Expected(byte[][] messages)
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
    private static List<string> Updates(List<string> events) =>
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

    private static async Task SendAsync(ServedStream stream, byte[][] messages)
    {
        foreach (var message in messages)
            await stream.SendAsync(message);
    }

    private static async Task SendAndCloseAsync(ServedStream stream, byte[][] messages)
    {
        await SendAsync(stream, messages);
        await stream.Socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    private static Func<HttpContext, Task> Rest(byte[][] messages)
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
    private static byte[][] Messages()
    {
        using var file = new GZipStream(File.OpenRead(SharedData.Require("binance-spot-ws/btcusdt_20240808.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        var messages = new List<byte[]>();
        while (reader.ReadLine() is { } line && messages.Count < 20_000)
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
