using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>Lays out a folder to work in.</summary>
internal static class StarterFiles
{
    /// <summary>What commands read when nothing else is said.</summary>
    public const string ConfigurationFile = "config.yaml";

    /// <summary>Where the written configuration expects recordings.</summary>
    public const string DataFolder = "data";

    /// <summary>Writes the configuration and makes the data folder. The file appears whole or not at all.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="isForced">An existing configuration may be overwritten.</param>
    /// <returns>Path of the configuration.</returns>
    /// <exception cref="CommandException">There is one already.</exception>
    public static string Write(string folder, bool isForced)
    {
        var file = Path.Combine(folder, ConfigurationFile);
        if (!isForced && File.Exists(file))
            throw Exists(file);
        Directory.CreateDirectory(Path.Combine(folder, DataFolder));
        var temporary = Path.Combine(folder, $".{ConfigurationFile}.{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(temporary, StarterFile.Text());
            File.Move(temporary, file, isForced);
        }
        catch (IOException) when (!isForced && File.Exists(file))
        {
            // Somebody else was faster between the look and the move.
            throw Exists(file);
        }
        finally
        {
            File.Delete(temporary);
        }

        return file;
    }

    private static CommandException Exists(string file) => new(ExitCode.Failure, $"{file} exists already; --force overwrites it");
}
