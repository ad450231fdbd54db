using MultiSmc.Binance;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary>Told how an import goes. Must return at once.</summary>
internal interface IImportObserver
{
    /// <summary>A file stands so far.</summary>
    /// <param name="file">File name.</param>
    /// <param name="done">Bytes read.</param>
    /// <param name="total">Bytes in all; equal to <paramref name="done"/> at the end.</param>
    void OnImporting(string file, long done, long total);
}

/// <summary>Told of both halves of a download.</summary>
internal interface ITransferObserver : IDownloadObserver, IImportObserver;

/// <summary>
/// Brings downloaded files into the catalog while others are still being loaded. A file whose rows are all there, by its SHA-256, is not read again.
/// One that cannot be imported does not keep the others back.
/// </summary>
internal sealed class ImportingSink : IDownloadSink, IDisposable
{
    private readonly CommandConsole _console;
    private readonly IImportObserver _observer;
    private readonly ImportedSources _sources;
    private readonly CatalogImport _import;
    private int _imported;
    private int _passed;
    private int _failed;

    /// <param name="console">Where it writes.</param>
    /// <param name="store">The catalog; locked until this is disposed of.</param>
    /// <param name="observer">Told how it goes.</param>
    /// <exception cref="CatalogException">Another import is at work.</exception>
    public ImportingSink(CommandConsole console, CatalogStore store, IImportObserver observer)
    {
        (_console, _observer) = (console, observer);
        _sources = new ImportedSources(store);
        _import = new CatalogImport(store, SeriesKey.Spot, null);
    }

    /// <inheritdoc/>
    public async ValueTask TakeAsync(DownloadedFile file, CancellationToken cancellation)
    {
        var name = Path.GetFileName(file.Path);
        var key = new SeriesKey(file.Layout == TapeLayout.AggTrades ? DatasetKind.AggTrades : DatasetKind.Trades, file.Symbol);
        try
        {
            if (_sources.Hold(key, file.Sha256))
            {
                _passed++;
                return;
            }

            var total = new FileInfo(file.Path).Length;
            var imported = await Task.Run(
                () => _import.RunDownloaded(file, done => _observer.OnImporting(name, done, total), cancellation), cancellation).ConfigureAwait(false);
            _observer.OnImporting(name, total, total);
            foreach (var report in imported.Imports)
                _sources.Note(report);
            _imported++;
            ImportLines.WriteFaults(_console, imported);
            ImportLines.Write(_console.Out, imported);
        }
        catch (Exception failure) when (failure is DataFileException or CatalogException)
        {
            _failed++;
            _console.WriteError(failure.Message);
        }
    }

    /// <summary>Says how many there were of each.</summary>
    /// <returns><see cref="ExitCode.Data"/> where a file could not be imported.</returns>
    public ExitCode WriteSummary()
    {
        var failed = _failed > 0 ? $"; {_failed} could not be imported" : "";
        _console.Error.WriteLine($"{_imported} files imported; {_passed} were in the catalog already{failed}");
        return _failed > 0 ? ExitCode.Data : ExitCode.Ok;
    }

    /// <inheritdoc/>
    public void Dispose() => _import.Dispose();
}
