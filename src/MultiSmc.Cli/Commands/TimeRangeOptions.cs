using System.CommandLine;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>The options <c>--from</c> and <c>--to</c>.</summary>
internal sealed class TimeRangeOptions
{
    private readonly Option<string?> _from = new("--from") { Description = "First moment, UTC: 2025-06-21 or 2025-06-21T12:00:00Z.", HelpName = "TIME" };
    private readonly Option<string?> _to = new("--to") { Description = "Moment before which it ends, UTC.", HelpName = "TIME" };

    /// <summary>Adds the options to a command.</summary>
    public static TimeRangeOptions AddTo(Command command)
    {
        var options = new TimeRangeOptions();
        command.Add(options._from);
        command.Add(options._to);
        return options;
    }

    /// <summary>The range; null where it is open.</summary>
    /// <exception cref="CommandException">A moment is not one, or the range holds none.</exception>
    public (Timestamp? From, Timestamp? To) Read(ParseResult parse)
    {
        var (from, to) = (Moment(parse.GetValue(_from), "--from"), Moment(parse.GetValue(_to), "--to"));
        if (from is { } begin && to is { } end && begin >= end)
            throw new CommandException(ExitCode.Usage, $"--from {begin} is not before --to {end}");
        return (from, to);
    }

    /// <summary>A moment as users write it; null where none is given.</summary>
    /// <exception cref="CommandException">It is not one.</exception>
    public static Timestamp? Moment(string? text, string option)
    {
        if (text is null)
            return null;
        return UtcMoment.TryParse(text, out var moment)
            ? moment
            : throw new CommandException(
                ExitCode.Usage, $"{option} '{ConfigurationFault.Printable(text)}' is no moment; write 2025-06-21 or 2025-06-21T12:00:00Z (UTC)");
    }
}
