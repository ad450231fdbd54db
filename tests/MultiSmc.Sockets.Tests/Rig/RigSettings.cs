using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Exchange;
using MultiSmc.Journal;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Sockets.Tests;

/// <summary>What a test wants other than usual. All waits are short, so that a failure takes seconds.</summary>
internal sealed record RigSettings
{
    public StrategyParameters Strategy { get; init; } = new() { ReprotectDelay = Duration.FromMilliseconds(500) };

    public RiskLimits Risk { get; init; } = new();

    public ReconciliationPolicy Reconciliation { get; init; } = new()
    {
        AnswerTimeout = Duration.FromSeconds(2), FirstRetry = Duration.FromMilliseconds(100), LongestRetry = Duration.FromSeconds(1), DisconnectGrace = Duration.FromMilliseconds(1_500),
    };

    public FeeMode Fees { get; init; }

    /// <summary>Beside 10,000 USDT.</summary>
    public string Bnb { get; init; } = "0";

    public CallPolicy Calls { get; init; } = new()
    {
        AnswerTimeout = TimeSpan.FromSeconds(5), FirstPause = TimeSpan.FromMilliseconds(50), RepeatFor = TimeSpan.FromSeconds(2), EntryWait = TimeSpan.FromMilliseconds(200),
        ExitWait = TimeSpan.FromMilliseconds(500),
    };

    public SocketPolicy Socket { get; init; } = new()
    {
        Retry = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromMilliseconds(400) }, Overlap = TimeSpan.FromMilliseconds(300),
    };

    public TimeSpan FeedSilence { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan ProgressWatch { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longer than any test is mute for, unless it is about that.</summary>
    public TimeSpan ReportPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The node signs with another secret than the exchange knows.</summary>
    public bool HasWrongSecret { get; init; }

    /// <summary>The exchange has never heard of the node's key.</summary>
    public bool HasUnknownKey { get; init; }

    public bool SendsOverWebSocket { get; init; }

    /// <summary>The node's key is an Ed25519 one, which logs on.</summary>
    public bool LogsOn { get; init; }

    public LimitOptions Limits { get; init; } = new() { WeightPerMinute = 60_000, OrdersPer10Seconds = 500 };

    public JournalOptions Journal { get; init; } = new();

    /// <summary>Each trade closes a packet, so that structure follows the prices one by one.</summary>
    public BacktestPlan PlanOf(Instrument coin) => new()
    {
        Session = "s1",
        Markets =
        [
            new MarketPlan
            {
                Instrument = coin,
                Packets = new PacketParameters
                {
                    PriceDecimals = 2, QuantityDecimals = 3, Bucket = 1, Anchor = PacketAnchor.None, VpinWindow = 2, SessionGap = Duration.FromSeconds(86_400), MaxGapIds = 10,
                },
                Structure = new StructureParameters { Left = 1, Right = 1, TtlPackets = 200, HoldPackets = 400, MinRangePpm = 1000, AtrWindow = 2 },
                Strategy = Strategy with { HoldPackets = 400 },
            },
        ],
        Risk = Risk,
        Reconciliation = Reconciliation,
        // The exchange says what the account has.
        Venue = new SimulationParameters { InitialBalances = [], FeeMode = Fees, BnbPrices = Prices(coin.Quote) },
        Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "test", Seed = 0, Model = "none", Files = [] },
    };

    public AccountParameters AccountOf(Instrument coin) => new()
    {
        InitialBalances = [new AssetAmount(coin.Quote, Quote.Amount("10000")), .. Bnb == "0" ? Array.Empty<AssetAmount>() : [new AssetAmount(new Asset("BNB"), Quote.Amount(Bnb))]],
        FeeMode = Fees,
        BnbPrices = Prices(coin.Quote),
    };

    /// <summary>What is traded, before the exchange has described it.</summary>
    public static Instrument Listed { get; } = new()
    {
        Id = new InstrumentId(0),
        Symbol = "AAAUSDT",
        Base = new Asset("AAA"),
        Quote = new Asset("USDT"),
        TickSize = new Price(1_000_000),
        LotSize = new Quantity(100_000),
        MinQuantity = new Quantity(100_000),
        MinNotional = new Money(5 * FixedPoint.Scale),
        MaxOrders = 200,
        MaxAlgoOrders = 20,
        MaxOrderLists = 20,
    };

    private static BnbPrice[] Prices(Asset quote) => [new BnbPrice(quote, Quote.At("600"))];
}
