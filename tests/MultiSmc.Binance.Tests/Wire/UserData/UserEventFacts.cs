using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class UserEventFacts
{
    [Fact]
    public void A_new_order_is_read_whole()
    {
        var frame = Golden.ReadEvent("user-data/executionReport.new.all-fields.json");
        Assert.Equal(0, frame.SubscriptionId);
        var report = Assert.IsType<ExecutionReport>(frame.Event);
        Assert.Equal(
            (ExecutionType.New, OrderStatus.New, RejectReason.None), (report.ExecutionType.Known, report.Status.Known, report.RejectReason.Known));
        Assert.Equal((new VenueOrderId(4293153), new TradeId(-1), 8641984L), (report.OrderId, report.TradeId, report.ExecutionId));
        Assert.Equal((new Price(10_264_410), new Quantity(100_000_000), new Quantity(100_000_000)), (report.Price, report.Quantity, report.Leaves));
        Assert.Equal((Timestamp.FromMilliseconds(1499405658658), Timestamp.FromMilliseconds(1499405658657)), (report.EventTime, report.TransactionTime));
        Assert.Null(report.CommissionAsset);
        Assert.Equal(VenueListId.None, report.OrderListId);
        Assert.Equal(new ClientOrderId("mUvoqJxFIILMdfAW5iGSOW"), report.OrderClientId);
    }

    [Fact]
    public void A_fill_carries_its_commission()
    {
        var report = Assert.IsType<ExecutionReport>(Golden.ReadEvent("user-data/executionReport.trade.partial.json").Event);
        Assert.Equal((new Money(50_000), new Asset("ETH")), (report.Commission.Amount, report.CommissionAsset));
        Assert.Equal((new Quantity(50_000_000), new Price(249_950_000_000), new Money(124_975_000_000)), (report.LastQuantity, report.LastPrice, report.LastQuote));
        Assert.True(report.IsMaker && report.IsWorking);
    }

    [Fact]
    public void A_cancel_is_known_by_the_order_s_own_name()
    {
        var report = Assert.IsType<ExecutionReport>(Golden.ReadEvent("user-data/executionReport.canceled.json").Event) with
        {
            ClientOrderId = new ClientOrderId("the-cancel"), OrigClientOrderId = new ClientOrderId("the-order"),
        };
        Assert.Equal(new ClientOrderId("the-order"), report.OrderClientId);
    }

    [Fact]
    public void Words_of_other_products_are_kept()
    {
        var report = Assert.IsType<ExecutionReport>(Golden.ReadEvent("user-data/executionReport.rejected.json").Event);
        Assert.Equal(("GTX", false), (report.TimeInForce.Text, report.TimeInForce.IsKnown));
        Assert.Equal("GTX_ORDER_REJECT", report.RejectReason.Text);
        var expired = Assert.IsType<ExecutionReport>(Golden.ReadEvent("user-data/executionReport.expired.json").Event);
        Assert.Equal(ExpiryReason.InsufficientLiquidity, expired.ExpiryReason?.Known);
    }

    [Fact]
    public void A_list_state_and_a_position_are_read()
    {
        var list = Assert.IsType<ListStatusEvent>(Golden.ReadEvent("user-data/listStatus.execStarted.json").Event);
        Assert.Equal((new VenueListId(2), new ClientListId("F4QN4G8DlFATFlIUQ0cjdD")), (list.OrderListId, list.ListClientOrderId));
        Assert.Equal([17L, 18L], list.Orders.Select(order => order.OrderId.Value));
        var position = Assert.IsType<AccountPosition>(Golden.ReadEvent("ws-api/event.wrapped.json").Event);
        Assert.Equal(
            new AssetBalance(new Asset("USDT"), new Balance(new Money(1_058_000_000_000), new Money(7_000_000_000))), position.Balances[1].ToBalance());
    }

    [Theory]
    [InlineData("balanceUpdate", """{"e":"balanceUpdate","E":1573200697110,"a":"BTC","d":"-100.00000000","T":1573200697068}""", typeof(BalanceUpdate))]
    [InlineData(
        "externalLockUpdate", """{"e":"externalLockUpdate","E":1581557507324,"a":"NEO","d":"10.00000000","T":1581557507268}""", typeof(ExternalLockUpdate))]
    [InlineData("eventStreamTerminated", """{"E":1728973001334,"e":"eventStreamTerminated"}""", typeof(StreamTerminated))]
    [InlineData("serverShutdown", """{"e":"serverShutdown","E":1770123456789}""", typeof(ServerShutdown))]
    [InlineData("tomorrow", """{"e":"tomorrow","E":1770123456789,"x":[1,{"y":null}]}""", typeof(UnknownUserEvent))]
    public void Every_event_is_read_in_all_three_forms(string name, string text, Type type)
    {
        foreach (var form in new[] { text, "{\"subscriptionId\":3,\"event\":" + text + "}", "{\"event\":" + text + "}", "{\"stream\":\"k\",\"data\":" + text + "}" })
        {
            Assert.True(UserEventFrame.TryDecode(Encoding.UTF8.GetBytes(form), out var frame, out var fault), fault.Describe());
            Assert.Equal((name, type), (frame.Event.EventName, frame.Event.GetType()));
            Assert.Equal(form.Contains("subscriptionId", StringComparison.Ordinal) ? 3 : null, frame.SubscriptionId);
            Assert.True(frame.Event.EventTime > default(Timestamp));
            Assert.Null(JsonTrees.Difference(Encoding.UTF8.GetBytes(text), UserEventFrame.EventFormat.Encode(frame.Event)));
        }
    }

    [Theory]
    [InlineData("""{"subscriptionId":0,"event":{"E":1}}""", "an event with a name (field e) is expected")]
    [InlineData("""{"subscriptionId":0,"event":{"e":"balanceUpdate","E":1,"a":"BTC","T":1}}""", "'d'")]
    [InlineData("""{"subscriptionId":0,"event":{"e":"balanceUpdate","E":1,"a":"BTC","d":"x","T":1}}""", ".d: a plain decimal")]
    [InlineData("""{"subscriptionId":0""", "")]
    [InlineData("[]", "not one whole JSON object")]
    public void A_broken_event_says_why(string message, string reason)
    {
        Assert.False(UserEventFrame.TryDecode(Encoding.UTF8.GetBytes(message), out _, out var fault));
        Assert.Contains(reason, fault.Describe(), StringComparison.Ordinal);
    }
}
