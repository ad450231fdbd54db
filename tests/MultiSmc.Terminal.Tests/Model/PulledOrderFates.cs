using Microsoft.Extensions.Time.Testing;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal.Tests;

/// <summary>Orders that the model took back, on tapes made by hand: entry 99.00, stop 98.00, target 101.00, 2 units, 0.1 % a side, 1 tick of slippage.</summary>
public sealed class PulledOrderFates
{
    [Fact]
    public async Task An_order_that_would_have_reached_its_target_was_no_saving()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Trades(99.00m, 98.99m, 100.50m, 101.00m);
        Assert.Equal(("open", -1), (hand.Would!.S, hand.Would.OutAt)); // at its target is not through it
        hand.Trades(101.01m);
        var would = hand.Would!;
        Assert.Equal(("won", 10L, 9_900L, 10L, 10_100L), (would.S, would.InAt, would.InPx, would.OutAt, would.OutPx));
        // 2·(101 − 99) less 0.001·2·(99 + 101); risk: 2·(99 − 98) and 0.001·2·(99 + 98).
        Assert.Equal("3.60", would.Net);
        Assert.Equal(3.6 / 2.394, would.R!.Value, 12);
        Assert.Equal(-3.6 / 2.394, hand.Session.SavedR!.Value, 12);
        Assert.Equal("-3.60", hand.Session.Saved);
    }

    [Fact]
    public async Task An_order_that_would_have_been_stopped_is_saved()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Trades(98.99m, 98.50m, 97.90m, 102m);
        var would = hand.Would!;
        Assert.Equal(("lost", 9_900L, 9_789L), (would.S, would.InPx, would.OutPx)); // the trade's price and a tick
        Assert.Equal(-(2 * (99m - 97.89m) + 0.002m * (99m + 97.89m)), decimal.Parse(would.Net!, System.Globalization.CultureInfo.InvariantCulture), 2);
        Assert.True(hand.Session.SavedR > 1);
    }

    [Fact]
    public async Task The_trade_that_fills_it_can_stop_it_but_not_pay_it()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Trades(97.99m);
        Assert.Equal(("lost", 9_798L), (hand.Would!.S, hand.Would.OutPx));
    }

    [Theory]
    [InlineData(ZoneState.Expired, StructureEventKind.ZoneExpired)]
    [InlineData(ZoneState.Superseded, StructureEventKind.ZoneSuperseded)]
    [InlineData(ZoneState.Invalidated, StructureEventKind.ZoneInvalidated)]
    public async Task An_order_whose_price_was_only_touched_would_not_have_filled(ZoneState end, StructureEventKind step)
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Trades(99.50m, 99.00m, 100m);
        hand.Close(hand.Zone with { State = end, EndedAt = 10 }, step);
        Assert.Equal("open", hand.Would!.S); // the next trade finds it gone
        hand.Trades(98m, 110m);
        Assert.Equal(("missed", 0.0, "0.00"), (hand.Would!.S, hand.Would.R, hand.Would.Net));
        Assert.Equal((0.0, "0.00"), (hand.Session.SavedR, hand.Session.Saved));
    }

    [Fact]
    public async Task A_position_that_reaches_neither_end_is_closed_when_its_time_is_up()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Trades(98.90m);
        for (var packet = 0; packet < 4; packet++)
        {
            Assert.Equal("open", hand.Would!.S);
            hand.Trades(99.40m);
            hand.Close();
        }

        Assert.Equal(("time", 10L, 13L, 9_939L), (hand.Would!.S, hand.Would.InAt, hand.Would.OutAt, hand.Would.OutPx));
    }

    [Fact]
    public async Task It_follows_its_zone()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Close(hand.Zone with { Entry = 10_000, Sl = 9_900, Tp1 = 10_200, Version = 1 }, StructureEventKind.ZoneExtended);
        hand.Trades(99.99m, 102.01m);
        Assert.Equal(("won", 10_000L, 10_200L), (hand.Would!.S, hand.Would.InPx, hand.Would.OutPx));
    }

    [Fact]
    public async Task Placed_again_before_a_fill_it_is_forgotten_and_after_one_it_is_not()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Trades(99.50m);
        hand.Place("again");
        Assert.Null(hand.Would);
        hand.Pull();
        hand.Trades(98.90m, 99.50m);
        hand.Place("third");
        Assert.Equal("open", hand.Would!.S);
        hand.Trades(97m);
        Assert.Equal("lost", hand.Would!.S);
        var saved = hand.Session.SavedR;
        hand.Pull();
        hand.Trades(98.90m, 102m);
        Assert.Equal(("lost", saved), (hand.Would!.S, hand.Session.SavedR)); // a zone has one order
    }

    [Fact]
    public async Task A_cancel_that_came_too_late_leaves_nothing_to_guess()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Fill();
        Assert.Null(hand.Would);
        hand.Trades(97m);
        Assert.Null(hand.Would);
        Assert.Null(hand.Session.SavedR);
    }

    [Fact]
    public async Task Where_data_is_missing_nothing_is_claimed()
    {
        await using var hand = new Hand();
        hand.Pull();
        hand.Trades(98.90m);
        hand.Break();
        Assert.Equal(("unknown", null), (hand.Would!.S, hand.Would.Net));
        hand.Trades(102m);
        Assert.Null(hand.Session.SavedR);
    }

    [Fact]
    public async Task Trades_that_found_no_room_leave_it_unknown_and_nothing_else_is_lost()
    {
        await using var hand = new Hand(isPatient: false, capacity: 64);
        hand.Pull();
        for (var i = 0; i < 200; i++)
            hand.Unread(98.90m);
        hand.Trades(98.90m, 102m);
        Assert.Equal("unknown", hand.Would!.S);
        Assert.Equal(0, hand.Observer.Lost);
        Assert.Null(hand.Session.SavedR);
    }

    [Fact]
    public async Task Trades_are_copied_only_while_an_order_is_followed_and_cost_no_memory()
    {
        await using var hand = new Hand(isPatient: false);
        hand.Unread(100m);
        Assert.Equal(0, hand.Observer.Ring.Waiting);
        hand.Pull();
        hand.Unread(100m);
        Assert.Equal(1, hand.Observer.Ring.Waiting);
        hand.Trades(100m);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5_000; i++)
            hand.Unread(100m);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(5_000, hand.Observer.Ring.Waiting);
        hand.Trades(98.90m, 97m, 97m); // decided; with the last the observer is told
        hand.Unread(97m);
        Assert.Equal(0, hand.Observer.Ring.Waiting);
    }

    /// <summary>The inputs and effects of one market's kernel, written by hand.</summary>
    private sealed class Hand : IAsyncDisposable
    {
        private static readonly InstrumentId Id = new(0);
        private readonly EffectBuffer _effects = new();
        private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000));
        private readonly TerminalModel _model;
        private long _sequence;
        private long _trade = 1_000;
        private long _packet = 9;
        private string _order = "first";

        public Hand(bool isPatient = true, int capacity = 16_384)
        {
            var setup = DemoSession.SetupOf(DemoSession.PlanOfTwo(), TerminalMode.Live);
            var strategy = setup.Markets[0].Strategy with { MakerFeePpm = 1_000, TakerFeePpm = 1_000, StopSlippageTicks = 1, HoldPackets = 3 };
            setup = setup with { Markets = [setup.Markets[0] with { Strategy = strategy }, setup.Markets[1]] };
            Observer = new KernelObserver([.. setup.Markets.Select(static market => market.Instrument)], isPatient, capacity);
            _model = new TerminalModel(setup, Observer, _clock);
            var packet = new Packet { Index = _packet, FirstId = 1, LastId = _trade - 1, Open = 10_000, High = 10_000, Low = 10_000, Close = 10_000 };
            _effects.AddPacket(Id, in packet, Money.Zero);
            Show(StructureEventKind.ZoneCreated, Zone);
            Timer();
            Place("first");
        }

        public KernelObserver Observer { get; }

        public Zone Zone { get; } = new()
        {
            Id = 4, Side = Direction.Long, State = ZoneState.Pending, Created = 9, TouchedAt = -1, EnteredAt = -1, EndedAt = -1, Top = 9_950, Entry = 9_900, Bottom = 9_850, Sl = 9_800, Tp1 = 10_100,
        };

        public WouldView? Would => _model.Read(static state => state.Symbols[0].Zones[4].View("A").Would);

        public SessionView Session => _model.Read(static state => state.Money.Session());

        public void Place(string order)
        {
            _order = order;
            var spec = new OrderSpec
            {
                ClientOrderId = new ClientOrderId(order), Instrument = Id, Side = Side.Buy, Type = OrderType.LimitMaker, Price = PriceOf(99m), Quantity = new Quantity(2 * FixedPoint.Scale),
            };
            _effects.Submit(new VenueRequest.PlaceOrder(spec));
            _effects.Add(EffectKind.Trace, Id, new StrategyTrace.EntryPlaced(1, 4, new Timestamp(_sequence), spec, PriceOf(98m), PriceOf(101m), 0.4, 0));
            Timer();
        }

        public void Pull()
        {
            _effects.Add(EffectKind.Trace, Id, new StrategyTrace.Decided(
                1, 4, new Timestamp(_sequence), _packet, PriceOf(99.6m), new ApproachVerdict(VerdictKind.Judged, 0.3), 0.5, "wave", "pull", FeatureSnapshot.None));
            _effects.Add(EffectKind.Trace, Id, new StrategyTrace.EntryCancelSent(1, 4, new Timestamp(_sequence), new ClientOrderId(_order), "model"));
            Timer();
        }

        public void Fill()
        {
            _effects.Add(EffectKind.Filled, Id, new Fill
            {
                Instrument = Id, ClientOrderId = new ClientOrderId(_order), TradeId = new TradeId(1), Side = Side.Buy, Price = PriceOf(99m),
                Quantity = new Quantity(FixedPoint.Scale), QuoteAmount = new Money(99 * FixedPoint.Scale), Fee = Money.Zero, FeeAsset = new Asset("USDT"), Liquidity = Liquidity.Maker,
                Time = new Timestamp(_sequence),
            });
            Timer();
        }

        public void Break()
        {
            _effects.Add(EffectKind.SegmentBroken, Id, null);
            Timer();
        }

        /// <summary>Trades that the terminal takes in.</summary>
        public void Trades(params decimal[] prices)
        {
            foreach (var price in prices)
            {
                Unread(price);
                Step();
            }
        }

        /// <summary>A trade that waits for the terminal.</summary>
        public void Unread(decimal price)
        {
            var trade = new TradeTick(++_trade, new Timestamp(++_sequence), PriceOf(price), new Quantity(FixedPoint.Scale), AggressorSide.Buyer);
            Observer.OnApplied(KernelInput.FromMarket(_sequence, trade.Time, new MarketEvent(Id, in trade)), _effects);
        }

        /// <summary>A packet closes with the next trade, at 99.40.</summary>
        public void Close(Zone? zone = null, StructureEventKind step = default)
        {
            var packet = new Packet { Index = ++_packet, FirstId = _trade, LastId = _trade + 1, Open = 9_940, High = 9_940, Low = 9_940, Close = 9_940 };
            _effects.AddPacket(Id, in packet, Money.Zero);
            if (zone is { } after)
                Show(step, after);
            Unread(99.40m);
            Step();
            _effects.Clear();
        }

        public ValueTask DisposeAsync() => _model.DisposeAsync();

        private static Price PriceOf(decimal price) => new((long)(price * FixedPoint.Scale));

        private void Show(StructureEventKind kind, Zone zone)
        {
            _effects.AddStructureEvent(Id, new StructureEvent { Packet = _packet, Kind = kind, ZoneId = zone.Id, Side = zone.Side });
            _effects.AddZone(Id, in zone);
        }

        private void Timer()
        {
            _sequence++;
            Observer.OnApplied(KernelInput.FromTimer(_sequence, new Timestamp(_sequence), new TimerRequest(default, default, 0)), _effects);
            _effects.Clear();
            Step();
        }

        private void Step()
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            _model.Step();
        }
    }
}
