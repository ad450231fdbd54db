using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class UnsureCancel
{
    private readonly KernelRig _rig = new();

    [Fact]
    public void Is_asked_about_and_sent_again_when_the_order_still_works()
    {
        var order = Cancelling();
        Assert.Equal([Answers.Question(order)], _rig.LoseCancel(order).Requests);

        Assert.Equal([CancelOf(order)], _rig.Status(order, OrderStatus.New).Requests);
    }

    [Fact]
    public void Is_settled_when_the_order_is_over()
    {
        var order = Cancelling();
        _rig.LoseCancel(order);

        Assert.IsType<VenueRequest.QueryAccount>(Assert.Single(_rig.Status(order, OrderStatus.Canceled).Requests)); // its lock is gone, and no report has told
        _rig.Account();

        Assert.Equal(WorkingState.Done, _rig.StateOf(order).State);
        Assert.Empty(_rig.Wait(300));
    }

    [Fact]
    public void Of_an_order_that_filled_instead_books_the_fill()
    {
        var order = Cancelling();
        _rig.LoseCancel(order);
        _rig.Status(order, OrderStatus.Filled, "1");

        _rig.Fills(Given.Fill(order, 3, "1"));

        Assert.Equal((Given.Quantity("1"), WorkingState.Done), (_rig.StateOf(order).Filled, _rig.StateOf(order).State));
    }

    [Fact]
    public void That_is_refused_waits_a_moment_for_the_report_before_it_asks()
    {
        var order = Cancelling();
        Assert.Empty(_rig.Venue(new VenueEvent.CancelRefused(order.Instrument, _rig.Now, order.ClientOrderId, null, -2011, "unknown order")).Requests);
        Assert.Empty(_rig.Wait(0.9));

        Assert.Equal([Answers.Question(order)], _rig.Wait(0.1));
    }

    [Fact]
    public void That_is_refused_because_the_order_filled_asks_nothing_once_the_fill_comes()
    {
        var order = Cancelling();
        _rig.Venue(new VenueEvent.CancelRefused(order.Instrument, _rig.Now, order.ClientOrderId, null, -2011, "unknown order"));

        _rig.Report(Given.Execution(order, OrderStatus.Filled, Given.Fill(order, 1, "1"), "1"));

        Assert.Empty(_rig.Wait(300));
        Assert.True(_rig.Kernel.IsReconciled);
    }

    [Fact]
    public void Is_noticed_by_silence_alone()
    {
        var order = Cancelling();

        Assert.Equal([Answers.Question(order)], _rig.Wait(10));
    }

    [Fact]
    public void Of_a_list_asks_for_each_leg()
    {
        var list = new ClientListId("list");
        var above = Given.Sell("above", "1", "110");
        var below = Given.Sell("below", "1", "90") with { Type = OrderType.StopLoss };
        _rig.Spies[0].Does = (context, call) =>
        {
            if (call.StartsWith("trade", StringComparison.Ordinal))
                context.PlaceOco(list, above, below);
        };
        _rig.Trade("100");
        _rig.Spies[0].Does = null;
        _rig.Report(Given.Report(above, OrderStatus.New));
        _rig.Report(Given.Report(below, OrderStatus.New));

        var outcome = _rig.Venue(new VenueEvent.CancelUnknown(default, _rig.Now, null, list, "time-out"));

        Assert.Equal([Answers.Question(above), Answers.Question(below)], outcome.Requests);
    }

    private static VenueRequest.CancelOrder CancelOf(OrderSpec order) => new(order.Instrument, order.ClientOrderId);

    private OrderSpec Cancelling()
    {
        var order = _rig.Buy("100");
        _rig.Spies[0].Does = (context, call) =>
        {
            if (call.StartsWith("order", StringComparison.Ordinal))
                context.Cancel(_rig.StateOf(order));
        };
        Assert.Equal([CancelOf(order)], _rig.Report(Given.Report(order, OrderStatus.New)).Requests);
        _rig.Spies[0].Does = null;
        return order;
    }
}
