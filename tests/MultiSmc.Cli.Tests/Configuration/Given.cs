using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

/// <summary>Configurations in text, loaded without a disk.</summary>
internal static class Given
{
    /// <summary>The least that is a configuration; six lines, ending inside <c>symbols[0].packets</c>.</summary>
    public const string Least = """
        schema: 1
        symbols:
          - symbol: LTCUSDT
            files: [a.zip]
            packets:
              bucket: 10000

        """;

    public static IReadOnlyDictionary<string, string> NoVariables { get; } = new Dictionary<string, string>();

    public static ConfigurationResult Result(string text, IReadOnlyDictionary<string, string>? variables = null) => new ConfigurationLoader
    {
        Environment = variables ?? NoVariables,
        KnownInstrument = MultiSmc.Cli.Commands.CommandContext.FindKnown,
    }.Load(text, "config.yaml");

    public static BacktestConfiguration Loaded(string text, IReadOnlyDictionary<string, string>? variables = null) => Result(text, variables).OrThrow();

    public static string[] Faults(string text, IReadOnlyDictionary<string, string>? variables = null) =>
        [.. Assert.IsType<ConfigurationResult.Refused>(Result(text, variables)).Faults.Select(static f => f.ToString())];

    public static EffectiveValue Value(BacktestConfiguration configuration, string path) => configuration.Effective.Single(v => v.Path == path);
}
