using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class ShadowOfARealOrder
{
    private readonly ShadowFills _shadows = new([BtcUsdt], new ExchangeParameters());
    private Timestamp _now = Timestamp.FromMilliseconds(1_000_000);
    private long _id;

    [Fact]
    public void Tells_what_was_foretold_beside_what_happened()
    {
        Print("100", "1");
        _shadows.Begin(Order("o", Side.Buy, OrderType.LimitMaker, "2", "99"), _now);
        Print("99", "5");
        var real = _now;
        _shadows.OnFill(RealFill("o", "0.5"));
        Print("98", "1.5");
        var result = Ended("o");
        Assert.Equal((false, true, 0.5), (result.IsRefused, result.IsRight, result.FilledError));
        Assert.Equal(new ShadowOutcome(Q("1.5"), _now, _now, "T0/trade-through"), result.Foretold);
        Assert.Equal(new ShadowOutcome(Q("0.5"), real, real, ""), result.Real);
        Assert.Equal(Duration.FromSeconds(1), result.FirstError);
    }

    [Fact]
    public void Ends_with_the_real_one_and_counts_a_miss()
    {
        Print("100", "1");
        _shadows.Begin(Order("o", Side.Buy, OrderType.LimitMaker, "2", "99"), _now);
        Print("98", "1");
        var result = Ended("o");
        Assert.Equal((false, null), (result.IsRight, result.FirstError));
        Assert.Null(_shadows.End(new ClientOrderId("o"), _now));
        Print("97", "9");
        _shadows.Begin(Order("o", Side.Buy, OrderType.LimitMaker, "2", "90"), _now);
        Assert.Equal(Quantity.Zero, Ended("o").Foretold.Filled);
    }

    [Fact]
    public void Says_when_the_rules_would_not_have_let_it_rest()
    {
        Print("100", "1");
        _shadows.Begin(Order("o", Side.Buy, OrderType.LimitMaker, "2", "101"), _now);
        Assert.True(Ended("o").IsRefused);
        Assert.Throws<ArgumentException>(() => _shadows.Begin(Order("m", Side.Buy, OrderType.Market, "2"), _now));
        Assert.Throws<ArgumentException>(() => new ShadowFills([BtcUsdt], new ExchangeParameters { Liquidity = LiquiditySource.Orders }));
    }

    private ShadowResult Ended(string id) => Assert.IsType<ShadowResult>(_shadows.End(new ClientOrderId(id), _now));

    private void Print(string price, string quantity)
    {
        _now += Duration.FromSeconds(1);
        _shadows.OnMarket(new MarketEvent(BtcUsdt.Id, new TradeTick(++_id, _now, P(price), Q(quantity), AggressorSide.Seller)));
    }

    private Fill RealFill(string id, string quantity) => new()
    {
        TradeId = new TradeId(1), Instrument = BtcUsdt.Id, ClientOrderId = new ClientOrderId(id), Side = Side.Buy, Price = P("99"), Quantity = Q(quantity),
        QuoteAmount = M("1"), Fee = Money.Zero, FeeAsset = Btc, Liquidity = Liquidity.Maker, Time = _now,
    };
}
