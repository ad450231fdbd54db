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
        using var reader = TapeFile.Open(path, default, new TapeOptions { Symbol = symbol, WithQuotes = true, ComputeSha256 = true });
        var watch = new Watch(reader, progress, cancellation);
        var source = new ImportSource(Path.GetFileName(path), reader.Report.Sha256 ?? "");
        var imports = reader is ArchiveReader archive ? Archive(archive, path, source, watch) : Recording((RecordingReader)reader, source, watch);
        return new ImportedFile(path, imports, reader.Report);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private List<ImportReport> Archive(ArchiveReader reader, string path, ImportSource source, Watch watch)
    {
        var kind = reader.Report.Layout == TapeLayout.AggTrades ? DatasetKind.AggTrades : DatasetKind.Trades;
        using var import = _writer.ImportTrades(KeyOf(kind, symbol ?? SymbolOf(reader.Report, path), path), source);
        var buffer = new TradeTick[RowsAtOnce];
        while (reader.Read(buffer.AsSpan()) is > 0 and var count)
        {
            import.Add(buffer.AsSpan(0, count));
            watch.Look();
        }

        return [import.Complete()];
    }

    private List<ImportReport> Recording(RecordingReader reader, ImportSource source, Watch watch)
    {
        var buffer = new MarketEvent[RowsAtOnce];
        TradeImporter? trades = null;
        QuoteImporter? quotes = null;
        var lastTrade = 0L;
        try
        {
            // The symbol is known once the first message is.
            while (reader.Read(buffer) is > 0 and var count)
            {
                foreach (ref readonly var market in buffer.AsSpan(0, count))
                {
                    if (market.Kind == MarketEventKind.Quote)
                    {
                        quotes ??= _writer.ImportQuotes(KeyOf(DatasetKind.Quotes, reader.Symbol, reader.Report.Path), source);
                        quotes.Add(market.Quote, lastTrade);
                        continue;
                    }

                    trades ??= _writer.ImportTrades(KeyOf(DatasetKind.Trades, reader.Symbol, reader.Report.Path), source);
                    trades.Add([market.Trade]);
                    lastTrade = market.Trade.Id;
                }

                watch.Look();
            }

            var reports = new List<ImportReport>();
            if (trades is not null)
                reports.Add(trades.Complete());
            if (quotes is not null)
                reports.Add(quotes.Complete());
            return reports;
        }
        finally
        {
            trades?.Dispose();
            quotes?.Dispose();
        }
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
