namespace MultiSmc.Binance;

/// <summary>Turns what the file system and the decompressors throw into words.</summary>
internal static class FileFaults
{
    public const string FetchAgain = "Fetch the file again.";

    public static bool IsExpected(Exception exception) =>
        exception is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException;

    public static DataFileException Describe(string path, Exception exception) => exception switch
    {
        DataFileException known => known,
        FileNotFoundException or DirectoryNotFoundException => new DataFileException(path, null, "there is no such file", "Check the path.", exception),
        UnauthorizedAccessException => new DataFileException(path, null, "the file may not be read", "Check its permissions.", exception),
        InvalidDataException or NotSupportedException => Damaged(path, exception),
        _ => new DataFileException(path, null, $"the file cannot be read ({exception.Message})", "Check the disk and the path.", exception),
    };

    public static DataFileException Damaged(string path, Exception exception) =>
        new(path, null, $"the compressed data are damaged ({exception.Message.TrimEnd('.')})", FetchAgain, exception);

    public static DataFileException CutOff(string path) =>
        new(path, null, "the compressed data are cut off", FetchAgain);
}
