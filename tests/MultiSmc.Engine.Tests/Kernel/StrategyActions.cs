using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class StrategyActions
{
    private readonly KernelRig _rig = new(instruments: 2);

    [Fact]
    public void Place_an_order_that_the_ledger_knows_at_once()
    {
        OrderState? placed = null;
        var outcome = Do(context => placed = context.Place(Given.Buy("a", "2", "100", instrument: 1)));
        var request = Assert.IsType<VenueRequest.PlaceOrder>(Assert.Single(outcome.Requests));
        Assert.Same(placed?.Spec, request.Order);
        Assert.Same(placed, _rig.Kernel.Ledger.Find(new ClientOrderId("a")));
        Assert.Equal(Given.Money("9800"), _rig.Spies[0].Context.AvailableQuote);
    }

    [Fact]
    public void Place_both_legs_of_a_list_with_one_request()
    {
        var (above, below) = (Given.Sell("up", "1", "110", 1), Given.Sell("down", "1", "90", 1) with { Type = OrderType.StopLoss });
        var list = new ClientListId("oco");
        var outcome = Do(context => context.PlaceOco(list, above, below));
        Assert.Equal(new VenueRequest.PlaceOco(list, above, below), Assert.Single(outcome.Requests));
        Assert.Equal(["up", "down"], _rig.Kernel.Ledger.Unanswered().Select(order => order.Spec.ClientOrderId.Value));
        Assert.All(_rig.Kernel.Ledger.Unanswered(), order => Assert.Equal(list, order.ListId));
    }

    [Fact]
    public void Cancel_a_live_order_which_may_still_fill()
    {
        var spec = _rig.Buy("100", instrument: 1);
        _rig.Report(Given.Report(spec, OrderStatus.New));
        var order = _rig.Kernel.Ledger.Find(spec.ClientOrderId);
        Assert.NotNull(order);
        var outcome = Do(context => context.Cancel(order));
        Assert.Equal(new VenueRequest.CancelOrder(spec.Instrument, spec.ClientOrderId), Assert.Single(outcome.Requests));
        Assert.Equal((WorkingState.Live, true), (order.State, order.IsCancelSent));
        _rig.Report(Given.Execution(spec, OrderStatus.Filled, Given.Fill(spec, 1, "1"), "1"));
        Assert.Equal((WorkingState.Done, Given.Quantity("1")), (order.State, order.Filled));
    }

    [Fact]
    public void Cancel_a_list_set_timers_and_tell_people()
    {
        var due = _rig.Now + Duration.FromSeconds(60);
        var effects = Do(context =>
        {
            context.CancelList(new ClientListId("oco"));
            context.SetTimer(due, 42);
            context.Alert("half", $"half of {1.5} is left");
        }).Effects;
        var one = new InstrumentId(1);
        Assert.Contains(new Effect(EffectKind.Submit, one, -1, new VenueRequest.CancelList(one, new ClientListId("oco")), Money.Zero), effects);
        Assert.Contains(new Effect(EffectKind.SetTimer, one, -1, new TimerRequest(one, due, 42), Money.Zero), effects);
        Assert.Contains(new Effect(EffectKind.Alert, one, -1, new Alert("half", "half of 1.5 is left"), Money.Zero), effects);
    }

    [Fact]
    public void See_their_own_instrument_and_the_time_of_the_input()
    {
        var context = _rig.Spies[1].Context;
        _rig.Trade("100", instrument: 1);
        Assert.Equal(("C1USDT", _rig.Now), (context.Instrument.Symbol, context.Now));
        Assert.Equal((2, 3, 1), (context.PriceUnits.Decimals, context.QuantityUnits.Decimals, context.Detector.NextIndex));
    }

    [Fact]
    public void Follow_a_timer_of_their_own()
    {
        var outcome = _rig.Timer(new TimerRequest(new InstrumentId(1), _rig.Now, 42));
        Assert.Equal(["C1USDT timer/42"], _rig.Calls);
        Assert.Equal([new InstrumentId(1)], outcome.Effects.Select(effect => effect.Instrument));
    }

    /// <summary>The second instrument's strategy acts at a trade.</summary>
    private Outcome Do(Action<StrategyContext> act)
    {
        _rig.Spies[1].Does = (context, call) =>
        {
            if (call.StartsWith("trade", StringComparison.Ordinal))
                act(context);
        };
        return _rig.Trade("100", instrument: 1);
    }
}
