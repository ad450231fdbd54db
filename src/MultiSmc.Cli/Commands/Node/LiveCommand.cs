using System.CommandLine;
using MultiSmc.Node;

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
            using var tape = WarmUpTape.Open(configuration, context);
            var plan = BacktestPlans.Of(configuration, tape?.Files ?? [], context.OpenShelf(configuration));
            var behaviour = NodePlans.OptionsOf(configuration, 0, parse.GetValue(anew));
            var node = new TradingNode(NodePlans.Live(configuration, plan, exchange, key, tape?.Source, behaviour, context));
            await using (node.ConfigureAwait(false))
                return await NodeRun.RunAsync(node, context.Console, parse.GetValue(json), cancellation).ConfigureAwait(false);
        });
    }
}
