using System.Text.Json;

namespace MultiSmc.Catalog;

/// <summary>
/// Trades and quotes on disk: a Parquet file for each series and UTC day, <c>market/kind/SYMBOL/2025-06-21.parquet</c> under a root that
/// <c>catalog.json</c> marks. Any number of readers, at most one <see cref="CatalogWriter"/>; a file in its place is whole and never changed, only
/// replaced.
/// </summary>
public sealed class CatalogStore
{
    /// <summary>The file that marks a folder as a catalog.</summary>
    public const string MarkerFile = "catalog.json";

    private const string Schema = "multismc.catalog/1";
    private const string Extension = ".parquet";

    private readonly ICatalogDisk _disk;

    private CatalogStore(string root, ICatalogDisk disk) => (Root, _disk) = (root, disk);

    /// <summary>Full path of the root.</summary>
    public string Root { get; }

    /// <summary>Whether a folder is a catalog of whatever version.</summary>
    public static bool IsCatalog(string root) => File.Exists(Path.Combine(root, MarkerFile));

    /// <summary>Opens a catalog.</summary>
    /// <exception cref="CatalogException">There is none, or it is of another version.</exception>
    public static CatalogStore Open(string root) => Open(root, new LocalDisk());

    /// <summary>Opens a catalog, or makes one where the folder is missing or empty of one.</summary>
    /// <exception cref="CatalogException">It is of another version.</exception>
    public static CatalogStore OpenOrCreate(string root) => OpenOrCreate(root, new LocalDisk());

    /// <summary>All series, by market, kind and symbol.</summary>
    public IReadOnlyList<SeriesKey> Series()
    {
        var found = new List<SeriesKey>();
        foreach (var market in FoldersIn(Root))
        {
            foreach (var dataset in Dataset.All)
            {
                foreach (var symbol in FoldersIn(Path.Combine(Root, market, dataset.Name)))
                {
                    if (TryKey(dataset.Kind, symbol, market) is { } key && DaysOf(key).Count > 0)
                        found.Add(key);
                }
            }
        }

        found.Sort(static (left, right) => left.CompareTo(right));
        return found;
    }

    /// <summary>The days of a series, oldest first, as days since 1970-01-01.</summary>
    public IReadOnlyList<long> DaysOf(SeriesKey key)
    {
        var folder = Path.Combine(Root, key.Folder);
        if (!Directory.Exists(folder))
            return [];
        var days = new List<long>();
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            if (DayName.TryParse(Path.GetFileNameWithoutExtension(file), out var day))
                days.Add(day);
        }

        days.Sort();
        return days;
    }

    /// <summary>Full path of a day's file, there or not.</summary>
    public string PathOf(SeriesKey key, long day) => Path.Combine(Root, key.FileOf(day));

    /// <summary>What a day's file says of itself.</summary>
    /// <exception cref="CatalogException">The file is missing, damaged or foreign.</exception>
    public DayFacts FactsOf(SeriesKey key, long day)
    {
        using var reader = OpenDay(key, day);
        return reader.Facts;
    }

    /// <summary>
    /// Hash of a day's rows, whatever the packing of its file: what the data is called wherever it is named. It stands in the file; of a file that an
    /// earlier version wrote all rows are read.
    /// </summary>
    /// <exception cref="CatalogException">The file is missing, damaged or foreign.</exception>
    public string ContentOf(SeriesKey key, long day)
    {
        using var reader = OpenDay(key, day);
        if (reader.Facts.Content.Length > 0)
            return reader.Facts.Content;
        var dataset = Dataset.Of(key.Kind);
        var hash = new ContentHash(dataset);
        var block = new RowBlock(dataset);
        for (var group = 0; group < reader.GroupCount; group++)
        {
            reader.Read(group, block);
            hash.Add(block);
        }

        return hash.Value;
    }

    /// <summary>Opens the catalog for writing. There is one writer at a time, over all processes.</summary>
    /// <exception cref="CatalogException">Another one is at work.</exception>
    public CatalogWriter OpenWriter() => new(this, _disk);

    internal static CatalogStore Open(string root, ICatalogDisk disk)
    {
        var marker = Path.Combine(root, MarkerFile);
        if (!File.Exists(marker))
            throw new CatalogException(root, $"it is no catalog: it has no {MarkerFile}", "Import something into it (multismc data import), or name another folder.");
        string? schema;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(marker));
            schema = json.RootElement.GetProperty("schema").GetString();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CatalogException(marker, "it does not say which version the catalog is", $"Write {{\"schema\":\"{Schema}\"}} into it.", fault);
        }

        return schema == Schema
            ? new CatalogStore(Path.GetFullPath(root), disk)
            : throw new CatalogException(marker, $"the catalog is of version {schema}, this program reads {Schema}", "Use the version that wrote it.");
    }

    internal static CatalogStore OpenOrCreate(string root, ICatalogDisk disk)
    {
        if (IsCatalog(root))
            return Open(root, disk);
        var marker = Path.Combine(root, MarkerFile);
        var temporary = marker + "." + Path.GetRandomFileName();
        Directory.CreateDirectory(root);
        using (var file = disk.Create(temporary))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes($"{{\"schema\":\"{Schema}\"}}\n"));
            disk.Sync(file);
        }

        disk.Replace(temporary, marker);
        disk.SyncFolder(root);
        return Open(root, disk);
    }

    internal DayFileReader OpenDay(SeriesKey key, long day) => DayFileReader.Open(PathOf(key, day), key, day);

    private static IEnumerable<string> FoldersIn(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(static path => Path.GetFileName(path)) : [];

    private static SeriesKey? TryKey(DatasetKind kind, string symbol, string market)
    {
        try
        {
            return new SeriesKey(kind, symbol, market);
        }
        catch (ArgumentException)
        {
            // A folder of somebody else's: not ours to judge.
            return null;
        }
    }
}
