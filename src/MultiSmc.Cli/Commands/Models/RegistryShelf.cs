using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>The models of a registry folder, checked against the symbol that asks: weights, features, packets, structure.</summary>
internal sealed class RegistryShelf(string folder) : IModelShelf
{
    private readonly ModelRegistry _registry = new(folder);

    /// <inheritdoc/>
    public ModelOnShelf Open(string name, SymbolConfiguration symbol)
    {
        if (_registry.List().All(entry => entry.Name != name))
        {
            throw new CommandException(
                ExitCode.Configuration,
                $"{symbol.Instrument.Symbol}: there is no model '{name}' here; models come with `multismc train` (write model: none to run without one)");
        }

        var load = _registry.Load(name, new ModelExpectation
        {
            FeatureSchemaSha256 = FeatureSchema.OteApproach.Sha256,
            FeatureNames = [.. FeatureSchema.OteApproach.Features.Select(static feature => feature.Name)],
            Symbol = symbol.Instrument.Symbol,
            Packets = symbol.Packets,
            Structure = symbol.Structure,
        });
        if (load is ModelLoad.Refused refused)
        {
            throw new CommandException(
                ExitCode.Configuration,
                $"{symbol.Instrument.Symbol}: the model '{name}' is refused: {string.Join("; ", refused.Reasons.Select(reason => reason.Message))}");
        }

        var loaded = (ModelLoad.Loaded)load;
        var calibrator = PassportCalibrator.Create(name, loaded.Passport.Calibration);
        return new ModelOnShelf(
            name, ForestEvaluator.Create(loaded.Model), calibrator.Probability, loaded.Passport.Threshold.Value,
            [.. loaded.Passport.Data.Sources.Select(source => new TrainedPeriod(new Timestamp(source.FirstTimeNs), new Timestamp(source.LastTimeNs))).Distinct()]);
    }
}
