using System.Globalization;
using MultiSmc.Binance;

namespace MultiSmc.Cli.Commands;

/// <summary>Progress for a log: a line on stderr for each file that is done and for each wait.</summary>
internal sealed class DownloadLines(TextWriter error, TransferLedger ledger) : ITransferObserver
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void OnBytes(string file, long bytes, long? total) => ledger.Note(file, bytes);

    /// <inheritdoc/>
    public void OnWaiting(string what, string why, TimeSpan wait) => Write(WaitText(what, why, wait));

    /// <inheritdoc/>
    public void OnDone(FileOutcome outcome)
    {
        ledger.NoteDone();
        Write($"{outcome.File.Name}: {Word(outcome)} ({ledger})");
    }

    /// <inheritdoc/>
    public void OnImporting(string file, long done, long total)
    {
        // A log gets a line when the file is in, on stdout.
    }

    /// <summary>What happened and when it is tried again.</summary>
    public static string WaitText(string what, string why, TimeSpan wait) =>
        wait > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{what}: {why}; again in {wait.TotalSeconds:0.0} s") : $"{what}: {why}";

    private static string Word(FileOutcome outcome) => outcome switch
    {
        FileOutcome.Ready { Result.IsVerified: true } => "loaded, checksum agrees",
        FileOutcome.Ready => "loaded, NOT verified",
        FileOutcome.Gone => "gone from the server",
        FileOutcome.Quarantined => "refused",
        _ => "failed",
    };

    private void Write(string line)
    {
        lock (_lock)
            error.WriteLine(line);
    }
}
