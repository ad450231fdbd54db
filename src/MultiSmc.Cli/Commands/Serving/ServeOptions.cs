using System.CommandLine;
using MultiSmc.Cli.Configuration;
using MultiSmc.Research;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary><c>--serve</c>: a run is watched in the browser while it goes on, and looked at when it has ended. Nothing can be commanded but its pace.</summary>
internal sealed class ServeOptions
{
    private const int DefaultPort = 7077;

    private readonly Option<int?> _serve = new("--serve")
    {
        Description = "Show it in the browser, on this port of this machine; 0 takes any free one. Stays until Ctrl+C.",
        HelpName = "PORT",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<double?> _speed = new("--speed") { Description = "With --serve: so many times as fast as it happened; without it, as fast as it can.", HelpName = "X" };

    private readonly Option<bool> _paused = new("--paused") { Description = "With --serve: waits before its first input until the page steps it or lets it go on." };

    /// <summary>Adds the options to a command.</summary>
    public static ServeOptions AddTo(Command command)
    {
        var options = new ServeOptions();
        command.Add(options._serve);
        command.Add(options._speed);
        command.Add(options._paused);
        return options;
    }

    /// <summary>Begins to serve where it is asked for; null where it is not.</summary>
    public async Task<ServedSession?> StartAsync(
        ParseResult parse, CommandContext context, BacktestPlan plan, TerminalMode mode, bool canGoBack, BacktestConfiguration configuration, CancellationToken cancellation)
    {
        var speed = parse.GetValue(_speed);
        if (parse.GetResult(_serve) is null)
            return speed is not null ? throw new CommandException(ExitCode.Usage, "--speed goes with --serve")
                : parse.GetValue(_paused) ? throw new CommandException(ExitCode.Usage, "--paused goes with --serve")
                : null;
        if (speed is <= 0 or > 1_000_000)
            throw new CommandException(ExitCode.Usage, $"--speed {speed} is out of range; allowed: above 0 to 1000000");
        var port = parse.GetValue(_serve) ?? DefaultPort;
        if (port is < 0 or > 65_535)
            throw new CommandException(ExitCode.Usage, $"--serve {port} is no port; allowed: 0 to 65535");
        var options = TerminalSettings.ShownOf(configuration) with { Port = port, Jobs = JobPlans.HostOf(context, configuration) };
        try
        {
            var served = await ServedSession.StartAsync(options, plan, mode, speed, parse.GetValue(_paused), canGoBack, context.Time, cancellation).ConfigureAwait(false);
            context.Console.Error.WriteLine($"terminal at {served.Address}");
            return served;
        }
        catch (TerminalException failure)
        {
            throw new CommandException(ExitCode.Failure, failure.Message);
        }
    }
}
