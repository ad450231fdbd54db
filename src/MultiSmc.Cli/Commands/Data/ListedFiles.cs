using MultiSmc.Binance;

namespace MultiSmc.Cli.Commands;

/// <summary>Leaves the files where they are and says on stdout where that is, one path a line.</summary>
internal sealed class ListedFiles(TextWriter output) : IDownloadSink
{
    /// <inheritdoc/>
    public async ValueTask TakeAsync(DownloadedFile file, CancellationToken cancellation) =>
        await output.WriteLineAsync(file.Path.AsMemory(), cancellation).ConfigureAwait(false);
}
