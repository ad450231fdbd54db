using System.CommandLine;
using MultiSmc.Cli.Configuration;
using MultiSmc.Node;
using MultiSmc.Research;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary>The terminal of a running node: on this machine, unless it is not wanted.</summary>
internal sealed class NodeTerminal
{
    private readonly Option<int?> _port = new("--terminal") { Description = "Port of the terminal; 0 takes any free one. Wins over terminal.port; where neither is written, 7077, or any free one when that is taken.", HelpName = "PORT" };
    private readonly Option<bool> _none = new("--no-terminal") { Description = "Without the terminal." };

    /// <summary>Adds the options to a command.</summary>
    public static NodeTerminal AddTo(Command command)
    {
        var terminal = new NodeTerminal();
        command.Add(terminal._port);
        command.Add(terminal._none);
        return terminal;
    }

    /// <summary>Runs a node to its end, with its terminal.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="context">Console and clock.</param>
    /// <param name="configuration">Whose folders the page shows.</param>
    /// <param name="plan">What is traded.</param>
    /// <param name="setup">The node.</param>
    /// <param name="exchange">Where orders go; null: a simulated exchange in this process.</param>
    /// <param name="isJson">How it ended is wanted as JSON.</param>
    /// <param name="cancellation">Stops the node in good order.</param>
    public async Task<int> RunAsync(
        ParseResult parse, CommandContext context, BacktestConfiguration configuration, BacktestPlan plan, NodeSetup setup, ExchangeAccess? exchange, bool isJson, CancellationToken cancellation)
    {
        var wanted = parse.GetValue(_port);
        if (wanted is < 0 or > 65_535)
            throw new CommandException(ExitCode.Usage, $"--terminal {wanted} is no port; allowed: 0 to 65535");
        if (parse.GetValue(_none) || (!configuration.Terminal.IsEnabled && wanted is null))
        {
            if (wanted is not null)
                throw new CommandException(ExitCode.Usage, "--terminal and --no-terminal contradict each other");
            var alone = new TradingNode(setup);
            await using (alone.ConfigureAwait(false))
                return await NodeRun.RunAsync(alone, context.Console, isJson, cancellation).ConfigureAwait(false);
        }

        TradingNode? begun = null;
        var isWall = setup.Clock == NodeClock.Wall;
        var observer = new KernelObserver([.. plan.Markets.Select(static market => market.Instrument)], isPatient: !isWall, clock: isWall ? context.Time : null)
        {
            // Before its first status a node reads its journal; after it, it may still take the past in.
            IsPast = () => begun?.Latest is not { Phase: not (NodePhase.Recovering or NodePhase.WarmingUp) },
        };
        var node = begun = new TradingNode(setup with { Observers = [.. setup.Observers, observer] });
        await using (node.ConfigureAwait(false))
        {
            var host = await StartAsync(wanted, context, configuration, plan, setup, exchange, observer, node, cancellation).ConfigureAwait(false);
            await using (host.ConfigureAwait(false))
            {
                context.Console.Error.WriteLine($"terminal at {AddressOf(host)}");
                return await NodeRun.RunAsync(node, context.Console, isJson, cancellation).ConfigureAwait(false);
            }
        }
    }

    // The token goes behind the #: no browser sends that part to any server, and the page takes it out of its address bar at once.
    private static string AddressOf(TerminalHost host) => host.Token is { } token ? $"{host.Address}#/sign-in?token={token}" : host.Address.ToString();

    private static async Task<TerminalHost> StartAsync(
        int? wanted, CommandContext context, BacktestConfiguration configuration, BacktestPlan plan, NodeSetup setup, ExchangeAccess? exchange, KernelObserver observer, TradingNode node,
        CancellationToken cancellation)
    {
        // Play money is paper, whoever keeps the books.
        var mode = exchange is { IsRealMoney: true } ? TerminalMode.Live : TerminalMode.Paper;
        var options = TerminalSettings.OptionsOf(configuration) with
        {
            Port = wanted ?? configuration.Terminal.Port,
            Notifications = Channels(),
            Jobs = JobPlans.HostOf(context, configuration),
            Past = new JournaledPast(setup, node).ShowAsync,
            Journal = () => JournalOf(setup.Folder.Journal, node.Latest),
            Links = () => setup.Venue is NodeVenue.Exchange(var gateway) ? [.. setup.Feed.Links, .. gateway.Links] : setup.Feed.Links,
        };
        TerminalModel Picture() => new(ServedSession.SetupOf(plan, mode, exchange?.Rest.Host), observer, context.Time);
        // The usual port may be somebody else's, another node's terminal as a rule: any free one then.
        int[] ports = wanted is null && !configuration.Terminal.IsPortChosen ? [options.Port, 0] : [options.Port];
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await TerminalHost.StartAsync(options with { Port = ports[tried - 1] }, Picture(), node, cancellation).ConfigureAwait(false);
            }
            catch (TerminalException failure) when (tried == ports.Length)
            {
                throw new CommandException(ExitCode.Failure, failure.Message, failure);
            }
            catch (TerminalException)
            {
            }
        }

        IReadOnlyList<NotificationChannel> Channels()
        {
            try
            {
                return TerminalSettings.ChannelsOf(configuration.Notifications, context.Variables);
            }
            catch (TerminalException failure)
            {
                throw new CommandException(ExitCode.Configuration, failure.Message, failure);
            }
        }

        static JournalState JournalOf(string file, NodeStatus? status)
        {
            long bytes = 0;
            foreach (var part in (string[])[file, file + "-wal"])
                bytes += new FileInfo(part) is { Exists: true } found ? found.Length : 0;
            return new JournalState(bytes, status is null ? 0 : status.Inputs - status.DurableInputs);
        }
    }
}
