using System.CommandLine;

namespace MultiSmc.Cli.Commands;

/// <summary><c>init [DIR]</c>.</summary>
internal static class InitCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("init", "Write a commented config.yaml and make the data folder.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "Where; this folder when not given.", DefaultValueFactory = static _ => "." };
        var force = new Option<bool>("--force") { Description = "Overwrite an existing config.yaml." };
        command.Add(folder);
        command.Add(force);
        command.SetAction(parse =>
        {
            var target = parse.GetValue(folder) ?? ".";
            var file = StarterFiles.Write(target, parse.GetValue(force));
            context.Console.Out.WriteLine(file);
            context.Console.Out.WriteLine(Path.Combine(target, StarterFiles.DataFolder) + Path.DirectorySeparatorChar);
            context.Console.Error.WriteLine(
                $"next: put recorded trades into the data folder, name them in {StarterFiles.ConfigurationFile}, and run `multismc config check`");
            return (int)ExitCode.Ok;
        });
    }
}
