namespace MultiSmc.Binance;

/// <summary>
/// Downloads the exchange's public archives into a folder, one subfolder a symbol. May be cut off at any moment and goes on from there; what is there is
/// not loaded again.
/// </summary>
public sealed class ArchiveDownloader : IDisposable
{
    private readonly string _folder;
    private readonly DownloadOptions _options;
    private readonly TimeProvider _time;
    private readonly IDownloadObserver _observer;
    private readonly ArchiveHost _host;
    private readonly Dictionary<string, ArchiveShelf> _shelves = new(StringComparer.Ordinal);

    /// <param name="http">Without a timeout of its own: silence is watched here.</param>
    /// <param name="address">Base address; <see cref="ServiceAddress"/>.</param>
    /// <param name="folder">Where the symbols' folders are.</param>
    /// <param name="options">How.</param>
    /// <param name="time">The clock, also for the waits.</param>
    /// <param name="jitter">For the waits' length.</param>
    /// <param name="observer">Told how it goes.</param>
    public ArchiveDownloader(
        HttpClient http, Uri address, string folder, DownloadOptions options, TimeProvider time, Random jitter, IDownloadObserver observer)
    {
        ArgumentNullException.ThrowIfNull(options);
        _folder = folder;
        _options = options;
        _time = time;
        _observer = observer;
        _host = new ArchiveHost(new PatientClient(http, options.Retry, time, jitter, observer), address);
    }

    /// <summary>Folder of a symbol's archives.</summary>
    public static string FolderOf(string folder, string symbol) => Path.Combine(folder, symbol);

    /// <summary>Looks up which files there are, and which of them are to be loaded.</summary>
    /// <exception cref="DownloadException">The server cannot be asked, or a folder is in use or cannot be written.</exception>
    public async Task<ArchivePlan> PlanAsync(DownloadRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        var files = new List<PlannedFile>();
        var missing = new List<MissingDays>();
        foreach (var symbol in request.Symbols)
        {
            if (!ArchiveFile.IsSymbol(symbol))
                throw new ArgumentException($"'{symbol}' is no symbol", nameof(request));
            var survey = new ArchiveSurvey(_host, _options);
            var found = await survey.RunAsync(Shelf(symbol), symbol, request, today, cancellation).ConfigureAwait(false);
            files.AddRange(found.Files);
            missing.AddRange(found.Missing);
        }

        return new ArchivePlan(request, files, missing);
    }

    /// <summary>Loads the files of a plan, several at a time, and hands them on in order. One that fails does not keep the others back.</summary>
    /// <param name="plan">From <see cref="PlanAsync"/>.</param>
    /// <param name="sink">Takes each file that is whole.</param>
    /// <param name="cancellation">Ends it; what has come stays and is gone on from.</param>
    /// <returns>An outcome for each file of the plan, in its order.</returns>
    /// <exception cref="DownloadException">The folder cannot be written, or is too small.</exception>
    public async Task<IReadOnlyList<FileOutcome>> RunAsync(ArchivePlan plan, IDownloadSink sink, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(sink);
        if (plan.Bytes > 0)
            FolderFaults.ThrowIfTooSmall(_folder, plan.Bytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var places = new SemaphoreSlim(_options.Parallel);
        var running = plan.Files.Select(file => LoadAsync(file, places, stop)).ToArray();
        try
        {
            return await HandOnAsync(running, sink, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The failure that stopped the others, not what the first of those that were stopped says.
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw running.Select(static task => task.Exception?.InnerException).OfType<DownloadException>().First();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Id of the last trade of a symbol's archive that is there; remembered beside it.</summary>
    /// <exception cref="DataFileException">The archive cannot be read.</exception>
    public long? LastIdOf(ArchiveFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var shelf = Shelf(file.Symbol);
        if (shelf.Held(file) is not { } entry)
            return null;
        if (entry.LastId is { } known)
            return known;
        using var reader = TapeFile.OpenArchive(shelf.PathOf(file), new TapeOptions { Layout = file.Layout, VerifyChecksum = false, Zip = _options.Zip });
        var rows = new Core.TradeTick[4096];
        while (reader.Read(rows.AsSpan()) > 0)
        {
        }

        shelf.Manifest.Put(file.Name, entry with { LastId = reader.Report.LastId });
        return reader.Report.LastId;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shelf in _shelves.Values)
            shelf.Dispose();
    }

    private static async Task<IReadOnlyList<FileOutcome>> HandOnAsync(Task<FileOutcome>[] running, IDownloadSink sink, CancellationToken cancellation)
    {
        var outcomes = new List<FileOutcome>();
        foreach (var file in running)
        {
            var outcome = await file.ConfigureAwait(false);
            if (outcome is FileOutcome.Ready ready)
                await sink.TakeAsync(ready.Result, cancellation).ConfigureAwait(false);
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    private ArchiveShelf Shelf(string symbol)
    {
        if (!_shelves.TryGetValue(symbol, out var shelf))
            _shelves[symbol] = shelf = ArchiveShelf.Open(FolderOf(_folder, symbol));
        return shelf;
    }

    private async Task<FileOutcome> LoadAsync(PlannedFile planned, SemaphoreSlim places, CancellationTokenSource stop)
    {
        var file = planned.File;
        var shelf = Shelf(file.Symbol);
        if (planned.IsHeld && shelf.Held(file) is { } held)
        {
            return new FileOutcome.Ready(
                file,
                new DownloadedFile(shelf.PathOf(file), file.Symbol, file.Layout, held.Sha256, held.Standing == FileStanding.Verified, IsNew: false),
                held.Size);
        }

        await places.WaitAsync(stop.Token).ConfigureAwait(false);
        try
        {
            var outcome = await new ArchiveFetch(_host, shelf, _options, _time, _observer).RunAsync(file, stop.Token).ConfigureAwait(false);
            _observer.OnDone(outcome);
            return outcome;
        }
        catch (DownloadException)
        {
            // The disk will not be less full for the other files.
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            places.Release();
        }
    }
}
