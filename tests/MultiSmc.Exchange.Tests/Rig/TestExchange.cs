using Microsoft.Extensions.Time.Testing;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange.Tests;

/// <summary>An exchange on loopback whose clock stands still until a test moves it, with two accounts that trade with each other.</summary>
internal sealed class TestExchange : IAsyncDisposable
{
    public const string AdminToken = "an-admin-token-for-tests";
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ExchangeServer _server;

    private TestExchange(ExchangeServer server, FakeTimeProvider time)
    {
        _server = server;
        Time = time;
        Http = new HttpClient { BaseAddress = server.Address };
        Alice = new RestClient(this, "alice-key", RequestSigner.FromSecret(new Secret("alice-secret")));
        Bob = new RestClient(this, "bob-key", RequestSigner.FromSecret(new Secret("bob-secret")));
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public Uri Address => _server.Address;

    /// <summary>Has 100 BTC and 10,000,000 USDT.</summary>
    public RestClient Alice { get; }

    /// <summary>As Alice.</summary>
    public RestClient Bob { get; }

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<TestExchange> StartAsync(Func<ExchangeOptions, ExchangeOptions>? change = null)
    {
        var time = new FakeTimeProvider(Start);
        var options = new ExchangeOptions
        {
            Instruments = [Bitcoin],
            Accounts = [Account("alice"), Account("bob")],
            AdminToken = new Secret(AdminToken),
            Time = time,
        };
        return new TestExchange(await ExchangeServer.StartAsync(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken), time);
    }

    public static Instrument Bitcoin { get; } = new()
    {
        Id = new InstrumentId(0),
        Symbol = "BTCUSDT",
        Base = new Asset("BTC"),
        Quote = new Asset("USDT"),
        TickSize = new Price(1_000_000),
        LotSize = new Quantity(1_000),
        MinPrice = new Price(1_000_000),
        MaxPrice = new Price(100_000_000_000_000),
        MinQuantity = new Quantity(1_000),
        MaxQuantity = new Quantity(900_000_000_000),
        MaxMarketQuantity = new Quantity(12_000_000_000),
        MinNotional = new Money(500_000_000),
        MaxOrders = 200,
        MaxAlgoOrders = 5,
        MaxOrderLists = 20,
        MaxOrderAmends = 10,
        MaxIcebergParts = 100,
        TrailingDelta = new TrailingDelta(10, 2_000, 10, 2_000),
    };

    public static AccountOptions Account(string name) => new()
    {
        Name = name,
        Parameters = new AccountParameters
        {
            InitialBalances =
            [
                new AssetAmount(new Asset("BTC"), new Money(10_000_000_000)), new AssetAmount(new Asset("USDT"), new Money(1_000_000_000_000_000)),
            ],
        },
        Keys = [new KeyOptions($"{name}-key", SignatureVerifier.FromSecret(new Secret($"{name}-secret")), new KeyRights())],
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
    }
}
