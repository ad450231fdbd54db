namespace MultiSmc.Research.Tests;

public sealed class FaultSimulationTests
{
    private const int Seeds = 120;

    [Fact]
    public void No_law_is_broken_whatever_breaks()
    {
        var total = new FaultCounts();
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var outcome = new FaultSimulation(seed, new FaultRates()).Run();
            Assert.True(outcome.Violation.Length == 0, $"seed {seed}, {outcome.At}: {outcome.Violation}; again: multismc simulate --seeds 1 --seed {seed}");
            total.Add(outcome.Counts);
        }

        // The runs meet what they are for: each kind of fault, and trading in between.
        Assert.Equal(
            [
                "answer lost", "by hand", "clock jump", "command", "crash", "disk full", "late", "order link broken", "overload", "part sold by hand", "report lost", "report twice", "request lost",
                "stream broken", "stream mute", "trades broken", "trading halt",
            ],
            total.Faults.Keys);
        Assert.True(total.Closed > Seeds, $"{total.Closed} positions closed");
        Assert.True(total.Fills > 10 * Seeds, $"{total.Fills} fills");
    }

    /// <summary>Seeds that once broke a law; what each showed has its own test where that was possible.</summary>
    [Theory]
    [InlineData(106_675)]
    [InlineData(115_933)]
    [InlineData(511_332)] // more was bought while the target filled and held its place: what came on top had no order
    [InlineData(409_455)] // the orders of one position held base of another, whose fee they had taken from what was free
    public void No_law_is_broken_where_one_was_once(ulong seed)
    {
        // They were found before people sold parts: without that a seed gives the run that it gave then.
        var outcome = new FaultSimulation(seed, new FaultRates { PartsPerHour = 0 }).Run();
        Assert.True(outcome.Violation.Length == 0, $"seed {seed}, {outcome.At}: {outcome.Violation}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var (first, second) = (new StringWriter(), new StringWriter());
        var once = new FaultSimulation(5, new FaultRates()) { Log = first }.Run();
        var again = new FaultSimulation(5, new FaultRates()) { Log = second }.Run();
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal((once.Violation, once.At, once.Counts.Inputs), (again.Violation, again.At, again.Counts.Inputs));
    }

    [Fact]
    public void Nothing_is_asked_twice_and_nothing_is_alarming_when_nothing_breaks()
    {
        var log = new StringWriter();
        var outcome = new FaultSimulation(3, FaultRates.None) { Log = log }.Run();
        Assert.Equal("", outcome.Violation);
        Assert.Empty(outcome.Counts.Faults.Keys.Except(["command", "late"])); // "command": the last one lets trading go on
        Assert.DoesNotContain("late-fill", log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("order-absent", log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("halted", log.ToString(), StringComparison.Ordinal);
    }

    // The simulation must be able to fail: a defect of each class is planted and found.
    [Theory]
    [InlineData(PlantedBug.DoubleSend, "")]
    [InlineData(PlantedBug.LostFill, "")]
    [InlineData(PlantedBug.UnprotectedRemainder, "without protection")]
    [InlineData(PlantedBug.DustLeak, "fills:")]
    [InlineData(PlantedBug.WrongFeeAsset, "fills:")]
    [InlineData(PlantedBug.ResendAfterCrash, "")]
    [InlineData(PlantedBug.LostInput, "replay differs")]
    [InlineData(PlantedBug.LostCancel, "")]
    [InlineData(PlantedBug.HastyCancel, "on the disk")]
    public void A_planted_defect_is_caught(PlantedBug bug, string words)
    {
        for (var seed = 1UL; seed <= 60; seed++)
        {
            // Without parts sold by hand: some defects show in one run of two hundred only, and these runs are known to meet them.
            var outcome = new FaultSimulation(seed, new FaultRates { PartsPerHour = 0 }, bug).Run();
            if (outcome.Violation.Length == 0)
                continue;
            Assert.Contains(words, outcome.Violation, StringComparison.Ordinal);
            return;
        }

        Assert.Fail($"{bug} was not caught by 60 seeds");
    }
}
