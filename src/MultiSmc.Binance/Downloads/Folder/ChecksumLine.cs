namespace MultiSmc.Binance;

/// <summary>A CHECKSUM file: one line, the SHA-256 in hex and the file's name.</summary>
internal static class ChecksumLine
{
    private const int HexDigits = 64;

    /// <summary>The SHA-256 in lower-case hex; null where the text is none for this file.</summary>
    public static string? Parse(string text, string fileName)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [{ Length: HexDigits } hash, ..] || !hash.All(char.IsAsciiHexDigit))
            return null;
        // Tools that read in binary mark the name with a star.
        return words.Length == 1 || words[1].TrimStart('*') == fileName ? hash.ToLowerInvariant() : null;
    }
}
