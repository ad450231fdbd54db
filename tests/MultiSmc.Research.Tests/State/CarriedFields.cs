using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class CarriedFields
{
    [Fact]
    public void Print()
    {
        var plan = SyntheticRun.Plan(symbols: 2) with { Model = RestoredStrategy.Model() };
        var ride = RestoredRun.Run(plan, SyntheticRun.Events(3, 40_000, plan), 3, 1_000_000_000);
        var fresh = BacktestKernel.Create(plan, plan.Model);
        fresh.Load(StateReader.Open(RestoredRun.Save(ride.Twin), "test"));
        var graph = StateGraph.Compare(ride.Twin, fresh, _ => false);
        File.WriteAllLines("/tmp/fields.txt", graph.Fields);
        File.WriteAllLines("/tmp/diffs.txt", graph.Differences);
    }
}
