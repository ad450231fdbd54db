using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class InputSequence
{
    private readonly KernelRig _rig = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void With_a_hole_or_a_repeat_is_refused(long sequence)
    {
        _rig.Trade("100");
        Assert.Throws<InvariantException>(() => _rig.Apply(Trade(sequence, _rig.Now)));
        Assert.Equal(["C0USDT packet/0", "C0USDT trade/1"], _rig.Calls);
    }

    [Fact]
    public void Starts_at_one() => Assert.Throws<InvariantException>(() => _rig.Apply(Trade(2, _rig.Now)));

    [Fact]
    public void That_goes_back_in_time_is_refused()
    {
        _rig.Trade("100");
        Assert.Throws<InvariantException>(() => _rig.Apply(Trade(2, new Timestamp(_rig.Now.Nanoseconds - 1))));
        Assert.Equal(2, _rig.Calls.Count);
    }

    [Fact]
    public void Goes_on_behind_a_refused_input()
    {
        _rig.Trade("100");
        Assert.Throws<InvariantException>(() => _rig.Apply(Trade(9, _rig.Now + Duration.FromSeconds(9))));
        Assert.Throws<InvariantException>(() => _rig.Apply(Trade(2, Given.Start)));
        Assert.NotEmpty(_rig.Apply(Trade(2, _rig.Now)).Effects);
        Assert.Equal(_rig.Now, _rig.Kernel.Now);
    }

    private static KernelInput Trade(long sequence, Timestamp time) => KernelInput.FromMarket(
        sequence,
        time,
        new MarketEvent(new InstrumentId(0), new TradeTick(2, time, Given.Price("100"), Given.Quantity("1"), AggressorSide.Buyer)));
}

public sealed class KernelSetup
{
    [Theory]
    [InlineData("")]
    [InlineData("thirteenchars")]
    [InlineData("a-b")]
    [InlineData("Live")]
    [InlineData("ü")]
    public void With_a_session_that_makes_no_order_names_is_refused(string session) =>
        Assert.Throws<ArgumentException>(() => new KernelRig(session: session));

    [Fact]
    public void With_instruments_out_of_their_order_is_refused()
    {
        var setup = new MarketSetup
        {
            Instrument = Given.Instrument(1),
            Packets = Given.TradeByTrade,
            Structure = Given.QuickStructure,
            Strategy = _ => new SilentStrategy(),
        };
        Assert.Throws<InvariantException>(() => new TradingKernel("t", [setup], new Portfolio(Given.Instruments(2), [], []), new RiskLimits()));
    }
}
