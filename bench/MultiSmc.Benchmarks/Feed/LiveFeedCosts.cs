using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Benchmarks.Feed;

/// <summary>
/// What a received message costs on its way into the node: kind, decoding, finding the instrument, order of the ids, inbox. The framework's document
/// parser, which only opens the message, is the yardstick.
/// </summary>
[MemoryDiagnoser]
public class LiveFeedCosts
{
    private const int Messages = 10_000;

    private readonly byte[] _quote = Encoding.UTF8.GetBytes(
        """{"stream":"btcusdt@bookTicker","data":{"u":0000000000,"s":"BTCUSDT","b":"60000.09000000","B":"1.00000000","a":"60000.10000000","A":"2.00000000"}}""");

    private readonly byte[] _trade = Encoding.UTF8.GetBytes(
        """{"stream":"btcusdt@trade","data":{"e":"trade","E":1767225600123,"s":"BTCUSDT","t":1000000000,"p":"60000.10000000","q":"0.01000000","T":1767225600122,"m":true,"M":true}}""");

    private readonly Counter _inbox = new();
    private FeedStream? _stream;
    private int _idAt;
    private int _updateAt;
    private long _next = 1_000_000_000;

    [GlobalSetup]
    public void Setup()
    {
        var instruments = Enumerable.Range(0, 100).Select(static i => new Instrument
        {
            Id = new InstrumentId(i), Symbol = i == 0 ? "BTCUSDT" : $"COIN{i}USDT", Base = new Asset("BTC"), Quote = new Asset("USDT"), TickSize = new Price(1_000_000), LotSize = new Quantity(1_000),
        }).ToArray();
        var options = new FeedOptions
        {
            Rest = new Uri("http://127.0.0.1/"), Streams = new Uri("ws://127.0.0.1/"), Instruments = instruments, Gate = RequestGate.ForPublicData(TimeProvider.System),
        };
        var lines = instruments.Select(instrument => new TradeLine(instrument, _inbox, options, TimeProvider.System)).ToArray();
        _stream = new FeedStream(
            new MarketStreamOptions { Address = options.Streams, Streams = ["btcusdt@trade"] }, lines, new SymbolTable(lines), new ServerClock(TimeProvider.System), TimeProvider.System,
            new Random(1), static (_, _, _) => { });
        _idAt = _trade.AsSpan().IndexOf("1000000000"u8);
        _updateAt = _quote.AsSpan().IndexOf("0000000000"u8);
        "1"u8.CopyTo(_quote.AsSpan(_updateAt));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Messages)]
    public void OpenDocument()
    {
        for (var i = 0; i < Messages; i++)
        {
            using var document = JsonDocument.Parse(_trade);
        }
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long Trades()
    {
        for (var i = 0; i < Messages; i++)
        {
            (++_next).TryFormat(_trade.AsSpan(_idAt), out _, default, CultureInfo.InvariantCulture);
            _stream?.TryTake(StreamMessageKind.Data, 1, new Timestamp(1), _trade, "");
        }

        return _inbox.Count;
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long Quotes()
    {
        for (var i = 0; i < Messages; i++)
        {
            (++_next).TryFormat(_quote.AsSpan(_updateAt), out _, default, CultureInfo.InvariantCulture);
            _stream?.TryTake(StreamMessageKind.Data, 1, new Timestamp(1), _quote, "");
        }

        return _inbox.Count;
    }

    [GlobalCleanup]
    public void Check()
    {
        if (_inbox.Count == 0)
            throw new InvalidOperationException("nothing arrived: the messages are not what the feed reads");
    }

    private sealed class Counter : IShellInbox
    {
        public long Count { get; private set; }

        public void OnMarket(in MarketEvent market) => Count++;

        public void OnVenue(VenueEvent venueEvent)
        {
        }
    }
}
