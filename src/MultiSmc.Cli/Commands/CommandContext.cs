using System.Collections;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>What a command may touch of the world around it, so that tests can give it another one.</summary>
internal sealed class CommandContext
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _environment;

    /// <param name="console">Where it writes.</param>
    /// <param name="environment">Environment variables, read at first use.</param>
    public CommandContext(CommandConsole console, Func<IReadOnlyDictionary<string, string>> environment)
    {
        Console = console;
        _environment = new Lazy<IReadOnlyDictionary<string, string>>(environment);
    }

    /// <summary>Where it writes.</summary>
    public CommandConsole Console { get; }

    /// <summary>Environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables => _environment.Value;

    /// <summary>Trading rules of symbols whose configuration says none.</summary>
    public Func<string, Instrument?> KnownInstrument { get; init; } = FindKnown;

    /// <summary>Where the models of a configuration lie.</summary>
    public Func<BacktestConfiguration, IModelShelf> OpenShelf { get; init; } = static configuration => new RegistryShelf(configuration.ModelsRoot);

    /// <summary>What is typed or piped in.</summary>
    public Func<TextReader> Input { get; init; } = static () => System.Console.In;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The built-in table of instruments; null for a symbol that is not in it.</summary>
    public static Instrument? FindKnown(string symbol) => (KnownInstruments.Find(symbol, default) as InstrumentLookup.Known)?.Instrument;

    /// <summary>The world of this process.</summary>
    public static CommandContext OfProcess() => new(CommandConsole.OfProcess(), static () =>
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    });
}
