using System.CommandLine;
using System.Globalization;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>simulate</c>: the fault simulation: kernel, strategy and exchange through everything that can break, many seeds.</summary>
internal static class SimulateCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("simulate", "The fault simulation: orders, protection and books under crashes, lost messages and broken links.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var seeds = new Option<int>("--seeds") { Description = "How many seeds to run.", HelpName = "N", DefaultValueFactory = static _ => 200 };
        var first = new Option<ulong>("--seed") { Description = "The first seed; with --seeds 1 that one alone.", HelpName = "SEED", DefaultValueFactory = static _ => 1 };
        var log = new Option<FileInfo?>("--log") { Description = "Write every step of the first seed there.", HelpName = "FILE" };
        command.Add(seeds);
        command.Add(log);
        command.Add(first);
        command.SetAction(async (parse, cancellation) =>
        {
            var (count, from) = (parse.GetValue(seeds), parse.GetValue(first));
            if (count < 1)
                throw new CommandException(ExitCode.Usage, "--seeds is 1 or more");
            var console = context.Console;
            var total = new FaultCounts();
            var broken = new List<FaultOutcome>();
            var done = 0;
            using var lines = parse.GetValue(log) is { } file ? new StreamWriter(file.FullName) : null;
            await console.WithProgressAsync("simulate", progress => Task.Run(
                () => Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
                {
                    var outcome = new FaultSimulation(from + (ulong)index, new FaultRates()) { Log = index == 0 ? lines : null }.Run();
                    lock (total)
                    {
                        total.Add(outcome.Counts);
                        if (outcome.Violation.Length > 0)
                            broken.Add(outcome);
                        progress.Report(new ProgressStep(++done, count));
                    }
                }),
                cancellation)).ConfigureAwait(false);
            Show(console, count, total, broken);
            return (int)(broken.Count == 0 ? ExitCode.Ok : ExitCode.CheckFailed);
        });
    }

    private static void Show(CommandConsole console, int count, FaultCounts total, List<FaultOutcome> broken)
    {
        Row("seeds", count);
        Row("simulated hours", total.Simulated.Nanoseconds / 3_600_000_000_000);
        Row("inputs of the kernel", total.Inputs);
        Row("orders", total.Orders);
        Row("fills", total.Fills);
        Row("positions closed", total.Closed);
        foreach (var (fault, times) in total.Faults)
            Row("fault: " + fault, times);
        Row("violations", broken.Count);
        foreach (var outcome in broken.OrderBy(static outcome => outcome.Seed).Take(20))
            console.WriteError(string.Create(CultureInfo.InvariantCulture, $"seed {outcome.Seed}, {outcome.At}: {outcome.Violation}; again: multismc simulate --seeds 1 --seed {outcome.Seed}"));

        void Row(string what, long value) => console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-28}{value,16:N0}"));
    }
}
