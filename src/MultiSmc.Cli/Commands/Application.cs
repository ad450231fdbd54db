using System.CommandLine;
using System.CommandLine.Parsing;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;
using MultiSmc.Journal;

namespace MultiSmc.Cli.Commands;

/// <summary>The frame around every verb: parsing, help, suggestions, and the one place where exceptions become messages and exit codes.</summary>
/// <param name="context">The world around.</param>
/// <param name="verbs">What can be called.</param>
internal sealed class Application(CommandContext context, IReadOnlyList<Verb> verbs)
{
    private const string Purpose = "MultiSmc: market structure on dollar-volume packets, traded on Binance Spot; backtest, paper, live.";

    /// <summary>Runs one command line to its exit code.</summary>
    /// <param name="args">Without the program's name.</param>
    /// <param name="cancellation">Set by Ctrl+C.</param>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var console = context.Console;
        try
        {
            var root = BuildRoot(args);
            var invocation = new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                // Signals are ours (Program.cs): the library would kill a slow command instead of letting it save what it has.
                ProcessTerminationTimeout = null,
            };
            if (args.Length == 0)
            {
                invocation.Output = console.Error;
                await root.Parse(["--help"]).InvokeAsync(invocation, cancellation).ConfigureAwait(false);
                return (int)ExitCode.Usage;
            }

            var parse = root.Parse(args);
            if (parse.Errors.Count > 0)
                return ReportUsage(parse);
            if (FindEmpty(parse) is { } empty)
            {
                console.WriteError($"{empty}: its value is empty");
                return (int)ExitCode.Usage;
            }

            return await parse.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // The host loop of the house rules: says what happened and stops.
            return (int)Report(failure, cancellation);
        }
    }

    private RootCommand BuildRoot(string[] args)
    {
        var root = new RootCommand(Purpose);
        foreach (var verb in verbs)
        {
            var command = new Command(verb.Name, verb.Description);
            if (args.Contains(verb.Name))
                verb.Build(command, context);
            root.Add(command);
        }

        return root;
    }

    // What a shell makes of "--data $DIR" in quotes when DIR is not set: no option means anything by it.
    private static string? FindEmpty(ParseResult parse) => parse.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(static option => option.Tokens.Any(static token => token.Value.Length == 0))?.Option.Name;

    private int ReportUsage(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var known = command.Subcommands.Where(static c => !c.Hidden).Select(static c => c.Name).ToArray();
        var options = command.Options.Where(static o => !o.Hidden).Select(static o => o.Name).ToArray();
        if (parse.UnmatchedTokens is [var first, ..])
        {
            var isOption = first.StartsWith('-');
            var kind = isOption ? "option" : known.Length > 0 ? "command" : "argument";
            var suggestion = Nearest.Find(first, isOption ? options : known);
            var hint = suggestion is not null ? $"; did you mean '{suggestion}'?" : "";
            context.Console.WriteError($"unknown {kind} '{ConfigurationFault.Printable(first)}'{hint}");
        }
        else if (known.Length > 0 && command.Action is null)
        {
            context.Console.WriteError($"which one? {string.Join(", ", known)}");
        }
        else
        {
            foreach (var error in parse.Errors)
                context.Console.WriteError(error.Message);
        }

        var name = string.Join(' ', Names(parse.CommandResult));
        context.Console.Error.WriteLine($"try: multismc {name}{(name.Length > 0 ? " " : "")}--help");
        return (int)ExitCode.Usage;
    }

    private static Stack<string> Names(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
            names.Push(command.Command.Name);
        return names;
    }

    private ExitCode Report(Exception failure, CancellationToken cancellation)
    {
        var console = context.Console;
        switch (failure)
        {
            case OperationCanceledException when cancellation.IsCancellationRequested:
                console.WriteError("interrupted");
                return ExitCode.Failure;
            case ConfigurationException refused:
                ConfigurationReport.WriteFaults(console, refused.Faults);
                return ExitCode.Configuration;
            case CommandException ended:
                console.WriteError(ended.Message);
                return ended.Code;
            case DownloadException ended:
                console.WriteError(ended.Message);
                return ended.Fault switch
                {
                    DownloadFault.Network => ExitCode.Network,
                    DownloadFault.BadContent => ExitCode.Data,
                    _ => ExitCode.Failure,
                };
            case System.Net.Http.HttpRequestException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException:
                console.WriteError(failure.Message);
                return ExitCode.Network;
            case DataFileException or CatalogException or JournalException or InvalidDataException:
                console.WriteError(failure.Message);
                return ExitCode.Data;
            case IOException or UnauthorizedAccessException:
                console.WriteError(failure.Message);
                return ExitCode.Failure;
            default:
                console.WriteError("this is a defect of the program; please report it with what follows");
                console.Error.WriteLine(failure.ToString());
                return ExitCode.Failure;
        }
    }
}
