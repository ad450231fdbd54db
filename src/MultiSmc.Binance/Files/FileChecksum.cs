using System.Security.Cryptography;

namespace MultiSmc.Binance;

/// <summary>Compares a file with the CHECKSUM file beside it: one line, the SHA-256 in hex and the file's name.</summary>
internal static class FileChecksum
{
    public static void Check(ReadReport report, TapeOptions options)
    {
        var beside = report.Path + ".CHECKSUM";
        var isThere = options.VerifyChecksum && File.Exists(beside);
        if (!isThere && !options.ComputeSha256)
            return;
        using (var file = new FileStream(report.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan))
            report.Sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        if (!isThere)
            return;
        var expected = File.ReadAllText(beside).Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";
        if (expected.Length != 64 || !expected.All(char.IsAsciiHexDigit))
            throw new DataFileException(beside, null, "it does not begin with a SHA-256 of 64 hex digits", "Fetch it again, or delete it.");
        if (!string.Equals(expected, report.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new DataFileException(
                report.Path, null, $"its SHA-256 is {report.Sha256}, but {System.IO.Path.GetFileName(beside)} says {expected.ToLowerInvariant()}",
                "Fetch both again; to read it all the same, switch the checksum off.");
        }

        report.IsChecksumVerified = true;
    }
}
