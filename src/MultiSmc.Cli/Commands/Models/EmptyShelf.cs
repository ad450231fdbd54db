using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>A shelf without a model: whatever is asked for is not there.</summary>
internal sealed class EmptyShelf : IModelShelf
{
    /// <inheritdoc/>
    public ModelOnShelf Open(string name, SymbolConfiguration symbol) => throw new CommandException(
        ExitCode.Configuration,
        $"{symbol.Instrument.Symbol}: there is no model '{name}'; models come with `multismc train` (write model: none to run without one)");
}
