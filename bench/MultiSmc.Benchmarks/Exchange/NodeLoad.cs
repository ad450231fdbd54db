using System.Diagnostics;
using System.Globalization;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Exchange;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Benchmarks.Exchange;

/// <summary>
/// A whole paper node under load: <c>node-load [messages per second] [seconds] [symbols]</c>. A local exchange shows trades of many symbols over its
/// streams; feed, inbox, journal, kernel with packets and structure of each symbol, all in this process. Counts what is lost and the delay from the
/// exchange's stamp to the kernel having taken the trade (stamps are whole milliseconds, cut off: up to one too much).
/// </summary>
internal static class NodeLoad
{
    public static int Run(string[] args)
    {
        var rate = Argument(args, 0, 20_000);
        var seconds = Argument(args, 1, 30);
        var symbols = Argument(args, 2, 300);
        return RunAsync(rate, seconds, symbols).GetAwaiter().GetResult();
    }

    private static int Argument(string[] args, int place, int usual) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : usual;

    private static async Task<int> RunAsync(int rate, int seconds, int symbols)
    {
        Instrument[] instruments = [.. Enumerable.Range(0, symbols).Select(static i => new Instrument
        {
            Id = new InstrumentId(i), Symbol = $"S{i:D3}USDT", Base = new Asset($"S{i:D3}"), Quote = new Asset("USDT"), TickSize = new Price(1_000_000), LotSize = new Quantity(100_000),
            MinQuantity = new Quantity(100_000), MinNotional = new Money(5 * FixedPoint.Scale),
        })];
        using var tape = new SteadyTape(symbols, rate, (long)rate * seconds);
        var server = await ExchangeServer.StartAsync(
            new ExchangeOptions
            {
                Instruments = instruments, Accounts = [], AdminToken = new Secret("not-used-by-this-run"), Tape = tape, Pacing = new MarketPacing { Speed = 1, Stamps = MarketStamps.Wall },
                Board = new MarketBoardOptions { TradesMax = 2_000 },
                Matching = new ExchangeParameters { Liquidity = LiquiditySource.Recorded }, Streams = new StreamServerOptions { OutboxMax = 64 << 20 },
            },
            CancellationToken.None).ConfigureAwait(false);
        await using var _ = server.ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("node-load").FullName;
        var plan = Plan(instruments);
        var counter = new Counter(symbols, checked(rate * seconds));
        using var end = new CancellationTokenSource();
        var node = new TradingNode(new NodeSetup
        {
            Folder = new NodeFolder(folder),
            Mode = "paper",
            Clock = NodeClock.Wall,
            Header = _ => new SessionHeader { Id = "load", Kind = "paper", StartedAt = Now(), KernelVersion = "bench", Instruments = instruments, ConfigurationHash = "bench" },
            Kernel = session => BacktestKernel.Create(plan with { Session = session }, plan.Model),
            Feed = new BinanceMarketFeed(
                new FeedOptions { Rest = server.Address, Streams = new UriBuilder(server.Address) { Scheme = "ws" }.Uri, Instruments = instruments, Gate = new RequestGate([], TimeProvider.System, null), HasQuotes = false },
                new ServerClock(TimeProvider.System),
                TimeProvider.System,
                new Random(1)),
            Venue = new NodeVenue.Driven(() => new SimulatedVenue(instruments, plan.Venue)),
            Observers = [counter],
            Options = new NodeOptions { Journal = new JournalOptions { TraceTypes = [typeof(StrategyTrace)] } },
        });
        var (cpu, begin) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var running = node.RunAsync(end.Token);
        long? settled = null;
        var rows = (long)rate * seconds;
        for (var last = 0L; !running.IsCompleted;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            var (count, memory) = (counter.Count, Environment.WorkingSet / 1_000_000);
            var elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            if ((long)elapsed % 60 == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {elapsed,5:F0} s: {count:N0} trades taken, {memory} MB"));
            // The tape is over, and what was on its way has come.
            if (tape.IsOver && count == last && ++settled > 3)
                break;
            settled ??= 0;
            (settled, last) = (count == last ? settled : 0, count);
        }

        var busy = (Environment.CpuUsage.TotalTime - cpu) / Stopwatch.GetElapsedTime(begin);
        await end.CancelAsync().ConfigureAwait(false);
        var outcome = await running.ConfigureAwait(false);
        await node.DisposeAsync().ConfigureAwait(false);
        counter.Tell(rate, seconds, rows, busy, outcome);
        Directory.Delete(folder, recursive: true);
        return outcome is NodeOutcome.Stopped && counter.Holes == 0 ? 0 : 1;
    }

    private static BacktestPlan Plan(Instrument[] instruments) => new()
    {
        Session = "load",
        Markets = [.. instruments.Select(static instrument => new MarketPlan
        {
            Instrument = instrument,
            Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 10_000L * 100_000, VpinWindow = 50 },
            Structure = new StructureParameters { Left = 5, Right = 5, MinRangePpm = 4_000 },
            Strategy = new StrategyParameters(),
        })],
        Risk = new RiskLimits { MaxDataAge = Duration.FromSeconds(10) },
        Venue = new SimulationParameters { InitialBalances = [new AssetAmount(new Asset("USDT"), new Money(100_000 * FixedPoint.Scale))], Seed = 1 },
        Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "bench", Seed = 1, Model = "none", Files = [] },
    };

    private static Timestamp Now() => Timestamp.Of(DateTimeOffset.UtcNow);

    /// <summary>Trades of all symbols in turn, evenly spaced in time; prices walk.</summary>
    private sealed class SteadyTape(int symbols, int rate, long count) : IMarketSource
    {
        private readonly long[] _ids = new long[symbols];
        private readonly long[] _prices = [.. Enumerable.Repeat(10_000L, symbols)];
        private SplitMix64 _random = new(1);
        private long _done;

        public bool IsOver { get; private set; }

        public int Read(Span<MarketEvent> buffer)
        {
            var written = 0;
            while (written < buffer.Length && _done < count)
            {
                var symbol = (int)(_done % symbols);
                var time = new Timestamp(1_735_689_600_000_000_000 + _done * 1_000_000_000 / rate);
                _done++;
                _prices[symbol] = Math.Max(1_000, _prices[symbol] + (long)_random.NextBelow(5) - 2);
                buffer[written++] = new MarketEvent(
                    new InstrumentId(symbol),
                    new TradeTick(++_ids[symbol], time, new Price(_prices[symbol] * 1_000_000), new Quantity(100_000 * (1 + (long)_random.NextBelow(900))), (AggressorSide)_random.NextBelow(2)));
            }

            IsOver = _done == count;
            return written;
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Sees what the kernel has taken.</summary>
    private sealed class Counter(int symbols, int rows) : IKernelObserver
    {
        private readonly long[] _last = new long[symbols];
        private readonly int[] _delays = new int[rows];
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public long Holes { get; private set; }

        public void OnApplied(in KernelInput input, EffectBuffer effects)
        {
            if (input.Kind != InputKind.Market || input.Market.Kind != MarketEventKind.Trade)
                return;
            var market = input.Market;
            ref var last = ref _last[market.Instrument.Index];
            if (market.Trade.Id != last + 1 && last != 0)
                Holes++;
            last = market.Trade.Id;
            if (_count < _delays.Length)
                _delays[_count] = (int)Math.Min(int.MaxValue, (Now() - market.Trade.Time).Nanoseconds / 1_000);
            Volatile.Write(ref _count, _count + 1);
        }

        public void Tell(int rate, int seconds, long rows, double busy, NodeOutcome outcome)
        {
            var delays = _delays.AsSpan(0, (int)Math.Min(_count, _delays.Length)).ToArray();
            Array.Sort(delays);
            // The first trades of a symbol may come before the node is connected; from then on each must be there.
            var first = rows - _count;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{symbols} symbols, {rate:N0} trades/s for {seconds} s: {_count:N0} taken, {Holes} out of order or missing between, {first:N0} before the connection; {busy:P0} of one core with the exchange; delay ms p50 {At(.5):F1}, p99 {At(.99):F1}, p99.9 {At(.999):F1}, most {At(1):F1}; {outcome.GetType().Name}"));

            double At(double share) => delays.Length == 0 ? 0 : delays[(int)(share * (delays.Length - 1))] / 1_000.0;
        }
    }
}
