using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class UnknownPlacement
{
    private readonly KernelRig _rig = new();

    [Fact]
    public void Is_asked_for_at_once_and_never_sent_again()
    {
        var order = _rig.Buy("100");

        var outcome = _rig.LosePlacement(order);

        Assert.Equal([Answers.Question(order)], outcome.Requests);
        Assert.Equal(WorkingState.Unknown, _rig.StateOf(order).State);
        Assert.All(_rig.Wait(300), request => Assert.IsType<VenueRequest.QueryOrder>(request));
    }

    [Fact]
    public void Is_settled_by_an_answer_that_says_it_is_live()
    {
        var order = _rig.Buy("100");
        _rig.LosePlacement(order);
        Assert.False(_rig.Kernel.IsReconciled);

        _rig.Status(order, OrderStatus.New);

        Assert.Equal(WorkingState.Live, _rig.StateOf(order).State);
        Assert.True(_rig.Kernel.IsReconciled);
        Assert.Empty(_rig.Wait(300));
    }

    [Fact]
    public void That_has_filled_leads_to_its_fills_booked_once()
    {
        var order = _rig.Buy("100");
        _rig.LosePlacement(order);

        var question = Assert.Single(_rig.Status(order, OrderStatus.Filled, "1").Requests.OfType<VenueRequest.QueryFills>());
        _rig.Account();
        var answer = _rig.Fills(Given.Fill(order, 7, "1"));

        Assert.Equal((new TradeId(0), _rig.StateOf(order).SentAt), (question.After, question.Since));
        Assert.Equal(1, answer.Kinds.Count(kind => kind == EffectKind.Filled));
        Assert.Equal(Given.Quantity("1"), _rig.StateOf(order).Filled);
        Assert.True(_rig.Kernel.IsReconciled);
        Assert.DoesNotContain(EffectKind.Filled, _rig.Report(Given.Execution(order, OrderStatus.Filled, Given.Fill(order, 7, "1"), "1")).Kinds);
    }

    [Fact]
    public void Is_believed_absent_only_after_several_answers_and_then_refused_once()
    {
        var order = _rig.Buy("100");
        _rig.LosePlacement(order);
        _rig.Calls.Clear();
        var pauses = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty(_rig.Absent(order).Alerts);
            Assert.Equal(WorkingState.Unknown, _rig.StateOf(order).State);
            var before = _rig.Now;
            while (_rig.Wait(0.1).Count == 0)
            {
            }

            pauses.Add((_rig.Now - before).Nanoseconds / 1e9);
        }

        Assert.Equal(["order-absent"], _rig.Absent(order).Alerts);

        Assert.Equal([1.0, 2.0, 4.0], pauses);
        Assert.Equal([$"C0USDT refused/{order.ClientOrderId}/Done"], _rig.Calls);
        Assert.Equal(DoneBy.Verdict, _rig.StateOf(order).DoneBy);
        Assert.Empty(_rig.Absent(order).Effects);
        Assert.Empty(_rig.Wait(300));
        Assert.Equal(EntryLock.None, _rig.Locks());
    }

    [Fact]
    public void Whose_question_fails_is_asked_again_after_pauses_that_double_up_to_a_limit()
    {
        var order = _rig.Buy("100");
        _rig.LosePlacement(order);
        var pauses = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            _rig.Fails(Answers.Question(order));
            var before = _rig.Now;
            while (_rig.Wait(0.5).Count == 0)
            {
            }

            pauses.Add((_rig.Now - before).Nanoseconds / 1e9);
        }

        Assert.Equal([0.5, 1, 2, 4, 8, 10, 10, 10, 10], pauses);
    }

    [Fact]
    public void Is_noticed_by_silence_alone()
    {
        var order = _rig.Buy("100");
        Assert.Empty(_rig.Wait(9.9));

        Assert.Equal([Answers.Question(order)], _rig.Wait(0.1));

        Assert.Equal(WorkingState.Unknown, _rig.StateOf(order).State);
    }

    [Fact]
    public void Whose_question_is_never_answered_is_asked_again()
    {
        var order = _rig.Buy("100");
        _rig.LosePlacement(order);

        Assert.Equal([Answers.Question(order)], _rig.Wait(10));
    }

    [Fact]
    public void That_was_answered_before_its_loss_was_told_asks_nothing()
    {
        var order = _rig.Buy("100");
        _rig.Report(Given.Report(order, OrderStatus.Canceled));

        Assert.Empty(_rig.LosePlacement(order).Requests);
    }

    [Fact]
    public void That_was_given_up_and_works_all_the_same_is_cancelled_and_its_fill_told()
    {
        var order = _rig.Buy("100");
        _rig.LosePlacement(order);
        for (var i = 0; i < 4; i++)
            _rig.Absent(order);

        var risen = _rig.Status(order, OrderStatus.New);
        var filled = _rig.Report(Given.Execution(order, OrderStatus.Filled, Given.Fill(order, 9, "1"), "1"));

        Assert.Equal(["order-risen"], risen.Alerts);
        Assert.Contains(new VenueRequest.CancelOrder(order.Instrument, order.ClientOrderId), risen.Requests);
        Assert.Equal(WorkingState.Done, _rig.StateOf(order).State);
        Assert.Contains(EffectKind.Filled, filled.Kinds);
        Assert.Equal(9, _rig.Spies[0].Fills[^1]?.TradeId.Value);
    }

    [Fact]
    public void Of_an_order_that_the_exchange_had_accepted_and_then_does_not_know_halts()
    {
        var order = _rig.Buy("100");
        _rig.Report(Given.Report(order, OrderStatus.New));
        _rig.LoseCancel(order);
        Outcome? last = null;
        for (var i = 0; i < 4; i++)
            last = _rig.Absent(order);

        Assert.Equal(["order-absent", "halted"], last?.Alerts);
        Assert.Equal(EntryLock.Halted, _rig.Locks());
    }
}
