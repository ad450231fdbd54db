using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class MissingFills
{
    private readonly KernelRig _rig = new();

    [Fact]
    public void Are_asked_for_when_a_report_tells_of_more_than_is_booked()
    {
        var order = _rig.Buy("100");

        var outcome = _rig.Report(Given.Execution(order, OrderStatus.PartiallyFilled, Given.Fill(order, 2, "0.3"), "0.7"));

        Assert.IsType<VenueRequest.QueryFills>(Assert.Single(outcome.Requests));
        Assert.Equal([order.ClientOrderId], _rig.Kernel.Ledger.MissingFills.Select(state => state.Spec.ClientOrderId));
    }

    [Fact]
    public void Are_booked_once_and_told_to_the_strategy()
    {
        var order = _rig.Buy("100");
        var known = Given.Fill(order, 2, "0.3");
        _rig.Report(Given.Execution(order, OrderStatus.PartiallyFilled, known, "0.7"));
        _rig.Spies[0].Fills.Clear();

        _rig.Fills(Given.Fill(order, 1, "0.4"), known);

        Assert.Equal([1L], _rig.Spies[0].Fills.Select(fill => fill?.TradeId.Value ?? 0));
        Assert.Equal(Given.Quantity("0.7"), _rig.StateOf(order).Filled);
        _rig.Account();
        Assert.True(_rig.Kernel.IsReconciled);
    }

    [Fact]
    public void That_the_answer_does_not_hold_yet_are_asked_for_again_from_where_it_ended()
    {
        var order = _rig.Buy("100");
        _rig.Status(order, OrderStatus.Filled, "1");
        Assert.Empty(_rig.Fills(Given.Fill(order, 4, "0.4")).Requests);

        var again = Assert.IsType<VenueRequest.QueryFills>(Assert.Single(_rig.Wait(0.5)));
        _rig.Fills(Given.Fill(order, 5, "0.6"));

        Assert.Equal(new TradeId(4), again.After);
        _rig.Account();
        Assert.True(_rig.Kernel.IsReconciled);
        Assert.Equal(Given.Quantity("1"), _rig.StateOf(order).Filled);
    }

    [Fact]
    public void Of_an_order_that_ended_unseen_are_told_once_as_news_and_not_as_late()
    {
        var order = _rig.Buy("100");
        _rig.Status(order, OrderStatus.Filled, "1");

        var outcome = _rig.Fills(Given.Fill(order, 4, "0.4"), Given.Fill(order, 5, "0.6"));

        Assert.Equal(["fills-found"], outcome.Alerts);
        Assert.Empty(_rig.Fills(Given.Fill(order, 5, "0.6")).Alerts);
    }

    [Fact]
    public void Come_page_by_page_without_a_pause()
    {
        var order = _rig.Buy("100");
        _rig.Status(order, OrderStatus.Filled, "1");

        var outcome = _rig.Venue(new VenueEvent.Fills(default, _rig.Now, default, [Given.Fill(order, 4, "0.4")], IsComplete: false));

        Assert.Equal(new TradeId(4), Assert.IsType<VenueRequest.QueryFills>(Assert.Single(outcome.Requests)).After);
    }

    [Fact]
    public void By_stream_and_by_question_are_booked_once()
    {
        var order = _rig.Buy("100");
        var fill = Given.Fill(order, 4, "1");
        _rig.Status(order, OrderStatus.Filled, "1");
        _rig.Report(Given.Execution(order, OrderStatus.Filled, fill, "1"));

        var outcome = _rig.Fills(fill);

        Assert.DoesNotContain(EffectKind.Filled, outcome.Kinds);
        Assert.Equal(Given.Quantity("1"), _rig.StateOf(order).Filled);
        _rig.Account();
        Assert.True(_rig.Kernel.IsReconciled);
    }

    [Fact]
    public void Of_others_in_the_answer_change_nothing()
    {
        _rig.Buy("100");

        var outcome = _rig.Fills(Given.Fill(Given.Buy("by-hand", "1", "100"), 4, "1"));

        Assert.DoesNotContain(EffectKind.Filled, outcome.Kinds);
        Assert.IsType<VenueRequest.QueryAccount>(Assert.Single(outcome.Requests)); // they have moved balances that no report has told
    }
}
