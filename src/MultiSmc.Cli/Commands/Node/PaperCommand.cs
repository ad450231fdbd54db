using System.CommandLine;
using MultiSmc.Node;

namespace MultiSmc.Cli.Commands;

/// <summary><c>paper</c>: the trading node with a simulated exchange.</summary>
internal static class PaperCommand
{
    private const string Tape = "tape";
    private const string Exchange = "exchange";

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("paper", "Trade on paper: recorded or live trades, a simulated exchange, a journal; steered by status, pause, kill, ...", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var feed = new Option<string>("--feed") { Description = "Where trades come from: the recordings (tape), or live (exchange).", DefaultValueFactory = static _ => Tape, HelpName = "tape|exchange" };
        feed.AcceptOnlyFromAmong(Tape, Exchange);
        var speed = new Option<double>("--speed")
        {
            Description = "Seconds of a recording that pass in one of ours; 0 for as fast as possible.", DefaultValueFactory = static _ => 0, HelpName = "X",
        };
        var anew = new Option<bool>("--new-session") { Description = "Leave the session that has not ended as it is and begin another." };
        var json = ConfigurationOptions.AddJsonTo(command);
        command.Add(feed);
        command.Add(speed);
        command.Add(anew);
        var terminal = NodeTerminal.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            if (parse.GetValue(speed) is var factor && (double.IsNaN(factor) || factor is < 0 or > 1e9))
                throw new CommandException(ExitCode.Usage, $"--speed {factor} is out of range; allowed: 0 to 1e9");
            var behaviour = NodePlans.OptionsOf(configuration, factor, parse.GetValue(anew));
            using var tape = parse.GetValue(feed) == Exchange ? WarmUpTape.Open(configuration, context) : ConfiguredTape.Open(configuration);
            var plan = BacktestPlans.Of(configuration, tape?.Files ?? [], context.OpenShelf(configuration));
            return await terminal.RunAsync(parse, context, configuration, plan, Setup(), null, parse.GetValue(json), cancellation).ConfigureAwait(false);

            NodeSetup Setup() => parse.GetValue(feed) == Exchange || tape is null
                ? NodePlans.OnLiveData(configuration, plan, ExchangeAccess.Of(configuration, context), tape?.Source, behaviour, context)
                : NodePlans.OnTape(configuration, plan, tape.Source, behaviour, context);
        });
    }
}
