using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>The recordings of a configuration as one tape, merged in time, with what was found in them.</summary>
internal sealed class ConfiguredTape : IDisposable
{
    private readonly List<(SymbolConfiguration Symbol, TapeSource Source)> _sources = [];
    private readonly IReadOnlyList<string> _files;

    private ConfiguredTape(BacktestConfiguration configuration, IReadOnlyList<SymbolConfiguration> symbols)
    {
        var files = new List<string>();
        var names = new List<DataFileIdentity>();
        foreach (var symbol in symbols)
        {
            var found = Find(configuration, symbol);
            files.AddRange(found);
            names.AddRange(found.Select(path => IdentityOf(configuration.DataRoot, path)));
            _sources.Add((symbol, new TapeSource(
                symbol.Instrument.Id, found,
                new TapeOptions { Symbol = symbol.Instrument.Symbol, WithQuotes = symbol.UsesQuotes, WithDepth = symbol.UsesQuotes })));
        }

        _files = files;
        Files = names;
        Source = new MergedSource([.. _sources.Select(entry => entry.Source)]);
    }

    /// <summary>The tape.</summary>
    public IMarketSource Source { get; }

    /// <summary>Its files in the order of the configuration.</summary>
    public IReadOnlyList<DataFileIdentity> Files { get; }

    /// <summary>Opens the recordings of every symbol.</summary>
    /// <exception cref="CommandException">A symbol has none.</exception>
    public static ConfiguredTape Open(BacktestConfiguration configuration) => new(configuration, configuration.Symbols);

    /// <summary>Opens the recordings of one symbol.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    public static ConfiguredTape Open(BacktestConfiguration configuration, SymbolConfiguration symbol) => new(configuration, [symbol]);

    /// <summary>How far reading is, in files' bytes as they are opened.</summary>
    public ProgressStep Progress()
    {
        var done = _sources.Sum(entry => entry.Source.Reports.Where(report => report.IsComplete).Sum(report => report.FileBytes));
        return new ProgressStep(done, _files.Sum(file => new FileInfo(file).Length));
    }

    /// <summary>The files with the trades that were found in each, in the order of <see cref="Files"/>; whole once the tape is read to its end.</summary>
    public IReadOnlyList<PassportSource> Sources()
    {
        var reports = _sources.SelectMany(entry => entry.Source.Reports).ToArray();
        Invariant.That(reports.Length == Files.Count, "each file of the tape was read once");
        return
        [
            .. Files.Zip(reports, static (file, report) => new PassportSource
            {
                Name = file.Name,
                Sha256 = file.Sha256,
                FirstId = report.FirstId,
                LastId = report.LastId,
                FirstTimeNs = report.FirstTime.Nanoseconds,
                LastTimeNs = report.LastTime.Nanoseconds,
            }),
        ];
    }

    /// <summary>Rows of a symbol that could not be read.</summary>
    public long BadRows(InstrumentId id) =>
        _sources.Where(entry => entry.Symbol.Instrument.Id == id).Sum(entry => entry.Source.Reports.Sum(report => report.FaultCount));

    /// <summary>
    /// Does work that reads the tape, then says on stderr what was wrong in the files; where the work fails on a file too, since the rows behind the
    /// failure each have a remedy of their own.
    /// </summary>
    public async Task<T> ReadAsync<T>(CommandConsole console, Func<Task<T>> work)
    {
        try
        {
            var result = await work().ConfigureAwait(false);
            WriteFaults(console);
            return result;
        }
        catch (DataFileException)
        {
            WriteFaults(console);
            throw;
        }
    }

    /// <summary>The same for work that waits for nothing.</summary>
    public void Read(CommandConsole console, Action work)
    {
        try
        {
            work();
            WriteFaults(console);
        }
        catch (DataFileException)
        {
            WriteFaults(console);
            throw;
        }
    }

    private void WriteFaults(CommandConsole console)
    {
        foreach (var report in _sources.SelectMany(entry => entry.Source.Reports))
        {
            var name = Path.GetFileName(report.Path);
            foreach (var fault in report.Faults)
                console.WriteWarning(fault.ToString());
            if (report.FaultCount > 0)
                console.WriteWarning($"{name}: {report.FaultCount} of {report.Rows} rows could not be read and were left out");
            if (report.DuplicateIds + report.IdsGoingBack is > 0 and var again)
                console.WriteWarning($"{name}: trade ids repeated or out of order: {again}; those rows were left out");
            if (report.TimesGoingBack > 0)
                console.WriteWarning($"{name}: rows earlier than the row before: {report.TimesGoingBack}; they keep their place, the clock stands still there");
            if (report.IdGaps > 0)
                console.WriteWarning($"{name}: trade ids missing: {report.MissingIds}, in gaps: {report.IdGaps}; what happened there was not seen");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    private static List<string> Find(BacktestConfiguration configuration, SymbolConfiguration symbol)
    {
        var found = new List<string>();
        foreach (var pattern in symbol.Files)
        {
            var files = DataFiles.Find(configuration.DataRoot, pattern);
            if (files.Count == 0)
            {
                throw new CommandException(
                    ExitCode.Data,
                    $"{symbol.Instrument.Symbol}: no file '{pattern}' under {configuration.DataRoot}; set data.root in {configuration.File}, or say --data DIR");
            }

            found.AddRange(files);
        }

        return found;
    }

    private static DataFileIdentity IdentityOf(string root, string path)
    {
        using var file = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        return new DataFileIdentity(Path.GetRelativePath(root, path).Replace('\\', '/'), file.Length, hash);
    }
}
