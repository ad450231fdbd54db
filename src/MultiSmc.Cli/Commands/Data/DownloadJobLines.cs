using MultiSmc.Binance;

namespace MultiSmc.Cli.Commands;

/// <summary>A download's progress for the terminal that ordered it: bytes, then rows on their way into the catalog; words as a log has them.</summary>
internal sealed class DownloadJobLines(TextWriter error, TransferLedger ledger, TimeProvider time) : ITransferObserver
{
    private readonly DownloadLines _words = new(error, ledger);
    private readonly JobLines _bytes = new(error, "downloading", time, "bytes");
    private readonly JobLines _rows = new(error, "writing", time, "rows");

    /// <inheritdoc/>
    public void OnBytes(string file, long bytes, long? total)
    {
        _words.OnBytes(file, bytes, total);
        var (there, all) = ledger.Bytes;
        _bytes.Report(new ProgressStep(there, Math.Max(there, all)));
    }

    /// <inheritdoc/>
    public void OnWaiting(string what, string why, TimeSpan wait) => _words.OnWaiting(what, why, wait);

    /// <inheritdoc/>
    public void OnDone(FileOutcome outcome) => _words.OnDone(outcome);

    /// <inheritdoc/>
    public void OnImporting(string file, long done, long total) => _rows.Report(new ProgressStep(done, total));
}
