using System.Buffers;
using System.Net;

namespace MultiSmc.Binance;

/// <summary>Loads one archive: checksum, bytes (from where an earlier attempt left off), comparison, a look into the zip, and into its place.</summary>
internal sealed class ArchiveFetch(ArchiveHost host, ArchiveShelf shelf, DownloadOptions options, TimeProvider time, IDownloadObserver observer)
{
    private const int Block = 128 * 1024;

    // Below this a broken attempt counts as one that brought nothing, or a server could keep us busy with a byte at a time.
    private const long LeastGain = 64 * 1024;

    /// <summary>Loads the file.</summary>
    /// <exception cref="DownloadException">The folder cannot be written; all other failures are outcomes.</exception>
    public async Task<FileOutcome> RunAsync(ArchiveFile file, CancellationToken cancellation)
    {
        try
        {
            return await LoadAsync(file, cancellation).ConfigureAwait(false);
        }
        catch (DownloadException failure) when (failure.Fault == DownloadFault.Network)
        {
            return new FileOutcome.Failed(file, failure.Message);
        }
        catch (DownloadException failure) when (failure.Fault == DownloadFault.BadContent)
        {
            return new FileOutcome.Quarantined(file, null, failure.Message);
        }
        catch (Exception failure) when (FolderFaults.IsExpected(failure))
        {
            throw FolderFaults.Describe(shelf.PathOf(file), failure);
        }
    }

    private async Task<FileOutcome> LoadAsync(ArchiveFile file, CancellationToken cancellation)
    {
        var expected = await ExpectedAsync(file, isFresh: false, cancellation).ConfigureAwait(false);
        if (await StillAsideAsync(file, expected, cancellation).ConfigureAwait(false) is { } known)
            return known;
        using var part = PartFile.Open(shelf.PathOf(file));
        var sha256 = await BytesAsync(file, part, isFresh: false, cancellation).ConfigureAwait(false);
        if (sha256 is not null && expected is not null && sha256 != expected)
        {
            // A cache on the way may have had an old one of the two: once more, both, past the caches.
            observer.OnWaiting(file.Name, "its checksum does not agree; loading both once more", TimeSpan.Zero);
            part.Discard();
            expected = await ExpectedAsync(file, isFresh: true, cancellation).ConfigureAwait(false);
            sha256 = await BytesAsync(file, part, isFresh: true, cancellation).ConfigureAwait(false);
        }

        if (sha256 is null || part.Version is not { } version)
            return new FileOutcome.Gone(file);
        var entry = new ManifestEntry(FileStanding.Verified, sha256, part.Length, version.ETag, version.LastModified, time.GetUtcNow());
        if (Unsafe(file, part) is { } unsafeReason)
            return Aside(file, part, entry with { Reason = unsafeReason, Expected = expected }, $"{unsafeReason}; it was put aside and is not used");
        if (sha256 == expected)
            return Placed(file, part, entry);
        entry = entry with { Expected = expected, Standing = FileStanding.Accepted };
        return options.AcceptsUnverified ? Placed(file, part, entry) : Aside(file, part, entry, MismatchMessage(file, sha256, expected));
    }

    private async Task<string?> ExpectedAsync(ArchiveFile file, bool isFresh, CancellationToken cancellation)
    {
        try
        {
            var expected = await host.ChecksumAsync(file, isFresh, cancellation).ConfigureAwait(false);
            if (expected is not null || options.AcceptsUnverified)
                return expected;
        }
        catch (DownloadException unreadable) when (unreadable.Fault == DownloadFault.BadContent && options.AcceptsUnverified)
        {
            return null;
        }

        throw new DownloadException(
            DownloadFault.BadContent, $"{file.Name}: no CHECKSUM is published beside it, so it was not loaded; --accept-unverified loads it all the same");
    }

    // A file that was put aside and has not changed since is not loaded again; the user's word is enough to use it.
    private async Task<FileOutcome?> StillAsideAsync(ArchiveFile file, string? expected, CancellationToken cancellation)
    {
        if (shelf.Manifest.Find(file.Name) is not { Standing: FileStanding.Quarantined } entry || !File.Exists(shelf.QuarantineOf(file)))
            return null;
        if (entry.Expected != expected || await host.LookAsync(file, cancellation).ConfigureAwait(false) is not { } version || !version.Agrees(entry.Version))
            return null;
        if (entry.Reason is { } unsafeReason)
            return new FileOutcome.Quarantined(file, shelf.QuarantineOf(file), $"{unsafeReason}; the exchange has not replaced it since it was put aside");
        if (!options.AcceptsUnverified)
            return new FileOutcome.Quarantined(file, shelf.QuarantineOf(file), MismatchMessage(file, entry.Sha256, expected));
        shelf.Accept(file, entry);
        return Ready(file, entry with { Standing = FileStanding.Accepted });
    }

    /// <summary>Loads the bytes that are not there yet.</summary>
    /// <returns>SHA-256 of the whole, or null where the server has no such file.</returns>
    private Task<string?> BytesAsync(ArchiveFile file, PartFile part, bool isFresh, CancellationToken cancellation)
    {
        observer.OnBytes(file.Name, part.Length, part.Version?.Length);
        if (part.Version is { Length: { } whole } && part.Length == whole)
            return Task.FromResult<string?>(part.Finish());
        return host.BodyAsync(file, () => (part.Version, part.Length), isFresh, (response, token) => TakeAsync(file, part, response, token), cancellation);
    }

    private async Task<string?> TakeAsync(ArchiveFile file, PartFile part, HttpResponseMessage response, CancellationToken cancellation)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotFound:
                part.Discard();
                return null;
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Discard();
                throw new PassingFaultException("the file is shorter than what is here of it: starting over");
            case HttpStatusCode.PartialContent:
                // A server that ignores If-Range shows by its headers that the file is another one now.
                if (part.Version is { } known && known.Agrees(ServerVersion.Of(response)) && response.Content.Headers.ContentRange?.From == part.Length)
                    break;
                part.Discard();
                throw new PassingFaultException("the file has changed: starting over");
            case HttpStatusCode.OK:
                part.StartOver(ServerVersion.Of(response));
                break;
            default:
                throw new DownloadException(DownloadFault.Network, $"{file.Name}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        await CopyAsync(file, part, response, cancellation).ConfigureAwait(false);
        return part.Finish();
    }

    private async Task CopyAsync(ArchiveFile file, PartFile part, HttpResponseMessage response, CancellationToken cancellation)
    {
        var total = part.Version?.Length;
        var begin = part.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                while (await host.ReadAsync(body, buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
                {
                    await part.AppendAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                    observer.OnBytes(file.Name, part.Length, total);
                }
            }
        }
        catch (PassingFaultException fault) when (part.Length - begin >= LeastGain)
        {
            throw new PassingFaultException(fault.Message, fault) { HasGained = true };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (total is { } whole && part.Length != whole)
            throw new PassingFaultException("the connection ended early") { HasGained = part.Length - begin >= LeastGain };
    }

    private string? Unsafe(ArchiveFile file, PartFile part)
    {
        try
        {
            ZipMember.Inspect(file.Name, file.Name, part.Content, options.Zip);
            return null;
        }
        catch (DataFileException refused)
        {
            return $"{refused.Path}: {refused.What}";
        }
        catch (InvalidDataException damaged)
        {
            return $"{file.Name}: it is no zip that can be read ({damaged.Message.TrimEnd('.')})";
        }
    }

    private FileOutcome.Ready Placed(ArchiveFile file, PartFile part, ManifestEntry entry)
    {
        shelf.Place(file, part, entry);
        return Ready(file, entry);
    }

    private FileOutcome.Ready Ready(ArchiveFile file, ManifestEntry entry) =>
        new(file, new DownloadedFile(shelf.PathOf(file), file.Symbol, file.Layout, entry.Sha256, entry.Standing == FileStanding.Verified, IsNew: true), entry.Size);

    private FileOutcome.Quarantined Aside(ArchiveFile file, PartFile part, ManifestEntry entry, string message) =>
        new(file, shelf.PutAside(file, part, entry with { Standing = FileStanding.Quarantined }), message);

    private static string MismatchMessage(ArchiveFile file, string sha256, string? expected) =>
        $"{file.Name}: its SHA-256 is {sha256}, but its CHECKSUM says {expected}, twice; it was put aside and is not used. "
        + "The exchange may mend it later: run the same command again then; --accept-unverified uses it as it is";
}
