using BenchmarkDotNet.Attributes;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Benchmarks.Simulation;

/// <summary>
/// One operation of the matching core where accounts meet one another: a mix of placing (62 %), cancelling (33 %) and taking at market (5 %) on a book
/// that holds a few thousand orders of 16 accounts. Every report and account update is made.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MatchingBenchmarks : IExchangeSink
{
    private const int Operations = 200_000;
    private readonly (AccountId Account, VenueRequest Request)[] _requests = new (AccountId, VenueRequest)[Operations];
    private readonly Instrument _instrument = new()
    {
        Id = new InstrumentId(0), Symbol = "BTCUSDT", Base = new Asset("BTC"), Quote = new Asset("USDT"),
        TickSize = new Price(1_000_000), LotSize = new Quantity(1_000),
    };

    private long _events;

    [GlobalSetup]
    public void SetUp()
    {
        var random = new SplitMix64(11);
        var middle = 6_180_000L;
        for (var i = 0; i < Operations; i++)
        {
            middle += random.NextBelow(3) - 1;
            var account = new AccountId((int)random.NextBelow(16));
            var side = (Side)random.NextBelow(2);
            var kind = random.NextBelow(100);
            VenueRequest request;
            if (kind < 33 && i > 5_000)
            {
                // Mostly orders of the last few thousand: some are gone by then, as in life.
                var back = 1 + (int)random.NextBelow(5_000);
                request = new VenueRequest.CancelOrder(_instrument.Id, new ClientOrderId($"o{i - back}"));
                account = _requests[i - back].Account;
            }
            else
            {
                var away = random.NextBelow(400) - 4;
                var price = (side == Side.Buy ? middle - away : middle + away) * _instrument.TickSize.Raw;
                var isMarket = kind >= 95;
                request = new VenueRequest.PlaceOrder(new OrderSpec
                {
                    ClientOrderId = new ClientOrderId($"o{i}"), Instrument = _instrument.Id, Side = side, Type = isMarket ? OrderType.Market : OrderType.Limit,
                    Quantity = new Quantity((1 + random.NextBelow(50)) * _instrument.LotSize.Raw), Price = isMarket ? default : new Price(price),
                });
            }

            _requests[i] = (account, request);
        }
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public long OneOperation()
    {
        var exchange = new SpotExchange([_instrument], new ExchangeParameters { Liquidity = LiquiditySource.Orders }, this);
        for (var i = 0; i < 16; i++)
        {
            exchange.Open(new AccountParameters
            {
                InitialBalances =
                [
                    new AssetAmount(_instrument.Base, new Money(1_000 * FixedPoint.Scale)), new AssetAmount(_instrument.Quote, new Money(100_000_000 * FixedPoint.Scale)),
                ],
            });
        }

        for (var i = 0; i < Operations; i++)
            exchange.Submit(_requests[i].Account, _requests[i].Request, new Timestamp(i));
        return _events;
    }

    public void OnEvent(AccountId account, VenueEvent venueEvent) => _events++;

    public void OnList(AccountId account, ListView list, ListStatusType type, Timestamp time) => _events++;

    public void OnPrint(InstrumentId instrument, in TradeTick trade) => _events++;
}
