using System.Net;
using System.Text;

namespace MultiSmc.Binance;

/// <summary>The server of the archives: what it says of a file, and the file's checksum.</summary>
internal sealed class ArchiveHost(PatientClient client, Uri address)
{
    private const int LongestChecksum = 4096;

    /// <summary>Asks for a file's version; null where there is no such file.</summary>
    /// <exception cref="DownloadException">The server cannot be asked.</exception>
    public Task<ServerVersion?> LookAsync(ArchiveFile file, CancellationToken cancellation) =>
        client.SendAsync(
            file.Name,
            () => Request(HttpMethod.Head, file.RelativeAddress),
            (response, _) => Task.FromResult(response.StatusCode == HttpStatusCode.NotFound ? null : ServerVersion.Of(Whole(file, response))),
            cancellation);

    /// <summary>Loads a file's published SHA-256; null where none is published.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isFresh">Whether caches on the way must ask anew.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DownloadException">The server cannot be asked, or sends something else.</exception>
    public async Task<string?> ChecksumAsync(ArchiveFile file, bool isFresh, CancellationToken cancellation)
    {
        var name = file.Name + ".CHECKSUM";
        var text = await client.SendAsync(
            name,
            () => Request(HttpMethod.Get, file.RelativeAddress + ".CHECKSUM", isFresh),
            async (response, token) => response.StatusCode == HttpStatusCode.NotFound ? null : await TextAsync(Whole(file, response), token).ConfigureAwait(false),
            cancellation).ConfigureAwait(false);
        if (text is null)
            return null;
        return ChecksumLine.Parse(text, file.Name) ?? throw new DownloadException(
            DownloadFault.BadContent,
            $"{name}: it is not a line of a SHA-256 and this file's name; try again later, --accept-unverified keeps the file without it");
    }

    /// <summary>Asks for a file's bytes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="resume">Asked before each attempt: the version some bytes of which are there, and how many.</param>
    /// <param name="isFresh">Whether caches on the way must ask anew.</param>
    /// <param name="use">Uses the answer; 404 and 416 are its own.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<T> BodyAsync<T>(
        ArchiveFile file, Func<(ServerVersion? Version, long From)> resume, bool isFresh, Func<HttpResponseMessage, CancellationToken, Task<T>> use,
        CancellationToken cancellation) =>
        client.SendAsync(file.Name, () => BodyRequest(file, resume(), isFresh), use, cancellation);

    /// <summary>Reads from a body.</summary>
    public Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation) => client.ReadAsync(body, buffer, cancellation);

    private HttpRequestMessage BodyRequest(ArchiveFile file, (ServerVersion? Version, long From) resume, bool isFresh)
    {
        var request = Request(HttpMethod.Get, file.RelativeAddress, isFresh);
        if (resume is { From: > 0, Version: { CanResume: true } version })
        {
            request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(resume.From, null);
            request.Headers.IfRange = version.Condition;
        }

        return request;
    }

    private HttpRequestMessage Request(HttpMethod method, string relative, bool isFresh = false)
    {
        var request = new HttpRequestMessage(method, new Uri(address, relative));
        if (isFresh)
            request.Headers.CacheControl = new System.Net.Http.Headers.CacheControlHeaderValue { NoCache = true };
        return request;
    }

    private static HttpResponseMessage Whole(ArchiveFile file, HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.OK
            ? response
            : throw new DownloadException(
                DownloadFault.Network, $"{file.Name}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}; check the address of the archives");

    private async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[LongestChecksum];
        var count = 0;
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            while (count < buffer.Length && await client.ReadAsync(body, buffer.AsMemory(count), cancellation).ConfigureAwait(false) is > 0 and var read)
                count += read;
        }

        return Encoding.UTF8.GetString(buffer, 0, count);
    }
}
