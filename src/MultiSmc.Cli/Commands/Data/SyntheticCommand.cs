using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Research;
using MultiSmc.Simulation;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data synthetic</c>: trades of made-up markets as archives, and what they look like beside real ones.</summary>
internal static class SyntheticCommand
{
    private const int BlockTrades = 65_536;

    /// <summary>The subcommand.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("synthetic", "Seeded synthetic trades as daily archives, and their statistics beside recordings.");
        var symbols = new Argument<string[]>("SYMBOL") { Description = "Symbols to make, like BTCUSDT.", Arity = ArgumentArity.OneOrMore };
        command.Add(symbols);
        var seed = Add(command, new Option<ulong>("--seed") { Description = "Another seed, another market.", DefaultValueFactory = static _ => 7 });
        var from = Add(command, new Option<string>("--from") { Description = "First moment, UTC.", HelpName = "TIME", DefaultValueFactory = static _ => "2025-01-01" });
        var days = Number(command, "--days", "How many days.", "N", 1);
        var most = Add(command, new Option<long>("--trades") { Description = "Most trades of a symbol; 0: no bound.", HelpName = "N" });
        var folder = Add(command, new Option<string?>("--out") { Description = "Folder for the archives and statistics.html; left out: figures alone.", HelpName = "DIR" });
        var into = Add(command, new Option<string?>("--into") { Description = "Catalog to put the trades into; it must have none of the symbols.", HelpName = "CATALOG" });
        var overwrite = Add(command, new Option<bool>("--overwrite") { Description = "Replace files of the same name." });
        var names = string.Join(", ", SyntheticProfiles.All.Select(profile => profile.Name));
        var profileName = Add(command, new Option<string?>("--profile") { Description = $"Habits of all symbols: {names}; left out: by symbol.", HelpName = "NAME" });
        var edge = Number(command, "--edge", "A planted order-flow edge: millionths of the price in an hour of ordinary activity.", "PPM", 0);
        var edgeStay = Number(command, "--edge-stay", "After how long the edge's side is drawn anew, on average.", "MINUTES", 60);
        var crashes = Number(command, "--crashes", "Crashes a day, of all symbols together.", "N", 0);
        var bursts = Number(command, "--bursts", "Bursts of activity a day and symbol.", "N", 0);
        var outages = Number(command, "--outages", "Outages a day and symbol.", "N", 0);
        var gaps = Number(command, "--gaps", "Spells of lost trades a day and symbol.", "N", 0);
        var compare = Add(command, new Option<string[]>("--compare")
        {
            Description = "Recordings or archives to set beside.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [],
        });
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(days) is < 1 or > 3_650)
                throw new CommandException(ExitCode.Usage, "--days is from 1 to 3650");
            if (parse.GetValue(most) < 0)
                throw new CommandException(ExitCode.Usage, "--trades is a number of trades, or 0");
            var start = TimeRangeOptions.Moment(parse.GetValue(from), "--from") ?? default;
            var parameters = new SyntheticMarketParameters
            {
                Seed = parse.GetValue(seed),
                StartTime = start,
                EndTime = start + new Duration(parse.GetValue(days) * Timestamp.NanosecondsPerDay - 1),
                EdgePpm = parse.GetValue(edge),
                EdgeStay = Duration.FromSeconds(60L * parse.GetValue(edgeStay)),
                CrashesPerDay = parse.GetValue(crashes),
                BurstsPerDay = parse.GetValue(bursts),
                OutagesPerDay = parse.GetValue(outages),
                GapsPerDay = parse.GetValue(gaps),
            };
            var files = TapeFiles.Expand(parse.GetValue(compare) ?? []);
            var listings = Listings(context, parse.GetRequiredValue(symbols), parse.GetValue(profileName));
            var made = new List<MadeTape>();
            foreach (var listing in listings)
            {
                var limit = parse.GetValue(most) is > 0 and var bound ? bound : long.MaxValue;
                using var archives = parse.GetValue(folder) is { } archiveFolder ? new DayArchives(archiveFolder, listing.Instrument, parse.GetValue(overwrite)) : null;
                using var catalog = parse.GetValue(into) is { } root ? SyntheticCatalog.Begin(root, listing.Instrument, $"synthetic, seed {parameters.Seed}") : null;
                made.Add(Make(context.Console, Open(listing, parameters), listing, archives, catalog, limit, cancellation));
            }

            NamedTape[] tapes = [.. made.Select(static one => one.Tape), .. files.Select(file => ReadTape(file, cancellation))];
            if (parse.GetValue(json))
                context.Console.WriteJson("multismc.data.synthetic/1", writer => WriteJson(writer, parameters, made, tapes));
            else
                Show(context.Console.Out, tapes);
            if (parse.GetValue(folder) is { } target)
                TapePage.WriteFile(Path.Combine(target, "statistics.html"), tapes);
            return Task.FromResult((int)ExitCode.Ok);
        });
        return command;
    }

    private static List<SyntheticListing> Listings(CommandContext context, string[] symbols, string? profileName)
    {
        var chosen = profileName is null ? null : SyntheticProfiles.Find(profileName)
            ?? throw new CommandException(
                ExitCode.Usage,
                $"no profile '{ConfigurationFault.Printable(profileName)}'; there are {string.Join(", ", SyntheticProfiles.All.Select(profile => profile.Name))}");
        var listings = new List<SyntheticListing>();
        foreach (var text in symbols)
        {
            var symbol = text.ToUpperInvariant();
            if (!symbol.All(char.IsAsciiLetterOrDigit))
                throw new CommandException(ExitCode.Usage, $"'{ConfigurationFault.Printable(text)}' is no symbol: letters and digits, like BTCUSDT");
            if (listings.Any(listing => listing.Instrument.Symbol == symbol))
                throw new CommandException(ExitCode.Usage, $"{symbol} is named twice");
            var profile = chosen ?? SyntheticProfiles.For(symbol);
            var id = new InstrumentId(listings.Count);
            // A symbol's own steps, unless it is to have another's habits: those hold for their own steps.
            var known = chosen is null ? context.KnownInstrument(symbol) : null;
            var isFitting = known is not null && known.TickSize == profile.TickSize;
            listings.Add(new SyntheticListing(isFitting ? known! with { Id = id } : profile.InstrumentFor(id, symbol), profile));
        }

        return listings;
    }

    private static SyntheticTradeBlocks Open(SyntheticListing listing, SyntheticMarketParameters parameters)
    {
        try
        {
            return new SyntheticTradeBlocks(listing, parameters);
        }
        catch (ArgumentException refused)
        {
            throw new CommandException(ExitCode.Usage, refused.Message, refused);
        }
    }

    private static MadeTape Make(
        CommandConsole console, SyntheticTradeBlocks trades, SyntheticListing listing, DayArchives? archives, SyntheticCatalog? catalog, long most, CancellationToken cancellation)
    {
        var instrument = listing.Instrument;
        var statistics = new TapeStatistics();
        var block = new TradeColumns(BlockTrades);
        for (var left = most; left > 0 && trades.Read(block, (int)Math.Min(BlockTrades, left)) > 0; left -= block.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            archives?.Add(block);
            catalog?.Add(block);
            statistics.Add(block, instrument);
        }

        archives?.Finish();
        var days = catalog?.Finish();
        var where = archives is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {archives.Files.Count} files");
        if (days is not null)
            where += string.Create(CultureInfo.InvariantCulture, $", {days} days in the catalog");
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{instrument.Symbol} ({listing.Profile.Name}): {statistics.Count:N0} trades{where}"));
        return new MadeTape(listing, new NamedTape($"{instrument.Symbol} synthetic", statistics), archives?.Files ?? [], days);
    }

    private static NamedTape ReadTape(string file, CancellationToken cancellation)
    {
        var statistics = new TapeStatistics();
        using var reader = TapeFile.Open(file, default, TapeOptions.Default);
        var buffer = new MarketEvent[4_096];
        for (var count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly var market in buffer.AsSpan(0, count))
                statistics.Add(market.Trade);
        }

        return new NamedTape(Path.GetFileNameWithoutExtension(file), statistics);
    }

    private static void Show(TextWriter output, IReadOnlyList<NamedTape> tapes)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = [["", .. tapes.Select(tape => tape.Name)], .. TapeFigures.Table(tapes)];
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
    }

    private static void WriteJson(Utf8JsonWriter json, SyntheticMarketParameters parameters, List<MadeTape> made, IReadOnlyList<NamedTape> tapes)
    {
        json.WriteString("seed", parameters.Seed.ToString(CultureInfo.InvariantCulture)); // past 2^53 a number would be rounded by many readers
        json.WriteStartArray("symbols");
        foreach (var one in made)
        {
            json.WriteStartObject();
            json.WriteString("symbol", one.Listing.Instrument.Symbol);
            json.WriteString("profile", one.Listing.Profile.Name);
            json.WriteNumber("trades", one.Tape.Statistics.Count);
            json.WriteStartArray("files");
            foreach (var file in one.Files)
                json.WriteStringValue(file);
            json.WriteEndArray();
            if (one.CatalogDays is { } days)
                json.WriteNumber("catalog_days", days);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tapes");
        foreach (var tape in tapes)
        {
            json.WriteStartObject();
            TapeJson.Write(json, tape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Option<int> Number(Command command, string name, string description, string unit, int standard) =>
        Add(command, new Option<int>(name) { Description = description, HelpName = unit, DefaultValueFactory = _ => standard });

    private static Option<T> Add<T>(Command command, Option<T> option)
    {
        command.Add(option);
        return option;
    }

    /// <summary>What was made of a symbol.</summary>
    /// <param name="Listing">The symbol.</param>
    /// <param name="Tape">What its trades look like.</param>
    /// <param name="Files">Archives that were written.</param>
    /// <param name="CatalogDays">Days that a catalog got; null without one.</param>
    private sealed record MadeTape(SyntheticListing Listing, NamedTape Tape, IReadOnlyList<string> Files, int? CatalogDays);
}
