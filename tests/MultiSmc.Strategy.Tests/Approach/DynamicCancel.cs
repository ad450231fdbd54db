using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Strategy.Tests.StrategyRig;

namespace MultiSmc.Strategy.Tests;

public sealed class DynamicCancel
{
    private static readonly StrategyParameters Close = new() { ApproachPpm = 2_000, HoldPackets = 50, EvaluateOnTrades = true };

    [Fact]
    public void The_model_is_not_asked_while_price_is_far()
    {
        var model = new ScriptedModel();
        var rig = new StrategyRig(Close, model: model).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("101.00");

        Assert.Equal(0, model.Asked);
    }

    [Fact]
    public void Under_the_threshold_the_order_is_taken_back_at_once()
    {
        var model = new ScriptedModel { Next = new ApproachVerdict(VerdictKind.Judged, 0.49) };
        var rig = new StrategyRig(Close, model: model).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("100.70"); // 18 ppm·10^2 of the entry: near

        Assert.IsType<VenueRequest.CancelOrder>(rig.Sent[^1]);
        var decision = Assert.Single(rig.Traces.OfType<StrategyTrace.Decided>());
        Assert.Equal(("pull", "scripted", 0.5), (decision.Action, decision.Model, decision.Threshold));
    }

    [Fact]
    public void At_the_threshold_the_order_stays()
    {
        var model = new ScriptedModel { Next = new ApproachVerdict(VerdictKind.Judged, 0.5) };
        var rig = new StrategyRig(Close, model: model).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("100.70");

        Assert.Single(rig.Sent);
        Assert.Equal("keep", Assert.Single(rig.Traces.OfType<StrategyTrace.Decided>()).Action);
    }

    [Theory]
    [InlineData(OnModelError.Cancel, double.NaN, true)]
    [InlineData(OnModelError.Keep, double.NaN, false)]
    [InlineData(OnModelError.Cancel, double.PositiveInfinity, true)]
    [InlineData(OnModelError.Keep, double.NegativeInfinity, false)]
    public void A_failing_model_does_as_configured(OnModelError rule, double probability, bool isPulled)
    {
        var model = new ScriptedModel { Next = new ApproachVerdict(VerdictKind.Judged, probability) };
        var rig = new StrategyRig(Close with { OnModelError = rule }, model: model).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("100.70");

        Assert.Equal(isPulled, rig.Sent[^1] is VenueRequest.CancelOrder);
    }

    [Fact]
    public void Without_a_model_the_order_stays_and_one_line_says_so()
    {
        var rig = new StrategyRig(Close).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("100.70", "100.65", "100.60");

        Assert.Single(rig.Sent);
        Assert.Equal(("keep", "none"), Assert.Single(rig.Traces.OfType<StrategyTrace.Decided>()) is var line ? (line.Action, line.Model) : default);
    }

    [Fact]
    public void A_pulled_order_comes_back_when_the_model_recovers_enough_and_long_enough_after()
    {
        var model = new ScriptedModel { Next = new ApproachVerdict(VerdictKind.Judged, 0.2) };
        var rig = new StrategyRig(Close with { IsRearmOn = true, CooldownPackets = 2 }, model: model).Trade(Breakout);
        var first = rig.LastPlaced;
        rig.Accept(first).Trade("100.70").Cancelled(first);
        model.Next = new ApproachVerdict(VerdictKind.Judged, 0.54); // above the threshold, not above it by the hysteresis
        rig.Trade("100.71", "100.72", "100.73");
        Assert.Same(first, rig.LastPlaced);

        model.Next = new ApproachVerdict(VerdictKind.Judged, 0.56);
        rig.Trade("100.74");

        Assert.NotSame(first, rig.LastPlaced);
    }

    [Fact]
    public void A_fill_while_the_cancel_is_on_its_way_is_protected_like_any_other()
    {
        var model = new ScriptedModel { Next = new ApproachVerdict(VerdictKind.Judged, 0.2) };
        var rig = new StrategyRig(Close, model: model).Trade(Breakout);
        var entry = rig.LastPlaced;
        rig.Accept(entry).Trade("100.70").Fill(entry, "43.054", "100.52");

        Assert.Equal(Of("43.054"), rig.LastOco.Below.Quantity);
    }

    [Fact]
    public void A_pulled_order_frees_what_it_had_committed()
    {
        var model = new ScriptedModel { Next = new ApproachVerdict(VerdictKind.Judged, 0.2) };
        var rig = new StrategyRig(Close, model: model).Trade(Breakout);
        rig.Accept(rig.LastPlaced).Trade("100.70").Cancelled(rig.LastPlaced);

        Assert.Equal(Money.Zero, rig.Risk.Committed);
    }
}
