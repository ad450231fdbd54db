using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class OrderBook
{
    private static readonly OrderSpec Entry = Given.Buy("a", "3", "100");
    private readonly OrderLedger _ledger = new();

    [Fact]
    public void Knows_an_order_from_the_moment_it_leaves()
    {
        var order = _ledger.Register(Entry, new ClientListId("list"));
        Assert.Same(order, _ledger.Find(new ClientOrderId("a")));
        Assert.Equal((WorkingState.Sent, null, true), (order.State, order.Status, order.IsOpen));
        Assert.Equal((Entry, "list"), (order.Spec, order.ListId?.Value));
        Assert.Equal(("0", "3"), (order.Filled.ToString(), order.Remaining.ToString()));
    }

    [Fact]
    public void Refuses_a_name_twice()
    {
        _ledger.Register(Entry, null);
        Assert.Throws<ArgumentException>(() => _ledger.Register(Entry, null));
        Assert.Single(_ledger.Unanswered());
    }

    [Fact]
    public void Lists_orders_without_an_answer_oldest_first()
    {
        string[] names = ["c", "a", "d", "b"];
        foreach (var name in names)
            _ledger.Register(Entry with { ClientOrderId = new ClientOrderId(name) }, null);
        Assert.Equal(["c", "a", "d", "b"], Unanswered());
        Apply(Given.Report(Given.Buy("a", "3", "100"), OrderStatus.New));
        _ledger.Refused(new ClientOrderId("d"), DoneBy.Refusal);
        Assert.Equal(["c", "b"], Unanswered());
        Apply(Given.Report(Given.Buy("c", "3", "100"), OrderStatus.Canceled));
        Assert.Equal(["b"], Unanswered());
    }

    [Fact]
    public void Takes_any_report_for_an_answer()
    {
        _ledger.Register(Entry, null);
        Apply(Given.Execution(Entry, OrderStatus.PartiallyFilled, Given.Fill(Entry, 1, "1"), "1"));
        Assert.Empty(_ledger.Unanswered());
        Assert.Equal(WorkingState.Live, Order().State);
    }

    [Fact]
    public void Does_not_know_orders_of_others()
    {
        Assert.Null(_ledger.Apply(Given.Execution(Entry, OrderStatus.Filled, Given.Fill(Entry, 1, "3"), "3"), out var fill));
        Assert.Null(fill);
        Assert.Null(_ledger.Refused(Entry.ClientOrderId, DoneBy.Refusal));
        Assert.Null(_ledger.Find(Entry.ClientOrderId));
    }

    [Fact]
    public void Ends_an_order_that_was_refused()
    {
        _ledger.Register(Entry, null);
        Assert.Same(Order(), _ledger.Refused(Entry.ClientOrderId, DoneBy.Refusal));
        Assert.Equal((WorkingState.Done, OrderStatus.Rejected, false), (Order().State, Order().Status, Order().IsOpen));
    }

    [Fact]
    public void Never_reopens_an_order()
    {
        _ledger.Register(Entry, null);
        Apply(Given.Report(Entry, OrderStatus.Canceled));
        Apply(Given.Report(Entry, OrderStatus.New));
        _ledger.Refused(Entry.ClientOrderId, DoneBy.Refusal);
        Assert.Equal((WorkingState.Done, OrderStatus.Canceled), (Order().State, Order().Status));
    }

    [Fact]
    public void Books_a_late_fill_and_nothing_else()
    {
        _ledger.Register(Entry, null);
        Apply(Given.Report(Entry, OrderStatus.Canceled));
        var late = Given.Fill(Entry, 7, "1");
        Assert.Same(late, Apply(Given.Execution(Entry, OrderStatus.PartiallyFilled, late, "1")));
        Assert.Equal((WorkingState.Done, OrderStatus.Canceled), (Order().State, Order().Status));
        Assert.Equal(("1", "100", "2"), (Order().Filled.ToString(), Order().FilledQuote.ToString(), Order().Remaining.ToString()));
    }

    [Fact]
    public void Books_a_fill_once_by_its_trade()
    {
        _ledger.Register(Entry, null);
        var first = Given.Fill(Entry, 7, "1");
        Assert.Same(first, Apply(Given.Execution(Entry, OrderStatus.PartiallyFilled, first, "1")));
        Assert.Null(Apply(Given.Execution(Entry, OrderStatus.PartiallyFilled, first with { Time = Given.Start + Duration.FromSeconds(1) }, "1")));
        Assert.NotNull(Apply(Given.Execution(Entry, OrderStatus.PartiallyFilled, Given.Fill(Entry, 8, "1"), "2")));
        Assert.Equal("2", Order().Filled.ToString());
    }

    // A trade between two of our own orders has one number and fills both.
    [Fact]
    public void Books_one_trade_for_both_orders_that_met_in_it()
    {
        var exit = Given.Sell("b", "3", "100");
        _ledger.Register(Entry, null);
        _ledger.Register(exit, null);
        Assert.NotNull(Apply(Given.Execution(Entry, OrderStatus.Filled, Given.Fill(Entry, 7, "3"), "3")));
        Assert.NotNull(Apply(Given.Execution(exit, OrderStatus.Filled, Given.Fill(exit, 7, "3"), "3")));
    }

    [Theory]
    [InlineData(OrderStatus.New, true)]
    [InlineData(OrderStatus.PartiallyFilled, true)]
    [InlineData(OrderStatus.Canceled, false)]
    [InlineData(OrderStatus.Filled, false)]
    public void Remembers_a_cancel_on_its_way(OrderStatus status, bool isCancelSent)
    {
        _ledger.Register(Entry, null).CancelSentAt = Given.Start;
        Apply(Given.Report(Entry, status));
        Assert.Equal((isCancelSent, isCancelSent), (Order().IsCancelSent, Order().IsOpen));
    }

    private OrderState Order() => _ledger.Find(Entry.ClientOrderId) ?? throw new InvalidOperationException("the order was registered");

    private IEnumerable<string> Unanswered() => _ledger.Unanswered().Select(order => order.Spec.ClientOrderId.Value);

    private Fill? Apply(ExecutionReport report)
    {
        Assert.NotNull(_ledger.Apply(report, out var fill));
        return fill;
    }
}
