using System.CommandLine;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>The option <c>--symbol</c>: which of the configuration's symbols; needed only when there are several.</summary>
internal sealed class SymbolOption
{
    private readonly Option<string?> _symbol = new("--symbol") { Description = "Which symbol of the configuration.", HelpName = "SYMBOL" };

    /// <summary>Adds the option to a command.</summary>
    public static SymbolOption AddTo(Command command)
    {
        var option = new SymbolOption();
        command.Add(option._symbol);
        return option;
    }

    /// <summary>The symbol that is meant.</summary>
    /// <exception cref="CommandException">It is not in the configuration, or it is not said which.</exception>
    public SymbolConfiguration Find(ParseResult parse, BacktestConfiguration configuration)
    {
        var known = configuration.Symbols.Select(symbol => symbol.Instrument.Symbol).ToArray();
        if (parse.GetValue(_symbol) is not { } name)
        {
            return configuration.Symbols.Count == 1
                ? configuration.Symbols[0]
                : throw new CommandException(ExitCode.Usage, $"which symbol? say --symbol with one of {string.Join(", ", known)}");
        }

        var found = configuration.Symbols.FirstOrDefault(symbol => string.Equals(symbol.Instrument.Symbol, name, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
            return found;
        var hint = Nearest.Find(name.ToUpperInvariant(), known) is { } near ? $"; did you mean {near}?" : "";
        throw new CommandException(ExitCode.Usage, $"{ConfigurationFault.Printable(name)} is not in {configuration.File} (it has {string.Join(", ", known)}){hint}");
    }
}
