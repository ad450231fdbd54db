using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MultiSmc.Testing.Archives;

/// <summary>Archives of made-up trades in the exchange's layout, for tests that need files and no market.</summary>
public static class SyntheticZip
{
    /// <summary>A zip with one CSV of the zip's own name.</summary>
    /// <param name="name">Like BTCUSDT-trades-2024-08-08.zip.</param>
    /// <param name="rows">How many trades.</param>
    /// <param name="firstId">Id of the first; they rise by one.</param>
    /// <param name="seed">For prices and quantities.</param>
    public static byte[] Trades(string name, int rows, long firstId = 1, int seed = 1)
    {
        var period = Path.GetFileNameWithoutExtension(name).Split('-', 3)[2];
        var day = DateTime.ParseExact(period, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var time = (day - DateTime.UnixEpoch).Ticks / 10;
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            var (cents, lots) = (random.Next(5_000_000, 7_000_000), random.Next(1, 900_000));
            var isSeller = (cents & 1) == 0;
            text.Append(CultureInfo.InvariantCulture, $"{firstId + row},{cents / 100m:0.00000000},{lots / 100_000m:0.00000000},");
            text.Append(CultureInfo.InvariantCulture, $"{cents * (long)lots / 10_000_000m:0.00000000},{time + row * 1000L},{isSeller},True\n");
        }

        return Of((Path.ChangeExtension(name, ".csv"), Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>A zip of any members.</summary>
    public static byte[] Of(params (string Name, byte[] Content)[] members)
    {
        var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return target.ToArray();
    }
}
