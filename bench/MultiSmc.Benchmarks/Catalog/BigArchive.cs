using System.Buffers.Text;
using System.IO.Compression;
using MultiSmc.Benchmarks.Packets;
using MultiSmc.Core;

namespace MultiSmc.Benchmarks.Catalog;

/// <summary>A large archive of trades as the exchange packs them: one CSV of a seeded tape, and the zip of it.</summary>
internal static class BigArchive
{
    public const string Name = "BENUSDT-trades-2025-01";

    /// <summary>Writes the tape's CSV and zip into a folder.</summary>
    public static (string Csv, string Zip) Write(string folder, int trades)
    {
        var (csv, zip) = (Path.Combine(folder, Name + ".csv"), Path.Combine(folder, Name + ".zip"));
        using (var file = File.Create(csv, 1 << 20))
            WriteRows(file, SyntheticTape.Make(trades, seed: 11));
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        archive.CreateEntryFromFile(csv, Name + ".csv", CompressionLevel.Optimal);
        return (csv, zip);
    }

    private static void WriteRows(FileStream file, TradeColumns tape)
    {
        var buffer = new byte[160];
        for (var i = 0; i < tape.Count; i++)
        {
            var quote = tape.Prices[i] * tape.Quantities[i];
            var length = Number(buffer, 0, tape.Ids[i], 0);
            length = Amount(buffer, length, tape.Prices[i], 2);
            length = Amount(buffer, length, tape.Quantities[i], 5);
            length = Amount(buffer, length, quote, 7);
            buffer[length++] = (byte)',';
            length = Number(buffer, length, tape.Times[i] / 1000, 0);
            var end = tape.Buyers[i] == 0 ? ",True,True\n"u8 : ",False,True\n"u8;
            end.CopyTo(buffer.AsSpan(length));
            file.Write(buffer, 0, length + end.Length);
        }
    }

    private static int Amount(byte[] buffer, int at, long units, int decimals)
    {
        var one = FixedPoint.PowersOfTen[decimals];
        buffer[at++] = (byte)',';
        at = Number(buffer, at, units / one, 0);
        buffer[at++] = (byte)'.';
        return Number(buffer, at, units % one * FixedPoint.PowersOfTen[FixedPoint.Decimals - decimals], FixedPoint.Decimals);
    }

    private static int Number(byte[] buffer, int at, long value, byte digits)
    {
        var format = digits == 0 ? default : new System.Buffers.StandardFormat('D', digits);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(at), out var written, format);
        return at + written;
    }
}
