using System.Globalization;

namespace MultiSmc.Binance;

/// <summary>Turns what the file system throws while a download writes into words.</summary>
internal static class FolderFaults
{
    private const int LinuxNoSpace = 28;
    private const int LinuxOverQuota = 122;
    private const int MacOverQuota = 69;

    public static bool IsExpected(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static DownloadException Describe(string path, Exception exception)
    {
        var message = exception switch
        {
            _ when IsFull(exception) => $"{path}: the disk is full; make room and run the same command again, it goes on from here",
            UnauthorizedAccessException => $"{path}: it may not be written; check the folder's permissions",
            _ => $"{path}: it cannot be written ({exception.Message.TrimEnd('.')}); check the disk and the path",
        };
        return new DownloadException(DownloadFault.Folder, message, exception);
    }

    /// <summary>Refuses to begin what cannot end: with too little room for the bytes still to come.</summary>
    public static void ThrowIfTooSmall(string folder, long bytes)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free >= bytes)
            return;
        throw new DownloadException(
            DownloadFault.Folder,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: {bytes / 1048576.0:0.0} MiB are to come, {free / 1048576.0:0.0} MiB are free; make room or name another folder with --into"));
    }

    private static bool IsFull(Exception exception) => exception is IOException && (exception.HResult & 0xFFFF) is LinuxNoSpace or LinuxOverQuota or MacOverQuota;
}
