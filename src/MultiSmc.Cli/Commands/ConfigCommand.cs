using System.CommandLine;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary><c>config check | show | schema</c>.</summary>
internal static class ConfigCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("config", "Check a configuration, show what is in force and why, print its JSON schema.", Build);

    private static void Build(Command command, CommandContext context)
    {
        command.Add(Check(context));
        command.Add(Show(context));
        command.Add(Schema(context));
        command.Add(Reference(context));
    }

    private static Command Check(CommandContext context)
    {
        var command = new Command("check", "Judge the whole file; every fault with its line.");
        var options = ConfigurationOptions.AddTo(command);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(parse =>
        {
            var file = options.File(parse);
            var result = options.TryLoad(parse, context);
            if (!parse.GetValue(json))
            {
                var configuration = result.OrThrow();
                foreach (var warning in Warnings(configuration))
                    context.Console.WriteWarning(warning);
                var symbols = string.Join(", ", configuration.Symbols.Select(static s => s.Instrument.Symbol));
                context.Console.Out.WriteLine($"{file}: ok ({symbols})");
                context.Console.Out.WriteLine($"hash {configuration.Hash}");
                return (int)ExitCode.Ok;
            }

            var loaded = (result as ConfigurationResult.Loaded)?.Configuration;
            context.Console.WriteJson("multismc.config.check/1", writer =>
            {
                writer.WriteBoolean("ok", loaded is not null);
                writer.WriteString("file", file);
                writer.WriteString("hash", loaded?.Hash);
                ConfigurationReport.WriteFaults(writer, (result as ConfigurationResult.Refused)?.Faults ?? []);
                writer.WriteStartArray("warnings");
                foreach (var warning in loaded is null ? [] : Warnings(loaded))
                    writer.WriteStringValue(warning);
                writer.WriteEndArray();
            });
            return (int)(loaded is null ? ExitCode.Configuration : ExitCode.Ok);
        });
        return command;
    }

    private static Command Show(CommandContext context)
    {
        var command = new Command("show", "Every value in force, with what set it.");
        var options = ConfigurationOptions.AddTo(command);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(parse =>
        {
            var configuration = options.Load(parse, context);
            if (parse.GetValue(json))
            {
                context.Console.WriteJson("multismc.config.show/1", writer =>
                {
                    writer.WriteString("file", configuration.File);
                    writer.WriteString("hash", configuration.Hash);
                    ConfigurationReport.WriteValues(writer, configuration);
                });
            }
            else
            {
                ConfigurationReport.WriteValues(context.Console, configuration);
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Schema(CommandContext context)
    {
        var command = new Command("schema", "The JSON schema (draft 2020-12), for editors.");
        command.SetAction(_ =>
        {
            context.Console.WriteJson(SchemaJson.Write);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    // Writes docs/configuration.md; of no use to a trader, so the help does not show it.
    private static Command Reference(CommandContext context)
    {
        var command = new Command("reference", "The page docs/configuration.md.") { Hidden = true };
        command.SetAction(_ =>
        {
            context.Console.Out.Write(ReferencePage.Text());
            return (int)ExitCode.Ok;
        });
        return command;
    }

    // Right as it stands, and yet probably not meant.
    private static IEnumerable<string> Warnings(BacktestConfiguration configuration)
    {
        if (configuration.Fees is { MakerPpm: 0, TakerPpm: 0 })
            yield return "fees are zero: results will be too good";
        foreach (var symbol in configuration.Symbols)
        {
            if (symbol.Files.Count == 0 && !CatalogStore.IsCatalog(configuration.DataRoot))
                yield return $"{symbol.Instrument.Symbol}: no files are named, and {configuration.DataRoot} is no catalog";
            foreach (var pattern in symbol.Files.Where(pattern => DataFiles.Find(configuration.DataRoot, pattern).Count == 0))
                yield return $"{symbol.Instrument.Symbol}: no file '{ConfigurationFault.Printable(pattern)}' under {configuration.DataRoot}";
        }
    }
}
