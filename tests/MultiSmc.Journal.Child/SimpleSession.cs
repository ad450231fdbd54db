using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal.Child;

/// <summary>
/// A session that is a function of its seed: trades, now and then an order, what the exchange says of it, a cancel. Both the process that is killed and the
/// test that looks at what is left can say what input n was and what it led to.
/// </summary>
public sealed class SimpleSession(ulong seed)
{
    private readonly List<OrderSpec> _orders = [];
    private SplitMix64 _random = new(seed);
    private Timestamp _now = new(1_700_000_000_000_000_000);
    private long _tick = 10_000;
    private long _sequence;

    /// <summary>What is traded.</summary>
    public static Instrument Instrument { get; } = new()
    {
        Id = new InstrumentId(0), Symbol = "TSTUSDT", Base = new Asset("TST"), Quote = new Asset("USDT"), TickSize = new Price(1_000_000), LotSize = new Quantity(100_000),
    };

    /// <summary>The session.</summary>
    public static SessionHeader Header { get; } = new()
    {
        Id = "child", Kind = "paper", StartedAt = new Timestamp(1_700_000_000_000_000_000), KernelVersion = "test", Instruments = [Instrument],
    };

    /// <summary>The next input.</summary>
    public KernelInput NextInput()
    {
        _sequence++;
        _now += new Duration(_random.NextBelow(20_000) * 1_000);
        if (_orders.Count > 0 && _random.NextBelow(10) == 0)
            return KernelInput.FromVenue(_sequence, _now, Word(_orders[(int)_random.NextBelow(_orders.Count)]));
        _tick += _random.NextBelow(7) - 3;
        var trade = new TradeTick(_sequence, _now, new Price(_tick * 1_000_000), new Quantity((1 + _random.NextBelow(500)) * 100_000), (AggressorSide)_random.NextBelow(2));
        return KernelInput.FromMarket(_sequence, _now, new MarketEvent(Instrument.Id, in trade));
    }

    /// <summary>What the last input led to.</summary>
    /// <param name="effects">Emptied first.</param>
    public void NextEffects(EffectBuffer effects)
    {
        effects.Clear();
        switch (_random.NextBelow(12))
        {
            case 0:
                var order = new OrderSpec
                {
                    ClientOrderId = new ClientOrderId($"child-{_sequence}-1"),
                    Instrument = Instrument.Id,
                    Side = (Side)_random.NextBelow(2),
                    Type = OrderType.LimitMaker,
                    Quantity = new Quantity(500_000),
                    Price = new Price(_tick * 1_000_000),
                };
                _orders.Add(order);
                effects.Submit(new VenueRequest.PlaceOrder(order));
                break;
            case 1 when _orders.Count > 0:
                effects.Submit(new VenueRequest.CancelOrder(Instrument.Id, _orders[^1].ClientOrderId));
                effects.Add(EffectKind.Alert, Instrument.Id, new Alert("cancel", "words"));
                break;
            default:
                break;
        }
    }

    private VenueEvent.OrderReport Word(OrderSpec order) => new(new ExecutionReport
    {
        Order = order,
        VenueOrderId = new VenueOrderId(order.Price.Raw),
        Execution = ExecutionType.New,
        Status = OrderStatus.New,
        Filled = default,
        FilledQuote = Money.Zero,
        Time = _now,
    });
}
