using System.IO.Compression;
using System.Numerics;
using System.Text.Json;
using DuckDB.NET.Data;
using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Catalog.Tests.Recorded;

/// <summary>Every shared recording through the catalog and out again: nothing is lost, changed or added.</summary>
public sealed class RecordingFacts
{
    [Fact]
    public void Of_every_shared_archive_survive_the_way_through_the_catalog()
    {
        using var catalog = new TempCatalog();
        foreach (var fact in Facts("binance-trades", "trades"))
        {
            var file = Text(fact, "file");
            // Tapes of one symbol and day differ from each other (spot, futures, derived): each gets a market of its own.
            var key = new SeriesKey(DatasetKind.Trades, Path.GetFileName(file).Split('-')[0], file.Split('/')[1]);
            var report = Import(catalog.Store, file, key);
            var day = Assert.Single(report.Days);
            var (from, to) = (DayName.StartOf(day.Facts.Day), DayName.StartOf(day.Facts.Day + 1));
            var trades = TempCatalog.Read(catalog.Store, key, from, to);

            Assert.Equal(DayOutcome.Added, day.Outcome);
            Assert.Equal((Number(fact, "rows"), Number(fact, "firstId"), Number(fact, "lastId")), (day.Facts.Rows, day.Facts.FirstKey, day.Facts.LastKey));
            Assert.Equal((Number(fact, "idGaps"), Number(fact, "missingIds")), (day.Facts.GapCount, day.Facts.MissingKeys));
            var unit = Text(fact, "timeUnit") == "us" ? 1_000 : 1_000_000;
            Assert.Equal((Number(fact, "firstTime") * unit, Number(fact, "lastTime") * unit), (day.Facts.FirstTime.Nanoseconds, day.Facts.LastTime.Nanoseconds));
            Assert.Equal(Text(fact, "open"), trades[0].Price.ToString());
            Assert.Equal(Text(fact, "close"), trades[^1].Price.ToString());
            Assert.Equal(Text(fact, "high"), trades.Max(static trade => trade.Price).ToString());
            Assert.Equal(Text(fact, "low"), trades.Min(static trade => trade.Price).ToString());
            Assert.Equal(Text(fact, "baseVolume"), Sum(trades, static trade => trade.Quantity.Raw, 8));
            Assert.Equal(Text(fact, "quoteVolume"), Sum(trades, static trade => (Int128)trade.Price.Raw * trade.Quantity.Raw, 16));
            Assert.Equal(
                Text(fact, "takerBuyQuoteVolume"),
                Sum(trades.Where(static trade => trade.Aggressor == AggressorSide.Buyer), static trade => (Int128)trade.Price.Raw * trade.Quantity.Raw, 16));
            AssertDuckDbReads(catalog.Store.PathOf(key, day.Facts.Day), fact);
            if (fact.GetProperty("header").ValueKind == JsonValueKind.String)
                continue;
            Assert.Equal(CsvOf(file), Export(catalog.Store, key, from, to));
        }

        Assert.Empty(TempCatalog.Faults(catalog.Store));
    }

    [Theory]
    [InlineData("btcusdt_20240808.gz", "BTCUSDT")]
    [InlineData("ethusdt_20240808.gz", "ETHUSDT")]
    [InlineData("nexousdt_20240724.gz", "NEXOUSDT")]
    public void Of_a_recording_with_quotes_come_back_event_by_event(string file, string symbol)
    {
        using var catalog = new TempCatalog();
        var path = SharedData.Require("binance-spot-ws/" + file);
        var events = new List<MarketEvent>();
        using (var reader = TapeFile.Open(path, default, new TapeOptions { WithQuotes = true }))
        {
            var buffer = new MarketEvent[1000];
            while (reader.Read(buffer) is > 0 and var count)
                events.AddRange(buffer.AsSpan(0, count));
        }

        var (trades, quotes) = (new SeriesKey(DatasetKind.Trades, symbol), new SeriesKey(DatasetKind.Quotes, symbol));
        using (var writer = catalog.Store.OpenWriter())
        {
            using var tradeImport = writer.ImportTrades(trades, new ImportSource(file, ""));
            using var quoteImport = writer.ImportQuotes(quotes, new ImportSource(file, ""));
            var last = 0L;
            foreach (var market in events)
            {
                if (market.Kind == MarketEventKind.Quote)
                {
                    quoteImport.Add(market.Quote, last);
                    continue;
                }

                tradeImport.Add([market.Trade]);
                last = market.Trade.Id;
            }

            tradeImport.Complete();
            quoteImport.Complete();
        }

        var back = TempCatalog.Events(catalog.Store, trades, withQuotes: true);
        Assert.Equal(events.Count, back.Count);
        for (var i = 0; i < back.Count; i++)
            Assert.Equal(Describe(events[i]), Describe(back[i]));
        Assert.Empty(TempCatalog.Faults(catalog.Store));
    }

    private static object Describe(MarketEvent market) => market.Kind == MarketEventKind.Trade ? market.Trade : market.Quote;

    private static ImportReport Import(CatalogStore store, string file, SeriesKey key)
    {
        using var writer = store.OpenWriter();
        using var import = writer.ImportTrades(key, new ImportSource(Path.GetFileName(file), ""));
        using var reader = TapeFile.OpenArchive(SharedData.Require(file), TapeOptions.Default);
        var buffer = new TradeTick[4096];
        while (reader.Read(buffer.AsSpan()) is > 0 and var count)
            import.Add(buffer.AsSpan(0, count));
        return import.Complete();
    }

    // DuckDB's own sums of decimals are exact.
    private static void AssertDuckDbReads(string path, JsonElement fact)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT count(*)::BIGINT, min(id), max(id), max(price)::VARCHAR, sum(quantity)::VARCHAR, epoch_ns(min(time_ns)), "
            + $"count(*) FILTER (NOT buyer_is_maker)::BIGINT FROM read_parquet('{path}')";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal((Number(fact, "rows"), Number(fact, "firstId"), Number(fact, "lastId")), (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
        Assert.Equal(Ticks.Raw(Text(fact, "high")), Ticks.Raw(reader.GetString(3)));
        Assert.Equal(Ticks.Raw(Text(fact, "baseVolume")), Ticks.Raw(reader.GetString(4)));
        Assert.Equal(Number(fact, "firstTime") * (Text(fact, "timeUnit") == "us" ? 1_000 : 1_000_000), reader.GetInt64(5));
        Assert.InRange(reader.GetInt64(6), 1, Number(fact, "rows") - 1);
    }

    private static byte[] CsvOf(string file)
    {
        using var zip = ZipFile.OpenRead(SharedData.Require(file));
        using var csv = zip.Entries.Single().Open();
        using var bytes = new MemoryStream();
        csv.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Export(CatalogStore store, SeriesKey key, Timestamp from, Timestamp to)
    {
        using var bytes = new MemoryStream();
        ArchiveCsv.Write(store, key, from, to, ExportTimeUnit.AsArchives, bytes);
        return bytes.ToArray();
    }

    private static string Sum(IEnumerable<TradeTick> trades, Func<TradeTick, Int128> of, int decimals)
    {
        var sum = trades.Aggregate(BigInteger.Zero, (total, trade) => total + of(trade));
        var (whole, rest) = BigInteger.DivRem(sum, BigInteger.Pow(10, decimals));
        return rest.IsZero ? whole.ToString() : $"{whole}.{rest.ToString().PadLeft(decimals, '0').TrimEnd('0')}";
    }

    private static JsonElement[] Facts(string folder, string list)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require(folder + "/facts.json")));
        return [.. document.RootElement.Clone().GetProperty(list).EnumerateArray()];
    }

    private static string Text(JsonElement fact, string name) => fact.GetProperty(name).GetString() ?? "";

    private static long Number(JsonElement fact, string name) => fact.GetProperty(name).GetInt64();
}
