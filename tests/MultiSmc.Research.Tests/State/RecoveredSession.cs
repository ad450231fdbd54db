using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Strategy;

namespace MultiSmc.Research.Tests;

/// <summary>A journaled session whose process is gone in the middle goes on from snapshot and tail as if it had never stopped.</summary>
public sealed class RecoveredSession
{
    private static readonly JournalOptions Options = new()
    {
        TraceTypes = [typeof(StrategyTrace)], BlockBytes = 4 * 1024, SegmentBytes = 48 * 1024, SegmentAge = TimeSpan.FromDays(30), StallMax = TimeSpan.FromSeconds(60), IsDurable = false,
    };

    [Theory]
    [InlineData(false, 0.55)]
    [InlineData(true, 0.55)]
    [InlineData(true, 0.99)]
    [InlineData(false, 0.02)]
    public void Is_equal_to_one_that_never_stopped(bool isModelOn, double cut)
    {
        using var folder = new TemporaryFolder();
        var plan = SyntheticRun.Plan();
        if (isModelOn)
            plan = plan with { Model = RestoredStrategy.Model() };
        var inputs = InputsOf(plan);
        var header = Header(plan);
        var abandoned = (int)(inputs.Count * cut);

        var crash = Abandon(folder, plan, header, inputs.GetRange(0, abandoned));
        var (last, restoredTo) = GoOn(crash, plan, header, inputs);

        Assert.InRange(last, 1, abandoned);
        Assert.True(cut < 0.1 ? restoredTo == 0 : restoredTo > 0 && restoredTo <= last, $"restored to {restoredTo} of {last}");
        // What the restored kernel did is recorded behind what the first one did: a kernel that gets every input does the same, byte for byte.
        using var replay = JournalReplay.Open(crash, header.Id, Options.TraceTypes);
        var outcome = Assert.IsType<ReplayOutcome.Identical>(replay.Run(BacktestKernel.Create(plan, plan.Model), null, CancellationToken.None));
        Assert.Equal(inputs.Count, outcome.Applied);
    }

    [Fact]
    public void A_snapshot_of_another_configuration_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        var plan = SyntheticRun.Plan();
        var inputs = InputsOf(plan);
        var header = Header(plan);
        var crash = Abandon(folder, plan, header, inputs);
        using var journal = JournalFile.Open(crash, Options);
        var snapshot = new KernelSnapshot(header with { ConfigurationHash = "another" }, () => BacktestKernel.Create(plan, plan.Model));
        foreach (var input in journal.Recover().Restore(snapshot, header.KernelVersion, out var restoredTo))
        {
            Assert.Equal((0, 1), (restoredTo, input.Sequence));
            break;
        }

        Assert.Contains("another identity", snapshot.Refusal, StringComparison.Ordinal);
        Assert.Equal(0, snapshot.Kernel.LastSequence);
    }

    private static SessionHeader Header(BacktestPlan plan) => new()
    {
        Id = plan.Session,
        Kind = "paper",
        StartedAt = new Timestamp(1_735_689_600_000_000_000),
        KernelVersion = "test",
        Instruments = [.. plan.Markets.Select(market => market.Instrument)],
        ConfigurationHash = "0123",
    };

    private static List<KernelInput> InputsOf(BacktestPlan plan)
    {
        var keeper = new Keeper();
        new BacktestRunner(plan) { Journal = keeper }.Run(new ArraySource(SyntheticRun.Events(41, 60_000, plan)), null, CancellationToken.None);
        return keeper.Inputs;
    }

    /// <summary>Journals inputs, and copies the files while the session runs: what a process leaves that dies now.</summary>
    private static string Abandon(TemporaryFolder folder, BacktestPlan plan, SessionHeader header, List<KernelInput> inputs)
    {
        var (file, crash) = (Path.Combine(folder.Root, "journal.db"), Path.Combine(folder.Root, "crash.db"));
        var snapshot = new KernelSnapshot(header, () => BacktestKernel.Create(plan, plan.Model));
        using var journal = JournalFile.Open(file, Options);
        using var session = journal.Start(header, new Silence(), snapshot);
        Play(session, snapshot.Kernel, inputs);
        session.Flush();
        Assert.True(session.WaitDurable(inputs.Count, TimeSpan.FromSeconds(60)));
        File.Copy(file, crash);
        File.Copy(file + "-wal", crash + "-wal");
        return crash;
    }

    private static (long Last, long RestoredTo) GoOn(string file, BacktestPlan plan, SessionHeader header, List<KernelInput> inputs)
    {
        using var journal = JournalFile.Open(file, Options);
        var snapshot = new KernelSnapshot(header, () => BacktestKernel.Create(plan, plan.Model));
        var (effects, restoredTo) = (new EffectBuffer(), 0L);
        foreach (var input in journal.Recover().Restore(snapshot, header.KernelVersion, out restoredTo))
        {
            effects.Clear();
            snapshot.Kernel.Apply(in input, effects);
        }

        var last = snapshot.Kernel.LastSequence;
        using var session = journal.Resume(new Silence(), snapshot);
        Assert.Equal(last, session.LastSequence);
        Play(session, snapshot.Kernel, inputs.GetRange((int)last, inputs.Count - (int)last));
        session.Complete(inputs[^1].Time);
        return (last, restoredTo);
    }

    private static void Play(SessionJournal session, TradingKernel kernel, List<KernelInput> inputs)
    {
        var effects = new EffectBuffer();
        foreach (var input in inputs)
        {
            session.Append(in input);
            effects.Clear();
            kernel.Apply(in input, effects);
            session.Record(effects);
        }
    }

    private sealed class Keeper : IInputJournal
    {
        public List<KernelInput> Inputs { get; } = [];

        public void Append(in KernelInput input) => Inputs.Add(input);

        public void Record(EffectBuffer effects)
        {
            // only the inputs are wanted
        }
    }

    private sealed class Silence : IJournalObserver
    {
        public void OnDurable(long sequence)
        {
            // nothing waits
        }

        public void OnFailed(JournalFailure failure)
        {
            // the next input throws it
        }
    }
}
