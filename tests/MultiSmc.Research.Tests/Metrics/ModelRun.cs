using MultiSmc.Learning;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>
/// A run with a model, by hand. Zone 0 kept (0.8) and would have reached its target; zone 1 pulled (0.3), would have been stopped; zone 2 pulled (0.4)
/// and put back (0.7), would have reached its target; zone 3 pulled (0.2), never filled; zone 4 failed and kept, no outcome; zone 5 never judged.
/// </summary>
internal static class ModelRun
{
    public static BacktestResult Result(string with = "1010", string without = "990", params string[] rivals)
    {
        var run = new RunBuilder("1000");
        Decide(run, 0, 1, 0.5, "keep");
        Decide(run, 0, 2, 0.8, "keep");
        Decide(run, 0, 9, 0.1, "keep"); // after the tape had filled it: too late to count
        var pulled = run.Place(Fixtures.Day(0.1), 1);
        Decide(run, 1, 3, 0.3, "pull");
        run.Cancel(Fixtures.Day(0.3), pulled, "model", "101");
        run.Buy(Fixtures.Day(0.31), pulled, "0.1", "10");
        Decide(run, 2, 3, 0.4, "pull");
        Decide(run, 2, 4, 0.7, "re-arm");
        Decide(run, 3, 5, 0.2, "pull");
        Trace(run, 4, 5, new ApproachVerdict(VerdictKind.Failed, double.NaN), "keep", FeatureSnapshot.None);
        Trace(run, 5, 5, new ApproachVerdict(VerdictKind.NoModel, double.NaN), "keep", FeatureSnapshot.None);
        var result = run.Finish(Fixtures.Day(2), with).Result();
        return result with
        {
            Identity = result.Identity with { Model = "m1" },
            Runs = [result.Runs[0] with { Model = "m1" }],
            WithoutModel = new FillModelRun("trade-through", "none", new RunBuilder("1000").Finish(Fixtures.Day(2), without).Recorder),
            Rivals = [.. rivals.Select(end => new FillModelRun("trade-through", "random", Rival(end)))],
            Counterfactuals =
            [
                Became(0, OutcomeKind.Target, 60, 1, fillDay: 0.6),
                Became(1, OutcomeKind.Stop, -50, 0, fillDay: 0.6),
                Became(2, OutcomeKind.Target, 40, 1, fillDay: 0.6),
                Became(3, OutcomeKind.NoFill, double.NaN, -1, fillDay: 0),
            ],
        };
    }

    /// <summary>As many rivals as it takes to judge, with net results 1, 2, 3, ... above zero.</summary>
    public static string[] Rivals(int count) => [.. Enumerable.Range(1, count).Select(index => (1000 + index).ToString("D", null))];

    /// <summary>A rival that pulled nothing.</summary>
    public static RunRecorder KeepsAll()
    {
        var run = new RunBuilder("1000");
        Decide(run, 0, 1, 1, "keep");
        return run.Finish(Fixtures.Day(2), "1000").Recorder;
    }

    // Pulls three of five, as the model does.
    private static RunRecorder Rival(string end)
    {
        var run = new RunBuilder("1000");
        for (var zone = 0; zone < 5; zone++)
            Decide(run, zone, 1, zone < 3 ? 0 : 1, zone < 3 ? "pull" : "keep");
        return run.Finish(Fixtures.Day(2), end).Recorder;
    }

    private static void Decide(RunBuilder run, int zone, int tenthOfDay, double probability, string action) => Trace(
        run, zone, tenthOfDay, new ApproachVerdict(VerdictKind.Judged, probability, probability - 0.5), action, new FeatureSnapshot([1.5f, float.NaN, -0.1f]));

    private static void Trace(RunBuilder run, int zone, int tenthOfDay, ApproachVerdict verdict, string action, FeatureSnapshot features) =>
        run.Trace(new StrategyTrace.Decided(
            zone, zone, Fixtures.Day(tenthOfDay / 10.0), 7, Fixtures.At("101"), verdict, 0.5, "m1", action, features));

    private static Counterfactual Became(int zone, OutcomeKind kind, double netBps, int label, double fillDay) => new(
        Fixtures.Btc,
        new ZoneOutcome { ZoneId = zone, Side = Direction.Long, Kind = kind, NetBps = netBps, GrossBps = netBps, Label = label, FillTime = Fixtures.Day(fillDay) });
}
