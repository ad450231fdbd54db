using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class MeetingOrders
{
    [Fact]
    public void Trade_at_the_resting_price_by_price_then_time()
    {
        var rig = new ExchangeRig(accounts: 3);
        rig.Limit(0, "a", Side.Sell, "101", "1");
        rig.Limit(1, "b", Side.Sell, "100", "1");
        rig.Limit(0, "c", Side.Sell, "100", "1");
        Assert.Equal(
            "C New/New t | B Trade/Filled b 1@100 | C Trade/PartiallyFilled t 1@100 | print 1 1@100 Buyer"
            + " | A Trade/PartiallyFilled c 0.5@100 | C Trade/Filled t 0.5@100 | print 2 0.5@100 Buyer",
            rig.Limit(2, "t", Side.Buy, "102", "1.5"));
        Assert.Equal(new Balance(M("9850"), Money.Zero), rig.BalanceOf(2, Usdt));
        Assert.Equal(new Balance(M("8"), M("1.5")), rig.BalanceOf(0, Btc));
        Span<BookLevel> levels = stackalloc BookLevel[4];
        Assert.Equal(2, rig.Exchange.CopyDepth(rig.Instrument.Id, Side.Sell, levels));
        Assert.Equal(new BookLevel(P("100"), Q("0.5")), levels[0]);
    }

    [Fact]
    public void Of_an_iceberg_show_its_tip_and_go_behind_their_equals_with_the_next()
    {
        var rig = new ExchangeRig(accounts: 3);
        rig.Place(0, Order("ice", Side.Sell, OrderType.Limit, "3", "100") with { IcebergQuantity = Q("1") });
        rig.Limit(1, "plain", Side.Sell, "100", "1");
        Assert.Equal(Q("2"), rig.Exchange.TakeDepthChanges(rig.Instrument.Id)[0].Level.Quantity);
        var story = rig.Limit(2, "t", Side.Buy, "100", "3.5");
        Assert.Equal(["1", "1", "1", "0.5"], rig.Prints.Select(p => p.Quantity.ToString()));
        Assert.Contains("A Trade/PartiallyFilled ice 1@100 | C Trade/PartiallyFilled t 1@100 | print 1 1@100 Buyer | B Trade/Filled plain 1@100", story, StringComparison.Ordinal);
        Assert.Equal(Q("0.5"), rig.Exchange.TakeDepthChanges(rig.Instrument.Id)[0].Level.Quantity);
    }

    [Theory]
    [InlineData(SelfTradePrevention.None, "A Trade/Filled m 1@100", 0, 0)]
    [InlineData(SelfTradePrevention.ExpireMaker, "A TradePrevention/ExpiredInMatch m", 0, 2)]
    [InlineData(SelfTradePrevention.ExpireTaker, "A TradePrevention/ExpiredInMatch t", 1, 0)]
    [InlineData(SelfTradePrevention.ExpireBoth, "A TradePrevention/ExpiredInMatch m | A TradePrevention/ExpiredInMatch t", 0, 0)]
    [InlineData(SelfTradePrevention.Decrement, "A TradePrevention/ExpiredInMatch m | A TradePrevention/New t", 0, 1)]
    public void Of_one_account_go_by_the_takers_mode(SelfTradePrevention mode, string said, int sellLeft, int buyLeft)
    {
        var rig = new ExchangeRig();
        rig.Limit(0, "m", Side.Sell, "100", "1");
        var story = rig.Place(0, Order("t", Side.Buy, OrderType.Limit, "2", "100") with { SelfTrade = mode });
        Assert.Contains(said, story, StringComparison.Ordinal);
        Assert.Equal(M($"{sellLeft}"), rig.BalanceOf(0, Btc).Locked);
        Assert.Equal(mode == SelfTradePrevention.None ? M("100") : M($"{buyLeft * 100}"), rig.BalanceOf(0, Usdt).Locked);
    }

    [Fact]
    public void A_fok_fills_whole_or_not_at_all_and_an_ioc_drops_its_rest()
    {
        var rig = new ExchangeRig();
        rig.Limit(0, "m", Side.Sell, "100", "1");
        Assert.Equal(
            "B New/New f | B Expired/Expired f UNFILLED_FOK_ORDER_EXPIRED",
            rig.Place(1, Order("f", Side.Buy, OrderType.Limit, "1.1", "100", timeInForce: TimeInForce.Fok)));
        Assert.EndsWith(
            "B Expired/Expired i UNFILLED_IOC_QUANTITY_EXPIRED",
            rig.Place(1, Order("i", Side.Buy, OrderType.Limit, "1.1", "100", timeInForce: TimeInForce.Ioc)));
    }

    [Fact]
    public void A_market_order_for_a_quote_amount_takes_as_many_lots_as_it_pays_for()
    {
        var rig = new ExchangeRig();
        rig.Limit(0, "m1", Side.Sell, "100", "1");
        rig.Limit(0, "m2", Side.Sell, "110", "1");
        var spend = Order("q", Side.Buy, OrderType.Market, "0") with { QuoteQuantity = M("150") };
        Assert.EndsWith("B Trade/Filled q 0.454@110 | print 2 0.454@110 Buyer", rig.Place(1, spend));
        Assert.EndsWith("B Expired/Expired q INSUFFICIENT_LIQUIDITY", rig.Place(1, spend));
        Assert.Equal("B Refused q -2010 Order book liquidity is less than `LOT_SIZE` filter minimum quantity.", rig.Place(1, spend));
    }

    [Fact]
    public void Elect_stops_by_their_price_and_stops_elect_stops()
    {
        var rig = new ExchangeRig(accounts: 3);
        rig.Last("100");
        rig.Limit(1, "bid1", Side.Buy, "98", "1");
        rig.Limit(1, "bid2", Side.Buy, "96", "1");
        rig.Place(0, Order("s1", Side.Sell, OrderType.StopLoss, "1", stop: "99"));
        rig.Place(0, Order("s2", Side.Sell, OrderType.StopLoss, "1", stop: "98"));
        rig.Limit(1, "bid0", Side.Buy, "99", "0.1");
        var story = rig.Limit(2, "t", Side.Sell, "99", "0.1");
        Assert.Contains("A New/New s1 | B Trade/Filled bid1 1@98 | A Trade/Filled s1 1@98", story, StringComparison.Ordinal);
        Assert.Contains("A New/New s2 | B Trade/Filled bid2 1@96 | A Trade/Filled s2 1@96", story, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trailing_stop_follows_the_price_and_fires_at_its_distance()
    {
        var rig = new ExchangeRig(accounts: 3);
        rig.Last("100");
        rig.Place(0, Order("trail", Side.Sell, OrderType.StopLoss, "1") with { TrailingDeltaBps = 100 });
        rig.Last("102");
        rig.Last("110");
        rig.Last("108.91");
        Assert.False(rig.Exchange.Find(new AccountId(0), rig.Instrument.Id, new ClientOrderId("trail"))!.IsWorking);
        rig.Limit(1, "bid", Side.Buy, "100", "5");
        rig.Last("108.90");
        var order = rig.Exchange.Find(new AccountId(0), rig.Instrument.Id, new ClientOrderId("trail"))!;
        Assert.Equal((OrderStatus.Filled, M("100")), (order.Status, order.FilledQuote));
    }
}
