namespace MultiSmc.Binance;

/// <summary>
/// Chooses the files of a symbol: a whole month that is over by its monthly archive, other days by daily ones, and each of the two where the other is
/// not published. What is there already is not asked for again.
/// </summary>
internal sealed class ArchiveSurvey(ArchiveHost host, DownloadOptions options)
{
    // Archives were seen to come late by a day or two.
    private const int DaysUntilOverdue = 3;

    /// <summary>Looks up a symbol.</summary>
    /// <param name="shelf">Its folder.</param>
    /// <param name="symbol">Symbol.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="today">The running day, UTC: no archive has it.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(IReadOnlyList<PlannedFile> Files, IReadOnlyList<MissingDays> Missing)> RunAsync(
        ArchiveShelf shelf, string symbol, DownloadRequest request, DateOnly today, CancellationToken cancellation)
    {
        var end = request.To < today ? request.To : today;
        var months = Days(request.From, end).GroupBy(ArchivePeriod.MonthOf).Select(static group => (Month: group.Key, Days: group.ToArray())).ToArray();
        var found = new (List<PlannedFile> Files, List<DateOnly> Missing)[months.Length];
        await Parallel.ForAsync(
            0, months.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation }, async (index, token) =>
            {
                var look = new Look(this, shelf, symbol, request.Layout);
                found[index] = await look.MonthAsync(months[index].Month, months[index].Days, today, token).ConfigureAwait(false);
            }).ConfigureAwait(false);
        var files = found.SelectMany(static month => month.Files).OrderBy(static file => file.File.Period).ToArray();
        return (files, [.. Explain(symbol, [.. found.SelectMany(static month => month.Missing)], files, today)]);
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day < to; day = day.AddDays(1))
            yield return day;
    }

    private static IEnumerable<MissingDays> Explain(string symbol, DateOnly[] days, PlannedFile[] files, DateOnly today)
    {
        var first = files is [var head, ..] ? head.File.Period.First : DateOnly.MaxValue;
        var end = files is [.., var tail] ? tail.File.Period.End : DateOnly.MinValue;
        MissingDays? run = null;
        foreach (var day in days)
        {
            var reason = day < first && end > DateOnly.MinValue ? MissingReason.BeforeFirst
                : day < end ? MissingReason.Hole
                : day.AddDays(DaysUntilOverdue) > today ? MissingReason.NotYetPublished
                : MissingReason.AfterLast;
            if (run is not null && run.Reason == reason && run.Last.AddDays(1) == day)
            {
                run = run with { Last = day };
                continue;
            }

            if (run is not null)
                yield return run;
            run = new MissingDays(symbol, day, day, reason);
        }

        if (run is not null)
            yield return run;
    }

    /// <summary>The look at one month.</summary>
    private sealed class Look(ArchiveSurvey survey, ArchiveShelf shelf, string symbol, TapeLayout layout)
    {
        public async Task<(List<PlannedFile> Files, List<DateOnly> Missing)> MonthAsync(
            ArchivePeriod month, DateOnly[] days, DateOnly today, CancellationToken cancellation)
        {
            var isOver = month.End <= today;
            var isWhole = days.Length == month.End.DayNumber - month.First.DayNumber;
            var monthly = new ArchiveFile(symbol, layout, month);
            var files = new List<PlannedFile>();
            var missing = new List<DateOnly>();
            var areDaysHeld = Array.TrueForAll(days, day => shelf.Held(Daily(day)) is not null);
            var isMonthFirst = isOver && !areDaysHeld && (isWhole || shelf.Held(monthly) is not null);
            if (isMonthFirst && await FileAsync(monthly, cancellation).ConfigureAwait(false) is { } whole)
                return ([whole], []);
            foreach (var day in days)
            {
                if (await FileAsync(Daily(day), cancellation).ConfigureAwait(false) is { } file)
                    files.Add(file);
                else
                    missing.Add(day);
            }

            // The monthly archive as the second source: the days asked for are in it, and more.
            if (missing.Count > 0 && isOver && !isMonthFirst && await FileAsync(monthly, cancellation).ConfigureAwait(false) is { } instead)
                return ([instead], []);
            return (files, missing);
        }

        private ArchiveFile Daily(DateOnly day) => new(symbol, layout, ArchivePeriod.Day(day));

        private async Task<PlannedFile?> FileAsync(ArchiveFile file, CancellationToken cancellation)
        {
            var held = shelf.Held(file);
            if (held is not null && !survey.Refreshes)
                return new PlannedFile(file, IsHeld: true, held.Size, held.Size);
            var version = await survey.LookAsync(file, cancellation).ConfigureAwait(false);
            if (held is not null && (version is null || (version.Agrees(held.Version) && ArchiveShelf.HashOf(shelf.PathOf(file)) == held.Sha256)))
                return new PlannedFile(file, IsHeld: true, held.Size, held.Size);
            if (version is null)
                return null;
            var part = new FileInfo(shelf.PathOf(file) + ".part");
            return new PlannedFile(file, IsHeld: false, version.Length, part.Exists ? part.Length : 0);
        }
    }

    private bool Refreshes => options.Refreshes;

    private Task<ServerVersion?> LookAsync(ArchiveFile file, CancellationToken cancellation) => host.LookAsync(file, cancellation);
}
