using System.CommandLine;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>The options <c>--config</c> and <c>--data</c> of every command that reads a configuration.</summary>
internal sealed class ConfigurationOptions
{
    private readonly Option<string> _config = new("--config", "-c")
    {
        Description = "The configuration file.",
        DefaultValueFactory = static _ => StarterFiles.ConfigurationFile,
        HelpName = "FILE",
    };

    private readonly Option<string?> _data = new("--data") { Description = "Folder of the recordings; wins over data.root.", HelpName = "DIR" };

    /// <summary>Adds the options to a command.</summary>
    public static ConfigurationOptions AddTo(Command command)
    {
        var options = new ConfigurationOptions();
        command.Add(options._config);
        command.Add(options._data);
        return options;
    }

    /// <summary>The file the user named.</summary>
    public string File(ParseResult parse) => parse.GetValue(_config) ?? StarterFiles.ConfigurationFile;

    /// <summary>Folder of the recordings, for commands that need no configuration: --data, else the configuration's where there is one.</summary>
    public string DataRoot(ParseResult parse, CommandContext context) =>
        parse.GetValue(_data) ?? (System.IO.File.Exists(File(parse)) ? Load(parse, context).DataRoot : StarterFiles.DataFolder);

    /// <summary>The configuration; throws <see cref="ConfigurationException"/>, which ends the process with exit code 3 and every fault.</summary>
    public BacktestConfiguration Load(ParseResult parse, CommandContext context) => TryLoad(parse, context).OrThrow();

    /// <summary>The configuration, or its faults.</summary>
    public ConfigurationResult TryLoad(ParseResult parse, CommandContext context)
    {
        var loader = new ConfigurationLoader
        {
            Environment = context.Variables,
            KnownInstrument = context.KnownInstrument,
            DataRoot = parse.GetValue(_data),
        };
        return loader.LoadFile(File(parse));
    }

    /// <summary>The option <c>--json</c>.</summary>
    public static Option<bool> AddJsonTo(Command command)
    {
        var json = new Option<bool>("--json") { Description = "Machine-readable output with a versioned schema." };
        command.Add(json);
        return json;
    }
}
