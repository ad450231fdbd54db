namespace MultiSmc.Binance;

/// <summary>A file of trades that is whole on disk.</summary>
/// <param name="Path">Where.</param>
/// <param name="Symbol">Symbol.</param>
/// <param name="Layout">Trades or aggregate trades.</param>
/// <param name="Sha256">Of the file, lower-case hex.</param>
/// <param name="IsVerified">Whether it agrees with the checksum the exchange publishes; never for rows asked for one page at a time.</param>
/// <param name="IsNew">False where an earlier run had loaded it already.</param>
public sealed record DownloadedFile(string Path, string Symbol, TapeLayout Layout, string Sha256, bool IsVerified, bool IsNew);

/// <summary>
/// Takes what was downloaded: lists it, or imports it. Every file of the plan is handed over on every run, also those that were there already,
/// since an earlier run may have been cut off between the two steps: a sink must know what it has.
/// </summary>
public interface IDownloadSink
{
    /// <summary>Takes a file. One call at a time, a symbol's files in the order of time, while later ones are still being loaded.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask TakeAsync(DownloadedFile file, CancellationToken cancellation);
}
