using MultiSmc.Learning;

namespace MultiSmc.Cli.Commands;

/// <summary>From a model's margin to its probability, as its passport says.</summary>
internal static class PassportCalibrator
{
    /// <summary>Makes it.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="calibration">Of its passport.</param>
    /// <exception cref="CommandException">The passport's figures make no calibration.</exception>
    public static Calibrator Create(string name, PassportCalibration calibration) => calibration.TryCreate(out var calibrator, out var fault)
        ? calibrator
        : throw new CommandException(ExitCode.Configuration, $"the model '{name}' has a calibration that can't be used: {fault}");
}
