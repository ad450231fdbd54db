namespace MultiSmc.Research.Tests;

/// <summary>The whole way from tape to gates must find an edge where one was planted, and none where there is none.</summary>
public sealed class EdgeEvidence(ITestOutputHelper output)
{
    private const int Strong = 30_000;

    // A strong edge leaves fewer pullbacks: its tapes are longer for as many zones.
    private const long Trades = 1_000_000;
    private const long EdgeTrades = 3_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Is_not_found_on_a_tape_without_an_edge(ulong seed)
    {
        TrainingRun.RequireLibrary();
        var made = TrainingRun.Make(seed, Trades, 0);
        var said = TrainingRun.Describe(made);
        output.WriteLine(said);
        Assert.False(made.Gates.All(gate => gate.IsMet), said);
        // Nor by a hair: nothing is told better than the base rate tells it, and what is kept earns nothing.
        Assert.True(made.Report.Pooled.LogLoss > 0.99 * made.Report.Pooled.BaseLogLoss, said);
        Assert.False(made.Trials.Dsr > 0.95, said);
    }

    [Fact]
    public void Is_found_on_a_tape_with_a_planted_one()
    {
        TrainingRun.RequireLibrary();
        var made = TrainingRun.Make(1, EdgeTrades, Strong);
        var said = TrainingRun.Describe(made);
        output.WriteLine(said);
        Assert.True(made.Report.Pooled.LogLoss < made.Report.Pooled.BaseLogLoss, said);
        Assert.True(made.Evidence.PermutationP < 0.05, said);
        Assert.True(made.Report.Pooled.KeptMeanNetBps > made.Report.Pooled.MeanNetBps, said);
        // A model that keeps everything, or next to nothing, would say little.
        Assert.InRange(made.Report.Pooled.KeptShare ?? 0, 0.05, 0.95);
    }

    /// <summary>Slow: run it with <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "slow")]
    public void Is_found_on_most_tapes_with_a_planted_one()
    {
        TrainingRun.RequireLibrary();
        const int tapes = 10;
        var found = 0;
        for (ulong seed = 101; seed < 101 + tapes; seed++)
        {
            var made = TrainingRun.Make(seed, EdgeTrades, Strong);
            output.WriteLine($"{seed}: {TrainingRun.Describe(made)}");
            found += made.Report.Pooled.LogLoss < made.Report.Pooled.BaseLogLoss && made.Evidence.PermutationP < 0.05 ? 1 : 0;
        }

        Assert.True(found >= tapes * 7 / 10, $"found on {found} of {tapes}");
    }
}
