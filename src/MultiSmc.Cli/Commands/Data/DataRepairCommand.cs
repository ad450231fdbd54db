using System.CommandLine;
using System.Globalization;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data repair</c>: fetches the trades whose ids are missing from the catalog.</summary>
internal static class DataRepairCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("repair", "Fetches trades that are missing from the catalog, by id; notes what the exchange does not have.");
        var symbols = new Argument<string[]>("SYMBOL") { Description = "Symbols, like BTCUSDT.", Arity = ArgumentArity.OneOrMore };
        var rest = new Option<string?>("--rest-url") { Description = "Another REST server; https, or http on this machine.", HelpName = "URL" };
        command.Add(symbols);
        var range = TimeRangeOptions.AddTo(command);
        command.Add(rest);
        var catalog = CatalogOption.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var address = DownloadClient.Address(parse, rest, ServiceAddress.Rest);
            var names = DownloadClient.Symbols(parse.GetRequiredValue(symbols));
            var (from, to) = range.Read(parse);
            var store = catalog.Open(parse);
            using var http = DownloadClient.Create(address, connections: 1);
            // The lengths of waits are of no consequence to any result.
            var (backfill, _, _) = RestClient.Create(
                http, address, new RetryPolicy(), context.Time, new Random(), DownloadClient.WaitsOnly(context.Console, context.Time),
                RequestGate.ForPublicData(context.Time));
            var repair = new CatalogRepair(store, backfill);
            var code = ExitCode.Ok;
            foreach (var name in names)
            {
                var one = await RunAsync(context.Console, store, repair, name, from, to, cancellation).ConfigureAwait(false);
                code = one == ExitCode.Ok ? code : one;
            }

            return (int)code;
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(
        CommandConsole console, CatalogStore store, CatalogRepair repair, string symbol, Timestamp? from, Timestamp? to, CancellationToken cancellation)
    {
        var key = new SeriesKey(DatasetKind.Trades, symbol);
        if (store.DaysOf(key).Count == 0)
        {
            console.WriteError($"{store.Root} has no trades of {symbol}; aggregate trades cannot be repaired by id. `multismc data list` says what there is");
            return ExitCode.Data;
        }

        var missing = SeriesGaps.Open(store, key).Where(ids => (from is not { } begin || ids.Day >= begin.UtcDay) && (to is not { } end || DayName.StartOf(ids.Day) < end)).ToList();
        if (missing.Count == 0)
        {
            console.Out.WriteLine($"{symbol}: nothing is missing that could be asked for");
            return ExitCode.Ok;
        }

        var report = await console.WithProgressAsync($"repair {symbol}", progress => repair.RunAsync(key, missing, progress, cancellation)).ConfigureAwait(false);
        console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{symbol}: {report.Asked} ids missing, {report.Repaired} trades fetched, {report.Holes} the exchange does not have"));
        foreach (var failure in report.Failures)
            console.WriteError($"{symbol}: ids {failure.Ids.First} to {failure.Ids.Last}: {failure.Reason}");
        if (report.Failures.Count == 0)
            return ExitCode.Ok;
        console.Error.WriteLine("what has come is kept; the same command goes on from there");
        return ExitCode.Network;
    }
}
