using System.Globalization;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Cli.Commands;

/// <summary>From a configuration to what a node is made of.</summary>
internal static class NodePlans
{
    /// <summary>Paper trading on a tape: its clock is the tape's, its decisions are the backtest's.</summary>
    public static NodeSetup OnTape(BacktestConfiguration configuration, BacktestPlan plan, IMarketSource tape, NodeOptions options, CommandContext context) => new()
    {
        Folder = new NodeFolder(configuration.Node.State),
        Mode = "paper",
        Clock = NodeClock.Market,
        Header = number => HeaderOf("paper", TapeSession(plan, number), new Timestamp(0), plan, configuration, context),
        Kernel = session => KernelOf(plan, "paper", session),
        Feed = new TapeFeed(tape),
        Venue = Simulated(plan),
        Options = options with { Journal = options.Journal with { StallMax = TimeSpan.FromMinutes(1) } }, // a tape waits for the disk, and nothing is lost by it
        Time = context.Time,
    };

    /// <summary>Paper trading on live data: the world's clock, a simulated exchange.</summary>
    public static NodeSetup OnLiveData(
        BacktestConfiguration configuration, BacktestPlan plan, ExchangeAccess exchange, IMarketSource? warmUp, NodeOptions options, CommandContext context) =>
        OnTheWorldsClock("paper", configuration, plan, exchange, Simulated(plan), warmUp, options, context);

    /// <summary>Live trading.</summary>
    public static NodeSetup Live(
        BacktestConfiguration configuration, BacktestPlan plan, ExchangeAccess exchange, ApiKey key, IMarketSource? warmUp, NodeOptions options, CommandContext context) =>
        OnTheWorldsClock(exchange.Kind, configuration, plan, exchange, new NodeVenue.Exchange(exchange.Gateway(plan, key)), warmUp, options, context) with
        {
            Locks = [(exchange.AccountLock(key), "this account")],
        };

    /// <summary>A kernel as a session of that kind has it: a real account's balances come from the exchange, those of a simulated one from the configuration.</summary>
    public static TradingKernel KernelOf(BacktestPlan plan, string kind, string session)
    {
        var balances = kind.StartsWith(ExchangeAccess.LiveKind, StringComparison.Ordinal) ? [] : plan.Venue.InitialBalances;
        return BacktestKernel.Create(plan with { Session = session, Venue = plan.Venue with { InitialBalances = balances } }, plan.Model);
    }

    /// <summary>How a node of this configuration behaves.</summary>
    public static NodeOptions OptionsOf(BacktestConfiguration configuration, double speed, bool startsAnew) => new()
    {
        KeepsEntriesOnStop = configuration.Node.KeepsEntries,
        Speed = speed,
        StartsAnew = startsAnew,
        InboxCapacity = 65_536,
        Journal = new JournalOptions { TraceTypes = [typeof(StrategyTrace)] },
    };

    /// <summary>What a session is.</summary>
    public static SessionHeader HeaderOf(string kind, string session, Timestamp startedAt, BacktestPlan plan, BacktestConfiguration configuration, CommandContext context) => new()
    {
        Id = session,
        Kind = kind,
        StartedAt = startedAt,
        KernelVersion = plan.Identity.CodeVersion,
        Instruments = [.. plan.Markets.Select(static market => market.Instrument)],
        ConfigurationName = Path.GetFileName(configuration.File),
        Configuration = JournaledConfiguration.Of(configuration, context).Write(),
        ConfigurationHash = configuration.Hash,
    };

    private static NodeSetup OnTheWorldsClock(
        string kind,
        BacktestConfiguration configuration,
        BacktestPlan plan,
        ExchangeAccess exchange,
        NodeVenue venue,
        IMarketSource? warmUp,
        NodeOptions options,
        CommandContext context)
    {
        var now = context.Time.GetUtcNow();
        var began = Timestamp.Of(now);
        // What warms a session up happened before it: its time begins there, a minute early, since the tape was cut a moment before.
        var startedAt = warmUp is null ? began : new Timestamp(began.Nanoseconds - configuration.Node.WarmUp.Nanoseconds - 60 * 1_000_000_000L);
        return new NodeSetup
        {
            Folder = new NodeFolder(configuration.Node.State),
            Mode = kind,
            Clock = NodeClock.Wall,
            Header = _ => HeaderOf(kind, kind[..1] + Base36(now.ToUnixTimeSeconds()), startedAt, plan, configuration, context),
            Kernel = session => KernelOf(plan, kind, session),
            Feed = exchange.Feed(plan, configuration.Symbols.Any(static symbol => symbol.UsesQuotes)),
            Venue = venue,
            WarmUp = warmUp,
            // Room for some seconds of inputs: enough to bring an exit that is under way to its end when the disk is full.
            Options = options with { InboxCapacity = 262_144, Journal = options.Journal with { ReserveBytes = 16L * 1024 * 1024 } },
            Time = context.Time,
        };
    }

    private static NodeVenue.Driven Simulated(BacktestPlan plan) =>
        new(() => new SimulatedVenue([.. plan.Markets.Select(static market => market.Instrument)], plan.Venue));

    private static string Base36(long number)
    {
        const string digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        var text = "";
        for (; number > 0; number /= 36)
            text = digits[(int)(number % 36)] + text;
        return text;
    }

    // The first session of a journal has the backtest's name, so that their orders have the same names too; later ones are told apart by a number.
    private static string TapeSession(BacktestPlan plan, long number) =>
        number == 1 ? plan.Session : string.Create(CultureInfo.InvariantCulture, $"{plan.Session}{number:x}");
}
