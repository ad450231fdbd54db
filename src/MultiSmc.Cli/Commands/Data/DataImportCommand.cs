using System.CommandLine;
using System.Text.Json;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary><c>data import</c>: archives, recordings and files of other catalogs → catalog.</summary>
internal static class DataImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var command = new Command("import", "Archives (zip, CSV), recorded lines, or day files of another catalog into the catalog.");
        var files = new Argument<string[]>("FILE") { Description = "Files, folders, or patterns with * and ?.", Arity = ArgumentArity.OneOrMore };
        var symbol = new Option<string?>("--symbol") { Description = "Whose trades they are, where neither name nor content tells.", HelpName = "SYMBOL" };
        var market = new Option<string>("--market") { Description = "Where they were made: spot, or another folder's name.", DefaultValueFactory = static _ => SeriesKey.Spot };
        command.Add(files);
        command.Add(symbol);
        command.Add(market);
        var catalog = CatalogOption.AddTo(command);
        var json = ConfigurationOptions.AddJsonTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var console = context.Console;
            var paths = parse.GetRequiredValue(files).SelectMany(CatalogImport.Expand).ToArray();
            var store = CatalogStore.OpenOrCreate(catalog.Folder(parse));
            using var import = new CatalogImport(store, parse.GetValue(market) ?? SeriesKey.Spot, parse.GetValue(symbol)?.ToUpperInvariant());
            var total = paths.Sum(static path => new FileInfo(path).Length);
            var imported = await console.WithProgressAsync("import", progress => Task.Run(() => All(import, paths, total, console, progress, cancellation), cancellation))
                .ConfigureAwait(false);
            if (parse.GetValue(json))
                console.WriteJson("multismc.data.import/1", writer => Write(writer, store, imported));
            else
                imported.ForEach(file => ImportLines.Write(console.Out, file));
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static List<ImportedFile> All(
        CatalogImport import, string[] paths, long total, CommandConsole console, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        var imported = new List<ImportedFile>();
        var done = 0L;
        foreach (var path in paths)
        {
            var file = import.Run(path, share => progress.Report(new ProgressStep(done + share, total)), cancellation);
            imported.Add(file);
            ImportLines.WriteFaults(console, file);
            done += new FileInfo(path).Length;
        }

        return imported;
    }

    private static void Write(Utf8JsonWriter json, CatalogStore store, List<ImportedFile> files)
    {
        json.WriteString("catalog", store.Root);
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Path);
            json.WriteNumber("bad_rows", file.Report?.FaultCount ?? 0);
            json.WriteStartArray("series");
            foreach (var import in file.Imports)
            {
                json.WriteStartObject();
                json.WriteString("series", import.Key.Folder);
                json.WriteNumber("rows", import.Rows);
                json.WriteNumber("late_rows", import.LateRows);
                json.WriteStartArray("days");
                foreach (var day in import.Days)
                {
                    json.WriteStartObject();
                    json.WriteString("outcome", ImportLines.Name(day.Outcome));
                    DayJson.Write(json, day.Facts);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
