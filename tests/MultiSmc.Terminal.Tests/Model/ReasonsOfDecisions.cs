using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Learning;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal.Tests;

/// <summary>Why a judgement came out as it did, and how long it took: told only as far as it is known.</summary>
public sealed class ReasonsOfDecisions
{
    private const int Features = 40;

    // Two trees over features 2 and 5: f2 < 0.5 ? −0.4 : (f5 < 1 ? 0.2 : 0.6), and f5 < 1 ? −0.1 : 0.1, all leaves reached alike often.
    private static readonly TreeModel Model = XGBoostModelReader.Read(Encoding.UTF8.GetBytes(
        """
        {"learner":{"attributes":{},"feature_names":[],"feature_types":[],
        "gradient_booster":{"model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"2","size_leaf_vector":"0"},"tree_info":[0,0],"trees":[
        {"default_left":[1,0,0,0,0],"left_children":[1,-1,3,-1,-1],"right_children":[2,-1,4,-1,-1],"split_conditions":[0.5,-0.4,1.0,0.2,0.6],
        "split_indices":[2,0,5,0,0],"split_type":[0,0,0,0,0],"loss_changes":[6,0,2,0,0],"sum_hessian":[8,4,4,2,2],"tree_param":{"num_nodes":"5","size_leaf_vector":"0"}},
        {"default_left":[0,0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_conditions":[1.0,-0.1,0.1],
        "split_indices":[5,0,0],"split_type":[0,0,0],"loss_changes":[4,0,0],"sum_hessian":[8,4,4],"tree_param":{"num_nodes":"3","size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"1","num_feature":"40","num_target":"1"},
        "objective":{"name":"binary:logistic"}},"version":[1,7,4]}
        """));

    private static double Sigmoid(double margin) => 1 / (1 + Math.Exp(-margin));

    [Fact]
    public void Contributions_lead_from_the_first_probability_to_the_given_one()
    {
        var row = new float[Features];
        (row[2], row[5], row[7]) = (0.9f, 1.5f, float.NaN);
        var reasons = DecisionReasons.Of("m", Model, new Calibrator.Platt(1, 0));
        var p = Sigmoid(0.7); // 0.6 + 0.1

        var why = reasons.Of("m", new FeatureSnapshot(row), p);

        Assert.Equal(Sigmoid(0), why.Start ?? 0, 6); // (−0.4 · 4 + 0.4 · 4) ÷ 8, and (−0.1 + 0.1) ÷ 2
        Assert.Equal(p, (why.Start ?? 0) + why.Features.Sum(static one => one.C ?? 0), 9);
        Assert.Equal((p - 0.5) * 0.4 / 0.7, why.Features[2].C ?? 0, 6);
        Assert.Equal((p - 0.5) * 0.3 / 0.7, why.Features[5].C ?? 0, 6);
        Assert.Null(why.Features[7].V);
        Assert.Equal(FeatureSchema.OteApproach.Features[5].Name, why.Features[5].F);
    }

    [Fact]
    public void A_model_that_is_not_known_has_values_and_no_contributions()
    {
        var why = DecisionReasons.None.Of("m", new FeatureSnapshot(new float[Features]), 0.6);
        Assert.Null(why.Start);
        Assert.Equal(Features, why.Features.Count);
        Assert.All(why.Features, static one => Assert.Equal((0.0, (double?)null), (one.V, one.C)));
        Assert.Empty(DecisionReasons.Open(Path.Combine(Path.GetTempPath(), "no-such-registry"), ["m"]).Largest(Decided(0.6), 4));
    }

    [Fact]
    public async Task The_largest_go_with_a_judgement_and_all_of_them_are_answered_on_request()
    {
        await using var session = new DemoSession(2_000);
        await using var terminal = await HostedTerminal.StartAsync(session);
        session.Model.Explain(DecisionReasons.Of("m", Model, new Calibrator.Platt(1, 0)));
        Show(session.Observer, Decided(Sigmoid(0.7)));
        session.Model.Step();

        var view = session.Model.Read(static state => Assert.Single(state.Symbols[0].Decisions));
        Assert.Equal([(FeatureSchema.OteApproach.Features[2].Name, true), (FeatureSchema.OteApproach.Features[5].Name, true)], view.Top.Take(2).Select(static one => (one.F, one.C > 0)));
        Assert.Equal(4, view.Top.Count);
        Assert.Null(view.Ms); // this observer has no clock: a backtest's inputs bear another time

        using var answer = JsonDocument.Parse(await terminal.Http.GetStringAsync($"/api/v1/zones/{DemoSession.First}/4/why", TestContext.Current.CancellationToken));
        Assert.Equal(Features, answer.RootElement.GetProperty("features").GetArrayLength());
        Assert.Equal(0.5, answer.RootElement.GetProperty("start").GetDouble(), 6);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await terminal.StatusAsync($"/api/v1/zones/{DemoSession.First}/5/why"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await terminal.StatusAsync($"/api/v1/zones/{DemoSession.First}/4/why?t={view.T - 1}"));
    }

    [Fact]
    public async Task The_time_to_a_decision_runs_from_the_trade_s_receipt_and_is_not_told_of_the_past()
    {
        await using var session = new DemoSession(2_000);
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000));
        var isPast = true;
        var observer = new KernelObserver([.. session.Plan.Markets.Select(static market => market.Instrument)], isPatient: false, clock: clock) { IsPast = () => isPast };
        await using var model = new TerminalModel(DemoSession.SetupOf(session.Plan, TerminalMode.Live), observer, clock);

        Show(observer, Decided(0.6), clock, lagMs: 41, tookUs: 210);
        isPast = false;
        Show(observer, Decided(0.6), clock, lagMs: 41, tookUs: 210);
        model.Step();

        var views = model.Read(static state => state.Symbols[0].Decisions.ToArray());
        Assert.Equal([(null, null), (0.21, 41.0)], views.Select(static view => (view.Ms, view.Lag)));
    }

    private static StrategyTrace.Decided Decided(double probability)
    {
        var row = new float[Features];
        (row[2], row[5]) = (0.9f, 1.5f);
        return new StrategyTrace.Decided(
            1, 4, new Timestamp(1_760_000_000_000_000_000), 3, new Price(100 * FixedPoint.Scale), new ApproachVerdict(VerdictKind.Judged, probability), 0.7, "m", "pull", new FeatureSnapshot(row));
    }

    // A trade of the first market that led to the judgement.
    private static void Show(KernelObserver observer, StrategyTrace trace, FakeTimeProvider? clock = null, int lagMs = 0, int tookUs = 0)
    {
        var received = Timestamp.Of((clock ?? new FakeTimeProvider()).GetUtcNow());
        var trade = new TradeTick(1, new Timestamp(received.Nanoseconds - lagMs * 1_000_000L), new Price(100 * FixedPoint.Scale), new Quantity(FixedPoint.Scale), AggressorSide.Buyer);
        var effects = new EffectBuffer();
        effects.Add(EffectKind.Trace, default, trace);
        clock?.Advance(TimeSpan.FromMicroseconds(tookUs));
        observer.OnApplied(KernelInput.FromMarket(1, received, new MarketEvent(default, in trade)), effects);
    }
}
