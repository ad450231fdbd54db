using System.Globalization;
using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What became of the newest trades.</summary>
/// <param name="File">The file written; null where there was nothing new.</param>
/// <param name="Trades">Trades in it.</param>
/// <param name="FirstId">Id of the first one.</param>
/// <param name="LastId">Id of the last one.</param>
public sealed record TailReport(DownloadedFile? File, long Trades, long FirstId, long LastId);

/// <summary>
/// The trades that are in no archive yet, by id from the REST interface into a CSV of the archives' columns. What an interrupted run has fetched is kept
/// and gone on from. A finished file is never written again: the next run begins another one behind it.
/// </summary>
public sealed class TradeTail
{
    private readonly TradePages _pages;

    internal TradeTail(TradePages pages) => _pages = pages;

    /// <summary>Fetches up to the newest trade, or to a moment.</summary>
    /// <param name="folder">The symbol's folder.</param>
    /// <param name="symbol">Symbol.</param>
    /// <param name="lastIdThere">Id of the last trade of the archives that are there, or null: then from the moment <paramref name="from"/> on.</param>
    /// <param name="from">First moment.</param>
    /// <param name="until">Moment before which it ends.</param>
    /// <param name="observer">Told how it goes: bytes written, no total.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DownloadException">The exchange cannot be asked, or the folder not written. What was fetched stays.</exception>
    public async Task<TailReport> FetchAsync(
        string folder, string symbol, long? lastIdThere, DateTimeOffset from, DateTimeOffset until, IDownloadObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var start = lastIdThere is { } last ? last + 1 : await _pages.FirstIdAsync(symbol, from, cancellation).ConfigureAwait(false);
        if (start is not { } first)
            return new TailReport(null, 0, 0, 0);
        var path = Path.Combine(folder, $"{symbol}-trades-tail.part");
        try
        {
            long trades;
            using (var part = TailPart.Open(path, BehindTails(folder, symbol, first)))
            {
                await FillAsync(part, symbol, until, observer, cancellation).ConfigureAwait(false);
                if (part.Trades == 0)
                {
                    part.Discard();
                    return new TailReport(null, 0, 0, 0);
                }

                part.Finish();
                trades = part.Trades;
                first = part.FirstId;
                last = part.NextId - 1;
            }

            var target = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{symbol}-trades-ids-{first}-{last}.csv"));
            File.Move(path, target, overwrite: true);
            return new TailReport(Finished(target, symbol, isNew: true), trades, first, last);
        }
        catch (Exception exception) when (FolderFaults.IsExpected(exception))
        {
            throw FolderFaults.Describe(path, exception);
        }
    }

    /// <summary>The finished files of earlier runs, ids rising.</summary>
    public static IReadOnlyList<DownloadedFile> FilesIn(string folder, string symbol) =>
        [.. Tails(folder, symbol).OrderBy(static tail => tail.First).Select(tail => Finished(tail.Path, symbol, isNew: false))];

    private async Task FillAsync(TailPart part, string symbol, DateTimeOffset until, IDownloadObserver observer, CancellationToken cancellation)
    {
        var end = Timestamp.Of(until);
        while (true)
        {
            var page = await _pages.FromAsync(symbol, part.NextId, cancellation).ConfigureAwait(false);
            var rows = page.TakeWhile(trade => trade.Time < end).ToList();
            part.Append(rows);
            observer.OnBytes($"{symbol} newest trades", part.Bytes, null);
            if (rows.Count < TradePages.PageSize)
                return;
        }
    }

    private static DownloadedFile Finished(string path, string symbol, bool isNew) =>
        new(path, symbol, TapeLayout.Trades, ArchiveShelf.HashOf(path), IsVerified: false, isNew);

    // Earlier files count as far as they join on; what lies behind a hole between them is fetched again, which does no harm.
    private static long BehindTails(string folder, string symbol, long first)
    {
        foreach (var tail in Tails(folder, symbol).OrderBy(static tail => tail.First))
        {
            if (tail.First <= first && tail.Last >= first)
                first = tail.Last + 1;
        }

        return first;
    }

    private static IEnumerable<(string Path, long First, long Last)> Tails(string folder, string symbol)
    {
        var prefix = $"{symbol}-trades-ids-";
        foreach (var path in Directory.EnumerateFiles(folder, prefix + "*.csv"))
        {
            var ids = Path.GetFileNameWithoutExtension(path)[prefix.Length..].Split('-');
            if (ids.Length == 2 && long.TryParse(ids[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && long.TryParse(ids[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                yield return (path, first, last);
        }
    }

    /// <summary>The rows so far. Lines are whole but for the last one, which a killed process may have cut.</summary>
    private sealed class TailPart : IDisposable
    {
        private readonly FileStream _file;

        private TailPart(FileStream file, long nextId) => (_file, NextId) = (file, nextId);

        public long NextId { get; private set; }

        public long FirstId { get; private set; }

        public long Trades { get; private set; }

        public long Bytes => _file.Length;

        public static TailPart Open(string path, long nextId)
        {
            var part = new TailPart(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), nextId);
            part.GoOn();
            return part;
        }

        public void Append(List<TradeRow> rows)
        {
            if (rows.Count == 0)
                return;
            var text = new StringBuilder();
            foreach (var row in rows)
                text.Append(ToRow(row)).Append('\n');
            _file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            _file.Flush();
            if (Trades == 0)
                FirstId = rows[0].Id;
            Trades += rows.Count;
            NextId = rows[^1].Id + 1;
        }

        // The row of an archive: same columns, time in microseconds.
        private static string ToRow(TradeRow trade) =>
            $"{trade.Id},{FixedPoint.Format(trade.Price.Raw)},{FixedPoint.Format(trade.Qty.Raw)},{FixedPoint.Format(trade.QuoteQty.Raw)},"
            + $"{trade.Time.Nanoseconds / 1000},{trade.Aggressor == AggressorSide.Seller},{trade.IsBestMatch}";

        public void Finish() => _file.Flush(flushToDisk: true);

        public void Discard()
        {
            _file.Dispose();
            File.Delete(_file.Name);
        }

        public void Dispose() => _file.Dispose();

        // Rows that do not begin where this run begins are of another day: they are thrown away, since asking again is cheap.
        private void GoOn()
        {
            using var reader = new StreamReader(_file, Encoding.UTF8, leaveOpen: true);
            var (kept, next, rows) = (0L, NextId, 0L);
            while (reader.ReadLine() is { } line)
            {
                var end = kept + Encoding.UTF8.GetByteCount(line) + 1;
                if (end > _file.Length || !long.TryParse(line.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < next)
                    break;
                if (rows == 0 && id != NextId)
                    break;
                (kept, next, rows) = (end, id + 1, rows + 1);
            }

            _file.SetLength(kept);
            _file.Position = kept;
            (FirstId, NextId, Trades) = (NextId, next, rows);
        }
    }
}
