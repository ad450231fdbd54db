using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Benchmarks.Journal;

/// <summary>
/// <c>journal-bench FOLDER [rounds]</c>: how long an order waits for the disk, beside a bare append with a flush and beside one-row commits of plain SQLite, alternated
/// on the same disk; how many orders a second leave in a burst; what a trade costs in time and bytes.
/// </summary>
internal static class JournalBench
{
    private const int PerTurn = 20;
    private const int RoundsPerUnit = 20;
    private const int Burst = 50_000;
    private const int Trades = 1_000_000;

    private static readonly Instrument Instrument = new()
    {
        Id = new InstrumentId(0), Symbol = "BENUSDT", Base = new Asset("BEN"), Quote = new Asset("USDT"), TickSize = new Price(1_000_000), LotSize = new Quantity(100_000),
    };

    public static int Run(string[] args)
    {
        if (args.Length == 0 || !Directory.Exists(args[0]))
        {
            Console.Error.WriteLine("journal-bench FOLDER [rounds]: the folder must exist, on the disk to be measured");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("journal-bench-");
        var root = Path.Combine(args[0], folder.Name);
        Directory.CreateDirectory(root);
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var (raw, plain, ours) = (new List<double>(), new List<double>(), new List<double>());
        using (var rawFile = new FileStream(Path.Combine(root, "raw"), FileMode.Append, FileAccess.Write, FileShare.None, 0))
        using (var plainFile = new PlainSqlite(Path.Combine(root, "plain.db")))
        using (var intents = new Intents(Path.Combine(root, "intents.db")))
        {
            var bytes = new byte[200];
            for (var round = -1; round < rounds * RoundsPerUnit; round++)
            {
                // Short turns, so that other work on the disk meets all three alike; the first warms up.
                Keep(raw, round, Time(() =>
                {
                    rawFile.Write(bytes);
                    rawFile.Flush(flushToDisk: true);
                }));
                Keep(plain, round, Time(plainFile.Step));
                Keep(ours, round, Time(intents.Step));
            }
        }

        Show("raw append + flush", raw);
        Show("SQLite, one-row commits", plain);
        Show("order intent durable", ours);
        BurstOfIntents(root);
        TradesAlone(root);
        Directory.Delete(root, recursive: true);
        folder.Delete();
        return 0;
    }

    private static void BurstOfIntents(string root)
    {
        using var file = JournalFile.Open(Path.Combine(root, "burst.db"), new JournalOptions());
        var sink = new Sink();
        var gate = new ReleaseGate(sink);
        using var session = file.Start(Header, gate);
        var (effects, time, start) = (new EffectBuffer(), new Timestamp(1_700_000_000_000_000_000), Stopwatch.GetTimestamp());
        for (var i = 0; i < Burst; i++)
            Intent(session, gate, effects, i + 1, time + new Duration(i * 1_000L));
        sink.Wait(Burst);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"burst of {Burst:N0} orders     {Burst / seconds:N0} orders/s released, {session.Commits / seconds:N0} commits/s");
    }

    private static void TradesAlone(string root)
    {
        var path = Path.Combine(root, "trades.db");
        var events = new MarketEvent[Trades];
        var (random, tick, time) = (new SplitMix64(7), 10_000L, new Timestamp(1_735_689_600_000_000_000));
        for (var i = 0; i < Trades; i++)
        {
            time += new Duration(random.NextBelow(80_000) * 1_000);
            tick += random.NextBelow(11) - 5;
            events[i] = new MarketEvent(Instrument.Id, new TradeTick(i + 1, time, new Price(tick * 1_000_000), new Quantity((1 + random.NextBelow(30_000)) * 100_000), (AggressorSide)random.NextBelow(2)));
        }

        double seconds;
        using (var file = JournalFile.Open(path, new JournalOptions { BlockAge = TimeSpan.FromDays(1), StallMax = Timeout.InfiniteTimeSpan }))
        {
            using var session = file.Start(Header, new ReleaseGate(new Sink()));
            var nothing = new EffectBuffer();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Trades; i++)
            {
                var input = KernelInput.FromMarket(i + 1, events[i].Time, in events[i]);
                session.Append(in input);
                session.Record(nothing);
            }

            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            session.Complete(time);
        }

        Console.WriteLine($"journaling a trade         {seconds / Trades * 1e9:F0} ns in the loop; {new FileInfo(path).Length / 1e6:F2} MB on disk per million");
    }

    private static SessionHeader Header { get; } = new()
    {
        Id = "bench", Kind = "paper", StartedAt = new Timestamp(1_700_000_000_000_000_000), KernelVersion = "bench", Instruments = [Instrument],
    };

    private static void Intent(SessionJournal session, ReleaseGate gate, EffectBuffer effects, long sequence, Timestamp time)
    {
        var trade = new TradeTick(sequence, time, new Price(10_000_000_000), new Quantity(100_000), AggressorSide.Buyer);
        var input = KernelInput.FromMarket(sequence, time, new MarketEvent(Instrument.Id, in trade));
        var order = new OrderSpec
        {
            ClientOrderId = new ClientOrderId($"bench-{sequence}-1"),
            Instrument = Instrument.Id,
            Side = Side.Buy,
            Type = OrderType.LimitMaker,
            Quantity = new Quantity(100_000),
            Price = new Price(10_000_000_000),
        };
        session.Append(in input);
        effects.Clear();
        effects.Submit(new VenueRequest.PlaceOrder(order));
        session.Record(effects);
        gate.Submit(new VenueRequest.PlaceOrder(order), sequence);
    }

    private static double[] Time(Action step)
    {
        var times = new double[PerTurn];
        for (var i = 0; i < PerTurn; i++)
        {
            var start = Stopwatch.GetTimestamp();
            step();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return times;
    }

    private static void Keep(List<double> all, int round, double[] times)
    {
        if (round >= 0)
            all.AddRange(times);
    }

    private static void Show(string name, List<double> times)
    {
        times.Sort();
        Console.WriteLine($"{name,-26} p50 {times[times.Count / 2]:F0} us, p99 {times[times.Count * 99 / 100]:F0} us, {1e6 * times.Count / times.Sum():N0}/s one after another");
    }

    /// <summary>Counts what leaves; the one who waits sleeps until then.</summary>
    private sealed class Sink : IRequestSink
    {
        private readonly object _lock = new();
        private long _sent;

        public void Send(VenueRequest request)
        {
            lock (_lock)
            {
                _sent++;
                Monitor.PulseAll(_lock);
            }
        }

        public void Withhold(VenueRequest request, JournalFailure failure) => throw new InvalidOperationException(failure.Message);

        public void Wait(long count)
        {
            lock (_lock)
            {
                while (_sent < count)
                    Monitor.Wait(_lock);
            }
        }
    }

    private sealed class PlainSqlite : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;

        public PlainSqlite(string file)
        {
            _connection = new SqliteConnection($"Data Source={file};Pooling=False");
            _connection.Open();
            using var setup = _connection.CreateCommand();
            setup.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)";
            setup.ExecuteNonQuery();
            _insert = _connection.CreateCommand();
            _insert.CommandText = "INSERT INTO t (body) VALUES ($body)";
            _insert.Parameters.AddWithValue("$body", new byte[200]);
        }

        public void Step() => _insert.ExecuteNonQuery();

        public void Dispose()
        {
            _insert.Dispose();
            _connection.Dispose();
        }
    }

    private sealed class Intents : IDisposable
    {
        private readonly JournalFile _file;
        private readonly SessionJournal _session;
        private readonly Sink _sink = new();
        private readonly ReleaseGate _gate;
        private readonly EffectBuffer _effects = new();
        private long _sequence;

        public Intents(string file)
        {
            _file = JournalFile.Open(file, new JournalOptions());
            _gate = new ReleaseGate(_sink);
            _session = _file.Start(Header, _gate);
        }

        public void Step()
        {
            _sequence++;
            Intent(_session, _gate, _effects, _sequence, new Timestamp(1_700_000_000_000_000_000 + _sequence * 1_000));
            _sink.Wait(_sequence);
        }

        public void Dispose()
        {
            _session.Dispose();
            _file.Dispose();
        }
    }
}
