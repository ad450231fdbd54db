using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>logs</c>: what a running node says.</summary>
internal static class LogsCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("logs", "The running node's last messages; -f goes on with new ones.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var node = RunningNode.AddTo(command);
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with new ones until Ctrl+C." };
        var count = new Option<int>("--count", "-n") { Description = "So many of the past, at most 500.", DefaultValueFactory = static _ => 20, HelpName = "N" };
        command.Add(follow);
        command.Add(count);
        command.SetAction(async (parse, cancellation) =>
        {
            using var client = await node.ConnectAsync(parse, context, cancellation).ConfigureAwait(false);
            var (isFollowing, past) = (parse.GetValue(follow), parse.GetValue(count));
            try
            {
                var answer = await client.AskAsync("logs", json =>
                {
                    json.WriteNumber("count", past);
                    json.WriteBoolean("follow", isFollowing);
                }, cancellation).ConfigureAwait(false);
                while (answer is not null)
                {
                    using var line = RunningNode.Checked(answer);
                    if (!line.RootElement.TryGetProperty("log", out var entry))
                        return (int)ExitCode.Ok;
                    if (node.IsJson(parse))
                        context.Console.Out.WriteLine(entry.GetRawText());
                    else
                        LogText.Write(context.Console, context.Console.Out, entry);
                    answer = await client.ReadAsync(cancellation).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (isFollowing)
            {
                // the way to end it
            }

            return (int)ExitCode.Ok;
        });
    }
}
