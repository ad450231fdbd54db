using System.CommandLine;
using MultiSmc.Cli.Configuration;
using MultiSmc.Engine;
using MultiSmc.Research;
using MultiSmc.Strategy;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary><c>backtest</c>: a configuration in, an honest result out.</summary>
internal static class BacktestCommand
{
    private const int DefaultRivals = 40;
    private const int MaxRivals = 1000;

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("backtest", "Run a configuration on recorded trades; result, band of fill assumptions, warnings.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var output = RunOutput.AddTo(command);
        var rivals = new Option<int>("--rivals")
        {
            Description = "With a model: runs that pull as many zones by chance, to set it beside; 0 for none.", DefaultValueFactory = static _ => DefaultRivals, HelpName = "N",
        };
        command.Add(rivals);
        var journalFile = new Option<string?>("--journal") { Description = "Keep the session in this journal, for `replay`.", HelpName = "FILE" };
        command.Add(journalFile);
        var serving = ServeOptions.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var folder = Path.Combine(configuration.Report.Out, $"{Path.GetFileNameWithoutExtension(configuration.File)}-{configuration.Hash[..8]}");
            output.CheckTarget(parse, folder);
            var console = context.Console;
            var rivalCount = parse.GetValue(rivals);
            if (rivalCount is < 0 or > MaxRivals)
                throw new CommandException(ExitCode.Usage, $"--rivals {rivalCount} is out of range; allowed: 0 to {MaxRivals}");
            using var tape = ConfiguredTape.Open(configuration);
            var plan = BacktestPlans.Of(configuration, tape.Files, context.OpenShelf(configuration));
            var files = tape.Files.Count == 1 ? "1 file" : $"{tape.Files.Count} files";
            var (bytes, rows) = (tape.SizeOf(DataIdentityKind.Bytes), tape.SizeOf(DataIdentityKind.Rows));
            console.Error.WriteLine($"reading {files}" + (bytes > 0 ? $", {bytes / 1e6:F1} MB" : "") + (rows > 0 ? $", {rows:N0} rows of the catalog" : ""));
            using var journal = parse.GetValue(journalFile) is { } path ? BacktestJournal.Start(path, plan, configuration, context) : null;
            await using var served = await serving.StartAsync(
                parse, context, plan, TerminalMode.Backtest, canGoBack: journal is null, configuration, cancellation).ConfigureAwait(false);
            var result = await RunShownAsync(console, configuration, plan, tape, journal, served, cancellation).ConfigureAwait(false);
            if (journal is not null)
            {
                journal.Complete();
                console.Error.WriteLine($"journaled as session {plan.Session}");
            }

            if (rivalCount > 0 && ModelValue.Compute(result) is { PulledShare: { } share })
            {
                // The rate is known only now, so that the rivals run along the tape a second time; the model's own run comes out the same.
                using var again = ConfiguredTape.Open(configuration);
                var beside = plan with { Rivals = [.. Enumerable.Range(1, rivalCount).Select(number => Rival(share, number))] };
                result = WithBadRows(await RunAsync(console, "rivals", beside, again, null, null, cancellation).ConfigureAwait(false), again);
            }

            output.Show(parse, console, result, folder, configuration.Report.HasTables);
            if (served is not null)
                await served.StayAsync(console, cancellation).ConfigureAwait(false);
            return (int)ExitCode.Ok;
        });
    }

    // To go back is to go again from the first trade, to another place. What is journaled is run once: its session stands in the journal already.
    private static async Task<BacktestResult> RunShownAsync(
        CommandConsole console, BacktestConfiguration configuration, BacktestPlan plan, ConfiguredTape first, BacktestJournal? journal, ServedSession? served,
        CancellationToken cancellation)
    {
        var tape = first;
        while (true)
        {
            BacktestResult? result = null;
            try
            {
                var along = tape;
                result = WithBadRows(
                    await along.ReadAsync(console, () => RunAsync(console, "backtest", plan, along, journal, served?.Observer, served?.RunToken ?? cancellation)).ConfigureAwait(false), along);
            }
            catch (OperationCanceledException) when (served is not null && !cancellation.IsCancellationRequested)
            {
                // It is begun anew.
            }
            finally
            {
                if (tape != first)
                    tape.Dispose();
            }

            if (served is null || !await served.BeginsAnewAsync(cancellation).ConfigureAwait(false))
                return result ?? throw new OperationCanceledException(cancellation);
            tape = ConfiguredTape.Open(configuration);
        }
    }

    /// <summary>Runs a plan beside a progress bar.</summary>
    /// <param name="console">Where progress goes.</param>
    /// <param name="title">What the bar says.</param>
    /// <param name="plan">What runs.</param>
    /// <param name="tape">Along what.</param>
    /// <param name="journal">Keeps the session; null: nowhere.</param>
    /// <param name="observer">Sees what the kernel does; null: nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<BacktestResult> RunAsync(
        CommandConsole console, string title, BacktestPlan plan, ConfiguredTape tape, BacktestJournal? journal, IKernelObserver? observer, CancellationToken cancellation) =>
        console.WithProgressAsync(
            title,
            progress => Task.Run(
                () => new BacktestRunner(plan) { Journal = journal, Observer = observer }.Run(tape.Source, BacktestWatch.Of(progress, tape.Progress), cancellation),
                cancellation));

    // A seed for each rival and market: with one for all, the same zones of every symbol would be pulled.
    private static ApproachModelPlan Rival(double share, int number) => new(
        "random", market => new RandomCancelModel(share, ((ulong)number << 32) + (ulong)market.Instrument.Id.Index + 1));

    private static BacktestResult WithBadRows(BacktestResult result, ConfiguredTape tape) => result with
    {
        Instruments =
        [
            .. result.Instruments.Select(entry => entry with { Tape = entry.Tape with { BadRows = tape.BadRows(entry.Instrument.Id) } }),
        ],
    };
}
