using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
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
        Kernel = session => BacktestKernel.Create(plan with { Session = session }, plan.Model),
        Feed = new TapeFeed(tape),
        Venue = new NodeVenue.Driven(() => new SimulatedVenue([.. plan.Markets.Select(static market => market.Instrument)], plan.Venue)),
        Options = options,
        Time = context.Time,
    };

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

    // The first session of a journal has the backtest's name, so that their orders have the same names too; later ones are told apart by a number.
    private static string TapeSession(BacktestPlan plan, long number) =>
        number == 1 ? plan.Session : string.Create(CultureInfo.InvariantCulture, $"{plan.Session}{number:x}");
}
