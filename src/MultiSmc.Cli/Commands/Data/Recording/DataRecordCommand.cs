using System.CommandLine;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data record</c>: market streams → catalog, until it is stopped.</summary>
internal static class DataRecordCommand
{
    private static readonly Dictionary<string, string> Streams = new(StringComparer.Ordinal)
    {
        ["trade"] = "trade", ["quote"] = "bookTicker", ["depth"] = "depth@100ms",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("record", "Records market streams into the catalog until Ctrl+C; goes on after losses, fetches missed trades.");
        var symbols = new Argument<string[]>("SYMBOL") { Description = "Symbols, like BTCUSDT.", Arity = ArgumentArity.OneOrMore };
        var streams = new Option<string>("--streams")
        {
            Description = "What, with commas: trade, quote (best bid and ask), depth.", HelpName = "LIST", DefaultValueFactory = static _ => "trade,quote,depth",
        };
        var address = new Option<string?>("--stream-url") { Description = "Another server of the streams; wss, or ws on this machine.", HelpName = "URL" };
        var rest = new Option<string?>("--rest-url") { Description = "Another REST server; https, or http on this machine.", HelpName = "URL" };
        command.Add(symbols);
        command.Add(streams);
        command.Add(address);
        command.Add(rest);
        var catalog = CatalogOption.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var names = DownloadClient.Symbols(parse.GetRequiredValue(symbols));
            var kinds = (parse.GetValue(streams) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
            if (Array.Find(kinds, static kind => !Streams.ContainsKey(kind)) is { } unknown)
                throw Usage($"--streams '{ConfigurationFault.Printable(unknown)}' is none of {string.Join(", ", Streams.Keys)}");
            // Trades are what a catalog is ordered by, and what has a time.
            if (!kinds.Contains("trade"))
                throw Usage("--streams has to name trade: quotes and depth are placed among the trades");
            var options = new MarketStreamOptions
            {
                Address = StreamAddress(parse, address),
                Streams = [.. names.SelectMany(name => kinds.Select(kind => $"{name.ToLowerInvariant()}@{Streams[kind]}"))],
            };
            var restAddress = DownloadClient.Address(parse, rest, ServiceAddress.Rest);
            var store = CatalogStore.OpenOrCreate(catalog.Folder(parse));
            using var http = DownloadClient.Create(restAddress, connections: 2);
            // The lengths of waits are of no consequence to any result.
            var jitter = new Random();
            var (backfill, _, books) = RestClient.Create(
                http, restAddress, new RetryPolicy(), context.Time, jitter, DownloadClient.WaitsOnly(context.Console, context.Time),
                RequestGate.ForPublicData(context.Time));
            using var recorder = new StreamRecorder(
                context.Console, store, names, new MarketStream(options, context.Time, new Random()), (backfill, books), context.Time);
            return (int)await RunAsync(context.Console, recorder, options, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandConsole console, StreamRecorder recorder, MarketStreamOptions options, CancellationToken cancellation)
    {
        console.Error.WriteLine($"recording {string.Join(", ", options.Streams)} from {options.Address}; Ctrl+C ends it");
        try
        {
            await recorder.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (StreamException failure)
        {
            console.WriteError(failure.Message);
            return ExitCode.Network;
        }

        foreach (var (symbol, messages) in recorder.Counts())
        {
            console.Error.WriteLine($"{symbol}: {messages} messages");
            // A stream that does not exist is no error to the exchange: it is silent.
            if (messages == 0)
                console.WriteWarning($"{symbol}: nothing came; check the symbol");
        }

        // Told when it happened; whoever reads only the exit code has to learn of it too.
        return recorder.Unjoined.Count == 0 ? ExitCode.Ok : ExitCode.Data;
    }

    private static Uri StreamAddress(ParseResult parse, Option<string?> option)
    {
        if (parse.GetValue(option) is not { } text)
            return ServiceAddress.Streams;
        return ServiceAddress.TryParseStream(text, out var address, out var fault) ? address : throw Usage($"{option.Name} '{ConfigurationFault.Printable(text)}' {fault}");
    }

    private static CommandException Usage(string message) => new(ExitCode.Usage, message);
}
