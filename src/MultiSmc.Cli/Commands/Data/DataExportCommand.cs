using System.CommandLine;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data export</c>: a range of a series as a file for other programs.</summary>
internal static class DataExportCommand
{
    private static readonly string[] Kinds = ["trades", "aggTrades", "quotes", "depth"];
    private static readonly string[] Units = ["archive", "ms", "us"];

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("export", "A range of a series as CSV in the layout of the exchange's archives, or as one Parquet file.");
        var symbol = new Argument<string>("SYMBOL") { Description = "Whose." };
        var file = new Option<string>("--out") { Description = "A .csv or .parquet file.", HelpName = "FILE", Required = true };
        var kind = new Option<string>("--kind") { Description = "What: trades, aggTrades, quotes or depth.", DefaultValueFactory = static _ => Kinds[0] };
        var market = new Option<string>("--market") { Description = "Where they were made.", DefaultValueFactory = static _ => SeriesKey.Spot };
        var unit = new Option<string>("--time") { Description = "CSV: unit of times: archive (ms before 2025, then us), ms or us.", DefaultValueFactory = static _ => Units[0] };
        kind.AcceptOnlyFromAmong(Kinds);
        unit.AcceptOnlyFromAmong(Units);
        command.Add(symbol);
        command.Add(file);
        command.Add(kind);
        command.Add(market);
        command.Add(unit);
        var range = TimeRangeOptions.AddTo(command);
        var catalog = CatalogOption.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var store = catalog.Open(parse);
            var name = parse.GetRequiredValue(symbol).ToUpperInvariant();
            var key = store.Series().FirstOrDefault(key =>
                key.Symbol == name && key.Market == parse.GetValue(market) && (int)key.Kind == Array.IndexOf(Kinds, parse.GetValue(kind)));
            if (key.Symbol is null)
                throw new CommandException(ExitCode.Data, $"{store.Root} has no {parse.GetValue(kind)} of {parse.GetValue(market)} {name}; `multismc data list` says what there is");
            var path = parse.GetRequiredValue(file);
            var time = (ExportTimeUnit)Array.IndexOf(Units, parse.GetValue(unit));
            var (from, to) = range.Read(parse);
            var isParquet = path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
            if (!isParquet && (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || key.Kind is DatasetKind.Quotes or DatasetKind.Depth))
                throw new CommandException(ExitCode.Usage, $"'{path}': trades are exported as .csv or .parquet, quotes and depth as .parquet; name such a file");
            var rows = 0L;
            await Task.Run(
                () => TableFile.WriteFile(path, temporary =>
                {
                    if (isParquet)
                    {
                        rows = ParquetExport.Write(store, key, from, to, temporary);
                        return;
                    }

                    using var output = File.Create(temporary);
                    rows = ArchiveCsv.Write(store, key, from, to, time, output);
                }),
                cancellation).ConfigureAwait(false);
            context.Console.Error.WriteLine($"{rows} rows in {path}");
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
