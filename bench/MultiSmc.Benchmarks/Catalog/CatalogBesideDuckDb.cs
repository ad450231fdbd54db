using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using MultiSmc.Binance;
using MultiSmc.Catalog;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Benchmarks.Catalog;

/// <summary>
/// One archive into Parquet: ours from the zip, DuckDB from the CSV already unpacked; and the files read back. Both sides alternate in one process, and
/// their totals are compared. Wall and processor time are the process's own.
/// </summary>
internal static class CatalogBesideDuckDb
{
    private static readonly DecimalScale Units = new(2, 5);

    public static int Run(string[] args)
    {
        var trades = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 4_000_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("multismc-bench-");
        try
        {
            var (csv, zip) = BigArchive.Write(folder.FullName, trades);
            GC.Collect();
            Console.WriteLine($"{trades:N0} trades, CSV {new FileInfo(csv).Length / 1e6:F0} MB, zip {new FileInfo(zip).Length / 1e6:F0} MB");
            var root = Path.Combine(folder.FullName, "catalog");
            var theirs = Path.Combine(folder.FullName, "duckdb.parquet");
            var (import, duck, scan, duckScan, one, two) = (new Row(), new Row(), new Row(), new Row(), new Row(), new Row());
            for (var round = 0; round <= rounds; round++)
            {
                if (Directory.Exists(root))
                    Directory.Delete(root, recursive: true);
                import.Add(() => Import(zip, root));
                File.Delete(theirs);
                duck.Add(() => Query($"COPY (SELECT id, price, quantity, time, maker FROM read_csv('{csv}', header=false, columns={Columns})) TO '{theirs}' (FORMAT parquet)"));
                scan.Add(() => Scan(root));
                duckScan.Add(() => Query(
                    $"SET threads=1; SELECT count(*), sum(price), sum(quantity), sum(id), sum(epoch_ns(time_ns)) FROM read_parquet('{root}/spot/trades/*/*.parquet')"));
                one.Add(() => Packets(root, 1));
                two.Add(() => Packets(root, 2));
            }

            Console.WriteLine($"import zip -> catalog          {import.Text(trades)}");
            Console.WriteLine($"DuckDB CSV -> Parquet          {duck.Text(trades)}   ours: {duck.Wall / import.Wall:F2} x its wall, {import.Processor / duck.Processor:F2} x its processor time");
            Console.WriteLine($"scan -> columns, one thread    {scan.Text(trades)}");
            Console.WriteLine($"DuckDB sums, one thread        {duckScan.Text(trades)}");
            Console.WriteLine($"packets from it, one thread    {one.Text(trades)}");
            Console.WriteLine($"packets from it, two threads   {two.Text(trades)}   {one.Wall / two.Wall:F2} x");
            var bytes = Directory.GetFiles(root, "*.parquet", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
            Console.WriteLine($"size: {bytes / (double)trades:F2} B a row; DuckDB's {new FileInfo(theirs).Length / (double)trades:F2} (the same columns, its own packing)");
            Console.WriteLine($"peak memory of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB (the tape that was written included)");
            return Check(root, theirs, trades) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The types a reader wants exact numbers in; without them DuckDB would make doubles, which is less work.
    private const string Columns =
        "{'id':'BIGINT','price':'DECIMAL(18,8)','quantity':'DECIMAL(18,8)','quote':'DECIMAL(18,8)','time':'BIGINT','maker':'BOOLEAN','best':'BOOLEAN'}";

    private static void Import(string zip, string root)
    {
        var store = CatalogStore.OpenOrCreate(root);
        using var writer = store.OpenWriter();
        using var import = writer.ImportTrades(new SeriesKey(DatasetKind.Trades, "BENUSDT"), new ImportSource(Path.GetFileName(zip), ""));
        using var reader = TapeFile.OpenArchive(zip, TapeOptions.Default);
        var buffer = new TradeTick[4_096];
        while (reader.Read(buffer.AsSpan()) is > 0 and var count)
            import.Add(buffer.AsSpan(0, count));
        import.Complete();
    }

    private static void Scan(string root)
    {
        var store = CatalogStore.Open(root);
        using var scan = new TradeScan(store, store.Series()[0], null, null, Units);
        var columns = new TradeColumns(250_000);
        while (scan.Read(columns))
            columns.Clear();
    }

    private static void Packets(string root, int threads)
    {
        var store = CatalogStore.Open(root);
        var key = store.Series()[0];
        var parameters = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 5, Bucket = 100_000L * 10_000_000 };
        CatalogPackets.Build(store, key, null, null, parameters, threads);
    }

    private static void Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static bool Check(string root, string theirs, int trades)
    {
        const string sums = "count(*)::BIGINT, sum(id)::VARCHAR, sum(price)::DECIMAL(38,8)::VARCHAR, sum(quantity)::DECIMAL(38,8)::VARCHAR";
        var ours = Sums($"SELECT {sums} FROM read_parquet('{root}/spot/trades/*/*.parquet')");
        var other = Sums($"SELECT {sums} FROM read_parquet('{theirs}')");
        Console.WriteLine(ours == other ? $"totals agree: {ours}" : $"TOTALS DIFFER: {ours} | {other}");
        return ours == other && ours.StartsWith(trades.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Sums(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        reader.Read();
        return string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)));
    }

    /// <summary>Medians of a side; the first round warms up and does not count.</summary>
    private sealed class Row
    {
        private readonly List<(double Wall, double Processor)> _rounds = [];

        public double Wall => Median(static round => round.Wall);

        public double Processor => Median(static round => round.Processor);

        public void Add(Action work)
        {
            using var process = Process.GetCurrentProcess();
            var (began, processor) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
            work();
            process.Refresh();
            _rounds.Add((Stopwatch.GetElapsedTime(began).TotalSeconds, (process.TotalProcessorTime - processor).TotalSeconds));
        }

        public string Text(int rows) =>
            string.Create(CultureInfo.InvariantCulture, $"{rows / Wall / 1e6,7:F1} M rows/s, {Wall:F3} s, processor {Processor:F3} s");

        private double Median(Func<(double Wall, double Processor), double> of) => _rounds.Skip(1).Select(of).Order().ElementAt((_rounds.Count - 1) / 2);
    }
}
