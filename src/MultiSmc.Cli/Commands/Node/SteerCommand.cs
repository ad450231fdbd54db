using System.CommandLine;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>pause</c>, <c>resume</c>, <c>kill</c>, <c>close</c>, <c>cancel</c>: what a person asks of a running node.</summary>
internal static class SteerCommand
{
    /// <summary><c>pause</c>.</summary>
    public static Verb Pause { get; } = new("pause", "No new entries; resting ones are taken back, positions stay protected.", static (command, context) =>
    {
        var symbol = SymbolOf(command);
        var keep = new Option<bool>("--keep") { Description = "Leave resting entries where they are." };
        command.Add(keep);
        Build(command, context, "pause", (parse, json) =>
        {
            WriteSymbol(json, parse.GetValue(symbol));
            json.WriteBoolean("keep", parse.GetValue(keep));
        });
    });

    /// <summary><c>resume</c>.</summary>
    public static Verb Resume { get; } = new("resume", "Entries again, after a pause, a kill or a halt that somebody has looked into.", static (command, context) =>
    {
        var symbol = SymbolOf(command);
        Build(command, context, "resume", (parse, json) => WriteSymbol(json, parse.GetValue(symbol)));
    });

    /// <summary><c>kill</c>.</summary>
    public static Verb Kill { get; } = new("kill", "The kill switch: every entry is taken back, no new ones; positions stay protected or, with --flatten, are sold.", static (command, context) =>
    {
        var flatten = new Option<bool>("--flatten") { Description = "Sell every position at market." };
        command.Add(flatten);
        Build(command, context, "kill", (parse, json) => json.WriteBoolean("flatten", parse.GetValue(flatten)));
    });

    /// <summary><c>close</c>.</summary>
    public static Verb Close { get; } = new("close", "Sell what a symbol holds, or a part of it, at market; the rest stays protected.", static (command, context) =>
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "Whose position." };
        var setup = new Option<int?>("--setup") { Description = "One setup of it; `multismc positions` shows them.", HelpName = "N" };
        var part = new Option<string?>("--part") { Description = "A share of it, like 50%; all without one.", HelpName = "PERCENT" };
        var quantity = new Option<string?>("--quantity") { Description = "An amount of the base asset, like 0.5; all without one.", HelpName = "AMOUNT" };
        command.Add(symbol);
        command.Add(setup);
        command.Add(part);
        command.Add(quantity);
        part.Validators.Add(static result =>
        {
            if (!PositionPart.TryParseShare(result.GetValueOrDefault<string?>(), out _))
                result.AddError("--part is a share like 50%: above 0%, at most 100%, to four places");
        });
        quantity.Validators.Add(static result =>
        {
            if (!FixedPoint.TryParse(result.GetValueOrDefault<string?>() ?? "", out var raw) || raw <= 0)
                result.AddError("--quantity is an amount of the base asset like 0.5: above 0, to eight places");
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(part) is not null && result.GetResult(quantity) is not null)
                result.AddError("give --part or --quantity, not both");
        });
        Build(command, context, "close", (parse, json) =>
        {
            WriteSymbol(json, parse.GetValue(symbol));
            if (parse.GetValue(setup) is { } number)
                json.WriteNumber("setup", number);
            if (parse.GetValue(part) is { } share)
                json.WriteString("part", share);
            if (parse.GetValue(quantity) is { } amount)
                json.WriteString("quantity", amount);
        });
    });

    /// <summary><c>cancel</c>.</summary>
    public static Verb Cancel { get; } = new("cancel", "Take back one resting entry, those of a symbol, or all; their zones are not traded again.", static (command, context) =>
    {
        var order = new Argument<string?>("ORDER") { Description = "Its name, as `multismc orders` shows it; all without one.", Arity = ArgumentArity.ZeroOrOne };
        var symbol = SymbolOf(command);
        command.Add(order);
        Build(command, context, "cancel", (parse, json) =>
        {
            WriteSymbol(json, parse.GetValue(symbol));
            if (parse.GetValue(order) is { } name)
                json.WriteString("order", name);
        });
    });

    private static void Build(Command command, CommandContext context, string verb, Action<ParseResult, Utf8JsonWriter> write)
    {
        var node = RunningNode.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            using var answer = await node.AskAsync(verb, json => write(parse, json), parse, context, cancellation).ConfigureAwait(false);
            var isDone = answer.RootElement.GetProperty("done").GetBoolean();
            var message = answer.RootElement.GetProperty("message").GetString() ?? "";
            if (node.IsJson(parse))
                RunningNode.WriteJson(context.Console, "multismc.node.command/1", answer.RootElement);
            else if (isDone)
                context.Console.Out.WriteLine(message);
            else
                context.Console.WriteError(message);
            return (int)(isDone ? ExitCode.Ok : ExitCode.Failure);
        });
    }

    private static Option<string?> SymbolOf(Command command)
    {
        var symbol = new Option<string?>("--symbol") { Description = "One symbol; all without it.", HelpName = "SYMBOL" };
        command.Add(symbol);
        return symbol;
    }

    private static void WriteSymbol(Utf8JsonWriter json, string? symbol)
    {
        if (symbol is not null)
            json.WriteString("symbol", symbol);
    }
}
