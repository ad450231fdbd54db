using System.Text.Json;

namespace MultiSmc.Learning;

/// <summary>
/// Every training that was run, kept in the registry's folder: trying often and showing the best is how one fools oneself, so the tool counts. One file
/// a trial, named after what was tried, put in place by a rename: trainings that end at the same moment on the same registry are all counted, without
/// a lock. Only the same training under the same name is no other trial.
/// </summary>
/// <param name="registry">The registry's folder; made when the first trial is counted.</param>
public sealed class TrialLedger(string registry)
{
    // A leading dot: no model can be called that.
    private const string FolderName = ".trials";
    private const string Ending = ".json";

    private string Folder => Path.Combine(registry, FolderName);

    /// <summary>Counts a trial.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Add(ModelTrial trial)
    {
        Directory.CreateDirectory(Folder);
        DurableFile.Replace(Path.Combine(Folder, FileNameOf(trial)), PassportJson.Write(trial));
    }

    /// <summary>The trials that used any of the files, in the order of time.</summary>
    /// <param name="data">SHA-256 of files, lower-case hex.</param>
    /// <exception cref="InvalidDataException">A trial can't be read; a count without it would be too low.</exception>
    public IReadOnlyList<ModelTrial> On(IReadOnlyCollection<string> data) => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*" + Ending).Select(Read).Where(trial => trial.Data.Any(data.Contains))
            .OrderBy(trial => trial.At).ThenBy(FileNameOf, StringComparer.Ordinal)]
        : [];

    // Everything but the moment: the same weights may come of another split, and then they were tested otherwise.
    private static string FileNameOf(ModelTrial trial) => PassportModel.Hash(PassportJson.Write(trial with { At = default })) + Ending;

    private static ModelTrial Read(string file)
    {
        try
        {
            var trial = PassportJson.ReadTrial(File.ReadAllBytes(file));
            if (trial.KeptAtNs.Count != trial.KeptNetBps.Count || trial.KeptNetBps.Any(net => !double.IsFinite(net)))
                throw new JsonException("its results are not whole");
            return trial;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{file}: the count of trials can't be trusted: {e.Message}", e);
        }
    }
}
