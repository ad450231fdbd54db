namespace MultiSmc.Research.Tests;

/// <summary>How often each gate lets a model pass that was learned from noise. Slow: run it with <c>-explicit only</c>.</summary>
public sealed class GatePassRates(ITestOutputHelper output)
{
    private const int Tapes = 20;
    private const long Trades = 1_000_000;

    /// <summary>
    /// The permutation and the deflated Sharpe ratio promise one in twenty, and so all gates together. The log-loss promises no rate, but noise
    /// costs a model more often than it helps: at most a half. The gate of costs is about a sign, not about chance.
    /// </summary>
    private static readonly (string Gate, double Rate)[] Nominal = [("permutation", 0.05), ("dsr", 0.05), ("log-loss", 0.5), ("all", 0.05)];

    [Fact(Explicit = true)]
    [Trait("kind", "slow")]
    public void Are_at_most_nominal_on_tapes_without_an_edge()
    {
        TrainingRun.RequireLibrary();
        var passes = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["all"] = 0 };
        for (ulong seed = 101; seed < 101 + Tapes; seed++)
        {
            var made = TrainingRun.Make(seed, Trades, 0);
            output.WriteLine($"{seed}: {TrainingRun.Describe(made)}");
            foreach (var gate in made.Gates)
                passes[gate.Name] = passes.GetValueOrDefault(gate.Name) + (gate.IsMet ? 1 : 0);
            passes["all"] += made.Gates.All(gate => gate.IsMet) ? 1 : 0;
        }

        var said = string.Join(", ", passes.Select(pass => $"{pass.Key} {pass.Value}"));
        output.WriteLine($"of {Tapes}: {said}");
        foreach (var (gate, rate) in Nominal)
        {
            Assert.True(
                passes[gate] <= MostByChance(Tapes, rate),
                $"{gate} passes on {passes[gate]} of {Tapes} tapes of noise, more than {rate:P0} explain: {said}");
        }
    }

    [Theory]
    [InlineData(20, 0.05, 5)]
    [InlineData(20, 0.5, 17)]
    [InlineData(1, 0.05, 1)]
    public void Are_judged_with_a_margin_that_chance_exceeds_once_in_a_thousand(int trials, double rate, int expected) =>
        Assert.Equal(expected, MostByChance(trials, rate));

    /// <summary>The smallest k with P(X > k) below 1/1000 for a binomial X.</summary>
    private static int MostByChance(int trials, double rate)
    {
        var point = Math.Pow(1 - rate, trials);
        var below = point;
        var most = 0;
        while (1 - below >= 0.001)
        {
            point *= rate / (1 - rate) * (trials - most) / (most + 1);
            below += point;
            most++;
        }

        return most;
    }
}
