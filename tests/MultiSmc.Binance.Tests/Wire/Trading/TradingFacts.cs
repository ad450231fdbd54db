using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class TradingFacts
{
    [Fact]
    public void An_ack_has_ids_and_a_time()
    {
        var ack = Golden.Read("rest/order.new.ack.json", TradingReplies.Placed);
        Assert.Equal(new VenueOrderId(28), ack.OrderId);
        Assert.Equal(VenueListId.None, ack.OrderListId);
        Assert.Equal(new ClientOrderId("6gCrw2kRUAF9CvJDGP16IP"), ack.ClientOrderId);
        Assert.Equal(Timestamp.FromMilliseconds(1507725176595), ack.TransactTime);
        Assert.Null(ack.Status);
        Assert.Null(ack.Leaves);
        Assert.Null(ack.Fills);
    }

    [Fact]
    public void A_full_answer_has_its_fills_to_the_last_unit()
    {
        var full = Golden.Read("rest/order.new.full.json", TradingReplies.Placed);
        Assert.Equal(OrderStatus.Filled, full.Status?.Known);
        Assert.Equal(OrderType.Market, full.Type?.Known);
        Assert.Equal(Side.Sell, full.Side?.Known);
        Assert.Equal(Quantity.Zero, full.Leaves);
        Assert.Equal(5, full.Fills?.Length);
        Assert.Equal(
            new ReportFill
            {
                Price = new Price(399_900_000_000), Qty = new Quantity(500_000_000), Commission = new Money(1_999_500_000),
                CommissionAsset = new Asset("USDT"), TradeId = new TradeId(57),
            },
            full.Fills?[1]);
    }

    [Fact]
    public void A_query_tells_state_and_times()
    {
        var order = Golden.ReadResult("ws-api/order.status.json", TradingReplies.Order);
        Assert.Equal(Timestamp.FromMilliseconds(1660801715639), order.Time);
        Assert.Equal(Timestamp.FromMilliseconds(1660801717945), order.UpdateTime);
        Assert.Equal(ExchangeTime.NotYet, order.TrailingTime);
        Assert.Equal((10, 37463720L, 1000000), (order.TrailingDelta, order.StrategyId, order.StrategyType));
        Assert.Equal(new Quantity(120_000_000), order.PreventedQuantity);
        Assert.Equal(new Money(19_833_521_500), order.CummulativeQuoteQty);
    }

    [Fact]
    public void Cancelling_everything_gives_orders_and_lists()
    {
        var cancelled = Golden.Read("rest/openOrders.cancelAll.json", TradingReplies.CancelledAll);
        Assert.Equal(3, cancelled.Length);
        var order = Assert.IsType<CancelReport.Order>(cancelled[0]).Report;
        Assert.Equal((new ClientOrderId("E6APeyTJvkMvLMYMqu1KQ4"), new ClientOrderId("pXLV6Hz6mprAcVYpVMTGgx")), (order.OrigClientOrderId, order.ClientOrderId));
        var list = Assert.IsType<CancelReport.List>(cancelled[2]).Report;
        Assert.Equal((new VenueListId(1929), ListOrderStatus.AllDone), (list.OrderListId, list.ListOrderStatus.Known));
        Assert.Equal(new Price(37_813_100), list.OrderReports?[0].StopPrice);
    }

    [Fact]
    public void A_cancel_of_a_leg_is_told_from_a_cancel_of_an_order()
    {
        Assert.IsType<CancelReport.Order>(Golden.ReadResult("ws-api/order.cancel.json", TradingReplies.Cancelled));
        Assert.IsType<CancelReport.List>(Golden.ReadResult("ws-api/order.cancel.orderList.json", TradingReplies.Cancelled));
    }

    [Fact]
    public void Half_a_cancel_replace_is_read_from_the_error()
    {
        var reply = Golden.Open(Golden.Bytes("ws-api/order.cancelReplace.partial.cancelFailed.json"));
        Assert.Equal((409, ErrorCode.CancelReplacePartial), (reply.Status, reply.Error?.Code));
        var report = Assert.IsType<ErrorData.CancelReplace>(reply.Error?.Data).Report;
        Assert.Equal((StepResult.Success, StepResult.Failure), (report.CancelResult.Known, report.NewOrderResult.Known));
        Assert.Equal(OrderStatus.Canceled, Assert.IsType<CancelReplaceStep.Done>(report.CancelResponse).Report.Status?.Known);
        Assert.Equal(ApiError.Of(-2010, EngineText.WouldMatchImmediately), Assert.IsType<CancelReplaceStep.Failed>(report.NewOrderResponse).Error);

        var stopped = Golden.Read("rest/order.cancelReplace.stopOnFailure.cancelFailed.json", ApiError.Format);
        var nothing = Assert.IsType<ErrorData.CancelReplace>(stopped.Data).Report;
        Assert.Equal((StepResult.Failure, StepResult.NotAttempted), (nothing.CancelResult.Known, nothing.NewOrderResult.Known));
        Assert.Null(nothing.NewOrderResponse);
    }

    [Fact]
    public void A_list_tells_its_orders_in_order()
    {
        var list = Golden.Read("rest/orderList.otoco.json", TradingReplies.List);
        Assert.Equal(ContingencyType.Oto, list.ContingencyType.Known);
        Assert.Equal([6L, 7L, 8L], list.Orders.Select(order => order.OrderId.Value));
        Assert.Equal(
            [OrderStatus.New, OrderStatus.PendingNew, OrderStatus.PendingNew], list.OrderReports?.Select(report => report.Status?.Known ?? OrderStatus.Rejected));
        Assert.Equal(ExchangeTime.NotYet, list.OrderReports?[1].WorkingTime);
        Assert.Equal(TimeInForce.Ioc, list.OrderReports?[1].TimeInForce?.Known);
    }

    [Fact]
    public void A_list_that_was_over_at_once_has_no_name()
    {
        var text = Encoding.UTF8.GetString(Golden.Bytes("rest/orderList.query.json")).Replace("\"h2USkA5YQpaXHPIrkd96xE\"", "null", StringComparison.Ordinal);
        var list = TradingReplies.List.Decode(Encoding.UTF8.GetBytes(text));
        Assert.Null(list.ListClientOrderId);
        Assert.Null(JsonTrees.Difference(Encoding.UTF8.GetBytes(text), TradingReplies.List.Encode(list)));
    }

    [Fact]
    public void An_amendment_has_names_of_its_own()
    {
        var report = Golden.Read("rest/order.amend.keepPriority.json", TradingReplies.Amended);
        Assert.Equal((75, 33L), (report.ExecutionId, report.AmendedOrder.OrderId.Value));
        Assert.Equal(new Quantity(500_000_000), report.AmendedOrder.Qty);
        Assert.Equal(new ClientOrderId("5xrgbMyg6z36NzBn2pbT8H"), report.AmendedOrder.OrigClientOrderId);
    }

    [Fact]
    public void A_trade_of_ours_and_an_account_are_read_exactly()
    {
        var trade = Assert.Single(Golden.Read("rest/myTrades.json", AccountReplies.MyTrades));
        Assert.Equal((new Price(400_000_100), new Money(4_800_001_200), new Money(1_010_000_000)), (trade.Price, trade.QuoteQty, trade.Commission));
        Assert.True(trade.IsBuyer && !trade.IsMaker);
        var account = Golden.Read("rest/account.json", AccountReplies.Account);
        Assert.Equal(new AssetBalance(new Asset("BTC"), new Balance(new Money(472_384_689_208_129), Money.Zero)), account.Balances[0].ToBalance());
        Assert.Equal(new Rate(150_000), account.CommissionRates?.Taker);
    }

    [Fact]
    public void A_key_that_moves_money_is_told()
    {
        var body =
            """
            {"ipRestrict":true,"createTime":1698645219000,"enableReading":true,"enableSpotAndMarginTrading":true,"enableWithdrawals":false,
             "enableInternalTransfer":false,"permitsUniversalTransfer":false,"enableFutures":false,"somethingNew":1}
            """u8;
        Assert.False(AccountReplies.Restrictions.Decode(body).CanMoveMoney);
        foreach (var right in new[] { "enableWithdrawals", "enableInternalTransfer", "permitsUniversalTransfer" })
        {
            var text = Encoding.UTF8.GetString(body).Replace($"\"{right}\":false", $"\"{right}\":true", StringComparison.Ordinal);
            Assert.True(AccountReplies.Restrictions.Decode(Encoding.UTF8.GetBytes(text)).CanMoveMoney);
        }
    }

    [Fact]
    public void Times_are_written_in_the_unit_asked_for_and_read_in_both()
    {
        var ack = Golden.Read("rest/order.new.ack.json", TradingReplies.Placed) with { WorkingTime = ExchangeTime.NotYet };
        var text = Encoding.UTF8.GetString(TradingReplies.Placed.Encode(ack, ExchangeTimeUnit.Microseconds));
        Assert.Contains("\"transactTime\":1507725176595000", text, StringComparison.Ordinal);
        Assert.Contains("\"workingTime\":-1", text, StringComparison.Ordinal);
        Assert.Equal(ack, TradingReplies.Placed.Decode(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("{\"symbol\":\"A\",\"orderId\":1,\"clientOrderId\":\"x\",\"transactTime\":1,\"symbol\":\"B\"}", "$.symbol")]
    [InlineData("{\"symbol\":\"A\",\"orderId\":1,\"clientOrderId\":\"x\"}", "$")]
    [InlineData("{\"symbol\":\"A\",\"orderId\":1.5,\"clientOrderId\":\"x\",\"transactTime\":1}", "$.orderId")]
    [InlineData("{\"symbol\":\"A\",\"orderId\":1,\"clientOrderId\":\"x\",\"transactTime\":1,\"price\":1.5}", "$.price")]
    [InlineData("{\"symbol\":\"A\",\"orderId\":1,\"clientOrderId\":\"x\",\"transactTime\":1} x", "$")]
    [InlineData("null", "$")]
    [InlineData("", "$")]
    public void A_fault_says_where(string message, string path)
    {
        Assert.False(TradingReplies.Placed.TryDecode(Encoding.UTF8.GetBytes(message), out _, out var fault));
        Assert.Equal(("order report", path), (fault.Message, fault.Path));
        Assert.NotEmpty(fault.Reason);
    }
}
