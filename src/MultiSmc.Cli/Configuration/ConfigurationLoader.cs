using MultiSmc.Binance;
using MultiSmc.Core;

namespace MultiSmc.Cli.Configuration;

/// <summary>What became of a configuration.</summary>
internal abstract record ConfigurationResult
{
    private ConfigurationResult()
    {
    }

    /// <summary>The configuration.</summary>
    /// <exception cref="ConfigurationException">It was refused.</exception>
    public BacktestConfiguration OrThrow() => this switch
    {
        Loaded loaded => loaded.Configuration,
        Refused refused => throw new ConfigurationException(refused.Faults),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Whole and without a fault.</summary>
    public sealed record Loaded(BacktestConfiguration Configuration) : ConfigurationResult;

    /// <summary>Every fault: those of the file by line, then those of the environment.</summary>
    public sealed record Refused(IReadOnlyList<ConfigurationFault> Faults) : ConfigurationResult;
}

/// <summary>File, environment and command line to one checked configuration. All faults are found in one go.</summary>
internal sealed record ConfigurationLoader
{
    // A configuration is a few kilobytes; the bound keeps a wrong file from being read whole.
    private const long LargestFile = 1 << 20;

    /// <summary>Variables; only those that begin with <see cref="EnvironmentOverlay.Prefix"/> are looked at.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Trading rules of symbols whose file says none.</summary>
    public required Func<string, Instrument?> KnownInstrument { get; init; }

    /// <summary>Symbols that have such rules: the nearest is suggested for a misspelt one.</summary>
    public IReadOnlyList<string> KnownSymbols { get; init; } = KnownInstruments.Symbols;

    /// <summary>Data folder of the command line, relative to the working folder; wins over file and environment.</summary>
    public string? DataRoot { get; init; }

    /// <summary>Reads a file.</summary>
    public ConfigurationResult LoadFile(string file)
    {
        var info = new FileInfo(file);
        if (!info.Exists)
            return Refuse(file, "no such file; `multismc init` writes one");
        if (info.Length > LargestFile)
            return Refuse(file, $"is {info.Length} bytes long, which no configuration is");
        try
        {
            return Load(File.ReadAllText(file), file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Refuse(file, "cannot be read: " + unreadable.Message);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">Its name: for messages, and for where relative folders start.</param>
    public ConfigurationResult Load(string text, string file)
    {
        var faults = new List<ConfigurationFault>();
        if (YamlReader.Read(text, file, faults) is not { } top)
            return new ConfigurationResult.Refused(faults);
        new EnvironmentOverlay(top, faults).Apply(Environment);
        var root = new Resolver(faults).Resolve(top);
        if (DataRoot is not null)
        {
            var data = root.Section("data");
            data.Set(data["root"] with { Value = Path.GetFullPath(DataRoot), Origin = Origin.CommandLine("--data") });
        }

        foreach (var symbol in root.Section("symbols").Items.Where(static s => s.FindSection("instrument") is not null))
            DerivedValues.Complete(symbol, KnownInstrument, KnownSymbols, faults);
        new ContradictionRules(faults).Judge(root);
        if (faults.Count == 0)
            return new ConfigurationResult.Loaded(ConfigurationMapper.Map(root, file));
        return new ConfigurationResult.Refused(
            [.. faults.OrderBy(static f => f.Origin.Kind).ThenBy(static f => f.Origin.Line).ThenBy(static f => f.Origin.Column)]);
    }

    private static ConfigurationResult.Refused Refuse(string file, string problem) =>
        new([new ConfigurationFault(Origin.File(file, 0, 0), "", problem)]);
}
