using System.CommandLine;
using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Exchange;
using MultiSmc.Learning;
using MultiSmc.Research;
using MultiSmc.Simulation;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// <c>demo</c>: everything at once and nothing outside this machine: a local exchange that plays a synthetic market, a model trained on that market's
/// past, the live node over real sockets, and the terminal.
/// </summary>
internal static class DemoCommand
{
    private const string StandardFolder = "demo";

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("demo", "Try it: a local exchange, a trained model, live trading and the terminal. No data, no network, no key.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var seed = Add(command, new Option<ulong>("--seed") { Description = "Another seed, another market.", DefaultValueFactory = static _ => 7 });
        var speed = Add(command, new Option<int>("--speed") { Description = "Seconds of the market in one of ours, 1 to 1000.", HelpName = "N", DefaultValueFactory = static _ => 20 });
        var days = Add(command, new Option<int>("--days") { Description = "Days of the market's past to learn from, 1 to 30.", HelpName = "N", DefaultValueFactory = static _ => 3 });
        var folder = Add(command, new Option<string>("--folder") { Description = "Folder for all that it makes; made anew by each run.", HelpName = "DIR", DefaultValueFactory = static _ => StandardFolder });
        var until = Add(command, new Option<int?>("--for") { Description = "Seconds of trading, counted from where entries may be placed; left out: until Ctrl+C.", HelpName = "S" });
        var terminal = NodeTerminal.AddTo(command);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Check("--speed", parse.GetValue(speed), 1, 1_000);
            Check("--days", parse.GetValue(days), 1, 30);
            if (parse.GetValue(until) is { } length)
                Check("--for", length, 1, 31_536_000);
            var place = DemoFolder.Make(parse.GetValue(folder) ?? StandardFolder);
            var now = Timestamp.Of(context.Time.GetUtcNow());
            var past = new Duration(parse.GetValue(days) * Timestamp.NanosecondsPerDay);
            using var market = new DemoMarket(parse.GetValue(seed), parse.GetValue(speed), past, now);
            var hasModel = await LearnAsync(context, place, market, cancellation).ConfigureAwait(false);
            place.WriteConfiguration(market.Listings, null, hasModel: false);
            await DemoBacktest.WriteAsync(context, Load(context, place), cancellation).ConfigureAwait(false);
            using var tape = market.Future();
            var state = new StateFolder(place.Exchange);
            var server = await ExchangeServer.StartAsync(OptionsOf(context, market, tape, state, parse.GetValue(speed)), cancellation).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                var address = ExchangePlace.Of(server.Address, state);
                address.WriteFile(state);
                place.WriteConfiguration(market.Listings, address, hasModel);
                var configuration = Load(context, place);
                context.Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"a local exchange at {address.Rest} plays a synthetic market {parse.GetValue(speed)} times as fast as it lives; every verb works on it: multismc status --config {place.Configuration}"));
                using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                TradingTime? limit = parse.GetValue(until) is { } seconds ? new TradingTime(ending, TimeSpan.FromSeconds(seconds)) : null;
                var exchange = ExchangeAccess.Of(configuration, context);
                var key = exchange.FindKey(out var fault) ?? throw new CommandException(ExitCode.Configuration, fault);
                return await LiveCommand.RunAsync(parse, context, configuration, exchange, key, startsAnew: true, limit, terminal, parse.GetValue(json), ending.Token).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Puts the market's past into the catalog and trains a model on it.</summary>
    /// <returns>Whether there is a model.</returns>
    private static async Task<bool> LearnAsync(CommandContext context, DemoFolder place, DemoMarket market, CancellationToken cancellation)
    {
        var console = context.Console;
        var trades = await console.WithProgressAsync(
            "the market's past", progress => Task.Run(() => market.WritePast(place.Data, progress, cancellation), cancellation)).ConfigureAwait(false);
        console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a synthetic market with {trades:N0} trades behind it; an edge is planted in its order flow ({DemoMarket.EdgePpm} ppm in an hour), so that a model has something to find: nothing earned here says anything about a real market"));
        place.WriteConfiguration(market.Listings, null, hasModel: false);
        try
        {
            await TrainRun.ExecuteAsync(
                console, Load(context, place), DemoFolder.Model, new TrainingPlan { Trees = new TrainingParameters { Rounds = 200, MaxDepth = 4, Seed = 1 }, Blocks = 3 }, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is XgboostMissingException or XgboostException or CommandException)
        {
            console.WriteWarning($"without a model: {failure.Message}");
            return false;
        }
    }

    private static BacktestConfiguration Load(CommandContext context, DemoFolder place) =>
        new ConfigurationLoader { Environment = context.Variables, KnownInstrument = context.KnownInstrument }.LoadFile(place.Configuration).OrThrow();

    private static ExchangeOptions OptionsOf(CommandContext context, DemoMarket market, SyntheticSource tape, StateFolder state, int speed) => new()
    {
        Instruments = [.. market.Listings.Select(static listing => listing.Instrument)],
        Accounts = AccountFile.Standard(state),
        AdminToken = state.NewAdminToken(),
        Matching = new ExchangeParameters { Liquidity = LiquiditySource.Recorded, FillModel = FillModel.Queue },
        Tape = tape,
        Pacing = new MarketPacing { Speed = speed, Stamps = MarketStamps.Wall },
        Time = context.Time,
        OnFault = fault => context.Console.WriteError($"the exchange: {fault.Message}"),
    };

    private static void Check(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw new CommandException(ExitCode.Usage, $"{name} {value} is out of range; allowed: {least} to {most}");
    }

    private static Option<T> Add<T>(Command command, Option<T> option)
    {
        command.Add(option);
        return option;
    }
}
