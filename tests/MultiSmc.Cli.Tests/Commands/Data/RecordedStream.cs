using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Cli.Commands;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>A real recording sent through a local server that fails in every way, recorded again: what is in the catalog is what was sent.</summary>
public sealed class RecordedStream
{
    private readonly byte[][] _messages = RecordedEvents.Messages()[..20_000];

    [Fact]
    public async Task Is_in_the_catalog_as_it_was_sent()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        await using var rest = await ArchiveServer.StartAsync();
        rest.Api = RecordedEvents.Rest([]);
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

        Assert.Equal(RecordedEvents.Expected(_messages), RecordedEvents.Recorded(Root(folder)));
    }

    [Fact]
    public async Task Goes_on_after_losses_silence_and_a_planned_end_and_fetches_the_trades_it_missed()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        await using var rest = await ArchiveServer.StartAsync();
        rest.Api = RecordedEvents.Rest(_messages);
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
        var recorded = RecordedEvents.Recorded(Root(folder));
        // Trades of the lost thousand came by id; quotes and depth of it are gone, and nothing else is.
        Assert.Equal(RecordedEvents.Expected(_messages[..20_000]).Where(static text => text.StartsWith("TradeTick", StringComparison.Ordinal)), recorded.Where(static text => text.StartsWith("TradeTick", StringComparison.Ordinal)));
        Assert.Equal(RecordedEvents.Updates(RecordedEvents.Expected(sent)), RecordedEvents.Updates(recorded));
        Assert.True(server.Probes > 0);
        Assert.Empty(SeriesGaps.Of(CatalogStore.Open(Root(folder)), RecordedEvents.Trades));
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
}
