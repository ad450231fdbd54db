namespace MultiSmc.Learning.Tests;

public sealed class LedgerOfTrials : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TrialLedger Ledger => new(Path.Combine(_folder.Path, "models"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Counts_what_used_any_of_the_files_in_order_of_time()
    {
        Ledger.Add(Trial("late", 3, "a", "b"));
        Ledger.Add(Trial("early", 1, "a"));
        Ledger.Add(Trial("elsewhere", 2, "c"));

        Assert.Equal(["early", "late"], Names("a"));
        Assert.Equal(["late"], Names("b"));
        Assert.Equal(["early", "elsewhere", "late"], Names("c", "a"));
        Assert.Empty(Names("d"));
    }

    [Fact]
    public void Gives_back_every_value()
    {
        var trial = Trial("m", 1, "a") with { KeptAtNs = [5, 6], KeptNetBps = [0.1, -1.0 / 3], TestedFromNs = null, TestedToNs = null };
        Ledger.Add(trial);

        var found = Assert.Single(Ledger.On(["a"]));

        Assert.Equal(trial with { Data = found.Data, KeptAtNs = found.KeptAtNs, KeptNetBps = found.KeptNetBps }, found);
        Assert.Equal(trial.KeptAtNs, found.KeptAtNs);
        Assert.Equal(trial.KeptNetBps, found.KeptNetBps);
    }

    [Fact]
    public void Counts_a_training_again_when_anything_but_its_moment_differs()
    {
        var first = Trial("m", 1, "a");
        Ledger.Add(first);
        Ledger.Add(first with { At = first.At.AddDays(1) });
        Assert.Single(Ledger.On(["a"]));

        Ledger.Add(first with { Name = "n" });
        Ledger.Add(first with { Weights = "other" });
        Ledger.Add(first with { KeptNetBps = [2] });
        Assert.Equal(4, Ledger.On(["a"]).Count);
    }

    [Fact]
    public void Loses_none_of_many_that_end_at_once()
    {
        const int trainings = 64;

        Parallel.For(0, trainings, at => Ledger.Add(Trial($"m{at}", at, "a")));

        Assert.Equal(trainings, Ledger.On(["a"]).Count);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"schema\": 9}")]
    public void Refuses_to_count_over_a_trial_that_cannot_be_read(string content)
    {
        Ledger.Add(Trial("m", 1, "a"));
        var file = Assert.Single(Directory.EnumerateFiles(_folder.Path, "*.json", SearchOption.AllDirectories));
        File.WriteAllText(file, content);

        var fault = Assert.Throws<InvalidDataException>(() => Ledger.On(["a"]));
        Assert.Contains("the count of trials can't be trusted", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_no_model_of_the_registry()
    {
        Ledger.Add(Trial("m", 1, "a"));

        Assert.Empty(new ModelRegistry(Path.Combine(_folder.Path, "models")).List());
    }

    private IEnumerable<string> Names(params string[] data) => Ledger.On(data).Select(trial => trial.Name);

    private static ModelTrial Trial(string name, int day, params string[] data) => new()
    {
        Name = name, Weights = "w-" + name, At = DateTimeOffset.UnixEpoch.AddDays(day), Data = data, TestedFromNs = 1, TestedToNs = 9, KeptAtNs = [4], KeptNetBps = [1],
    };
}
