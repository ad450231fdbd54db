using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

/// <summary>A run from one seed: two instruments around 1.00 whose ticks are coarse, so that everything meets; the referee watches each step.</summary>
internal sealed class RandomRun
{
    // Tick × lot is finer than 10^-8 in the second one, so that flooring shows.
    private static readonly Instrument[] Instruments =
    [
        BtcUsdt with { TickSize = P("0.01"), LotSize = Q("0.1"), MinNotional = M("0.2") },
        BtcUsdt with
        {
            Id = new InstrumentId(1), Symbol = "BNBBTC", Base = Bnb, Quote = Btc, TickSize = P("0.0101"), LotSize = Q("0.00001"), MinNotional = M("0.00002"),
        },
    ];

    private SplitMix64 _random;
    private readonly long[] _ticks = [100, 100];
    private readonly SimulatedVenue _venue;
    private readonly List<VenueRequest> _cancels = [];
    private Timestamp _now = Timestamp.FromMilliseconds(1_000_000);
    private int _names;
    private long _ids;

    public RandomRun(ulong seed)
    {
        _random = new SplitMix64(seed);
        Parameters = new SimulationParameters
        {
            InitialBalances = [Amount(Btc, 40), Amount(Usdt, Chance(2) ? 6 : 40), Amount(Bnb, Chance(2) ? 30 : 0)],
            FillModel = (FillModel)Below(3),
            LatencyToVenue = new Duration(Below(3) * 700),
            LatencyFromVenue = new Duration(Below(3) * 700),
            LatencyJitterMax = new Duration(Below(2) * 1_500),
            Seed = seed,
            SlippageTicks = (int)Below(3),
            QueueFactorPpm = Below(3) * 700_000,
            QueueAgeScale = new Duration(5_000),
            MakerFeePpm = Below(2) * 7_777,
            TakerFeePpm = Below(2) * 13_331,
            FeeMode = (FeeMode)Below(2),
            BnbPrices = [new BnbPrice(Usdt, P("1.23457")), new BnbPrice(Btc, P("0.97"))],
        };
        _venue = new SimulatedVenue(Instruments, Parameters);
        Referee = new Referee(Instruments, Parameters);
    }

    public SimulationParameters Parameters { get; }

    public Referee Referee { get; }

    public RandomRun Play(int steps)
    {
        var hasQuotes = Chance(2);
        for (var i = 0; i < steps; i++)
        {
            _now += new Duration(Below(1_000));
            if (Chance(3))
                _venue.Submit(NextRequest(), _now);
            Referee.FilledFromPrintRaw = long.MinValue / 2;
            _venue.Advance(_now);
            Watch();
            Market(hasQuotes && i > steps / 3 && Chance(3));
        }

        _venue.Advance(Timestamp.MaxValue);
        Watch();
        return this;
    }

    private void Market(bool isQuote)
    {
        var place = (int)Below(2);
        var instrument = Instruments[place];
        _ticks[place] = Math.Clamp(_ticks[place] + Below(5) - 2, 90, 110);
        var tick = instrument.TickSize.Raw;
        var price = new Price(_ticks[place] * tick);
        var size = new Quantity((1 + Below(40)) * instrument.LotSize.Raw * (place == 0 ? 1 : 997));
        Referee.FilledFromPrintRaw = 0;
        if (isQuote)
        {
            // Now and then a side is empty.
            var ask = Chance(9) ? default : new Price(price.Raw + (1 + Below(2)) * tick);
            var bid = Chance(9) ? default : price;
            _venue.OnMarket(new MarketEvent(instrument.Id, new Quote(++_ids, _now, bid, size, ask, new Quantity(size.Raw * 2))));
            Watch();
            return;
        }

        _venue.OnMarket(new MarketEvent(instrument.Id, new TradeTick(++_ids, _now, price, size, (AggressorSide)Below(2))));
        Watch();
        if (Referee.FilledFromPrintRaw > size.Raw)
            throw new InvalidOperationException($"{Referee.FilledFromPrintRaw} filled of a print of {size.Raw}\n{string.Join('\n', Referee.Log.TakeLast(9))}");
    }

    private void Watch()
    {
        while (_venue.TryTakeEvent(Timestamp.MaxValue, out var venueEvent, out var arrivesAt))
            Referee.Apply(venueEvent ?? throw new InvalidOperationException("no event"), arrivesAt);
        Referee.CheckAll(_venue);
    }

    private VenueRequest NextRequest()
    {
        var place = (int)Below(2);
        var instrument = Instruments[place];
        if (_cancels.Count > 0 && Chance(3))
            return _cancels[(int)Below(_cancels.Count)];
        var name = $"n{++_names}";
        var quantity = new Quantity((1 + Below(60)) * instrument.LotSize.Raw * (place == 0 ? 1 : 997));
        var order = new OrderSpec
        {
            ClientOrderId = new ClientOrderId(Chance(10) ? "n1" : name),
            Instrument = instrument.Id,
            Side = (Side)Below(2),
            Type = (OrderType)Below(7),
            Quantity = quantity,
            Price = Near(place),
            StopPrice = Near(place),
            TimeInForce = (TimeInForce)(Chance(2) ? 0 : Below(3)),
        };
        if (Chance(4))
        {
            _cancels.Add(new VenueRequest.CancelList(instrument.Id, new ClientListId(name)));
            _cancels.Add(new VenueRequest.CancelOrder(instrument.Id, new ClientOrderId(name + "b")));
            var above = order with { Side = Side.Sell, Type = OrderType.LimitMaker, Price = new Price((_ticks[place] + 1 + Below(3)) * instrument.TickSize.Raw) };
            var isLimited = Chance(3);
            var below = above with
            {
                ClientOrderId = new ClientOrderId(name + "b"),
                Type = isLimited ? OrderType.StopLossLimit : OrderType.StopLoss,
                StopPrice = new Price((_ticks[place] - 1 - Below(3)) * instrument.TickSize.Raw),
                Price = isLimited ? Near(place) : default,
            };
            return new VenueRequest.PlaceOco(new ClientListId(name), above, below);
        }

        _cancels.Add(new VenueRequest.CancelOrder(instrument.Id, order.ClientOrderId));
        // A type without a limit has no price.
        return new VenueRequest.PlaceOrder(
            order.Type is OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit ? order with { Price = default } : order);
    }

    private Price Near(int place) => new((_ticks[place] + Below(9) - 4) * Instruments[place].TickSize.Raw);

    private static AssetAmount Amount(Asset asset, long whole) => new(asset, new Money(whole * FixedPoint.Scale));

    private long Below(long exclusiveMax) => _random.NextBelow(exclusiveMax);

    private bool Chance(long oneIn) => Below(oneIn) == 0;
}
