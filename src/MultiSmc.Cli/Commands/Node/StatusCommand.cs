using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Cli.Commands;

/// <summary><c>status</c>, <c>orders</c>, <c>positions</c>, <c>trades</c>: what a running node has.</summary>
internal static class StatusCommand
{
    /// <summary><c>status</c>.</summary>
    public static Verb Status { get; } = new("status", "How the running node stands.", BuildStatus);

    /// <summary><c>orders</c>.</summary>
    public static Verb Orders { get; } = new("orders", "The running node's open orders.", static (command, context) => BuildList(command, context, "multismc.node.orders/1", "orders", WriteOrders));

    /// <summary><c>positions</c>.</summary>
    public static Verb Positions { get; } = new("positions", "What the running node holds.", static (command, context) => BuildList(command, context, "multismc.node.positions/1", "symbols", WritePositions));

    /// <summary><c>trades</c>.</summary>
    public static Verb Trades { get; } = new("trades", "Positions that the running node has closed, newest last.", BuildTrades);

    private static void BuildStatus(Command command, CommandContext context)
    {
        var node = RunningNode.AddTo(command);
        var watch = new Option<bool>("--watch") { Description = "Ask again every second until Ctrl+C." };
        command.Add(watch);
        command.SetAction(async (parse, cancellation) =>
        {
            while (true)
            {
                using var answer = await node.AskAsync("status", static _ => { }, parse, context, cancellation).ConfigureAwait(false);
                if (node.IsJson(parse))
                    RunningNode.WriteJson(context.Console, "multismc.node.status/1", answer.RootElement);
                else
                    WriteStatus(context.Console.Out, answer.RootElement);
                if (!parse.GetValue(watch))
                    return (int)ExitCode.Ok;
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), context.Time, cancellation).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return (int)ExitCode.Ok; // the way to end a watch
                }

                if (!node.IsJson(parse))
                    context.Console.Out.WriteLine();
            }
        });
    }

    private static void BuildList(Command command, CommandContext context, string schema, string member, Action<TextWriter, JsonElement> write)
    {
        var node = RunningNode.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            using var answer = await node.AskAsync("status", static _ => { }, parse, context, cancellation).ConfigureAwait(false);
            if (node.IsJson(parse))
                RunningNode.WriteJson(context.Console, schema, answer.RootElement, "session", member);
            else
                write(context.Console.Out, answer.RootElement);
            return (int)ExitCode.Ok;
        });
    }

    private static void BuildTrades(Command command, CommandContext context)
    {
        var node = RunningNode.AddTo(command);
        var limit = new Option<int>("--limit") { Description = "The newest so many.", DefaultValueFactory = static _ => 100, HelpName = "N" };
        command.Add(limit);
        command.SetAction(async (parse, cancellation) =>
        {
            var count = parse.GetValue(limit);
            using var answer = await node.AskAsync("trades", json => json.WriteNumber("limit", count), parse, context, cancellation).ConfigureAwait(false);
            if (node.IsJson(parse))
            {
                RunningNode.WriteJson(context.Console, "multismc.node.trades/1", answer.RootElement);
                return (int)ExitCode.Ok;
            }

            var table = new PlainTable("closed", "symbol", "bought", "paid", "received", "fees", "net", "reason");
            foreach (var trade in answer.RootElement.GetProperty("trades").EnumerateArray())
                table.Add(Text(trade, "closed_at"), Text(trade, "symbol"), Text(trade, "bought"), Text(trade, "bought_quote"), Text(trade, "sold_quote"), Text(trade, "fees"), Text(trade, "net"), Text(trade, "reason"));
            table.Write(context.Console.Out, "no position has been closed yet");
            return (int)ExitCode.Ok;
        });
    }

    private static void WriteStatus(TextWriter output, JsonElement status)
    {
        var (holds, locks) = (Names(status, "holds"), Names(status, "locks"));
        output.WriteLine($"{Text(status, "mode")} session {Text(status, "session")}: {Text(status, "phase")}, {(holds.Length == 0 ? "entries open" : (locks.Length == 0 ? "entries held (" : "entries locked (") + holds + ")")}");
        output.WriteLine($"  time      {Text(status, "kernel_time")} ({Text(status, "clock")} clock)");
        output.WriteLine($"  equity    {Text(status, "equity")} {Text(status, "currency")}{(Text(status, "risk_halt") is { Length: > 0 } halt ? $"; limit reached: {halt}" : "")}");
        foreach (var balance in status.GetProperty("balances").EnumerateArray())
            output.WriteLine($"  balance   {Text(balance, "free")} free, {Text(balance, "locked")} locked {Text(balance, "asset")}");
        var (inputs, durable) = (status.GetProperty("inputs").GetInt64(), status.GetProperty("durable_inputs").GetInt64());
        output.WriteLine($"  journal   {inputs} inputs, {inputs - durable} not on the disk yet; {status.GetProperty("waiting").GetInt32()} wait to be applied");
        var latency = status.GetProperty("latency_ns");
        output.WriteLine($"  latency   p50 {Micros(latency, "p50")}, p99 {Micros(latency, "p99")}, p99.9 {Micros(latency, "p999")}, max {Micros(latency, "max")}");
        foreach (var link in status.GetProperty("links").EnumerateArray())
            output.WriteLine($"  link      {Text(link, "name")} {(link.GetProperty("up").GetBoolean() ? "up" : "DOWN")}{(Text(link, "detail") is { Length: > 0 } detail ? ": " + detail : "")}");
        output.WriteLine();
        var table = new PlainTable("symbol", "last", "age", "packets", "forming", "trend", "zones", "setups", "held", "entries");
        foreach (var symbol in status.GetProperty("symbols").EnumerateArray())
        {
            var setups = symbol.GetProperty("setups").EnumerateArray().ToArray();
            table.Add(
                Text(symbol, "symbol"),
                Text(symbol, "last"),
                symbol.GetProperty("data_age_ms") is { ValueKind: JsonValueKind.Number } age ? Invariant($"{age.GetInt64() / 1000.0:F1} s") : "-",
                Invariant($"{symbol.GetProperty("packets").GetInt64()}"),
                Invariant($"{symbol.GetProperty("forming_ppm").GetInt64() / 10_000} %"),
                Text(symbol, "trend"),
                Invariant($"{symbol.GetProperty("zones").GetArrayLength()}"),
                Invariant($"{setups.Length}"),
                Invariant($"{setups.Count(IsHeld)}"),
                Names(symbol, "holds") is { Length: > 0 } names ? names : "open");
        }

        table.Write(output, "no symbols");
    }

    private static void WriteOrders(TextWriter output, JsonElement status)
    {
        var table = new PlainTable("order", "symbol", "side", "type", "price", "stop", "quantity", "filled", "state", "sent");
        foreach (var order in status.GetProperty("orders").EnumerateArray())
        {
            table.Add(
                Text(order, "order"), Text(order, "symbol"), Text(order, "side"), Text(order, "type"), Text(order, "price"), Text(order, "stop_price"), Text(order, "quantity"),
                Text(order, "filled"), order.GetProperty("cancel_sent").GetBoolean() ? "cancelling" : Text(order, "state"), Text(order, "sent_at"));
        }

        table.Write(output, "no open orders");
    }

    private static void WritePositions(TextWriter output, JsonElement status)
    {
        var table = new PlainTable("symbol", "setup", "held", "paid", "last", "stop", "target", "opened", "protection");
        foreach (var symbol in status.GetProperty("symbols").EnumerateArray())
        {
            foreach (var setup in symbol.GetProperty("setups").EnumerateArray().Where(IsHeld))
            {
                table.Add(
                    Text(symbol, "symbol"), Invariant($"{setup.GetProperty("setup").GetInt32()}"), Text(setup, "held"), Text(setup, "cost"), Text(symbol, "last"), Text(setup, "stop"),
                    Text(setup, "target"), Text(setup, "opened_at"),
                    setup.GetProperty("exiting").GetBoolean() ? "being sold" : setup.GetProperty("protected").GetBoolean() ? "on the exchange" : "guarded by the bot");
            }
        }

        table.Write(output, "nothing is held");
    }

    private static bool IsHeld(JsonElement setup) => decimal.Parse(Text(setup, "held"), CultureInfo.InvariantCulture) > 0;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static string Names(JsonElement element, string name) => string.Join(", ", element.GetProperty(name).EnumerateArray().Select(static each => each.GetString()));

    private static string Micros(JsonElement element, string name) => Invariant($"{element.GetProperty(name).GetInt64() / 1000.0:F1} µs");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
