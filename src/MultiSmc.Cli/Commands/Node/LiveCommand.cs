using System.CommandLine;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Engine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>live</c>: the trading node on a real exchange.</summary>
internal static class LiveCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("live", "Trade on the exchange of the configuration; checks everything that `doctor` checks first.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var real = new Option<bool>("--i-understand-real-money") { Description = "Needed with exchange.environment: live. The bot trades with money of yours and can lose it." };
        var anew = new Option<bool>("--new-session") { Description = "Leave the session that has not ended as it is and begin another." };
        var json = ConfigurationOptions.AddJsonTo(command);
        command.Add(real);
        command.Add(anew);
        var terminal = NodeTerminal.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var exchange = ExchangeAccess.Of(configuration, context);
            if (exchange.IsRealMoney && !parse.GetValue(real))
            {
                throw new CommandException(
                    ExitCode.Usage,
                    $"{exchange.Rest.Host} trades real money: say --i-understand-real-money, or set exchange.environment to testnet or demo; `multismc paper --feed exchange` trades without risk");
            }

            var key = exchange.FindKey(out var fault) ?? throw new CommandException(ExitCode.Configuration, fault);
            context.Console.Error.WriteLine("checking first; `multismc doctor` shows it whole");
            var checks = await DoctorChecks.RunAsync(configuration, exchange, isOffline: false, context, cancellation).ConfigureAwait(false);
            DoctorChecks.Write(context.Console.Error, checks, onlyFaults: true);
            if (DoctorChecks.CodeOf(checks) is var code and not ExitCode.Ok)
                throw new CommandException(code, "not started: mend what is said above first");
            return await RunAsync(parse, context, configuration, exchange, key, parse.GetValue(anew), null, terminal, parse.GetValue(json), cancellation).ConfigureAwait(false);
        });
    }

    /// <summary>Trades until it is stopped.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="context">Console and clock.</param>
    /// <param name="configuration">What is traded and how.</param>
    /// <param name="exchange">Where.</param>
    /// <param name="key">In whose name.</param>
    /// <param name="startsAnew">A session that has not ended is left as it is.</param>
    /// <param name="observer">Sees what it does; null: nobody else does.</param>
    /// <param name="terminal">Its terminal.</param>
    /// <param name="isJson">How it ended is wanted as JSON.</param>
    /// <param name="cancellation">Stops it in good order.</param>
    public static async Task<int> RunAsync(
        ParseResult parse, CommandContext context, BacktestConfiguration configuration, ExchangeAccess exchange, ApiKey key, bool startsAnew, IKernelObserver? observer,
        NodeTerminal terminal, bool isJson,
        CancellationToken cancellation)
    {
        using var tape = WarmUpTape.Open(configuration, context);
        var plan = BacktestPlans.Of(configuration, tape?.Files ?? [], context.OpenShelf(configuration));
        var setup = NodePlans.Live(configuration, plan, exchange, key, tape?.Source, NodePlans.OptionsOf(configuration, 0, startsAnew), context);
        if (observer is not null)
            setup = setup with { Observers = [observer] };
        return await terminal.RunAsync(parse, context, configuration, plan, setup, exchange, isJson, cancellation).ConfigureAwait(false);
    }
}
