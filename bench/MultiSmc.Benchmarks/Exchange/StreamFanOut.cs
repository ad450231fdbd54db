using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Exchange;
using MultiSmc.Simulation;

namespace MultiSmc.Benchmarks.Exchange;

/// <summary>
/// Trades of 300 symbols from the market's floor through matching core, board, candles and streams to a client on this machine, server and client in one
/// process: <c>stream-fanout [messages per second] [seconds] [clients]</c>. First as fast as the floor takes them while
/// nobody listens, then as fast as the clients read, then at the given rate: processor time and delay from floor to client.
/// </summary>
internal static class StreamFanOut
{
    private const int Symbols = 300;

    public static int Run(string[] args)
    {
        var rate = Argument(args, 0, 20_000);
        var seconds = Argument(args, 1, 5);
        var clients = Argument(args, 2, 1);
        RunAsync(rate, seconds, clients).GetAwaiter().GetResult();
        return 0;
    }

    private static int Argument(string[] args, int place, int usual) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : usual;

    private static async Task RunAsync(int rate, int seconds, int clients)
    {
        Instrument[] instruments = [.. Enumerable.Range(0, Symbols).Select(static i => new Instrument
        {
            Id = new InstrumentId(i), Symbol = $"S{i:D3}USDT", Base = new Asset($"S{i:D3}"), Quote = new Asset("USDT"),
            TickSize = new Price(1_000_000), LotSize = new Quantity(1_000),
        })];
        var board = new MarketBoard(instruments, new MarketBoardOptions { TradesMax = 2_000 });
        var streams = new StreamServer(board, new StreamServerOptions { OutboxMax = 64 << 20 }, TimeProvider.System, NullLogger<StreamServer>.Instance);
        await using var _ = streams.ConfigureAwait(false);
        var floor = new MarketFloor(new SpotExchange(instruments, new ExchangeParameters(), new Nobody()), board, streams);
        var feed = new Feed(floor);

        feed.Warm();
        Tell("floor and board, nobody listens", feed.Burst(1_000_000), 1_000_000);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        await using var host = application.ConfigureAwait(false);
        application.Run(streams.HandleAsync);
        await application.StartAsync().ConfigureAwait(false);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // it has started
        var readers = new List<Reader>();
        for (var i = 0; i < clients; i++)
            readers.Add(await Reader.StartAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal))).ConfigureAwait(false));

        const int Burst = 400_000;
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < Burst; i += 2_000)
        {
            feed.Burst(2_000);
            while (readers.Exists(reader => reader.Received < i - 100_000))
                await Task.Yield();
        }

        while (readers.Exists(static reader => reader.Received < Burst))
            await Task.Yield();
        Tell($"to {clients} client(s), as fast as they read", Stopwatch.GetElapsedTime(begin), Burst);

        await PacedAsync(feed, readers, rate, seconds).ConfigureAwait(false);
        foreach (var reader in readers)
            reader.Dispose();
    }

    private static async Task PacedAsync(Feed feed, List<Reader> readers, int rate, int seconds)
    {
        foreach (var reader in readers)
            reader.Delays.Clear();
        var (cpu, begin, told) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp(), 0);
        while (told < rate * seconds)
        {
            var due = (int)Math.Min(rate * (long)seconds, (long)(Stopwatch.GetElapsedTime(begin).TotalSeconds * rate));
            if (due > told)
                feed.Burst(due - told);
            told = due;
            await Task.Delay(1).ConfigureAwait(false);
        }

        while (readers.Exists(reader => reader.Delays.Count < rate * seconds))
            await Task.Delay(1).ConfigureAwait(false);
        var busy = (Environment.CpuUsage.TotalTime - cpu) / Stopwatch.GetElapsedTime(begin);
        var delays = readers.SelectMany(static reader => reader.Delays).Order().ToList();
        string At(double share) => TimeSpan.FromTicks(delays[(int)(share * (delays.Count - 1))] / 100).TotalMilliseconds.ToString("F2", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rate:N0}/s of {Symbols} symbols for {seconds} s to {readers.Count} client(s): {busy:P0} of one core with the clients; delay ms p50 {At(.5)}, p99 {At(.99)}, most {At(1)}"));
    }

    private static void Tell(string what, TimeSpan elapsed, int messages) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what}: {messages / elapsed.TotalSeconds:N0} trades/s, {elapsed.TotalMicroseconds * 1000 / messages:F0} ns each"));

    /// <summary>Makes trades that bear the moment of their making.</summary>
    private sealed class Feed(MarketFloor floor)
    {
        private readonly MarketEvent[] _run = new MarketEvent[2_000];
        private readonly long[] _ids = new long[Symbols];
        private long _count;

        public void Warm() => Burst(200_000);

        public TimeSpan Burst(int count)
        {
            var begin = Stopwatch.GetTimestamp();
            for (var done = 0; done < count; done += _run.Length)
            {
                var length = Math.Min(_run.Length, count - done);
                for (var i = 0; i < length; i++)
                {
                    var symbol = (int)(_count++ * 7 % Symbols);
                    var price = new Price((60_000 * 100L + _count % 500) * 1_000_000);
                    _run[i] = new MarketEvent(
                        new InstrumentId(symbol), new TradeTick(++_ids[symbol], Now(), price, new Quantity(1_000 * (1 + _count % 900)), (AggressorSide)(_count & 1)));
                }

                floor.Take(_run.AsSpan(0, length), Now(), Now());
            }

            return Stopwatch.GetElapsedTime(begin);
        }
    }

    private static Timestamp Now() => Timestamp.Of(DateTimeOffset.UtcNow);

    /// <summary>A client that finds the trade's time in each message and notes how old it is.</summary>
    private sealed class Reader(ClientWebSocket socket) : IDisposable
    {
        private long _received;

        public long Received => Volatile.Read(ref _received);

        public List<long> Delays { get; } = new(1_000_000);

        public static async Task<Reader> StartAsync(Uri address)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri(address, "/stream?timeUnit=MICROSECOND"), CancellationToken.None).ConfigureAwait(false);
            var names = string.Join(",", Enumerable.Range(0, Symbols).Select(static i => $"\"s{i:D3}usdt@trade\""));
            var request = Encoding.ASCII.GetBytes($$"""{"method":"SUBSCRIBE","params":[{{names}}],"id":1}""");
            await socket.SendAsync(request, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            await socket.ReceiveAsync(new byte[4096], CancellationToken.None).ConfigureAwait(false);
            var reader = new Reader(socket);
            _ = Task.Run(reader.ReadAsync);
            return reader;
        }

        public void Dispose() => socket.Dispose();

        private async Task ReadAsync()
        {
            var buffer = new byte[65_536];
            try
            {
                while (true)
                {
                    var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                    var at = buffer.AsSpan(0, result.Count).IndexOf("\"E\":"u8) + 4;
                    if (!System.Buffers.Text.Utf8Parser.TryParse(buffer.AsSpan(at), out long sentUs, out _))
                        throw new InvalidDataException("a message without a time");
                    Delays.Add(Now().Nanoseconds - sentUs * 1_000);
                    Volatile.Write(ref _received, _received + 1);
                }
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The bench has ended.
            }
        }
    }

    private sealed class Nobody : IExchangeSink
    {
        public void OnEvent(AccountId account, VenueEvent venueEvent)
        {
        }

        public void OnList(AccountId account, ListView list, ListStatusType type, Timestamp time)
        {
        }

        public void OnPrint(InstrumentId instrument, in TradeTick trade)
        {
        }
    }
}
