using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class RulesOfEntry
{
    private static readonly Instrument Strict = BtcUsdt with
    {
        PercentPrice = new PercentPrice(1_100_000, 800_000, 1_200_000, 900_000), MaxIcebergParts = 4, MaxOrders = 3, MaxAlgoOrders = 1, MaxOrderLists = 1,
        TrailingDelta = new TrailingDelta(10, 2_000, 10, 2_000), MaxPosition = Q("20"), MaxOrderAmends = 1, MaxIcebergOrders = 1,
    };

    private static ExchangeRig At100()
    {
        var rig = new ExchangeRig(Strict, accounts: 3);
        rig.Last("100");
        return rig;
    }

    [Fact]
    public void Each_filter_refuses_by_its_name()
    {
        var rig = At100();
        string Said(OrderSpec spec) => rig.Place(0, spec).Replace("A Refused x -1013 Filter failure: ", "", StringComparison.Ordinal);
        OrderSpec Buy(string price, string quantity) => Order("x", Side.Buy, OrderType.Limit, quantity, price);
        Assert.Equal("PERCENT_PRICE_BY_SIDE", Said(Buy("110.01", "1")));
        Assert.Equal("PERCENT_PRICE_BY_SIDE", Said(Buy("79.99", "1")));
        Assert.Equal("PERCENT_PRICE_BY_SIDE", Said(Buy("120.01", "1") with { Side = Side.Sell }));
        Assert.Equal("ICEBERG_PARTS", Said(Buy("99", "4.1") with { IcebergQuantity = Q("1") }));
        Assert.Equal("MAX_POSITION", Said(Buy("99", "10.001")));
        Assert.Equal("TRAILING_DELTA", Said(Order("x", Side.Sell, OrderType.StopLoss, "1") with { TrailingDeltaBps = 9 }));
        Assert.Equal("A Refused x -2010 IcebergQty exceeds QTY.", Said(Buy("99", "1") with { IcebergQuantity = Q("2") }));
        Assert.StartsWith("A Refused x -1160", Said(Buy("99", "2") with { IcebergQuantity = Q("1"), TimeInForce = TimeInForce.Ioc }));
        rig.Place(0, Order("ice", Side.Buy, OrderType.Limit, "2", "99") with { IcebergQuantity = Q("1") });
        Assert.Equal("MAX_NUM_ICEBERG_ORDERS", Said(Buy("99", "2") with { IcebergQuantity = Q("1") }));
        rig.Place(0, Order("s1", Side.Sell, OrderType.StopLoss, "1", stop: "90"));
        Assert.Equal("MAX_NUM_ALGO_ORDERS", Said(Order("x", Side.Sell, OrderType.StopLoss, "1", stop: "90")));
        rig.Limit(0, "third", Side.Buy, "98", "1");
        Assert.Equal("MAX_NUM_ORDERS", Said(Buy("98", "1")));
        Assert.StartsWith("B New/New x", rig.Place(1, Buy("98", "1")));
    }

    [Fact]
    public void Only_so_many_lists_are_open()
    {
        var rig = new ExchangeRig(Strict with { MaxOrders = 0, MaxAlgoOrders = 0 }, accounts: 3);
        rig.Last("100");
        Assert.StartsWith("A List", rig.Do(0, OcoRequest("1", "105", "95", "L1")));
        Assert.Equal("A Refused L2-tp,L2-sl -1013 Filter failure: MAX_NUM_ORDER_LISTS", rig.Do(0, OcoRequest("1", "105", "95", "L2")));
    }

    [Theory]
    [InlineData(TradingStatus.Halt, "-2010 Market is closed.", "-2010 Market is closed.")]
    [InlineData(TradingStatus.Break, "-2010 Market is closed.", "-2010 Market is closed.")]
    [InlineData(TradingStatus.CancelOnly, "-2010 Market is closed.", "Replaced/New a")]
    public void A_status_other_than_trading_takes_cancels_only(TradingStatus status, string placed, string amended)
    {
        var rig = At100();
        rig.Limit(0, "a", Side.Buy, "99", "2");
        rig.Exchange.Change(Strict with { Status = status }, rig.Now);
        Assert.EndsWith(placed, rig.Limit(0, "b", Side.Buy, "99", "1"));
        Assert.EndsWith(amended, rig.Do(0, new VenueRequest.AmendOrder(Strict.Id, new ClientOrderId("a"), Q("1"))));
        Assert.Equal("A Canceled/Canceled a", rig.Cancel(0, "a"));
    }

    [Fact]
    public void An_amendment_keeps_the_place_and_goes_down_only()
    {
        var rig = At100();
        rig.Limit(0, "a", Side.Sell, "101", "2");
        rig.Limit(1, "b", Side.Sell, "101", "1");
        string Amend(string quantity) => rig.Do(0, new VenueRequest.AmendOrder(Strict.Id, new ClientOrderId("a"), Q(quantity)));
        Assert.EndsWith("-2038 Order amend (quantity increase) is not supported.", Amend("3"));
        Assert.EndsWith("-2038 The requested action would change no state; rejecting.", Amend("2"));
        Assert.Equal("A Replaced/New a", Amend("1"));
        Assert.EndsWith("-2038 Filter failure: MAX_NUM_ORDER_AMENDS", Amend("0.5"));
        Assert.Equal(M("1"), rig.BalanceOf(0, Btc).Locked);
        Assert.Contains("A Trade/Filled a 1@101", rig.Limit(2, "t", Side.Buy, "101", "1"), StringComparison.Ordinal);
        Assert.EndsWith("-2038 Unknown order sent.", Amend("0.5"));
    }

    [Fact]
    public void Cancel_replace_stops_or_goes_on_as_asked()
    {
        var rig = At100();
        var fresh = Order("n", Side.Buy, OrderType.Limit, "1", "99");
        string Replace(string old, OrderSpec order, bool stops) => rig.Do(0, new VenueRequest.ReplaceOrder(new ClientOrderId(old), order, stops));
        Assert.Equal("A CancelRefused none -2011 Unknown order sent. | A Refused n -2022 Order cancel-replace failed.", Replace("none", fresh, true));
        Assert.Equal("A CancelRefused none -2011 Unknown order sent. | A New/New n", Replace("none", fresh, false));
        Assert.Equal("A Canceled/Canceled n | A New/New n", Replace("n", fresh, true));
        Assert.EndsWith("insufficient balance for requested action.", Replace("n", Order("m", Side.Sell, OrderType.Limit, "11", "101"), true));
        // The cancel had succeeded and stays done; a filter is judged before it.
        Assert.Equal("A Canceled/Canceled k", rig.Limit(0, "k", Side.Buy, "99", "1") == "A New/New k" ? rig.Cancel(0, "k") : "");
        rig.Limit(0, "k", Side.Buy, "99", "1");
        Assert.Equal("A Refused n -1013 Filter failure: LOT_SIZE", Replace("k", fresh with { Quantity = Q("0.0001") }, true));
        Assert.Equal("A Open k:New", rig.Do(0, new VenueRequest.QueryOpenOrders(Strict.Id)));
    }

    [Fact]
    public void Cancel_all_takes_orders_and_lists_and_objects_when_there_are_none()
    {
        var rig = At100();
        rig.Do(0, OcoRequest("1", "105", "95"));
        rig.Limit(0, "k", Side.Buy, "99", "1");
        Assert.Equal(
            "A Canceled/Canceled L-sl | A Canceled/Canceled L-tp | A List L Oco AllDone | A Canceled/Canceled k",
            rig.Do(0, new VenueRequest.CancelAll(Strict.Id)));
        Assert.StartsWith("A CancelRefused", rig.Do(0, new VenueRequest.CancelAll(Strict.Id)));
    }

    [Fact]
    public void Queries_answer_open_and_closed_orders_fills_and_the_whole_account()
    {
        var rig = At100();
        rig.Limit(0, "a", Side.Sell, "101", "1");
        rig.Limit(1, "b", Side.Buy, "101", "0.4");
        VenueRequest Query(string id) => new VenueRequest.QueryOrder(Strict.Id, new ClientOrderId(id));
        Assert.Equal("A Status/PartiallyFilled a", rig.Do(0, Query("a")));
        Assert.Equal("B Status/Filled b", rig.Do(1, Query("b")));
        Assert.Equal("B Absent a", rig.Do(1, Query("a")));
        Assert.Equal("A Fills 2:0.4@101", rig.Do(0, new VenueRequest.QueryFills(Strict.Id, new TradeId(1), default)));
        Assert.Equal("A Fills ", rig.Do(0, new VenueRequest.QueryFills(Strict.Id, new TradeId(2), default)));
        rig.Do(0, new VenueRequest.QueryAccount(Strict.Id));
        Assert.True(Assert.IsType<VenueEvent.AccountUpdate>(rig.Events[0]).IsWhole);
    }

    [Fact]
    public void The_newest_closed_orders_are_kept()
    {
        var rig = new ExchangeRig(parameters: new ExchangeParameters { Liquidity = LiquiditySource.Orders, HistoryMax = 2 });
        foreach (var id in new[] { "a", "b", "c" })
        {
            rig.Limit(0, id, Side.Buy, "99", "1");
            rig.Cancel(0, id);
        }

        Assert.Equal("A Absent a", rig.Do(0, new VenueRequest.QueryOrder(BtcUsdt.Id, new ClientOrderId("a"))));
        Assert.Equal(["b", "c"], rig.Exchange.OrdersOf(new AccountId(0), BtcUsdt.Id).Select(o => o.Order.ClientOrderId.Value));
    }

    [Fact]
    public void A_transfer_moves_what_is_free_and_is_told()
    {
        var rig = At100();
        rig.Limit(0, "a", Side.Sell, "101", "9");
        Assert.False(rig.Exchange.TryTransfer(new AccountId(0), Btc, M("-1.1"), rig.Now));
        rig.Events.Clear();
        Assert.True(rig.Exchange.TryTransfer(new AccountId(0), Btc, M("-1"), rig.Now));
        Assert.Equal(new Balance(Money.Zero, M("9")), rig.BalanceOf(0, Btc));
        Assert.Equal([typeof(VenueEvent.Transfer), typeof(VenueEvent.AccountUpdate)], rig.Events.Select(e => e.GetType()));
    }

    [Fact]
    public void The_reference_price_is_the_average_of_the_last_minutes()
    {
        var rig = new ExchangeRig(Strict with { AveragePriceMinutes = 1 }, accounts: 3);
        rig.Last("100");
        rig.Last("108");
        // The mean is 104: 114.4 is as high as a buy may go.
        Assert.StartsWith("A New/New in", rig.Limit(0, "in", Side.Buy, "114.40", "0.1"));
        Assert.EndsWith("PERCENT_PRICE_BY_SIDE", rig.Limit(0, "out", Side.Buy, "114.41", "0.1"));
    }
}
