using System.CommandLine;
using System.Text.Json;
using MultiSmc.Node;

namespace MultiSmc.Cli.Commands;

/// <summary>What every verb that talks to a running node takes: which node, and how to answer.</summary>
internal sealed class RunningNode
{
    private readonly ConfigurationOptions _options;
    private readonly Option<string?> _state;
    private readonly Option<bool> _json;

    private RunningNode(Command command)
    {
        _options = ConfigurationOptions.AddTo(command);
        _state = new Option<string?>("--state") { Description = "The node's state folder; wins over node.state.", HelpName = "DIR" };
        _json = ConfigurationOptions.AddJsonTo(command);
        command.Add(_state);
    }

    /// <summary>Adds the options to a command.</summary>
    public static RunningNode AddTo(Command command) => new(command);

    /// <summary>Machine-readable output is wanted.</summary>
    public bool IsJson(ParseResult parse) => parse.GetValue(_json);

    /// <summary>Connects.</summary>
    /// <exception cref="CommandException">No node runs there.</exception>
    public async Task<ControlClient> ConnectAsync(ParseResult parse, CommandContext context, CancellationToken cancellation)
    {
        var folder = new NodeFolder(parse.GetValue(_state) is { } state ? Path.GetFullPath(state) : _options.Load(parse, context).Node.State);
        return await ControlClient.ConnectAsync(folder, cancellation).ConfigureAwait(false)
            ?? throw new CommandException(ExitCode.NotRunning, $"no node is running on {folder.Root}; `multismc paper` or `multismc live` starts one");
    }

    /// <summary>Asks once.</summary>
    /// <exception cref="CommandException">No node runs there, or it refuses the request.</exception>
    public async Task<JsonDocument> AskAsync(
        string verb, Action<Utf8JsonWriter> write, ParseResult parse, CommandContext context, CancellationToken cancellation)
    {
        using var client = await ConnectAsync(parse, context, cancellation).ConfigureAwait(false);
        var answer = await client.AskAsync(verb, write, cancellation).ConfigureAwait(false)
            ?? throw new CommandException(ExitCode.NotRunning, "the node went away before it answered");
        return Checked(answer);
    }

    /// <summary>An answer that is none of a refusal.</summary>
    /// <exception cref="CommandException">It is one.</exception>
    public static JsonDocument Checked(JsonDocument answer)
    {
        if (answer.RootElement.GetProperty("ok").GetBoolean())
            return answer;
        var problem = answer.RootElement.GetProperty("error").GetString() ?? "refused";
        answer.Dispose();
        throw new CommandException(ExitCode.Failure, problem);
    }

    /// <summary>Writes an answer as a result of ours: its members under our schema's name.</summary>
    public static void WriteJson(CommandConsole console, string schema, JsonElement answer, params ReadOnlySpan<string> members)
    {
        var wanted = members.ToArray();
        console.WriteJson(schema, json =>
        {
            foreach (var member in answer.EnumerateObject())
            {
                if (wanted.Length == 0 ? member.Name is not ("v" or "ok") : wanted.Contains(member.Name))
                    member.WriteTo(json);
            }
        });
    }
}
