using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class VenueWords
{
    private readonly KernelRig _rig = new(instruments: 3);

    [Fact]
    public void About_an_order_reach_its_strategy_with_the_fill_before_them()
    {
        var order = _rig.Buy("100", instrument: 1);
        _rig.Calls.Clear();
        Assert.Equal([$"order/{order.ClientOrderId}/Live"], _rig.Report(Given.Report(order, OrderStatus.New)).Words);
        var fill = Given.Fill(order, 1, "0.4");
        var outcome = _rig.Report(Given.Execution(order, OrderStatus.PartiallyFilled, fill, "0.4"));
        Assert.Equal(["Filled", $"order/{order.ClientOrderId}/Live"], outcome.Words);
        Assert.Same(fill, outcome.Effects[0].Payload);
        Assert.All(_rig.Calls, call => Assert.StartsWith("C1USDT order", call, StringComparison.Ordinal));
        Assert.Equal([null, fill], _rig.Spies[1].Fills);
    }

    [Fact]
    public void Said_twice_book_a_fill_once()
    {
        var order = _rig.Buy("100");
        var report = Given.Execution(order, OrderStatus.PartiallyFilled, Given.Fill(order, 1, "0.4"), "0.4");
        _rig.Report(report);
        Assert.DoesNotContain(EffectKind.Filled, _rig.Report(report).Kinds);
        Assert.Null(_rig.Spies[0].Fills[^1]);
        Assert.Equal(Given.Quantity("0.4"), _rig.Kernel.Ledger.Find(order.ClientOrderId)?.Filled);
    }

    [Fact]
    public void About_a_fill_after_the_end_are_booked_and_alert()
    {
        var order = _rig.Buy("100");
        _rig.Report(Given.Report(order, OrderStatus.Canceled));
        var late = Given.Execution(order, OrderStatus.PartiallyFilled, Given.Fill(order, 1, "0.4"), "0.4");
        var outcome = _rig.Report(late);
        Assert.Equal(["Filled", "Alert", $"order/{order.ClientOrderId}/Done"], outcome.Words);
        Assert.Equal(["late-fill"], outcome.Alerts);
        Assert.Empty(_rig.Report(late).Alerts);
    }

    [Fact]
    public void About_the_last_fill_do_not_alert()
    {
        var order = _rig.Buy("100");
        Assert.Empty(_rig.Report(Given.Execution(order, OrderStatus.Filled, Given.Fill(order, 1, "1"), "1")).Alerts);
    }

    [Fact]
    public void About_an_order_of_somebody_else_alert_and_reach_no_strategy()
    {
        var foreign = Given.Buy("by-hand", "1", "100", instrument: 2);
        var outcome = _rig.Report(Given.Execution(foreign, OrderStatus.Filled, Given.Fill(foreign, 1, "1"), "1"));
        Assert.Equal(["foreign-order"], outcome.Alerts);
        Assert.Equal(new InstrumentId(2), Assert.Single(outcome.Effects).Instrument);
        Assert.Empty(_rig.Calls);
    }

    [Fact]
    public void About_a_refused_list_reach_its_strategy_once_for_each_leg_that_is_ours()
    {
        var (one, two) = (_rig.Buy("100"), _rig.Buy("101"));
        _rig.Calls.Clear();
        var names = new[] { one.ClientOrderId, new ClientOrderId("unknown"), two.ClientOrderId };
        _rig.Venue(new VenueEvent.PlaceRefused(new InstrumentId(0), _rig.Now, names, null, -2010, "no"));
        Assert.Equal([$"C0USDT refused/{one.ClientOrderId}/Done", $"C0USDT refused/{two.ClientOrderId}/Done"], _rig.Calls);
        Assert.Empty(_rig.Kernel.Ledger.Unanswered());
    }

    [Fact]
    public void About_a_refused_cancel_lead_to_a_question_when_the_order_is_open_in_our_books()
    {
        var order = _rig.Buy("100", instrument: 1);
        _rig.Report(Given.Report(order, OrderStatus.New));
        var refused = _rig.Venue(new VenueEvent.CancelRefused(order.Instrument, _rig.Now, order.ClientOrderId, null, -2011, "gone"));
        Assert.Empty(refused.Requests); // the report that says how it ended may be on its way
        var timer = Assert.Single(refused.Effects, effect => effect.Kind == EffectKind.SetTimer);
        _rig.Now += Duration.FromSeconds(1);
        var asked = _rig.Timer((TimerRequest)timer.Payload!);
        Assert.Equal(new VenueRequest.QueryOrder(order.Instrument, order.ClientOrderId), Assert.Single(asked.Requests));
    }

    [Fact]
    public void About_balances_are_booked_and_wake_every_strategy()
    {
        var seen = new List<Money>();
        foreach (var spy in _rig.Spies)
            spy.Does = (context, _) => seen.Add(context.AvailableQuote);
        _rig.Venue(new VenueEvent.AccountUpdate(new InstrumentId(1), _rig.Now, [Given.Holding(Given.Usdt, "123", "4")]));
        Assert.Equal(["C0USDT account", "C1USDT account", "C2USDT account"], _rig.Calls);
        Assert.All(seen, available => Assert.Equal(Given.Money("123"), available));
        Assert.Equal(Given.Money("127"), _rig.Kernel.Portfolio.Equity());
    }
}
