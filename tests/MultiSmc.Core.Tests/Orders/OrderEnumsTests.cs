namespace MultiSmc.Core.Tests;

public sealed class FactsAboutOrders
{
    [Fact]
    public void Final_states_are_those_that_can_not_work_any_more() => Assert.Equal(
        [OrderStatus.Filled, OrderStatus.Canceled, OrderStatus.Rejected, OrderStatus.Expired, OrderStatus.ExpiredInMatch],
        Enum.GetValues<OrderStatus>().Where(status => status.IsFinal()));

    [Fact]
    public void Stops_are_the_types_with_a_trigger() => Assert.Equal(
        [OrderType.StopLoss, OrderType.StopLossLimit, OrderType.TakeProfit, OrderType.TakeProfitLimit],
        Enum.GetValues<OrderType>().Where(type => type.IsStop()));

    [Fact]
    public void Sides_are_opposite_to_each_other() => Assert.Equal((Side.Sell, Side.Buy), (Side.Buy.Opposite(), Side.Sell.Opposite()));

    [Fact]
    public void Names_are_their_text_and_no_name_is_empty()
    {
        Assert.Equal(("t-1-1", "t-1-2"), (new ClientOrderId("t-1-1").ToString(), new ClientListId("t-1-2").ToString()));
        Assert.Equal(("", ""), (default(ClientOrderId).ToString(), default(ClientListId).ToString()));
    }
}
