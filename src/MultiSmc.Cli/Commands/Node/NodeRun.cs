using System.Text.Json;
using MultiSmc.Node;

namespace MultiSmc.Cli.Commands;

/// <summary>Runs a node in the foreground: its log goes to stderr, how it ended to stdout.</summary>
internal static class NodeRun
{
    private const int PastLines = 500;

    /// <summary>Runs it to its end.</summary>
    public static async Task<int> RunAsync(TradingNode node, CommandConsole console, bool isJson, CancellationToken cancellation)
    {
        using var quiet = new CancellationTokenSource();
        var lines = FollowAsync(node.Log, console, quiet.Token);
        var outcome = await node.RunAsync(cancellation).ConfigureAwait(false);
        await node.DisposeAsync().ConfigureAwait(false); // ends the log, and with it the lines
        await lines.ConfigureAwait(false);
        if (outcome is NodeOutcome.Failed failed)
            throw new CommandException(CodeOf(failed.Kind), failed.Message, failed.Fault);
        if (node.Latest is not { } status)
            return (int)ExitCode.Ok;
        if (isJson)
        {
            console.WriteJson("multismc.node.status/1", json => StatusJson.Write(json, status));
        }
        else
        {
            console.Out.WriteLine($"{(outcome is NodeOutcome.Completed ? "ended" : "stopped")}: session {status.Session}, {status.Inputs} inputs, equity {status.Equity} {status.Currency}");
            if (outcome is NodeOutcome.Stopped)
                console.Out.WriteLine("The session goes on with the next start.");
        }

        return (int)ExitCode.Ok;
    }

    private static ExitCode CodeOf(NodeFailureKind kind) => kind switch
    {
        NodeFailureKind.Configuration => ExitCode.Configuration,
        NodeFailureKind.Data => ExitCode.Data,
        NodeFailureKind.Exchange => ExitCode.Network,
        _ => ExitCode.Failure,
    };

    private static async Task FollowAsync(NodeLog log, CommandConsole console, CancellationToken cancellation)
    {
        await foreach (var line in log.FollowAsync(PastLines, cancellation).ConfigureAwait(false))
        {
            using var entry = JsonDocument.Parse(line);
            LogText.Write(console, console.Error, entry.RootElement);
        }
    }
}
