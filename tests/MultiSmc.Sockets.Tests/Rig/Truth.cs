using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using OrderState = MultiSmc.Binance.Wire.OrderState;

namespace MultiSmc.Sockets.Tests;

/// <summary>The account as the exchange has it, asked over REST with a key of its own; also the hand of the account's owner.</summary>
internal sealed class Truth : IDisposable
{
    private readonly RestConnection _rest;
    private readonly Instrument _coin;
    private readonly Dictionary<VenueOrderId, ClientOrderId> _placedAs = [];

    private Truth(RestConnection rest, Instrument coin) => (_rest, _coin) = (rest, coin);

    /// <summary>The instrument as the exchange describes it.</summary>
    public Instrument Coin => _coin;

    public static async Task<Truth> ConnectAsync(Uri address, ApiKey key, string symbol)
    {
        var gate = RequestGate.ForPublicData(TimeProvider.System);
        var rest = new RestConnection(
            address, key, gate, new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1), new CallPolicy());
        var info = await rest.Client.ExchangeInfoAsync([symbol], TestContext.Current.CancellationToken);
        gate.Renew(Done(info).RateLimits);
        var reading = InstrumentCatalogue.Of(Done(info)).Find(symbol, new InstrumentId(0));
        Assert.True(reading.Instrument is not null, reading.Fault);
        return new Truth(rest, reading.Instrument);
    }

    public async Task<OrderState[]> OpenOrdersAsync() => Done(await _rest.Client.OpenOrdersAsync(_coin.Symbol, TestContext.Current.CancellationToken));

    public async Task<OrderState[]> AllOrdersAsync() => Done(await _rest.Client.AllOrdersAsync(_coin.Symbol, new HistoryRange { Limit = 1_000 }, TestContext.Current.CancellationToken));

    public async Task<MyTradeRow[]> TradesAsync() => Done(await _rest.Client.MyTradesAsync(_coin.Symbol, new HistoryRange { Limit = 1_000 }, TestContext.Current.CancellationToken));

    public async Task<AssetBalance[]> BalancesAsync() =>
        [.. Done(await _rest.Client.AccountAsync(omitZeros: true, TestContext.Current.CancellationToken)).Balances.Select(static row => row.ToBalance()).OrderBy(static row => row.Asset)];

    public async Task<Money> TotalAsync(string asset) => (await BalancesAsync()).FirstOrDefault(row => row.Asset == new Asset(asset)).Balance.Total;

    /// <summary>The owner places an order by hand.</summary>
    public async Task PlaceAsync(Side side, OrderType type, string quantity, string? price = null, SelfTradePreventionMode? selfTrade = null) => Done(await _rest.Client.PlaceAsync(
        new PlaceOrder
        {
            Symbol = _coin.Symbol,
            Side = side,
            Quantity = Quote.Of(quantity),
            SelfTradePreventionMode = selfTrade,
            Terms = new OrderTerms
            {
                Type = type, ClientOrderId = new ClientOrderId("hand-1"), Price = price is null ? null : Quote.At(price),
                TimeInForce = type == OrderType.Limit ? TimeInForce.Gtc : null,
            },
        },
        OrderSteps.Of(_coin), isExit: false, TestContext.Current.CancellationToken));

    /// <summary>The owner cancels all that is open.</summary>
    public async Task CancelAllAsync()
    {
        foreach (var order in await OpenOrdersAsync())
            _placedAs[order.OrderId] = order.ClientOrderId;
        Done(await _rest.Client.CancelAllAsync(_coin.Symbol, TestContext.Current.CancellationToken));
    }

    /// <summary>The name under which an order was placed, as far as the owner saw it: one that was cancelled bears the cancel's name.</summary>
    public ClientOrderId NameOf(OrderState order) => _placedAs.TryGetValue(order.OrderId, out var name) ? name : order.ClientOrderId;

    public void Dispose() => _rest.Dispose();

    private static T Done<T>(CallOutcome<T> outcome) => outcome is CallOutcome<T>.Done done ? done.Value : throw new InvalidOperationException(outcome.Describe());
}

/// <summary>Numbers from text.</summary>
internal static class Quote
{
    public static Quantity Of(string quantity) => FixedPoint.TryParse(quantity, out var raw) ? new Quantity(raw) : throw new FormatException(quantity);

    public static Price At(string price) => FixedPoint.TryParse(price, out var raw) ? new Price(raw) : throw new FormatException(price);

    public static Money Amount(string amount) => FixedPoint.TryParse(amount, out var raw) ? new Money(raw) : throw new FormatException(amount);
}
