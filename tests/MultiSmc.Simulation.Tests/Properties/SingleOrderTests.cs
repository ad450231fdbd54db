using CsCheck;
using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class SingleRestingOrder
{
    private static readonly Instrument Fine = BtcUsdt with { LotSize = new Quantity(1_000), MinNotional = default };

    [Theory]
    [InlineData(FillModel.TradeThrough)]
    [InlineData(FillModel.Queue)]
    [InlineData(FillModel.Touch)]
    public void Fills_as_the_rules_say_word_by_word(FillModel model) => Gen.ULong.Sample(
        seed =>
        {
            var run = new Scene(seed, model);
            for (var i = 0; i < 400; i++)
                run.Step();
            return run.Agrees();
        },
        iter: 500);

    [Fact]
    public void Is_filled_by_trade_through_at_most_as_by_queue_and_by_queue_at_most_as_by_touch_at_every_moment() => Gen.ULong.Sample(
        seed =>
        {
            var (through, queue, touch) = (new Scene(seed, FillModel.TradeThrough), new Scene(seed, FillModel.Queue), new Scene(seed, FillModel.Touch));
            var isOrdered = true;
            for (var i = 0; i < 400; i++)
            {
                through.Step();
                queue.Step();
                touch.Step();
                isOrdered &= through.Filled <= queue.Filled && queue.Filled <= touch.Filled;
            }

            return isOrdered;
        },
        iter: 500);

    [Fact]
    public void The_scenes_compared_do_fill_by_every_kind_of_evidence()
    {
        var all = new SortedSet<string>();
        for (ulong seed = 0; seed < 150; seed++)
        {
            foreach (var model in Enum.GetValues<FillModel>())
            {
                var run = new Scene(seed, model);
                for (var i = 0; i < 400; i++)
                    run.Step();
                all.UnionWith(run.Fills.Select(f => f.Split(' ')[1]));
            }
        }

        Assert.Equal(
            ["T0/crossed", "T0/queue", "T0/touch", "T0/trade-through", "T1/crossed", "T1/queue", "T1/touch", "T1/trade-through"], all);
    }

    /// <summary>One order somewhere in a random tape that may learn quotes half-way; the tape does not depend on the model.</summary>
    private sealed class Scene
    {
        private readonly SimulatedVenue _venue;
        private readonly NaiveOrder _naive;
        private readonly OrderSpec _order;
        private readonly int _orderAt;
        private readonly int _quotesFrom;
        private SplitMix64 _random;
        private long _ticks = 10_000;
        private long _time;
        private int _step;
        private bool _isAccepted;

        public Scene(ulong seed, FillModel model)
        {
            _random = new SplitMix64(seed);
            var (kappa, ageScale) = (_random.NextBelow(3) * 600_000, 1 + _random.NextBelow(200));
            _venue = new SimulatedVenue([Fine], Free with { FillModel = model, QueueFactorPpm = kappa, QueueAgeScale = new Duration(ageScale) });
            var side = (Side)_random.NextBelow(2);
            var price = new Price((10_000 + _random.NextBelow(13) - 6) * Fine.TickSize.Raw);
            _order = Order("a", side, OrderType.LimitMaker, "0") with { Price = price, Quantity = new Quantity((1 + _random.NextBelow(400)) * 1_000) };
            _naive = new NaiveOrder(model, side, price.Raw, _order.Quantity.Raw, kappa, ageScale);
            _orderAt = (int)_random.NextBelow(200);
            _quotesFrom = _random.NextBelow(2) == 0 ? int.MaxValue : (int)_random.NextBelow(300);
        }

        public List<string> Fills { get; } = [];

        public long Filled { get; private set; }

        public bool Agrees() => Fills.SequenceEqual(_naive.Fills);

        public void Step()
        {
            var bits = _random.Next();
            _time += (long)(bits & 3);
            if (_step++ == _orderAt)
                _venue.Submit(new VenueRequest.PlaceOrder(_order), new Timestamp(_time++));
            _venue.Advance(new Timestamp(_time));
            Drain();
            _ticks = Math.Clamp(_ticks + (long)((bits >> 8) % 5) - 2, 9_990, 10_010);
            var (tick, price, size) = (Fine.TickSize.Raw, _ticks * Fine.TickSize.Raw, (long)(1 + (bits >> 16) % 60) * 1_000);
            if (_step > _quotesFrom && (bits >> 40) % 3 == 0)
            {
                var (askSize, ask) = ((long)(1 + (bits >> 32) % 60) * 1_000, price + tick * (1 + (long)((bits >> 44) & 1)));
                _naive.OnQuote(_time, price, size, ask, askSize);
                _venue.OnMarket(new MarketEvent(
                    Fine.Id, new Quote(_step, new Timestamp(_time), new Price(price), new Quantity(size), new Price(ask), new Quantity(askSize))));
            }
            else
            {
                var aggressor = (AggressorSide)((bits >> 50) & 1);
                _naive.OnPrint(_time, price, size, aggressor);
                _venue.OnMarket(new MarketEvent(Fine.Id, new TradeTick(_step, new Timestamp(_time), new Price(price), new Quantity(size), aggressor)));
            }

            Drain();
        }

        private void Drain()
        {
            while (_venue.TryTakeEvent(Timestamp.MaxValue, out var venueEvent, out _))
            {
                if (venueEvent is not VenueEvent.OrderReport(var report))
                    continue;
                if (report.Fill is { } fill)
                {
                    Fills.Add($"{fill.Quantity.Raw} {fill.Evidence}");
                    Filled += fill.Quantity.Raw;
                }
                else if (!_isAccepted)
                {
                    _isAccepted = true;
                    _naive.GoLive(report.Time.Nanoseconds);
                }
            }
        }
    }
}
