using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>The newest part of a catalog, for a session on live data to begin with.</summary>
internal static class WarmUpTape
{
    /// <summary>Opens it; null, with a remark on stderr, where there is none.</summary>
    public static ConfiguredTape? Open(BacktestConfiguration configuration, CommandContext context)
    {
        if (configuration.Node.WarmUp <= Duration.Zero)
            return null;
        if (!CatalogStore.IsCatalog(configuration.DataRoot))
        {
            context.Console.WriteWarning($"{configuration.DataRoot} is no catalog: packets and structure begin with the first live trade");
            return null;
        }

        var now = Timestamp.Of(context.Time.GetUtcNow());
        try
        {
            return ConfiguredTape.Open(configuration with { DataFrom = new Timestamp(now.Nanoseconds - configuration.Node.WarmUp.Nanoseconds), DataTo = null });
        }
        catch (CommandException none) when (none.Code == ExitCode.Data)
        {
            context.Console.WriteWarning($"no warm-up: {none.Message}; `multismc data download` brings the catalog up to date");
            return null;
        }
    }
}
