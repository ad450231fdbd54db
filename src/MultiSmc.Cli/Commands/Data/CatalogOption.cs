using System.CommandLine;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>The option <c>--catalog</c> of the verbs around the catalog, and the series they are about.</summary>
internal sealed class CatalogOption
{
    private readonly Option<string> _folder = new("--catalog")
    {
        Description = "Folder of the catalog.",
        DefaultValueFactory = static _ => StarterFiles.DataFolder,
        HelpName = "DIR",
    };

    private readonly Option<string[]> _symbols = new("--symbol") { Description = "Only this symbol; may be said several times.", HelpName = "SYMBOL" };

    private CatalogOption()
    {
    }

    /// <summary>Adds the option that names the catalog.</summary>
    public static CatalogOption AddTo(Command command)
    {
        var option = new CatalogOption();
        command.Add(option._folder);
        return option;
    }

    /// <summary>Adds it with the option that picks symbols.</summary>
    public static CatalogOption WithSymbolsAddTo(Command command)
    {
        var option = AddTo(command);
        command.Add(option._symbols);
        return option;
    }

    /// <summary>The folder.</summary>
    public string Folder(ParseResult parse) => parse.GetValue(_folder) ?? StarterFiles.DataFolder;

    /// <summary>The catalog, which must be there.</summary>
    public CatalogStore Open(ParseResult parse) => CatalogStore.Open(Folder(parse));

    /// <summary>The series that are meant.</summary>
    /// <exception cref="CommandException">A symbol is in no series.</exception>
    public IReadOnlyList<SeriesKey> Series(ParseResult parse, CatalogStore store)
    {
        var all = store.Series();
        var wanted = parse.GetValue(_symbols) ?? [];
        foreach (var symbol in wanted)
        {
            if (all.Any(key => Is(key, symbol)))
                continue;
            var known = all.Select(static key => key.Symbol).Distinct().ToArray();
            var hint = Nearest.Find(symbol.ToUpperInvariant(), known) is { } near ? $"; did you mean {near}?" : "";
            throw new CommandException(ExitCode.Data, $"{store.Root} has nothing of {ConfigurationFault.Printable(symbol)}{hint}");
        }

        return wanted.Length == 0 ? all : [.. all.Where(key => wanted.Any(symbol => Is(key, symbol)))];
    }

    private static bool Is(SeriesKey key, string symbol) => string.Equals(key.Symbol, symbol, StringComparison.OrdinalIgnoreCase);
}
