using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class ListLives
{
    private static ExchangeRig At100(AccountParameters? account = null)
    {
        var rig = new ExchangeRig(accounts: 3, account: account);
        rig.Last("100");
        return rig;
    }

    private static OrderSpec Entry() => Order("e", Side.Buy, OrderType.LimitMaker, "1", "99");

    private static OrderSpec Target(string quantity = "1") => Order("tp", Side.Sell, OrderType.LimitMaker, quantity, "105");

    private static OrderSpec Stop(string quantity = "1") => Order("sl", Side.Sell, OrderType.StopLoss, quantity, stop: "95");

    private static VenueRequest.PlaceOtoco Otoco(string exit = "1") =>
        new(new ClientListId("L"), Entry(), Target(exit), Stop(exit), FromProceeds: false);

    [Fact]
    public void Otoco_waits_for_the_whole_entry_and_then_stands_as_an_oco()
    {
        var rig = At100();
        Assert.Equal(
            "A List L Otoco ExecStarted | A New/New e | A New/PendingNew sl | A New/PendingNew tp", rig.Do(0, Otoco()));
        Assert.Equal(M("99"), rig.BalanceOf(0, Usdt).Locked);
        Assert.DoesNotContain("tp", rig.Limit(1, "s", Side.Sell, "99", "0.4"), StringComparison.Ordinal);
        Assert.EndsWith("A New/New sl | A New/New tp", rig.Limit(1, "s2", Side.Sell, "99", "0.6"));
        Assert.Equal(M("1"), rig.BalanceOf(0, Btc).Locked);
        Assert.StartsWith("C New/New b | A Expired/Expired sl OCO_TRIGGER | A Trade/PartiallyFilled tp", rig.Limit(2, "b", Side.Buy, "105", "0.3"));
        Assert.Contains("A List L Otoco AllDone", rig.Limit(2, "b2", Side.Buy, "105", "0.7"), StringComparison.Ordinal);
    }

    [Fact]
    public void Otoco_whose_exit_equals_its_entry_is_refused_at_release_when_the_commission_comes_out_of_the_base()
    {
        var rig = At100(ExchangeRig.Rich with { InitialBalances = [new AssetAmount(Usdt, M("1000")), new AssetAmount(Btc, M("0.2"))], MakerFeePpm = 1_000 });
        rig.Exchange.TryTransfer(new AccountId(0), Btc, M("-0.2"), rig.Now);
        rig.Exchange.TryTransfer(new AccountId(1), Btc, M("5"), rig.Now);
        rig.Do(0, Otoco());
        Assert.EndsWith(
            "A Expired/Expired tp REJECTED | A Expired/Expired sl OCO_TRIGGER | A List L Otoco AllDone", rig.Limit(1, "s", Side.Sell, "99", "1"));
        rig.Do(0, new VenueRequest.PlaceOtoco(new ClientListId("M"), Entry(), Target("1"), Stop("1"), FromProceeds: true));
        Assert.EndsWith("A New/New sl | A New/New tp", rig.Limit(1, "s", Side.Sell, "99", "1"));
        // 0.999 received twice: 1.998 free, of which the second order's 1 is sold again.
        Assert.Equal(M("1"), rig.BalanceOf(0, Btc).Locked);
    }

    [Fact]
    public void Opo_sells_what_is_left_after_the_commission()
    {
        var rig = At100(ExchangeRig.Rich with { InitialBalances = [new AssetAmount(Usdt, M("1000")), new AssetAmount(Btc, M("3"))], MakerFeePpm = 1_000 });
        rig.Exchange.TryTransfer(new AccountId(0), Btc, M("-3"), rig.Now);
        rig.Do(0, new VenueRequest.PlaceOto(new ClientListId("L"), Entry(), Target("0"), FromProceeds: true));
        Assert.EndsWith("A New/New tp", rig.Limit(1, "s", Side.Sell, "99", "1"));
        Assert.Equal(Q("0.999"), rig.Exchange.Find(new AccountId(0), rig.Instrument.Id, new ClientOrderId("tp"))!.Order.Quantity);
    }

    [Theory]
    [InlineData("e")]
    [InlineData("tp")]
    [InlineData("sl")]
    public void Cancelling_any_order_of_an_otoco_cancels_all(string leg)
    {
        var rig = At100();
        rig.Do(0, Otoco());
        rig.Limit(1, "s", Side.Sell, "99", "0.4");
        Assert.Equal("A Canceled/Canceled e | A Canceled/Canceled sl | A Canceled/Canceled tp | A List L Otoco AllDone", rig.Cancel(0, leg));
        Assert.Equal("A CancelRefused tp -2011 Unknown order sent.", rig.Cancel(0, "tp"));
        Assert.Equal(Money.Zero, rig.BalanceOf(0, Usdt).Locked);
    }

    [Fact]
    public void Oto_whose_working_order_expires_takes_its_pending_one_along()
    {
        var rig = At100();
        var working = Order("e", Side.Buy, OrderType.Limit, "1", "99", timeInForce: TimeInForce.Fok);
        Assert.EndsWith(
            "A Expired/Expired e UNFILLED_FOK_ORDER_EXPIRED | A Expired/Expired tp OTO_PHASE_ONE_EXPIRED | A List L Oto AllDone",
            rig.Do(0, new VenueRequest.PlaceOto(new ClientListId("L"), working, Target(), FromProceeds: false)));
    }

    [Fact]
    public void Buy_oco_locks_the_larger_need_and_frees_the_rest_when_the_limit_is_touched()
    {
        var rig = At100();
        var oco = new VenueRequest.PlaceOco(
            new ClientListId("L"), Order("up", Side.Buy, OrderType.StopLossLimit, "1", "111", "110"), Order("down", Side.Buy, OrderType.LimitMaker, "1", "95"));
        Assert.StartsWith("A List L Oco ExecStarted | A New/New down | A New/New up", rig.Do(0, oco));
        Assert.Equal(M("111"), rig.BalanceOf(0, Usdt).Locked);
        Assert.Contains("A Expired/Expired up OCO_TRIGGER", rig.Limit(1, "s", Side.Sell, "95", "0.4"), StringComparison.Ordinal);
        Assert.Equal(M("57"), rig.BalanceOf(0, Usdt).Locked);
    }

    [Fact]
    public void Two_triggered_legs_end_one_another_by_activation()
    {
        var rig = At100();
        rig.Do(0, new VenueRequest.PlaceOco(new ClientListId("L"), Order("tp", Side.Sell, OrderType.TakeProfit, "1", stop: "105"), Stop()));
        rig.Limit(1, "bid", Side.Buy, "90", "5");
        rig.Last("105");
        OrderStatus StatusOf(string id) => rig.Exchange.Find(new AccountId(0), rig.Instrument.Id, new ClientOrderId(id))!.Status;
        Assert.Equal((OrderStatus.Filled, OrderStatus.Expired), (StatusOf("tp"), StatusOf("sl")));
    }

    [Theory]
    [InlineData(OrderType.Limit, OrderType.StopLoss, Side.Sell, -1158)]
    [InlineData(OrderType.LimitMaker, OrderType.LimitMaker, Side.Sell, -1168)]
    [InlineData(OrderType.StopLoss, OrderType.LimitMaker, Side.Sell, -1166)]
    [InlineData(OrderType.LimitMaker, OrderType.StopLoss, Side.Buy, -1165)]
    [InlineData(OrderType.LimitMaker, OrderType.TakeProfit, Side.Sell, -1199)]
    [InlineData(OrderType.TakeProfit, OrderType.LimitMaker, Side.Buy, -1198)]
    [InlineData(OrderType.StopLoss, OrderType.StopLossLimit, Side.Sell, -1197)]
    [InlineData(OrderType.StopLoss, OrderType.StopLossLimit, Side.Buy, -1196)]
    public void Oco_of_types_that_do_not_go_together_is_refused(OrderType above, OrderType below, Side side, int code) => Assert.Contains(
        $"Refused a,b {code} ",
        At100().Do(0, new VenueRequest.PlaceOco(new ClientListId("L"), Order("a", side, above, "1", "105", "104"), Order("b", side, below, "1", "95", "96"))),
        StringComparison.Ordinal);

    [Fact]
    public void Working_orders_of_a_wrong_type_or_side_are_refused()
    {
        var rig = At100();
        var list = new ClientListId("L");
        var market = Entry() with { Type = OrderType.Market };
        Assert.Contains(" -1159 ", rig.Do(0, new VenueRequest.PlaceOto(list, market, Target(), false)), StringComparison.Ordinal);
        Assert.Contains(" -1222 ", rig.Do(0, new VenueRequest.PlaceOto(list, Target(), Entry(), true)), StringComparison.Ordinal);
        Assert.Contains(" -1223 ", rig.Do(0, new VenueRequest.PlaceOto(list, Entry(), Entry() with { ClientOrderId = new ClientOrderId("x") }, true)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_that_a_pending_leg_breaks_refuses_the_whole_list()
    {
        var rig = At100();
        Assert.Equal(
            "A Refused e,tp,sl -1013 Filter failure: LOT_SIZE", rig.Do(0, Otoco(exit: "1.0001")));
        Assert.Equal(Money.Zero, rig.BalanceOf(0, Usdt).Locked);
    }
}
