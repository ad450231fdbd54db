using System.CommandLine;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>What every verb that runs a backtest does with its result: the table, or JSON, on stdout; files when a folder is named.</summary>
internal sealed class RunOutput
{
    private readonly Option<string?> _out = new("--out") { Description = "Folder for report.json, report.html and the tables.", HelpName = "DIR" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a run that stands in the folder already." };
    private readonly Option<bool> _json;

    private RunOutput(Option<bool> json) => _json = json;

    /// <summary>Adds the options to a command.</summary>
    public static RunOutput AddTo(Command command)
    {
        var output = new RunOutput(ConfigurationOptions.AddJsonTo(command));
        command.Add(output._out);
        command.Add(output._overwrite);
        return output;
    }

    /// <summary>Fails early, before a long run, when the folder can't be written.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="ownFolder">Where the files go without --out; null for no files.</param>
    public void CheckTarget(ParseResult parse, string? ownFolder = null)
    {
        var named = parse.GetValue(_out);
        if ((named ?? ownFolder) is not { } folder)
            return;
        if (File.Exists(folder))
            throw new CommandException(ExitCode.Failure, $"{folder} is a file; name a folder for the run");
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            return;
        if (!File.Exists(Path.Combine(folder, BacktestReportWriter.ReportFile)))
            throw new CommandException(ExitCode.Failure, $"{folder} holds other files and no run; name another folder: this one will not be replaced");
        if (named is not null && !parse.GetValue(_overwrite))
            throw new CommandException(ExitCode.Failure, $"{folder} holds a run already; name another folder, or say --overwrite to replace it");
    }

    /// <summary>Shows a result and writes its files.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="console">Where to.</param>
    /// <param name="result">The result.</param>
    /// <param name="ownFolder">Where the files go without --out: a folder of this configuration's own, replaced by its next run; null for no files.</param>
    /// <param name="hasTables">Tables and report.html beside report.json.</param>
    public void Show(ParseResult parse, CommandConsole console, BacktestResult result, string? ownFolder, bool hasTables)
    {
        var report = BacktestReport.Create(result);
        if ((parse.GetValue(_out) ?? ownFolder) is { } folder)
        {
            BacktestReportWriter.Write(report, folder, parse.GetValue(_overwrite) || parse.GetValue(_out) is null, hasTables);
            console.Error.WriteLine($"written to {folder}");
        }

        if (!parse.GetValue(_json))
        {
            SummaryTable.Write(console.Out, SummaryModel.Rows(report));
            WriteIdentity(console.Out, result.Identity);
            return;
        }

        using var buffer = new MemoryStream();
        BacktestReportWriter.WriteJson(report, buffer);
        console.Out.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void WriteIdentity(TextWriter output, BacktestIdentity identity)
    {
        output.WriteLine();
        output.WriteLine("Identity (the same again gives the same bytes)");
        output.WriteLine($"  version {identity.CodeVersion}, seed {identity.Seed}, model {identity.Model}");
        output.WriteLine($"  configuration {identity.ConfigSha256}");
        foreach (var file in identity.Files)
            output.WriteLine($"  {file.Hash}  {file.Name}");
    }
}
