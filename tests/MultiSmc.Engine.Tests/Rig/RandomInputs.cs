using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

/// <summary>
/// Inputs drawn from a seed: trades with gaps, silences, repeats and faults, quotes, timers, and the exchange's words about orders that were
/// asked for: true or not, repeated or not.
/// </summary>
internal sealed class RandomInputs(ulong seed, int instruments)
{
    private readonly Instrument[] _instruments = Given.Instruments(instruments);
    private readonly long[] _ticks = [.. Enumerable.Repeat(10_000L, instruments)];
    private readonly long[] _tradeIds = new long[instruments];
    private readonly List<OrderSpec> _orders = [Given.Buy("foreign", "1", "100")];
    private readonly List<VenueEvent> _said = [];
    private readonly List<TimerRequest> _timers = [new(new InstrumentId(0), Given.Start, 0)];
    private SplitMix64 _random = new(seed);
    private Timestamp _now = Given.Start;
    private long _sequence;
    private long _fillId;

    /// <summary>Reads what the kernel asked for: later inputs answer it.</summary>
    public void Note(Outcome outcome)
    {
        foreach (var effect in outcome.Effects)
        {
            switch (effect.Payload)
            {
                case VenueRequest.PlaceOrder place:
                    _orders.Add(place.Order);
                    break;
                case VenueRequest.PlaceOco oco:
                    _orders.AddRange([oco.Above, oco.Below]);
                    break;
                case TimerRequest timer:
                    _timers.Add(timer);
                    break;
                default:
                    break;
            }
        }
    }

    public KernelInput Next()
    {
        _now += new Duration(_random.NextBelow(2_000_000_000));
        if (_random.NextBelow(100) == 0)
            _now += Duration.FromSeconds(_random.NextBelow(7_200));
        _sequence++;
        var dice = _random.NextBelow(100);
        if (dice < 70)
            return KernelInput.FromMarket(_sequence, _now, Trade());
        if (dice < 74)
            return KernelInput.FromMarket(_sequence, _now, Quote());
        if (dice < 78)
            return KernelInput.FromTimer(_sequence, _now, _timers[Below(_timers.Count)]);
        if (dice == 99)
            return KernelInput.FromCommand(_sequence, _now, Command());
        var said = _said.Count > 0 && dice < 82 ? _said[Below(_said.Count)] : Word();
        _said.Add(said);
        return KernelInput.FromVenue(_sequence, _now, said);
    }

    private MarketEvent Trade()
    {
        var at = Below(instruments);
        var ticks = _ticks[at] = Math.Clamp(_ticks[at] + _random.NextBelow(61) - 30, 9_000, 11_000);
        var lots = 1 + _random.NextBelow(3_000);
        var price = new Price(ticks * _instruments[at].TickSize.Raw);
        var id = ++_tradeIds[at];
        switch (_random.NextBelow(60))
        {
            case 0: // some trades are lost, or many
                id = _tradeIds[at] += 1 + _random.NextBelow(20);
                break;
            case 1: // repeated
                id = --_tradeIds[at];
                break;
            case 2: // empty
                lots = 0;
                break;
            case 3: // beside the tick
                price = new Price(price.Raw + 1);
                break;
            default:
                break;
        }

        var time = _random.NextBelow(20) == 0 ? _now + Duration.FromMilliseconds(-500) : _now;
        var aggressor = _random.NextBelow(2) == 0 ? AggressorSide.Buyer : AggressorSide.Seller;
        return new MarketEvent(_instruments[at].Id, new TradeTick(id, time, price, new Quantity(lots * _instruments[at].LotSize.Raw), aggressor));
    }

    private MarketEvent Quote()
    {
        var at = Below(instruments);
        return new MarketEvent(
            _instruments[at].Id,
            new Quote(_sequence, _now, new Price(_ticks[at] * 1_000_000), Given.Quantity("1"), new Price((_ticks[at] + 1) * 1_000_000), Given.Quantity("2")));
    }

    private VenueEvent Word()
    {
        var order = _orders[Below(_orders.Count)];
        switch (_random.NextBelow(16))
        {
            case 8:
                return new VenueEvent.PlaceUnknown(order.Instrument, _now, [order.ClientOrderId], null, "timed out");
            case 9:
                return new VenueEvent.CancelUnknown(order.Instrument, _now, order.ClientOrderId, null, "timed out");
            case 10:
                return new VenueEvent.OrderAbsent(order.Instrument, _now, order.ClientOrderId);
            case 11:
                return new VenueEvent.OpenOrders(order.Instrument, _now, [Given.Report(order, OrderStatus.New) with { Execution = ExecutionType.Status }]);
            case 12:
                return new VenueEvent.Fills(order.Instrument, _now, default, [Given.Fill(order, ++_fillId, "0.1") with { Time = _now }], _random.NextBelow(2) == 0);
            case 13:
                return new VenueEvent.QueryFailed(new VenueRequest.QueryOrder(order.Instrument, order.ClientOrderId), _now, "no answer");
            case 14:
                return new VenueEvent.ConnectionChanged((VenueLink)Below(3), _now, _random.NextBelow(2) == 0, "by chance");
            case 15:
                return _random.NextBelow(2) == 0
                    ? new VenueEvent.InstrumentChanged(_instruments[Below(instruments)] with { Status = (TradingStatus)Below(4) }, _now)
                    : new VenueEvent.Transfer(order.Instrument, _now, Given.Usdt, new Money((Below(3) - 1) * FixedPoint.Scale));
            case 0:
                return new VenueEvent.PlaceRefused(order.Instrument, _now, [order.ClientOrderId], null, -2010, "refused");
            case 1:
                return new VenueEvent.CancelRefused(order.Instrument, _now, order.ClientOrderId, null, -2011, "unknown order");
            case 2:
                var at = Below(instruments);
                return new VenueEvent.AccountUpdate(
                    _instruments[at].Id,
                    _now,
                    [new(_instruments[at].Base, Holding(10)), new(Given.Usdt, Holding(10_000))]);
            case 3:
                return new VenueEvent.OrderReport(Given.Report(order, OrderStatus.Canceled));
            case 4 or 5:
                return new VenueEvent.OrderReport(Given.Report(order, OrderStatus.New));
            default:
                var status = _random.NextBelow(2) == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
                var fill = Given.Fill(order, ++_fillId, "0.1") with { Time = _now };
                return new VenueEvent.OrderReport(Given.Execution(order, status, fill, "0.1"));
        }
    }

    private OperatorCommand Command()
    {
        var name = $"c{Below(50)}";
        var instrument = _random.NextBelow(2) == 0 ? (InstrumentId?)null : _instruments[Below(instruments)].Id;
        return Below(6) switch
        {
            0 => new OperatorCommand.Pause(name, "test", instrument, _random.NextBelow(2) == 0),
            1 => new OperatorCommand.Kill(name, "test", _random.NextBelow(2) == 0),
            2 => new OperatorCommand.ClosePosition(name, "test", _instruments[Below(instruments)].Id, null)
            {
                Part = Below(3) switch { 0 => null, 1 => new PositionPart.Share(1 + Below(PositionPart.Whole)), _ => new PositionPart.Amount(new Quantity(1 + Below(1_000_000))) },
            },
            3 => new OperatorCommand.CancelEntries(name, "test", instrument, null),
            _ => new OperatorCommand.Resume(name, "test", instrument),
        };
    }

    private Balance Holding(long most) => new(new Money(_random.NextBelow(most * FixedPoint.Scale)), new Money(_random.NextBelow(most * FixedPoint.Scale)));

    private int Below(int count) => (int)_random.NextBelow(count);
}
