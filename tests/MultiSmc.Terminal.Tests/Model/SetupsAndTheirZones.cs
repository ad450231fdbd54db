using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal.Tests;

/// <summary>Which setup of a symbol stands in front, and until when it is one.</summary>
public sealed class SetupsAndTheirZones
{
    private readonly EffectBuffer _effects = new();
    private long _sequence;

    private static Zone ZoneOf(int id, ZoneState state = ZoneState.Pending) => new()
    {
        Id = id, Side = Direction.Long, State = state, Created = 1, TouchedAt = -1, EnteredAt = -1, EndedAt = state == ZoneState.Pending ? -1 : 2,
        Top = 9_950, Entry = 9_900, Bottom = 9_850, Sl = 9_800, Tp1 = 10_100,
    };

    [Fact]
    public async Task A_setup_that_was_not_traded_is_over_with_its_zone_and_counts_as_nothing()
    {
        await using var session = new DemoSession(2_000);
        Show(session, ZoneOf(4), new StrategyTrace.Skipped(0, 4, new Timestamp(1), "standby", IsFinal: false));
        Assert.False(session.Model.Read(static state => state.Symbols[0].Setups[0].IsDone));

        Show(session, ZoneOf(4, ZoneState.Expired), null);

        Assert.True(session.Model.Read(static state => state.Symbols[0].Setups[0].IsDone));
        Assert.Equal("skipped", session.Model.Read(static state => state.Symbols[0].Zones[4].View("A").Outcome));
        Assert.Equal(0, session.Model.Read(static state => state.Money.Session().Expired));
    }

    [Fact]
    public async Task One_that_is_traded_stands_before_a_newer_one_that_is_not()
    {
        await using var session = new DemoSession(2_000);
        var order = new OrderSpec
        {
            ClientOrderId = new ClientOrderId("first"), Instrument = default, Side = Side.Buy, Type = OrderType.LimitMaker, Price = new Price(99 * FixedPoint.Scale), Quantity = new Quantity(FixedPoint.Scale),
        };
        Show(session, ZoneOf(4), new StrategyTrace.EntryPlaced(0, 4, new Timestamp(1), order, new Price(98 * FixedPoint.Scale), new Price(101 * FixedPoint.Scale), 0.4, 0));
        Show(session, ZoneOf(5), new StrategyTrace.Skipped(1, 5, new Timestamp(2), "max-positions-per-symbol", IsFinal: false));
        Assert.Equal(0, session.Model.Read(static state => state.Symbols[0].Active?.Number));
    }

    private void Show(DemoSession session, Zone zone, StrategyTrace? trace)
    {
        if (_sequence == 0)
        {
            var packet = new Packet { Index = 0, FirstId = 1, LastId = 2, Open = 10_000, High = 10_000, Low = 10_000, Close = 10_000 };
            _effects.AddPacket(default, in packet, Money.Zero);
        }

        _effects.AddZone(default, in zone);
        if (trace is not null)
            _effects.Add(EffectKind.Trace, default, trace);
        _sequence++;
        session.Observer.OnApplied(KernelInput.FromTimer(_sequence, new Timestamp(_sequence), new TimerRequest(default, default, 0)), _effects);
        _effects.Clear();
        session.Step();
    }
}
