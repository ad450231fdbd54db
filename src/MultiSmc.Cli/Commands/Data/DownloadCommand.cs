using System.CommandLine;
using System.Globalization;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data download</c>: the exchange's public archives, and what is newer than they are.</summary>
internal sealed class DownloadCommand
{
    private readonly Argument<string[]> _symbols = new("SYMBOL") { Description = "Symbols, like BTCUSDT.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _from = new("--from") { Description = "First day or month, UTC: 2025-06-21 or 2025-06.", HelpName = "DAY", Required = true };
    private readonly Option<string?> _to = new("--to") { Description = "Day or month before which it ends; up to now when left out.", HelpName = "DAY" };
    private readonly Option<string> _kind = new("--kind") { Description = "trades or aggTrades.", DefaultValueFactory = static _ => "trades", HelpName = "KIND" };

    private readonly Option<string?> _into = new("--into")
    {
        Description = "Folder for the archives, one subfolder a symbol; `archives` in the data folder when left out.", HelpName = "DIR",
    };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "Files at a time, 1 to 16.", DefaultValueFactory = static _ => new DownloadOptions().Parallel, HelpName = "N",
    };

    private readonly Option<string?> _baseUrl = new("--base-url") { Description = "Another server of the archives; https, or http on this machine.", HelpName = "URL" };
    private readonly Option<string?> _restUrl = new("--rest-url") { Description = "Another REST server; https, or http on this machine.", HelpName = "URL" };
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Ask whether files that are here have been replaced, and load those again." };
    private readonly Option<bool> _archivesOnly = new("--archives-only") { Description = "Leave out the trades that are in no archive yet." };

    private readonly Option<string?> _catalog = new("--catalog") { Description = "Catalog that the trades go into; the data folder when left out.", HelpName = "DIR" };
    private readonly Option<bool> _noImport = new("--no-import") { Description = "Load the files and leave the catalog alone; their paths go to stdout." };

    private readonly Option<bool> _acceptUnverified = new("--accept-unverified")
    {
        Description = "Keep files whose checksum does not agree or is not published.",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("download", "Trades from the exchange's public archives into the catalog: checked, resumable, several files at a time.");
        var options = new DownloadCommand();
        command.Add(options._symbols);
        Option[] all =
        [
            options._from, options._to, options._kind, options._into, options._parallel, options._baseUrl, options._restUrl, options._refresh,
            options._archivesOnly, options._acceptUnverified, options._catalog, options._noImport,
        ];
        foreach (var option in all)
            command.Add(option);
        var configuration = ConfigurationOptions.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var run = options.Read(parse, context, configuration);
            return (int)await run.RunAsync(cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private DownloadRun Read(ParseResult parse, CommandContext context, ConfigurationOptions configuration)
    {
        var symbols = DownloadClient.Symbols(parse.GetRequiredValue(_symbols));
        var layout = parse.GetRequiredValue(_kind) switch
        {
            "trades" => TapeLayout.Trades,
            "aggTrades" => TapeLayout.AggTrades,
            var other => throw Usage($"--kind '{ConfigurationFault.Printable(other)}' is neither trades nor aggTrades"),
        };
        var parallel = parse.GetValue(_parallel);
        if (parallel is < 1 or > DownloadOptions.MostParallel)
            throw Usage($"--parallel {parallel} is out of range; allowed: 1 to {DownloadOptions.MostParallel}");
        var tomorrow = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime).AddDays(1);
        var from = Day(parse.GetValue(_from) ?? "", "--from");
        var to = parse.GetValue(_to) is { } text ? Day(text, "--to") : tomorrow;
        if (from < DownloadRequest.Opening)
            throw Usage($"--from {from:yyyy-MM-dd} is before {DownloadRequest.Opening:yyyy-MM-dd}, when the exchange opened");
        if (to > tomorrow)
            to = tomorrow;
        if (from >= to)
            throw Usage($"--from {from:yyyy-MM-dd} is not before --to {to:yyyy-MM-dd}, the day before which it ends");
        return new DownloadRun(context, new DownloadRequest(symbols, layout, from, to))
        {
            ArchivesAddress = DownloadClient.Address(parse, _baseUrl, ServiceAddress.Archives),
            RestAddress = DownloadClient.Address(parse, _restUrl, ServiceAddress.Rest),
            Folder = Path.GetFullPath(parse.GetValue(_into) ?? Path.Combine(configuration.DataRoot(parse, context), "archives")),
            Catalog = parse.GetValue(_noImport) ? null : Path.GetFullPath(parse.GetValue(_catalog) ?? configuration.DataRoot(parse, context)),
            ArchivesOnly = parse.GetValue(_archivesOnly),
            Options = new DownloadOptions
            {
                Parallel = parallel, Refreshes = parse.GetValue(_refresh), AcceptsUnverified = parse.GetValue(_acceptUnverified),
            },
        };
    }

    private static DateOnly Day(string text, string option) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Usage($"{option} '{ConfigurationFault.Printable(text)}' is no day; write 2025-06-21 or 2025-06 (UTC)");

    private static CommandException Usage(string message) => new(ExitCode.Usage, message);
}
