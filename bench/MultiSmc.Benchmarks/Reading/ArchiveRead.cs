using System.Globalization;
using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using MultiSmc.Binance;
using MultiSmc.Core;

namespace MultiSmc.Benchmarks.Reading;

/// <summary>
/// A million rows of an archive to TradeTicks: plain CSV and zip, with and without the thread that inflates ahead. Rows are made from a seed.
/// </summary>
[MemoryDiagnoser]
public class ArchiveRead
{
    private const int Rows = 1_000_000;
    private readonly TradeTick[] _buffer = new TradeTick[4_096];
    private DirectoryInfo? _folder;

    [Params("tape.csv", "tape.zip")]
    public string File { get; set; } = "";

    [Params(false, true)]
    public bool ReadAhead { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("multismc-bench-");
        var csv = Path.Combine(_folder.FullName, "tape.csv");
        using (var writer = new StreamWriter(csv))
            WriteRows(writer);
        using var zip = ZipFile.Open(Path.Combine(_folder.FullName, "tape.zip"), ZipArchiveMode.Create);
        zip.CreateEntryFromFile(csv, "tape.csv");
    }

    [GlobalCleanup]
    public void Cleanup() => _folder?.Delete(recursive: true);

    [Benchmark(OperationsPerInvoke = Rows)]
    public long Read()
    {
        using var reader = TapeFile.OpenArchive(Path.Combine(_folder?.FullName ?? "", File), new TapeOptions { ReadAhead = ReadAhead });
        long sum = 0;
        while (reader.Read(_buffer.AsSpan()) is > 0 and var count)
            sum += _buffer[count - 1].Price.Raw;
        return sum + reader.Report.Accepted;
    }

    private static void WriteRows(StreamWriter writer)
    {
        var random = new SplitMix64(7);
        long price = 6_180_000, time = 1_736_000_000_000_000;
        for (var i = 0; i < Rows; i++)
        {
            var bits = random.Next();
            price += bits % 100 < 37 ? (long)(bits >> 8) % 41 - 20 : 0;
            time += (bits >> 16) % 100 < 37 ? (long)((bits >> 24) % 90_000) : 0;
            var quantity = 1 + (long)((bits >> 41) % (bits % 7 == 0 ? 200_000UL : 900UL));
            var quote = price * quantity;
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{4_400_000_000 + i},{price / 100}.{price % 100:D2}000000,{quantity / 100_000}.{quantity % 100_000:D5}000,"
                + $"{quote / 10_000_000}.{quote % 10_000_000:D7}0,{time},{((bits & 8) != 0 ? "True" : "False")},True\n"));
        }
    }
}
