using MultiSmc.Binance;
using MultiSmc.Catalog;

namespace MultiSmc.Cli.Commands;

/// <summary>One download from the look at what there is to the last word about what there is not.</summary>
internal sealed class DownloadRun(CommandContext context, DownloadRequest request)
{
    private readonly CommandConsole _console = context.Console;

    public required Uri ArchivesAddress { get; init; }

    public required Uri RestAddress { get; init; }

    /// <summary>Of all symbols.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the trades go; null: nowhere.</summary>
    public required string? Catalog { get; init; }

    public required bool ArchivesOnly { get; init; }

    public required DownloadOptions Options { get; init; }

    /// <summary>Runs it.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await LoadAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _console.Error.WriteLine("what has come is kept; the same command goes on from there");
            throw;
        }
    }

    private async Task<ExitCode> LoadAsync(CancellationToken cancellation)
    {
        // The lengths of waits are of no consequence to any result: a seed of the moment keeps clients apart.
        var jitter = new Random();
        var observer = new SwitchedObserver(new DownloadLines(_console.Error, new TransferLedger(0, 0, context.Time)));
        using var import = Catalog is null ? null : new ImportingSink(_console, CatalogStore.OpenOrCreate(Catalog), observer);
        IDownloadSink sink = import is null ? new ListedFiles(_console.Out) : import;
        using var http = DownloadClient.Create(ArchivesAddress, Options.Parallel);
        using var downloader = new ArchiveDownloader(http, ArchivesAddress, Folder, Options, context.Time, jitter, observer);
        var plan = await downloader.PlanAsync(request, cancellation).ConfigureAwait(false);
        _console.Error.WriteLine(DownloadSummary.Announcement(plan, Folder));

        var ledger = new TransferLedger(plan.Count, plan.Files.Where(static file => !file.IsHeld).Sum(static file => file.Bytes ?? 0), context.Time);
        var outcomes = await WatchAsync(ledger, observer, () => downloader.RunAsync(plan, sink, cancellation)).ConfigureAwait(false);
        var summary = new DownloadSummary(plan, outcomes);
        if (request.Layout == TapeLayout.Trades && !ArchivesOnly)
            await TailsAsync(downloader, summary, sink, observer, jitter, cancellation).ConfigureAwait(false);
        var code = summary.Write(_console);
        var imported = import?.WriteSummary() ?? ExitCode.Ok;
        return code == ExitCode.Ok ? imported : code;
    }

    private async Task TailsAsync(
        ArchiveDownloader downloader, DownloadSummary summary, IDownloadSink sink, SwitchedObserver observer, Random jitter, CancellationToken cancellation)
    {
        var now = context.Time.GetUtcNow();
        var end = new DateTimeOffset(request.To.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        using var http = DownloadClient.Create(RestAddress, Options.Parallel);
        var tail = RestClient.Create(http, RestAddress, Options.Retry, context.Time, jitter, observer, RequestGate.ForPublicData(context.Time)).Tail;
        foreach (var symbol in request.Symbols)
        {
            if (summary.FirstDayInNoArchive(symbol, DateOnly.FromDateTime(now.UtcDateTime)) is not { } day)
                continue;
            var folder = ArchiveDownloader.FolderOf(Folder, symbol);
            var lastId = summary.LastArchiveBefore(symbol, day) is { } file ? downloader.LastIdOf(file) : null;
            foreach (var earlier in TradeTail.FilesIn(folder, symbol))
                await sink.TakeAsync(earlier, cancellation).ConfigureAwait(false);
            var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            try
            {
                var ledger = new TransferLedger(0, 0, context.Time);
                var report = await WatchAsync(ledger, observer, () => tail.FetchAsync(folder, symbol, lastId, from, end < now ? end : now, observer, cancellation))
                    .ConfigureAwait(false);
                summary.NoteTail(symbol, day, report);
                if (report.File is { } fresh)
                    await sink.TakeAsync(fresh, cancellation).ConfigureAwait(false);
            }
            catch (DownloadException failure) when (failure.Fault != DownloadFault.Folder)
            {
                summary.NoteTailFailure(failure.Message);
            }
        }
    }

    private Task<T> WatchAsync<T>(TransferLedger ledger, SwitchedObserver observer, Func<Task<T>> work)
    {
        if (!_console.IsErrorTerminal)
        {
            observer.Inner = _console.IsJob ? new DownloadJobLines(_console.Error, ledger, context.Time) : new DownloadLines(_console.Error, ledger);
            return work();
        }

        return DownloadBars.RunAsync(_console, ledger, bars =>
        {
            observer.Inner = bars;
            return work();
        });
    }

    /// <summary>One observer for the whole run, though bars come and go.</summary>
    private sealed class SwitchedObserver(ITransferObserver first) : ITransferObserver
    {
        public ITransferObserver Inner { get; set; } = first;

        public void OnBytes(string file, long bytes, long? total) => Inner.OnBytes(file, bytes, total);

        public void OnWaiting(string what, string why, TimeSpan wait) => Inner.OnWaiting(what, why, wait);

        public void OnDone(FileOutcome outcome) => Inner.OnDone(outcome);

        public void OnImporting(string file, long done, long total) => Inner.OnImporting(file, done, total);
    }
}
