using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>A file that was imported.</summary>
/// <param name="Path">The file.</param>
/// <param name="Imports">What became of its series.</param>
/// <param name="Report">What was found in it; null for a file of a catalog.</param>
internal sealed record ImportedFile(string Path, IReadOnlyList<ImportReport> Imports, ReadReport? Report);

/// <summary>Reads files of market data, whatever they are, into a catalog: decoding here, on a thread of its own what unpacks them.</summary>
/// <param name="store">The catalog.</param>
/// <param name="market">Market of what has none of its own.</param>
/// <param name="symbol">Symbol of what has none of its own; of recordings of several symbols the one to take.</param>
internal sealed class CatalogImport(CatalogStore store, string market, string? symbol) : IDisposable
{
    private const int RowsAtOnce = 4_096;
    private const int RoundsPerReport = 64;

    private readonly CatalogWriter _writer = store.OpenWriter();

    /// <summary>The files a user's word names, those of other catalogs among them.</summary>
    public static IReadOnlyList<string> Expand(string path) =>
        path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) && File.Exists(path) ? [path] : TapeFiles.Expand(path);

    /// <summary>Imports one file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Gets how many of the file's bytes are done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DataFileException">The file cannot be read.</exception>
    /// <exception cref="CatalogException">What it holds cannot be kept, or contradicts what is there.</exception>
    public ImportedFile Run(string path, Action<long> progress, CancellationToken cancellation)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
            return new ImportedFile(path, [_writer.ImportFile(path)], null);
        using var reader = TapeFile.Open(path, default, new TapeOptions { Symbol = symbol, WithQuotes = true, WithDepth = true, ComputeSha256 = true });
        var watch = new Watch(reader, progress, cancellation);
        var source = new ImportSource(Path.GetFileName(path), reader.Report.Sha256 ?? "");
        var imports = reader is ArchiveReader archive
            ? [Archive(archive, symbol ?? SymbolOf(reader.Report, path), source, watch)]
            : Recording((RecordingReader)reader, source, watch);
        return new ImportedFile(path, imports, reader.Report);
    }

    /// <summary>Imports a file that was downloaded: its symbol is known, and whether its checksum agrees was settled then.</summary>
    /// <exception cref="DataFileException">The file cannot be read, or is not the one that was downloaded.</exception>
    /// <exception cref="CatalogException">What it holds cannot be kept, or contradicts what is there.</exception>
    public ImportedFile RunDownloaded(DownloadedFile file, Action<long> progress, CancellationToken cancellation)
    {
        using var reader = TapeFile.OpenArchive(file.Path, new TapeOptions { Layout = file.Layout, VerifyChecksum = false, ComputeSha256 = true });
        if (reader.Report.Sha256 != file.Sha256)
            throw new DataFileException(file.Path, null, "it has changed since it was downloaded", "Delete it and download it again.");
        var import = Archive(reader, file.Symbol, new ImportSource(Path.GetFileName(file.Path), file.Sha256), new Watch(reader, progress, cancellation));
        return new ImportedFile(file.Path, [import], reader.Report);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private ImportReport Archive(ArchiveReader reader, string name, ImportSource source, Watch watch)
    {
        var kind = reader.Report.Layout == TapeLayout.AggTrades ? DatasetKind.AggTrades : DatasetKind.Trades;
        using var import = _writer.ImportTrades(KeyOf(kind, name, reader.Report.Path), source);
        var buffer = new TradeTick[RowsAtOnce];
        while (reader.Read(buffer.AsSpan()) is > 0 and var count)
        {
            import.Add(buffer.AsSpan(0, count));
            watch.Look();
        }

        return import.Complete();
    }

    private IReadOnlyList<ImportReport> Recording(RecordingReader reader, ImportSource source, Watch watch)
    {
        // The symbol is known once the first message is.
        using var series = new RecordedSeries(_writer, kind => KeyOf(kind, reader.Symbol, reader.Report.Path), source);
        var buffer = new MarketEvent[RowsAtOnce];
        while (reader.Read(buffer) is > 0 and var count)
        {
            foreach (ref readonly var market in buffer.AsSpan(0, count))
                series.Add(in market);
            watch.Look();
        }

        return series.Complete();
    }

    private SeriesKey KeyOf(DatasetKind kind, string name, string path)
    {
        try
        {
            return new SeriesKey(kind, name, market);
        }
        catch (ArgumentException fault)
        {
            throw new CommandException(ExitCode.Usage, $"{path}: {fault.Message}", fault);
        }
    }

    // A zip may be renamed; its member seldom is.
    private static string SymbolOf(ReadReport report, string path)
    {
        foreach (var name in new[] { path, report.Member ?? "" })
        {
            var stem = Path.GetFileName(name).Split('.', 2)[0];
            if (ArchiveName.TryParse(stem, out var parts))
                return parts.Symbol;
        }

        throw new CommandException(ExitCode.Usage, $"{path}: its name does not tell the symbol, as BTCUSDT-trades-2025-06-21.zip does; say --symbol");
    }

    private sealed class Watch(ITapeReader reader, Action<long> progress, CancellationToken cancellation)
    {
        private int _rounds;

        // Text is three to four times as long as its zip; the bar is no more exact than that.
        public void Look()
        {
            cancellation.ThrowIfCancellationRequested();
            if (++_rounds % RoundsPerReport == 0)
                progress(Math.Min(reader.Report.FileBytes, reader.Report.Member is null ? reader.Report.Bytes : reader.Report.Bytes / 4));
        }
    }
}
