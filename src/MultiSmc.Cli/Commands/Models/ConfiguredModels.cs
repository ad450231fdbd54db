using MultiSmc.Cli.Configuration;
using MultiSmc.Research;
using MultiSmc.Strategy;

namespace MultiSmc.Cli.Commands;

/// <summary>The models that a configuration names, opened.</summary>
internal sealed class ConfiguredModels
{
    private readonly IReadOnlyList<ModelOnShelf?> _models;

    private ConfiguredModels(IReadOnlyList<ModelOnShelf?> models)
    {
        _models = models;
        var ids = models.OfType<ModelOnShelf>().Select(static model => model.Id).Distinct().ToArray();
        Plan = ids.Length == 0 ? ApproachModelPlan.None : new ApproachModelPlan(string.Join('+', ids), Create)
        {
            TrainedOn = [.. models.OfType<ModelOnShelf>().SelectMany(static model => model.TrainedOn).Distinct()],
        };
    }

    /// <summary>Gives each market its own model, and none to those without; named after all of them.</summary>
    public ApproachModelPlan Plan { get; }

    /// <summary>Opens the model of every symbol that names one.</summary>
    /// <exception cref="CommandException">One is not there, or does not fit.</exception>
    public static ConfiguredModels Open(BacktestConfiguration configuration, IModelShelf shelf) =>
        new([.. configuration.Symbols.Select(symbol => symbol.Model is { } name ? shelf.Open(name, symbol) : null)]);

    /// <summary>The model of a symbol; null where it has none.</summary>
    public ModelOnShelf? Of(SymbolConfiguration symbol) => _models[symbol.Instrument.Id.Index];

    // Trees may be shared between runs; the windows of the features may not, so each market of each run gets its own.
    private IApproachModel Create(MarketPlan market) => _models[market.Instrument.Id.Index] is { } model
        ? new ForestApproachModel(model.Id, market.Packets.Bucket, model.Forest, model.Calibrate)
        : new NoModel();
}
