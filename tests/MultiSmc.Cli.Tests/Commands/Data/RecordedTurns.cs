using System.Text.Json;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Cli.Commands;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>A real recording over midnight and over the end of a connection's life, by a clock that the test moves.</summary>
public sealed class RecordedTurns
{
    private const long MidnightMs = 1_723_161_600_000;
    private static readonly DateTimeOffset s_midnight = DateTimeOffset.FromUnixTimeMilliseconds(MidnightMs);

    // The last minute or so of the recording, whose last second is of the next day.
    private readonly byte[][] _messages = FromATrade(RecordedEvents.Messages()[^8_000..]);

    [Fact]
    public async Task At_midnight_nothing_is_lost_or_there_twice_though_the_clocks_disagree()
    {
        await using var place = await RecorderPlace.StartAsync(s_midnight.AddSeconds(-10));
        var turn = Array.FindIndex(_messages, static message => TradeTimeMs(message) >= MidnightMs);
        Assert.InRange(turn, 1_000, _messages.Length - 40);
        await using var server = await StreamServer.StartAsync(3, async stream =>
        {
            if (stream.Number == 1)
            {
                // Ours is behind: the first trades of the new day come while it is still the old one here.
                await SendAsync(stream, _messages[..(turn + 12)]);
                await place.Logged(turn + 12); // whatever was still on its way would be received after the jump
                place.Clock.Advance(TimeSpan.FromSeconds(10));
                await SendAsync(stream, _messages[(turn + 12)..(turn + 24)]);
                await place.Output.Line("BTCUSDT:");
                // The old day is in the catalog by now, and the recording goes on.
                await SendAsync(stream, _messages[(turn + 24)..]);
                await CloseAsync(stream);
            }

            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });

        await place.RecordAsync(server, "connecting again");

        Assert.Equal(RecordedEvents.Expected(_messages), RecordedEvents.Recorded(place.Root));
        var store = CatalogStore.Open(place.Root);
        Assert.Equal(["2024-08-08", "2024-08-09"], store.DaysOf(RecordedEvents.Trades).Select(DayName.Of));
        var (before, after) = (store.FactsOf(RecordedEvents.Trades, 19_943), store.FactsOf(RecordedEvents.Trades, 19_944));
        Assert.Equal(before.LastKey + 1, after.FirstKey);
        Assert.True(before.MaxTime < after.MinTime);
        Assert.Empty(SeriesGaps.Of(store, RecordedEvents.Trades));
        Assert.All(store.Series().SelectMany(key => store.DaysOf(key).Select(day => DayCheck.Fault(store, key, day))), Assert.Null);
    }

    [Fact]
    public async Task After_23_and_a_half_hours_another_connection_takes_over_and_nothing_is_lost_or_there_twice()
    {
        await using var place = await RecorderPlace.StartAsync(s_midnight.AddMinutes(-1_430));
        var life = new MarketStreamOptions { Address = new Uri("ws://127.0.0.1"), Streams = [] }.Lifetime;
        Assert.Equal(TimeSpan.FromHours(23.5), life);
        var second = new TaskCompletionSource<ServedStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StreamServer.StartAsync(3, async stream =>
        {
            if (stream.Number == 1)
            {
                await SendAsync(stream, _messages[..3_000]);
                await place.Clock.WaitedFor(life);
                place.Clock.Advance(life);
                // From here on both are sent everything, as the exchange does; the recorder leaves the first one when it likes.
                var next = await second.Task;
                foreach (var message in _messages[3_000..5_000])
                {
                    await TrySendAsync(stream, message);
                    await next.SendAsync(message);
                }

                await SendAsync(next, _messages[5_000..]);
                await CloseAsync(next);
            }
            else
            {
                second.TrySetResult(stream);
            }

            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });

        await place.RecordAsync(server, "connection 2: ");

        Assert.DoesNotContain("connection 1: ", place.Output.ToString(), StringComparison.Ordinal);
        var (expected, recorded) = (RecordedEvents.Expected(_messages), RecordedEvents.Recorded(place.Root));
        Assert.Equal(expected.Where(IsTrade), recorded.Where(IsTrade));
        Assert.Equal(RecordedEvents.Updates(expected), RecordedEvents.Updates(recorded));
    }

    private static bool IsTrade(string text) => text.StartsWith("TradeTick", StringComparison.Ordinal);

    private static byte[][] FromATrade(byte[][] messages) => messages[Array.FindIndex(messages, static message => TradeTimeMs(message) > 0)..];

    private static long TradeTimeMs(byte[] message)
    {
        using var json = JsonDocument.Parse(message);
        return json.RootElement.GetProperty("data") is var data && data.TryGetProperty("e", out var kind) && kind.GetString() == "trade" ? data.GetProperty("T").GetInt64() : 0;
    }

    private static async Task SendAsync(ServedStream stream, byte[][] messages)
    {
        foreach (var message in messages)
            await stream.SendAsync(message);
    }

    private static async Task TrySendAsync(ServedStream stream, byte[] message)
    {
        try
        {
            await stream.SendAsync(message);
        }
        catch (Exception gone) when (gone is System.Net.WebSockets.WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The recorder has left it.
        }
    }

    private static async Task CloseAsync(ServedStream stream) =>
        await stream.Socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    /// <summary>A recorder with a catalog of its own.</summary>
    private sealed class RecorderPlace : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly ArchiveServer _rest;

        private static int CountLines(string file)
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var count = 0;
            while (reader.ReadLine() is not null)
                count++;
            return count;
        }

        private RecorderPlace(ArchiveServer rest, DateTimeOffset start) => (_rest, Clock) = (rest, new RecordingClock(start));

        public RecordingClock Clock { get; }

        public HeardOutput Output { get; } = new();

        public string Root => Path.Combine(_folder.Path, "catalog");

        public static async Task<RecorderPlace> StartAsync(DateTimeOffset start)
        {
            var rest = await ArchiveServer.StartAsync();
            // Whole books, and no trades: whatever is lost stays lost.
            rest.Api = RecordedEvents.Rest([]);
            return new RecorderPlace(rest, start);
        }

        /// <summary>Completes once so many messages are in the logs.</summary>
        public async Task Logged(int count)
        {
            var folder = Path.Combine(Root, ".recording", "BTCUSDT");
            while (Directory.EnumerateFiles(folder, "*.lines").Sum(CountLines) < count)
                await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        /// <summary>Records until a text is written: all that was sent before it has been received by then.</summary>
        public async Task RecordAsync(StreamServer server, string last)
        {
            var console = new CommandConsole(Output, Output, isErrorTerminal: false, hasColour: false);
            using var http = new HttpClient();
            using var stop = new CancellationTokenSource();
            var (backfill, _, books) = RestClient.Create(
                http, _rest.Address, new RetryPolicy(), Clock, new Random(1), DownloadClient.WaitsOnly(console, Clock), RequestGate.ForPublicData(Clock));
            var options = new MarketStreamOptions
            {
                Address = server.Address,
                Streams = ["btcusdt@trade", "btcusdt@bookTicker", "btcusdt@depth@100ms"],
                // The clock jumps: silence cannot be told from that.
                Silence = TimeSpan.FromDays(100),
            };
            using var recorder = new StreamRecorder(
                console, CatalogStore.OpenOrCreate(Root), ["BTCUSDT"], new MarketStream(options, Clock, new Random(2)), (backfill, books), Clock);
            var ended = Output.Line(last);
            var running = recorder.RunAsync(stop.Token);
            await Task.WhenAny(ended, running).WaitAsync(TimeSpan.FromMinutes(2));
            await stop.CancelAsync();
            await running;
            Assert.DoesNotContain("error:", Output.ToString(), StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(Path.Combine(Root, ".recording", "BTCUSDT")));
        }

        public async ValueTask DisposeAsync()
        {
            await _rest.DisposeAsync();
            _folder.Dispose();
        }
    }
}
