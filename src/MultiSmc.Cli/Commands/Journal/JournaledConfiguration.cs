using System.Text.Json;
using System.Text.Json.Serialization;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// The configuration of a session as its journal keeps it: the file's text and the variables that were laid over it, so that it loads again on this
/// machine to the same values. Secrets are none of it: a configuration only says where they are.
/// </summary>
/// <param name="File">Full path: relative folders start where it lies.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Environment">Variables of ours.</param>
internal sealed record JournaledConfiguration(string File, string Text, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What is in force now.</summary>
    public static JournaledConfiguration Of(BacktestConfiguration configuration, CommandContext context) => new(
        Path.GetFullPath(configuration.File),
        System.IO.File.ReadAllText(configuration.File),
        context.Variables.Where(static variable => variable.Key.StartsWith(EnvironmentOverlay.Prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal));

    /// <summary>As the journal stores it.</summary>
    public string Write() => JsonSerializer.Serialize(this, JournaledConfigurationJson.Default.JournaledConfiguration);

    /// <summary>From what the journal stores.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static JournaledConfiguration Read(string stored)
    {
        try
        {
            return JsonSerializer.Deserialize(stored, JournaledConfigurationJson.Default.JournaledConfiguration)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException fault)
        {
            throw new CommandException(ExitCode.Data, $"the session's configuration can't be read ({fault.Message}); say --config FILE", fault);
        }
    }

    /// <summary>Loads it again.</summary>
    public BacktestConfiguration Load(CommandContext context) =>
        new ConfigurationLoader { Environment = Environment, KnownInstrument = context.KnownInstrument }.Load(Text, File).OrThrow();
}

/// <summary>Reads and writes it without reflection.</summary>
[JsonSerializable(typeof(JournaledConfiguration))]
internal sealed partial class JournaledConfigurationJson : JsonSerializerContext;
