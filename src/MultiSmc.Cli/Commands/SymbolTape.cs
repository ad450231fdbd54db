using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>The recordings of one symbol: files, or what a catalog holds of it. Disposed of with its source.</summary>
/// <param name="symbol">Whose.</param>
/// <param name="source">The tape, within the configuration's range.</param>
/// <param name="files">What is read, oldest first.</param>
internal abstract class SymbolTape(SymbolConfiguration symbol, IMarketSource source, IReadOnlyList<DataFileIdentity> files)
{
    /// <summary>Whose.</summary>
    public SymbolConfiguration Symbol => symbol;

    /// <summary>The tape.</summary>
    public IMarketSource Source => source;

    /// <summary>What it reads.</summary>
    public IReadOnlyList<DataFileIdentity> Files => files;

    /// <summary>How much there is to read.</summary>
    public abstract long Total { get; }

    /// <summary>How much is read.</summary>
    public abstract long Done { get; }

    /// <summary>Rows that could not be read.</summary>
    public abstract long BadRows { get; }

    /// <summary>What was found in each of <see cref="Files"/>; whole once the tape is read to its end.</summary>
    public abstract IEnumerable<FileSpan> Spans();

    /// <summary>Says on stderr what was wrong.</summary>
    public abstract void WriteFaults(CommandConsole console);

    /// <summary>
    /// Opens a symbol's recordings: the files it names; where it names none, or none of them is there while the folder is a catalog (as with
    /// <c>--data</c>), what the catalog holds.
    /// </summary>
    /// <exception cref="CommandException">There are none.</exception>
    public static SymbolTape Open(BacktestConfiguration configuration, SymbolConfiguration symbol)
    {
        var found = symbol.Files.Select(pattern => (Pattern: pattern, Files: DataFiles.Find(configuration.DataRoot, pattern))).ToList();
        if (found.TrueForAll(static entry => entry.Files.Count == 0) && CatalogStore.IsCatalog(configuration.DataRoot))
            return CatalogTape.Open(configuration, symbol);
        if (found.Count == 0)
        {
            throw new CommandException(
                ExitCode.Data,
                $"{symbol.Instrument.Symbol}: no files are named, and {configuration.DataRoot} is no catalog; name files, or bring them in with multismc data import");
        }

        if (found.Find(static entry => entry.Files.Count == 0) is { Pattern: { } missing })
        {
            throw new CommandException(
                ExitCode.Data,
                $"{symbol.Instrument.Symbol}: no file '{missing}' under {configuration.DataRoot}; set data.root in {configuration.File}, or say --data DIR");
        }

        string[] files = [.. found.SelectMany(static entry => entry.Files)];
        var tape = new TapeSource(symbol.Instrument.Id, files, new TapeOptions { Symbol = symbol.Instrument.Symbol, WithQuotes = symbol.UsesQuotes, WithDepth = symbol.UsesQuotes });
        var (from, to) = (configuration.DataFrom, configuration.DataTo);
        return new FileTape(
            symbol, tape, from is null && to is null ? tape : new RangeSource(tape, from, to), [.. files.Select(path => IdentityOf(configuration.DataRoot, path))]);
    }

    private static DataFileIdentity IdentityOf(string root, string path)
    {
        using var file = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        return new DataFileIdentity(Path.GetRelativePath(root, path).Replace('\\', '/'), DataIdentityKind.Bytes, file.Length, hash);
    }

    private sealed class FileTape(SymbolConfiguration symbol, TapeSource tape, IMarketSource source, IReadOnlyList<DataFileIdentity> files)
        : SymbolTape(symbol, source, files)
    {
        public override long Total { get; } = files.Sum(static file => file.Size);

        // Of a file as it is opened: how far inside one is not known of a zip.
        public override long Done => tape.Reports.Where(static report => report.IsComplete).Sum(static report => report.FileBytes);

        public override long BadRows => tape.Reports.Sum(static report => report.FaultCount);

        public override IEnumerable<FileSpan> Spans() =>
            tape.Reports.Select(static report => new FileSpan(report.FirstId, report.LastId, report.FirstTime, report.LastTime));

        public override void WriteFaults(CommandConsole console)
        {
            foreach (var report in tape.Reports)
            {
                var name = TapeFaults.WriteBadRows(console, report);
                if (report.DuplicateIds + report.IdsGoingBack is > 0 and var again)
                    console.WriteWarning($"{name}: trade ids repeated or out of order: {again}; those rows were left out");
                if (report.TimesGoingBack > 0)
                    console.WriteWarning($"{name}: rows earlier than the row before: {report.TimesGoingBack}; they keep their place, the clock stands still there");
                if (report.IdGaps > 0)
                    console.WriteWarning($"{name}: trade ids missing: {report.MissingIds}, in gaps: {report.IdGaps}; what happened there was not seen");
            }
        }
    }
}

/// <summary>What a catalog holds of a symbol, within the configuration's range.</summary>
internal sealed class CatalogTape : SymbolTape
{
    private readonly CatalogSource _source;
    private readonly IReadOnlyList<DayFacts> _days;
    private readonly IReadOnlyList<DayFacts> _sideDays;

    private CatalogTape(
        CatalogStore store, SymbolConfiguration symbol, CatalogSource source, IReadOnlyList<DayFacts> days, IReadOnlyList<DayFacts> sideDays)
        : base(symbol, source, [.. days.Concat(sideDays).Select(day => IdentityOf(store, day))])
    {
        (Store, _source, _days, _sideDays) = (store, source, days, sideDays);
        Total = days.Sum(static day => day.Rows);
    }

    /// <summary>The catalog.</summary>
    public CatalogStore Store { get; }

    /// <summary>The series.</summary>
    public SeriesKey Key => _days[0].Key;

    /// <inheritdoc/>
    public override long Total { get; }

    /// <inheritdoc/>
    public override long Done => _source.Trades;

    /// <inheritdoc/>
    public override long BadRows => 0;

    /// <inheritdoc/>
    public override IEnumerable<FileSpan> Spans() =>
        _days.Concat(_sideDays).Select(static day => new FileSpan(day.FirstKey, day.LastKey, day.FirstTime, day.LastTime));

    /// <summary>Opens what a catalog holds: trades, or aggregate trades where there are no others.</summary>
    /// <exception cref="CommandException">It holds nothing of the symbol in the range.</exception>
    public static new CatalogTape Open(BacktestConfiguration configuration, SymbolConfiguration symbol)
    {
        var store = CatalogStore.Open(configuration.DataRoot);
        var (from, to) = (configuration.DataFrom, configuration.DataTo);
        var name = symbol.Instrument.Symbol;
        var keys = new[] { new SeriesKey(DatasetKind.Trades, name), new SeriesKey(DatasetKind.AggTrades, name) };
        var key = keys.FirstOrDefault(key => store.DaysOf(key).Count > 0);
        if (key.Symbol is null)
            throw new CommandException(ExitCode.Data, $"{name}: the catalog {store.Root} has no trades of it; `multismc data list` says what it has");
        DayFacts[] days = [.. store.DaysOf(key).Select(day => store.FactsOf(key, day)).Where(day => (to is null || day.MinTime < to) && (from is null || day.MaxTime >= from))];
        if (days.Length == 0)
            throw new CommandException(ExitCode.Data, $"{name}: the catalog {store.Root} has no trades of it between data.from and data.to; `multismc data list` says what it has");
        DayFacts[] sideDays = symbol.UsesQuotes ? [.. SideDays(store, DatasetKind.Quotes, days), .. SideDays(store, DatasetKind.Depth, days)] : [];
        return new CatalogTape(store, symbol, new CatalogSource(store, symbol.Instrument.Id, key, from, to, symbol.UsesQuotes), days, sideDays);
    }

    // By its rows: the same trades written anew, by another version or with other packing, are the same data.
    private static DataFileIdentity IdentityOf(CatalogStore store, DayFacts day) => new(
        day.Key.FileOf(day.Day), DataIdentityKind.Rows, day.Rows, day.Content.Length > 0 ? day.Content : store.ContentOf(day.Key, day.Day));

    // Quotes and depth of the days that trades are read of.
    private static IEnumerable<DayFacts> SideDays(CatalogStore store, DatasetKind kind, DayFacts[] days)
    {
        var key = new SeriesKey(kind, days[0].Key.Symbol);
        return days.Where(day => File.Exists(store.PathOf(key, day.Day))).Select(day => store.FactsOf(key, day.Day));
    }

    /// <inheritdoc/>
    public override void WriteFaults(CommandConsole console)
    {
        if (_days.Sum(static day => day.MissingKeys) is > 0 and var missing)
        {
            console.WriteWarning(
                $"{_days[0].Key.Folder}: trade ids missing: {missing}, in gaps: {_days.Sum(static day => day.GapCount)}; what happened there was not seen");
        }
    }
}

/// <summary>What was found in a file: its first and last row.</summary>
internal readonly record struct FileSpan(long FirstId, long LastId, Timestamp FirstTime, Timestamp LastTime);
