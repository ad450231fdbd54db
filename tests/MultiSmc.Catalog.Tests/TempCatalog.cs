using MultiSmc.Core;

namespace MultiSmc.Catalog.Tests;

/// <summary>A catalog in a folder of its own, with short words for what tests do to it.</summary>
internal sealed class TempCatalog : IDisposable
{
    public static SeriesKey Trades { get; } = new(DatasetKind.Trades, "TESTUSDT");

    public static DecimalScale Finest { get; } = new(8, 8);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("multismc-catalog-");

    public TempCatalog() => Store = CatalogStore.OpenOrCreate(Root);

    public string Folder => _folder.FullName;

    public string Root => Path.Combine(Folder, "catalog");

    public CatalogStore Store { get; }

    public ImportReport Import(IReadOnlyList<TradeTick> trades, string source = "test", int chunk = 1000) => Import(Store, trades, Trades, source, chunk);

    public static ImportReport Import(CatalogStore store, IReadOnlyList<TradeTick> trades, SeriesKey key, string source = "test", int chunk = 1000)
    {
        using var writer = store.OpenWriter();
        using var import = writer.ImportTrades(key, new ImportSource(source, ""));
        foreach (var piece in trades.Chunk(chunk))
            import.Add(piece);
        return import.Complete();
    }

    public TradeTick[] Read(Timestamp? from = null, Timestamp? to = null) => Read(Store, Trades, from, to);

    public static TradeTick[] Read(CatalogStore store, SeriesKey key, Timestamp? from = null, Timestamp? to = null) =>
        [.. Events(store, key, from, to).Select(static market => market.Trade)];

    public static List<MarketEvent> Events(CatalogStore store, SeriesKey key, Timestamp? from = null, Timestamp? to = null, bool withQuotes = false)
    {
        using var source = new CatalogSource(store, default, key, from, to, withQuotes);
        var events = new List<MarketEvent>();
        var buffer = new MarketEvent[777];
        while (source.Read(buffer) is > 0 and var count)
            events.AddRange(buffer.AsSpan(0, count));
        return events;
    }

    /// <summary>Faults of all days; none of a whole catalog.</summary>
    public static string[] Faults(CatalogStore store) =>
        [.. store.Series().SelectMany(key => store.DaysOf(key).Select(day => DayCheck.Fault(store, key, day)).OfType<string>())];

    public void Dispose() => _folder.Delete(recursive: true);
}
