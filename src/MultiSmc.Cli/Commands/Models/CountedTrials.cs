using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>The trials of a registry as the gates take them: where they can't be read, the gates say so and are not met.</summary>
internal static class CountedTrials
{
    /// <summary>A model's place among the trainings on its data, as counted until now.</summary>
    public static TrialStatistics Of(string registry, ModelPassport passport) =>
        Weigh(registry, [.. passport.Data.Sources.Select(static source => source.Identity)], trials => TrialStatistics.Of(passport, trials));

    /// <summary>Counts a training, and says its place among those on its data.</summary>
    /// <exception cref="IOException">It could not be counted.</exception>
    public static TrialStatistics Count(string registry, ModelTrial trial)
    {
        new TrialLedger(registry).Add(trial);
        return Weigh(registry, trial.Data, trials => TrialStatistics.Of(trial, trials));
    }

    private static TrialStatistics Weigh(string registry, IReadOnlyList<string> data, Func<IReadOnlyList<ModelTrial>, TrialStatistics> weigh)
    {
        try
        {
            return weigh(new TrialLedger(registry).On(data));
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return TrialStatistics.Unknown(fault.Message);
        }
    }
}
