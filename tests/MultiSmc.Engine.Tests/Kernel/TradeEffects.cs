using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Engine.Tests;

public sealed class TradeEffects
{
    /// <summary>Rises to 101, falls to 100.20, breaks out to 101.30: a long zone.</summary>
    private static readonly string[] Breakout = ["100.40", "101.00", "100.60", "100.20", "100.70", "101.30"];

    [Fact]
    public void Come_as_packet_then_structure_with_its_zones_then_the_trade_itself()
    {
        var rig = new KernelRig();
        var breakout = rig.Trades(Breakout);
        Assert.Equal(["PacketClosed", "BosBull", "ZoneCreated", "ZoneChanged", "packet/2", "trade/6"], breakout.Words);
        Assert.Equal((0, 5), (breakout.Zones[0].Id, breakout.Zones[0].Created));
    }

    [Fact]
    public void Of_a_trade_after_a_loss_begin_with_the_break_and_what_it_ends()
    {
        var rig = new KernelRig();
        rig.Trades(Breakout);
        rig.LoseTrades(11);
        var after = rig.Trade("101.00");
        Assert.Equal(["SegmentBroken", "ZoneCancelled", "ZoneChanged", "break/1", "PacketClosed", "packet/0", "trade/18"], after.Words);
        Assert.Equal((5, Structure.ZoneState.Cancelled), (after.Events[0].Packet, after.Zones[0].State));
        Assert.Equal((6, PacketFlags.SegmentStart | PacketFlags.IdGap), (after.Packets[0].Index, after.Packets[0].Flags));
    }

    [Fact]
    public void Of_a_small_gap_break_nothing()
    {
        var rig = new KernelRig();
        rig.Trades(Breakout);
        rig.LoseTrades(10);
        Assert.DoesNotContain(EffectKind.SegmentBroken, rig.Trade("101.00").Kinds);
    }

    [Fact]
    public void Of_a_trade_that_fills_many_packets_come_packet_by_packet()
    {
        // A bucket of 40: 100 fills two packets and leaves 20.
        var rig = new KernelRig(packets: Given.TradeByTrade with { Bucket = 40_00000, Overshoot = Overshoot.Split });
        Assert.Equal(["PacketClosed", "packet/0", "PacketClosed", "packet/0", "trade/1"], rig.Trade("100").Words);
        Assert.Equal(["trade/2"], rig.Trade("100", "0.1").Words);
    }

    [Fact]
    public void Tell_the_equity_at_this_trades_price()
    {
        var rig = new KernelRig(holdings: [Given.Holding(Given.Usdt, "1000"), Given.Holding(Given.Instrument(0).Base, "2", "1")]);
        Assert.Equal(Given.Money("1300"), rig.Trade("100").Effects[0].Amount);
        Assert.Equal(Given.Money("1303"), rig.Trade("101").Effects[0].Amount);
    }

    [Fact]
    public void Alert_once_when_the_days_loss_limit_is_reached()
    {
        var rig = new KernelRig(holdings: [Given.Holding(Given.Instrument(0).Base, "10")], limits: new RiskLimits { DailyLossPpm = 20_000 });
        Assert.Empty(rig.Trades("100", "98.01").Alerts);
        var falling = rig.Trade("98");
        Assert.Equal([EffectKind.PacketClosed, EffectKind.Alert], falling.Kinds.Take(2));
        Assert.Equal(["daily-loss"], falling.Alerts);
        Assert.Empty(rig.Trade("97").Alerts);
        Assert.Equal(RiskVerdict.DailyLoss, rig.Kernel.Risk.Judge(new InstrumentId(0), Given.Money("1"), Given.Money("970")));
    }

    [Fact]
    public void Alert_once_when_the_drawdown_limit_is_reached()
    {
        var rig = new KernelRig(
            holdings: [Given.Holding(Given.Instrument(0).Base, "10")], limits: new RiskLimits { DailyLossPpm = 0, DrawdownHaltPpm = 50_000 });
        Assert.Empty(rig.Trades("100", "120", "114.01").Alerts);
        Assert.Equal(["drawdown"], rig.Trade("114").Alerts);
        Assert.Empty(rig.Trade("100").Alerts);
    }

    [Theory]
    [InlineData(2, "105", "1")]
    [InlineData(1, "105", "1")]
    [InlineData(3, "105", "0")]
    [InlineData(3, "0", "1")]
    [InlineData(3, "-105", "1")]
    [InlineData(3, "105.001", "1")]
    [InlineData(3, "105", "0.0001")]
    public void Of_a_repeated_late_or_invalid_trade_are_none(long id, string price, string quantity)
    {
        var rig = new KernelRig();
        rig.Trades("100", "101");
        rig.Calls.Clear();
        Assert.Empty(rig.Trade(id, price, quantity).Effects);
        Assert.Empty(rig.Calls);
        Assert.Equal(Given.Price("101"), rig.Kernel.Portfolio.MarkOf(new InstrumentId(0)));
        var counters = rig.Kernel.CountersOf(new InstrumentId(0));
        Assert.Equal((2, 1), (counters.Accepted, counters.DuplicateOrLate + counters.Invalid));
    }

    [Fact]
    public void Of_a_quote_are_none()
    {
        var rig = new KernelRig();
        var quote = new Quote(1, rig.Now, Given.Price("100"), Given.Quantity("1"), Given.Price("101"), Given.Quantity("1"));
        Assert.Empty(rig.Apply(KernelInput.FromMarket(1, rig.Now, new MarketEvent(new InstrumentId(0), in quote))).Effects);
        Assert.Empty(rig.Calls);
    }

    [Fact]
    public void Are_added_behind_what_the_buffer_holds()
    {
        var rig = new KernelRig();
        var buffer = new EffectBuffer();
        buffer.Add(EffectKind.Alert, new InstrumentId(0), new Alert("first", "kept"));
        var trade = new TradeTick(1, rig.Now, Given.Price("100"), Given.Quantity("1"), AggressorSide.Buyer);
        rig.Kernel.Apply(KernelInput.FromMarket(1, rig.Now, new MarketEvent(new InstrumentId(0), in trade)), buffer);
        Assert.Equal([EffectKind.Alert, EffectKind.PacketClosed], Outcome.Of(buffer).Kinds.Take(2));
    }
}
