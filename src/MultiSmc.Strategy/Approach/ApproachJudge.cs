using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>Follows price toward each waiting order and, when it is near, asks the model whether to keep it.</summary>
internal sealed class ApproachJudge(StrategyContext context, StrategyParameters parameters, IApproachModel model, EntryDesk desk)
{
    private readonly long _tick = context.Instrument.TickUnits;

    /// <summary>A packet closed at <paramref name="close"/>: near orders are judged, pulled ones may come back.</summary>
    public void OnPacket(Setup setup, long packet, long close)
    {
        if (setup.Phase == EntryPhase.Working)
        {
            UpdateDistance(setup, close);
            if (setup.IsNear)
                Judge(setup, packet, close);
        }
        else if (setup.Phase == EntryPhase.Pulled)
        {
            Rearm(setup, packet, close);
        }
    }

    /// <summary>A trade at <paramref name="price"/>: crossing into the approach is judged at once, further steps at most every interval.</summary>
    public void OnTrade(Setup setup, long packet, long price)
    {
        if (setup.Phase != EntryPhase.Working)
            return;
        var wasNear = setup.IsNear;
        UpdateDistance(setup, price);
        if (!setup.IsNear)
            return;
        if (!wasNear)
        {
            Judge(setup, packet, price);
        }
        else if (parameters.EvaluateOnTrades && price <= setup.LastJudgedPrice - _tick && context.Now >= setup.LastJudged + parameters.MinInterval)
        {
            Judge(setup, packet, price);
        }
    }

    private static void UpdateDistance(Setup setup, long price)
    {
        if (price <= setup.Bounds.Near)
            setup.IsNear = true;
        else if (price > setup.Bounds.Far)
            setup.IsNear = false;
    }

    private double ThresholdOf(Setup setup) =>
        parameters.ThresholdKind == ThresholdKind.Fixed ? parameters.Threshold : setup.BreakEven + parameters.ThresholdEdge;

    private void Judge(Setup setup, long packet, long price)
    {
        var isFirst = setup.LastJudgedPrice == long.MaxValue;
        var zone = setup.Zone;
        var verdict = model.Evaluate(in zone, price);
        setup.LastJudged = context.Now;
        setup.LastJudgedPrice = price;
        if (verdict.Kind == VerdictKind.NoModel)
        {
            // Without a model there is one line when the order comes near, not one for each packet.
            if (isFirst)
                Record(setup, packet, price, verdict, double.NaN, "keep");
            return;
        }

        var threshold = ThresholdOf(setup);
        var isFailed = verdict.Kind == VerdictKind.Failed || !double.IsFinite(verdict.Probability);
        var isPulled = isFailed ? parameters.OnModelError == OnModelError.Cancel : verdict.Probability < threshold;
        Record(setup, packet, price, verdict, threshold, isPulled ? "pull" : "keep");
        if (isPulled)
            desk.Cancel(setup, CancelIntent.Pull, isFailed ? "model-error" : "model");
    }

    private void Rearm(Setup setup, long packet, long close)
    {
        if (!parameters.IsRearmOn || setup.Rearms >= parameters.MaxRearms || !setup.Zone.IsWaiting
            || packet - setup.PulledAtPacket < parameters.CooldownPackets || close < setup.Zone.Entry + 2 * _tick)
            return;
        var zone = setup.Zone;
        var verdict = model.Evaluate(in zone, close);
        var threshold = ThresholdOf(setup) + parameters.Hysteresis;
        if (verdict.Kind != VerdictKind.Judged || !(verdict.Probability >= threshold))
            return;
        Record(setup, packet, close, verdict, threshold, "re-arm");
        setup.Rearms++;
        setup.Phase = EntryPhase.Waiting;
        if (desk.TryPlace(setup))
            setup.IsNear = true;
    }

    private void Record(Setup setup, long packet, long price, ApproachVerdict verdict, double threshold, string action) =>
        context.Trace(new StrategyTrace.Decided(
            setup.Number, setup.Zone.Id, context.Now, packet, new Price(context.PriceUnits.ToRaw(price)), verdict, threshold, model.Id, action,
            model.LastFeatures.IsEmpty ? FeatureSnapshot.None : new FeatureSnapshot(model.LastFeatures)));
}
