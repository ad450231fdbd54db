using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research.Tests;

public sealed class ModelValueOnARun
{
    [Fact]
    public void Every_judged_zone_has_an_outcome_and_a_treatment_and_a_copy_of_a_rival_ties_with_it()
    {
        var plan = SyntheticRun.Plan(symbols: 2) with { Model = Chance("coin", 1), Rivals = [Chance("random", 1), Chance("random", 2)] };
        var result = SyntheticRun.Run(plan, SyntheticRun.Events(4, 60_000, plan));

        var model = Assert.IsType<ModelValue>(ModelValue.Compute(result));

        var all = model.Counterfactual[^1];
        Assert.True(model.Asked > 50, $"{model.Asked} zones");
        Assert.Equal(model.Asked, model.Pulled + model.Rearmed + model.Kept);
        Assert.Equal(model.Asked, all.NoFill + all.Target + all.Stop + all.Time + all.Open);
        Assert.InRange(Assert.NotNull(model.PulledShare), 0.3, 0.7);
        Assert.Equal(model.NetResult, model.Rivals.NetResults[0]);
        Assert.NotEqual(Money.Zero, model.NetResultWithout);
        Assert.False(model.IsUneven);
    }

    private static ApproachModelPlan Chance(string id, ulong seed) => new(id, _ => new RandomCancelModel(0.5, seed));
}
