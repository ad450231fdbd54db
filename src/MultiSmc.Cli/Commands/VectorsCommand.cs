using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Research;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Commands;

/// <summary><c>vectors</c>: builder, detector and labels with the parameters of a conformance set, in its table format.</summary>
internal static class VectorsCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("vectors", "Conformance: run builder, detector and labels with a golden set's parameters and write its tables.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var parametersFile = new Option<string>("--params") { Description = "The set's params.json.", HelpName = "FILE", Required = true };
        var root = new Option<string>("--root") { Description = "The folder that the set's inputs are relative to.", HelpName = "DIR", Required = true };
        var folder = new Option<string>("--out") { Description = "Folder for the tables; replaced when it is there.", HelpName = "DIR", Required = true };
        command.Add(parametersFile);
        command.Add(root);
        command.Add(folder);
        command.SetAction((parse, cancellation) =>
        {
            CheckTarget(parse.GetRequiredValue(folder));
            var parameters = ReadParameters(parse.GetRequiredValue(parametersFile));
            var inputs = parameters.Inputs.Select(input => Path.Combine(parse.GetRequiredValue(root), input)).ToArray();
            foreach (var missing in inputs.Where(input => !File.Exists(input)))
                throw new CommandException(ExitCode.Data, $"{missing}: no such file; --root is the folder that the inputs in the parameters are relative to");
            var run = new DatasetRun(parameters.Dataset);
            if (parameters.InputKind == "bars")
                ReadBars(inputs[0], parameters.PriceDecimals, run);
            else
                ReadTrades(inputs, parameters, run, cancellation);
            run.Finish();
            ConformanceFiles.Write(run, parameters, parse.GetRequiredValue(folder));
            context.Console.Error.WriteLine($"{run.Packets.Count} packets, {run.Events.Count} events, {run.Zones.Count()} zones");
            return Task.FromResult((int)ExitCode.Ok);
        });
    }

    // The folder is replaced as a whole, so it must be nothing but an earlier set of tables.
    private static void CheckTarget(string folder)
    {
        if (File.Exists(folder))
            throw new CommandException(ExitCode.Failure, $"{folder} is a file; name a folder for the tables");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, ConformanceFiles.SummaryFile)))
            throw new CommandException(ExitCode.Failure, $"{folder} holds other files and no tables; name another folder: this one will not be replaced");
    }

    private static GoldenParameters ReadParameters(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return GoldenParameters.Parse(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new CommandException(ExitCode.Data, $"{path}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(ExitCode.Data, $"{path}: no such file", fault);
        }
    }

    private static void ReadTrades(string[] inputs, GoldenParameters parameters, DatasetRun run, CancellationToken cancellation)
    {
        using var source = new TapeSource(new InstrumentId(0), inputs, new TapeOptions { Symbol = parameters.Symbol, Faults = FaultPolicy.Stop });
        TapeWalk.EachTrade(source, (in TradeTick trade) => run.Add(in trade), cancellation);
    }

    // Date,Open,High,Low,Close,... with a header; prices times 10^decimals.
    private static void ReadBars(string path, int decimals, DatasetRun run)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        reader.ReadLine();
        var units = new UnitScale(decimals);
        for (var line = 2L; reader.ReadLine() is { } row; line++)
        {
            var cells = row.Split(',');
            if (cells.Length < 5)
                throw Bad("has fewer than five columns");
            run.Add(new Bar(Price(cells[1]), Price(cells[2]), Price(cells[3]), Price(cells[4])));

            long Price(string text) =>
                FixedPoint.TryParse(text, out var raw) && units.TryToUnits(raw, out var price) ? price : throw Bad($"'{text}' is no price of {decimals} decimals");

            CommandException Bad(string what) =>
                new(ExitCode.Data, string.Create(CultureInfo.InvariantCulture, $"{path}, line {line}: {what}"));
        }
    }
}
