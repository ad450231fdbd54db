using System.Threading.Channels;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Rig;

/// <summary>An inbox whose words can be waited for.</summary>
internal sealed class WaitingInbox : IShellInbox
{
    private readonly Channel<VenueEvent> _words = Channel.CreateUnbounded<VenueEvent>();

    public void OnMarket(in MarketEvent market)
    {
    }

    public void OnVenue(VenueEvent venueEvent) => _words.Writer.TryWrite(venueEvent);

    /// <summary>The next word of a kind; others before it are passed over.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? isIt = null)
        where T : VenueEvent
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var word in _words.Reader.ReadAllAsync(limit.Token))
        {
            if (word is T found && (isIt is null || isIt(found)))
                return found;
        }

        throw new InvalidOperationException("nothing more comes");
    }

    /// <summary>Words that have come and were not taken.</summary>
    public IReadOnlyList<VenueEvent> TakeAll()
    {
        var all = new List<VenueEvent>();
        while (_words.Reader.TryRead(out var word))
            all.Add(word);
        return all;
    }
}

/// <summary>A gateway against a scripted exchange.</summary>
internal sealed class GatewayRig : IAsyncDisposable
{
    public const string Secret = "made-up-secret-for-tests-0123456789abcdef";
    public const string KeyName = "made-up-api-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    public static readonly InstrumentId Btc = new(0);

    private GatewayRig(ScriptedExchange exchange, BinanceGateway gateway, RequestGate gate, List<string> notices) =>
        (Exchange, Gateway, Gate, Notices) = (exchange, gateway, gate, notices);

    public ScriptedExchange Exchange { get; }

    public BinanceGateway Gateway { get; }

    public RequestGate Gate { get; }

    public List<string> Notices { get; }

    public WaitingInbox Inbox { get; } = new();

    public static ApiKey Key { get; } = ApiKey.From(new Secret(KeyName), new Secret(Secret));

    public static CallPolicy Impatient { get; } = new()
    {
        RepeatFor = TimeSpan.FromSeconds(2), FirstPause = TimeSpan.FromMilliseconds(20), EntryWait = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>For tests of what is never answered; on a busy machine other answers would be late by it.</summary>
    public static CallPolicy Hasty { get; } = new()
    {
        AnswerTimeout = TimeSpan.FromMilliseconds(600), RepeatFor = TimeSpan.FromSeconds(2), FirstPause = TimeSpan.FromMilliseconds(20),
    };

    public static Instrument Bitcoin { get; } = new()
    {
        Id = Btc, Symbol = "BTCUSDT", Base = new Asset("BTC"), Quote = new Asset("USDT"), TickSize = new Price(1_000_000), LotSize = new Quantity(1_000),
    };

    public static async Task<GatewayRig> StartAsync(
        Action<ScriptedExchange>? script = null, CallPolicy? calls = null, bool overSocket = false, ApiKey? key = null, SocketPolicy? socket = null,
        IReadOnlyList<KnownOrder>? known = null)
    {
        var exchange = await ScriptedExchange.StartAsync();
        script?.Invoke(exchange);
        var gate = new RequestGate(
            [
                new RateLimit { RateLimitType = RateLimitType.RequestWeight, Interval = RateInterval.Minute, IntervalNum = 1, Limit = 6000 },
                new RateLimit { RateLimitType = RateLimitType.Orders, Interval = RateInterval.Second, IntervalNum = 10, Limit = 100 },
            ],
            TimeProvider.System, null);
        var notices = new List<string>();
        var options = new GatewayOptions
        {
            Rest = exchange.Rest, WebSocketApi = exchange.WebSocketApi, Key = key ?? Key, Instruments = [Bitcoin], Gate = gate, Calls = calls ?? Impatient, SendsOverWebSocket = overSocket,
            ReportPatience = TimeSpan.FromMinutes(10), // this exchange answers, and reports only what a test has it report
            Socket = socket ?? new SocketPolicy { Retry = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(20) } },
            Notice = text =>
            {
                lock (notices)
                    notices.Add(text);
            },
        };
        var gateway = new BinanceGateway(options, new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1));
        var rig = new GatewayRig(exchange, gateway, gate, notices);
        gateway.Start(rig.Inbox, known ?? []);
        return rig;
    }

    public static OrderSpec Buy(string name = "s-1-1", OrderType type = OrderType.LimitMaker) => new()
    {
        ClientOrderId = new ClientOrderId(name), Instrument = Btc, Side = Side.Buy, Type = type, Quantity = new Quantity(1_000_000), Price = new Price(6_000_010_000_000),
    };

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Exchange.DisposeAsync();
    }
}
