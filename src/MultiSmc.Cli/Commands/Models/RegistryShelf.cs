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
        var calibrator = CalibratorOf(name, loaded.Passport.Calibration);
        return new ModelOnShelf(
            name, ForestEvaluator.Create(loaded.Model), calibrator.Probability, loaded.Passport.Threshold.Value,
            [.. loaded.Passport.Data.Sources.Select(source => new TrainedPeriod(new Timestamp(source.FirstTimeNs), new Timestamp(source.LastTimeNs))).Distinct()]);
    }

    private static Calibrator CalibratorOf(string name, PassportCalibration calibration)
    {
        if (calibration.Kind == "none")
            return new Calibrator.Platt(1, 0);
        var parameters = new CalibrationParameters
        {
            Kind = calibration.Kind, A = calibration.A, B = calibration.B, Points = [.. calibration.Points.Select(point => new IsotonicPoint(point.Margin, point.Probability))],
        };
        return parameters.TryCreate(out var calibrator, out var fault)
            ? calibrator
            : throw new CommandException(ExitCode.Configuration, $"the model '{name}' has a calibration that can't be used: {fault}");
    }
}
