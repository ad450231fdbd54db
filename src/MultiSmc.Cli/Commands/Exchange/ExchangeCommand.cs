using System.CommandLine;
using System.Net.Sockets;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Exchange;
using MultiSmc.Simulation;

namespace MultiSmc.Cli.Commands;

/// <summary><c>exchange</c>: a local exchange that speaks Binance's interfaces, until it is stopped.</summary>
internal static class ExchangeCommand
{
    private const string StandardState = "exchange-state";
    private const int WarmUpHours = 2;

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("exchange", "A local exchange that speaks Binance's REST, streams and WebSocket API; for tries and tests.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var symbols = new Argument<string[]>("SYMBOL") { Description = "Symbols; BTCUSDT when none is given.", Arity = ArgumentArity.ZeroOrMore };
        command.Add(symbols);
        var port = Add(command, new Option<int>("--port") { Description = "Port on this machine; 0: any free one.", HelpName = "N" });
        var folder = Add(command, new Option<string>("--state")
        {
            Description = "Folder for the keys, the admin token and the addresses.", HelpName = "DIR", DefaultValueFactory = static _ => StandardState,
        });
        var accounts = Add(command, new Option<string?>("--accounts") { Description = "Accounts and keys, JSON; left out: one named demo with 100,000 USDT.", HelpName = "FILE" });
        var tapes = Add(command, new Option<string[]>("--tape")
        {
            Description = "A recording or archive to play, as SYMBOL=FILE; left out: a synthetic market.", HelpName = "TAPE", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = static _ => [],
        });
        var seed = Add(command, new Option<ulong>("--seed") { Description = "Another seed, another synthetic market.", DefaultValueFactory = static _ => 7 });
        var speed = Add(command, new Option<int>("--speed") { Description = "Seconds of the tape in a second, 1 to 1000.", HelpName = "N", DefaultValueFactory = static _ => 1 });
        var matching = Add(command, new Option<string>("--matching")
        {
            Description = "What orders meet: tape (by the fill rules), orders (each other and the participants), or accounts (each other alone).",
            HelpName = "WHAT", DefaultValueFactory = static _ => "tape",
        });
        matching.AcceptOnlyFromAmong("tape", "orders", "accounts");
        var fills = Add(command, new Option<string>("--fill-model") { Description = "With --matching tape.", HelpName = "MODEL", DefaultValueFactory = static _ => "queue" });
        fills.AcceptOnlyFromAmong("trade-through", "queue", "touch");
        var json = Add(command, new Option<bool>("--json") { Description = "Print the addresses as JSON." });
        command.SetAction(async (parse, cancellation) =>
        {
            var files = Tapes(parse.GetValue(tapes) ?? []);
            var listings = Listings(context, parse.GetValue(symbols) ?? [], files);
            var state = new StateFolder(parse.GetValue(folder) ?? StandardState);
            var liquidity = parse.GetValue(matching);
            using var tape = liquidity == "accounts" ? null : Open(listings, files, parse.GetValue(seed), context.Time);
            var options = new ExchangeOptions
            {
                Instruments = [.. listings.Select(static listing => listing.Instrument)],
                Accounts = Accounts(parse.GetValue(accounts), state),
                AdminToken = state.NewAdminToken(),
                Port = parse.GetValue(port),
                Matching = new ExchangeParameters
                {
                    Liquidity = liquidity == "tape" ? LiquiditySource.Recorded : LiquiditySource.Orders,
                    FillModel = parse.GetValue(fills) switch { "touch" => FillModel.Touch, "trade-through" => FillModel.TradeThrough, _ => FillModel.Queue },
                },
                Tape = tape,
                Pacing = new MarketPacing
                {
                    Speed = parse.GetValue(speed), Stamps = MarketStamps.Wall, Past = files.Count == 0 && liquidity == "tape" ? Duration.FromSeconds(WarmUpHours * 3_600) : default,
                },
                Participants = new TapeParticipantsParameters { Seed = parse.GetValue(seed) },
                Time = context.Time,
                OnFault = fault => context.Console.WriteError($"the exchange: {fault.Message}"),
            };
            await RunAsync(context.Console, options, state, parse.GetValue(json), cancellation).ConfigureAwait(false);
            return (int)ExitCode.Ok;
        });
    }

    private static async Task RunAsync(CommandConsole console, ExchangeOptions options, StateFolder state, bool isJson, CancellationToken cancellation)
    {
        var server = await StartAsync(options, cancellation).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var place = ExchangePlace.Of(server.Address, state);
            place.WriteFile(state);
            if (isJson)
                place.WriteJson(console);
            else
                place.WriteText(console, options.Accounts);
            console.Error.WriteLine("running; Ctrl+C ends it");
            var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var onEnd = cancellation.Register(end.SetResult);
            await end.Task.ConfigureAwait(false);
        }
    }

    private static async Task<ExchangeServer> StartAsync(ExchangeOptions options, CancellationToken cancellation)
    {
        try
        {
            return await ExchangeServer.StartAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException refused)
        {
            throw new CommandException(ExitCode.Usage, refused.Message, refused);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            throw new CommandException(ExitCode.Network, $"port {options.Port} can't be opened: {taken.Message}; choose another with --port, or 0", taken);
        }
    }

    private static IReadOnlyList<AccountOptions> Accounts(string? file, StateFolder state)
    {
        if (file is null)
            return AccountFile.Standard(state);
        try
        {
            return AccountFile.Read(file, state);
        }
        catch (FormatException wrong)
        {
            throw new CommandException(ExitCode.Configuration, wrong.Message, wrong);
        }
    }

    private static Dictionary<string, string> Tapes(string[] texts)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || at == text.Length - 1 || !files.TryAdd(text[..at].ToUpperInvariant(), text[(at + 1)..]))
                throw new CommandException(ExitCode.Usage, $"--tape '{ConfigurationFault.Printable(text)}' is not SYMBOL=FILE, or names a symbol twice");
        }

        return files;
    }

    private static List<SyntheticListing> Listings(CommandContext context, string[] named, Dictionary<string, string> files)
    {
        var symbols = named.Length > 0 ? [.. named.Select(static one => one.ToUpperInvariant())] : files.Count > 0 ? files.Keys.ToArray() : ["BTCUSDT"];
        if (files.Keys.FirstOrDefault(file => !symbols.Contains(file)) is { } stray)
            throw new CommandException(ExitCode.Usage, $"--tape names {ConfigurationFault.Printable(stray)}, which is none of the symbols");
        var listings = new List<SyntheticListing>();
        foreach (var symbol in symbols)
        {
            if (!symbol.All(char.IsAsciiLetterOrDigit))
                throw new CommandException(ExitCode.Usage, $"'{ConfigurationFault.Printable(symbol)}' is no symbol: letters and digits, like BTCUSDT");
            if (listings.Exists(listing => listing.Instrument.Symbol == symbol))
                throw new CommandException(ExitCode.Usage, $"{symbol} is named twice");
            var profile = SyntheticProfiles.For(symbol);
            var id = new InstrumentId(listings.Count);
            var known = context.KnownInstrument(symbol);
            // A symbol without a recording plays a profile's habits, which hold for the profile's steps.
            var isFitting = known is not null && (files.ContainsKey(symbol) || known.TickSize == profile.TickSize);
            listings.Add(new SyntheticListing(isFitting ? known! with { Id = id } : profile.InstrumentFor(id, symbol), profile));
        }

        return listings;
    }

    private static IMarketSource Open(List<SyntheticListing> listings, Dictionary<string, string> files, ulong seed, TimeProvider time)
    {
        if (files.Count == 0)
        {
            var start = Timestamp.FromMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
            return new SyntheticSource(
                listings, new SyntheticMarketParameters { Seed = seed, StartTime = start, EndTime = start + new Duration(365 * Timestamp.NanosecondsPerDay) });
        }

        return new MergedSource([.. listings.Where(listing => files.ContainsKey(listing.Instrument.Symbol)).Select(listing => new TapeSource(
            listing.Instrument.Id,
            TapeFiles.Expand([files[listing.Instrument.Symbol]]),
            new TapeOptions { Symbol = listing.Instrument.Symbol, WithQuotes = true, WithDepth = true }))]);
    }

    private static Option<T> Add<T>(Command command, Option<T> option)
    {
        command.Add(option);
        return option;
    }
}
