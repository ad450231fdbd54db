using System.CommandLine;
using MultiSmc.Cli.Configuration;
using MultiSmc.Journal;
using MultiSmc.Research;
using MultiSmc.Strategy;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary><c>replay</c>: gives the inputs of a session to a fresh kernel and checks that every decision is the same.</summary>
internal static class ReplayCommand
{
    private const string DefaultJournal = "journal.db";

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("replay", "Replay a session's journal and check that every decision is the same.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var session = new Argument<string>("SESSION") { Description = "Name of the session: the first part of its client order ids." };
        var journal = new Option<string>("--journal")
        {
            Description = "The journal.", DefaultValueFactory = static _ => DefaultJournal, HelpName = "FILE",
        };
        var config = new Option<string?>("--config", "-c") { Description = "Another configuration than the session's own: where do decisions part?", HelpName = "FILE" };
        var json = ConfigurationOptions.AddJsonTo(command);
        command.Add(session);
        command.Add(journal);
        command.Add(config);
        var serving = ServeOptions.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var console = context.Console;
            using var replay = Open(parse.GetValue(journal) ?? DefaultJournal, parse.GetValue(session) ?? "");
            var configuration = ConfigurationOf(parse.GetValue(config), replay.Session.Header, context);
            var plan = BacktestPlans.Of(configuration, [], context.OpenShelf(configuration)) with { Session = replay.Session.Header.Id };
            if (configuration.Hash != replay.Session.Header.ConfigurationHash)
                console.WriteWarning($"the configuration {configuration.File} is not the one the session ran with");
            if (plan.Identity.CodeVersion != replay.Session.Header.KernelVersion)
                console.WriteWarning($"the session was run by version {replay.Session.Header.KernelVersion}, this is {plan.Identity.CodeVersion}");
            await using var served = await serving.StartAsync(parse, context, plan, TerminalMode.Replay, canGoBack: true, configuration, cancellation).ConfigureAwait(false);
            replay.Observer = served?.Observer;
            var outcome = await RunAsync(console, replay, plan, served, cancellation).ConfigureAwait(false);
            if (parse.GetValue(json))
                WriteJson(console, replay.Session.Header.Id, outcome);
            else
                WriteText(console.Out, replay.Session.Header.Id, outcome);
            if (served is not null)
                await served.StayAsync(console, cancellation).ConfigureAwait(false);
            return (int)(outcome is ReplayOutcome.Identical ? ExitCode.Ok : ExitCode.CheckFailed);
        });
    }

    // Going back is going again from the first input, to another place.
    private static async Task<ReplayOutcome> RunAsync(
        CommandConsole console, JournalReplay replay, BacktestPlan plan, ServedSession? served, CancellationToken cancellation)
    {
        while (true)
        {
            var token = served?.RunToken ?? cancellation;
            var outcome = await console.WithProgressAsync("replay", async progress =>
            {
                try
                {
                    return await Task.Run(() => replay.Run(NodePlans.KernelOf(plan, replay.Session.Header.Kind, plan.Session), new Relay(progress), token), token).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    return null;
                }
            }).ConfigureAwait(false);
            if (served is null || !await served.BeginsAnewAsync(cancellation).ConfigureAwait(false))
                return outcome ?? throw new OperationCanceledException(cancellation);
        }
    }

    private static JournalReplay Open(string file, string session) => JournalReplay.Open(file, session, [typeof(StrategyTrace)]);

    private static BacktestConfiguration ConfigurationOf(string? file, SessionHeader header, CommandContext context) =>
        file is null
            ? JournaledConfiguration.Read(header.Configuration).Load(context)
            : new ConfigurationLoader { Environment = context.Variables, KnownInstrument = context.KnownInstrument }.LoadFile(file).OrThrow();

    private static void WriteText(TextWriter output, string session, ReplayOutcome outcome)
    {
        if (outcome is ReplayOutcome.Identical identical)
        {
            output.WriteLine($"identical: session {session}, {identical.Applied} inputs, {identical.EffectInputs} of them with effects");
            output.WriteLine($"effects {identical.Chain}");
            return;
        }

        var different = (ReplayOutcome.Different)outcome; // the set has two cases
        output.WriteLine($"different: session {session}, first at input {different.Sequence}");
        output.WriteLine($"  input     {different.Input}");
        foreach (var line in different.Recorded)
            output.WriteLine($"  recorded  {line}");
        foreach (var line in different.Replayed)
            output.WriteLine($"  replayed  {line}");
    }

    private static void WriteJson(CommandConsole console, string session, ReplayOutcome outcome) => console.WriteJson("multismc.replay/1", json =>
    {
        json.WriteString("session", session);
        json.WriteBoolean("identical", outcome is ReplayOutcome.Identical);
        json.WriteNumber("inputs", outcome.Inputs);
        if (outcome is ReplayOutcome.Identical identical)
        {
            json.WriteString("effects", identical.Chain);
            return;
        }

        var different = (ReplayOutcome.Different)outcome; // the set has two cases
        json.WriteString("input", different.Input);
        foreach (var (name, lines) in new[] { ("recorded", different.Recorded), ("replayed", different.Replayed) })
        {
            json.WriteStartArray(name);
            foreach (var line in lines)
                json.WriteStringValue(line);
            json.WriteEndArray();
        }
    });

    private sealed class Relay(IProgress<ProgressStep> progress) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => progress.Report(new ProgressStep(value.Done, value.Total));
    }
}
