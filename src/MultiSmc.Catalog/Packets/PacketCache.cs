using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Packets;
using ParquetSharp;

namespace MultiSmc.Catalog;

/// <summary>
/// Packets kept beside the trades they were built from, so that the next one who asks need not build them. A file's name tells the series, the range, the
/// parameters and the content of every day: another row anywhere, and it is another name; the old file goes when the new one comes. Losing the
/// <c>packets</c> folder loses nothing.
/// </summary>
/// <param name="store">The catalog.</param>
public sealed class PacketCache(CatalogStore store)
{
    // Goes up with every change of what a builder makes of the same trades.
    private const string Schema = "multismc.packets/1";
    private const string SchemaKey = "multismc.schema";
    private const string CountersKey = "multismc.counters";
    private const string LabelKey = "multismc.set"; // for people who look what is kept; files without it are not listed
    private const int MostDays = 44;
    private const long NanosecondsPerMs = 1_000_000;
    private const int QuestionDigits = 16;
    private const int ContentDigits = 32;

    /// <summary>The packets of a range, kept or built now.</summary>
    /// <param name="key">A series of trades or aggregate trades.</param>
    /// <param name="from">First moment; null for the beginning.</param>
    /// <param name="to">Moment before which it ends; null for the end.</param>
    /// <param name="parameters">How trades become packets.</param>
    /// <param name="threads">Threads to build with, at least 1.</param>
    /// <exception cref="CatalogException">A day's file is damaged, or its amounts are finer than the parameters' units.</exception>
    /// <exception cref="ArgumentException">The parameters have faults.</exception>
    public PacketBatch Get(SeriesKey key, Timestamp? from, Timestamp? to, PacketParameters parameters, int threads)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var folder = Path.Combine(store.Root, key.Market, "packets", key.Symbol);
        var question = Hash($"{Schema}|{key}|{from}|{to}|{Text(parameters)}")[..QuestionDigits];
        var days = RangeDays.Of(store, key, from, to);
        var content = Hash(string.Join('|', days.Select(day => $"{DayName.Of(day)} {store.ContentOf(key, day)}")))[..ContentDigits];
        var path = Path.Combine(folder, $"{question}-{content}.parquet");
        if (File.Exists(path) && TryRead(path) is { } kept)
            return kept;
        var built = CatalogPackets.Build(store, key, from, to, parameters, threads);
        Write(path, built, JsonSerializer.Serialize(new Label(key.Symbol, parameters, PerDay(built.Packets.Span))));
        foreach (var old in Directory.EnumerateFiles(folder, question + "-*.parquet").Where(file => file != path))
            File.Delete(old);
        return built;
    }

    /// <summary>The sets that are kept, by symbol and age. Some may be of trades that have changed since: they are as they were built.</summary>
    /// <param name="store">The catalog.</param>
    public static IReadOnlyList<KeptPackets> List(CatalogStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var found = new List<KeptPackets>();
        foreach (var market in new DirectoryInfo(store.Root).EnumerateDirectories())
        {
            var folder = new DirectoryInfo(Path.Combine(market.FullName, "packets"));
            if (folder.Exists)
                found.AddRange(folder.EnumerateFiles("*-*.parquet", SearchOption.AllDirectories).Select(LabelOf).OfType<KeptPackets>());
        }

        return [.. found.OrderBy(static set => set.Symbol, StringComparer.Ordinal).ThenBy(static set => set.Written)];
    }

    /// <summary>The packets of a set; null when it is gone or can't be read.</summary>
    public static PacketBatch? Read(KeptPackets set) => File.Exists((set ?? throw new ArgumentNullException(nameof(set))).Path) ? TryRead(set.Path) : null;

    private static KeptPackets? LabelOf(FileInfo file)
    {
        try
        {
            using var reader = new ParquetFileReader(file.FullName);
            var metadata = reader.FileMetaData.KeyValueMetadata;
            if (!metadata.TryGetValue(LabelKey, out var text) || JsonSerializer.Deserialize<Label>(text) is not { } label)
                return null;
            var hasForming = metadata.TryGetValue(CountersKey, out var counters) && Counters(counters).HasForming;
            return new KeptPackets
            {
                Id = $"{label.Symbol}-{file.Name[..QuestionDigits]}",
                Symbol = label.Symbol,
                Parameters = label.Parameters,
                Packets = reader.FileMetaData.NumRows - (hasForming ? 1 : 0),
                Bytes = file.Length,
                Written = file.LastWriteTimeUtc,
                From = label.Days.FromMs,
                To = label.Days.ToMs,
                PerDay = label.Days.Counts,
                Path = file.FullName,
            };
        }
        catch (Exception fault) when (fault is ParquetException or InvalidDataException or JsonException or IOException)
        {
            return null; // of another version, or being replaced
        }
    }

    private static DayCounts PerDay(ReadOnlySpan<Packet> packets)
    {
        if (packets.IsEmpty)
            return new DayCounts(null, null, []);
        var (first, last) = (packets[0].CloseTime, packets[^1].CloseTime);
        var lastDay = last.Nanoseconds / Timestamp.NanosecondsPerDay;
        var counts = new int[(int)Math.Min(MostDays, lastDay - (first.Nanoseconds / Timestamp.NanosecondsPerDay) + 1)];
        foreach (ref readonly var packet in packets)
        {
            var back = (int)Math.Min(int.MaxValue, lastDay - (packet.CloseTime.Nanoseconds / Timestamp.NanosecondsPerDay));
            if (back >= 0 && back < counts.Length)
                counts[^(back + 1)]++;
        }

        return new DayCounts(first.Nanoseconds / NanosecondsPerMs, last.Nanoseconds / NanosecondsPerMs, counts);
    }

    private static PacketBatch? TryRead(string path)
    {
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            properties.EnablePageChecksumVerification();
            using var reader = new ParquetFileReader(path, properties);
            var metadata = reader.FileMetaData.KeyValueMetadata;
            if (!metadata.TryGetValue(SchemaKey, out var schema) || schema != Schema || !metadata.TryGetValue(CountersKey, out var text))
                return null;
            var rows = PacketColumns.Read(reader);
            var (counters, hasForming) = Counters(text);
            return hasForming ? new PacketBatch(rows.AsMemory(0, rows.Length - 1), counters, rows[^1]) : new PacketBatch(rows, counters, null);
        }
        catch (Exception fault) when (fault is ParquetException or InvalidDataException or JsonException or IOException or OverflowException)
        {
            // It can be built again, and is.
            return null;
        }
    }

    // The packet that is still forming is the last row.
    private static void Write(string path, PacketBatch batch, string label)
    {
        Packet[] rows = batch.Forming is { } forming ? [.. batch.Packets.Span, forming] : batch.Packets.ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            ParquetTable.Write(
                temporary,
                PacketColumns.Of(rows),
                new Dictionary<string, string> { [SchemaKey] = Schema, [CountersKey] = Text(batch.Counters, batch.Forming is not null), [LabelKey] = label });
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static string Text(PacketParameters p) => string.Create(
        CultureInfo.InvariantCulture,
        $"{p.PriceDecimals} {p.QuantityDecimals} {p.Bucket} {p.Overshoot} {p.Anchor} {p.VpinWindow} {p.MaxGapIds} {p.SessionGap.Nanoseconds}");

    private static string Text(PacketCounters c, bool hasForming) => JsonSerializer.Serialize<long[]>(
        [c.Accepted, c.DuplicateOrLate, c.Invalid, c.MissingIds, c.TimeClamped, c.Segments, c.DiscardedTrades, hasForming ? 1 : 0]);

    private static (PacketCounters Counters, bool HasForming) Counters(string text) => JsonSerializer.Deserialize<long[]>(text) switch
    {
        [var accepted, var late, var invalid, var missing, var clamped, var segments, var discarded, var forming] => (
            new PacketCounters
            {
                Accepted = accepted, DuplicateOrLate = late, Invalid = invalid, MissingIds = missing, TimeClamped = clamped, Segments = segments, DiscardedTrades = discarded,
            },
            forming == 1),
        _ => throw new InvalidDataException("the counters are not those of packets"),
    };

    private sealed record Label(string Symbol, PacketParameters Parameters, DayCounts Days);

    private sealed record DayCounts(long? FromMs, long? ToMs, int[] Counts);
}
