using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MultiSmc.Testing.Archives;

/// <summary>
/// A server on this machine that publishes archives as the exchange does, and trades by id as its REST interface does; files have switches for what
/// goes wrong.
/// </summary>
public sealed class ArchiveServer : IAsyncDisposable
{
    private const int Piece = 16 * 1024;

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, ServedFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();
    private long _sent;

    private ArchiveServer(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Requests so far: "GET path" and, with a range, " bytes=..".</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Bytes of bodies of files sent so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Called after each piece of a file's body with <see cref="Sent"/>.</summary>
    public Action<long>? OnSent { get; set; }

    /// <summary>A wait after each piece, for downloads that are to take a while.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Answers what is under api/; null: 404.</summary>
    public Func<HttpContext, Task>? Api { get; set; }

    /// <summary>Starts a server on a port of the system's choice.</summary>
    public static async Task<ArchiveServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // A client that hangs on purpose must not hold up the end of a test.
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var server = new ArchiveServer(builder.Build());
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        var addresses = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Address = new Uri((addresses?.Addresses.First() ?? throw new InvalidOperationException("it listens nowhere")) + "/");
        return server;
    }

    /// <summary>Publishes an archive with its checksum.</summary>
    /// <param name="name">Like BTCUSDT-trades-2024-08-08.zip; monthly ones by the length of their period.</param>
    /// <param name="zip">The zip.</param>
    public ServedFile Publish(string name, byte[] zip)
    {
        var parts = System.IO.Path.GetFileNameWithoutExtension(name).Split('-', 3);
        var folder = parts[2].Length == 7 ? "monthly" : "daily";
        var file = new ServedFile(zip);
        file.Checksum = asked => $"{file.Sha256}  {asked}\n";
        _files[$"/data/spot/{folder}/{parts[1]}/{parts[0]}/{name}"] = file;
        return file;
    }

    /// <summary>How often something was asked for.</summary>
    public int CountOf(string beginning) => _requests.Count(request => request.StartsWith(beginning, StringComparison.Ordinal));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var range = context.Request.Headers.Range.ToString();
        _requests.Enqueue($"{context.Request.Method} {System.IO.Path.GetFileName(path)}{(range.Length > 0 ? " " + range : "")}");
        if (Api is { } api && path.StartsWith("/api/", StringComparison.Ordinal))
            await api(context);
        else if (path.EndsWith(".CHECKSUM", StringComparison.Ordinal) && _files.TryGetValue(path[..^".CHECKSUM".Length], out var checkedFile)
            && checkedFile.Checksum(System.IO.Path.GetFileName(path)[..^".CHECKSUM".Length]) is { } text)
            await context.Response.WriteAsync(text);
        else if (_files.TryGetValue(path, out var file))
            await FileAsync(context, file, range);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task FileAsync(HttpContext context, ServedFile file, string range)
    {
        var response = context.Response;
        var isBody = HttpMethods.IsGet(context.Request.Method);
        if (isBody && file.Answers.TryDequeue(out var instead))
        {
            response.StatusCode = instead.Status;
            if (instead.RetryAfter is { } wait)
                response.Headers.RetryAfter = wait;
            return;
        }

        if (isBody)
            file.BeforeBody?.Invoke(file);
        var bytes = file.Bytes;
        var from = From(context, file, range);
        if (from > bytes.Length)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            return;
        }

        if (!file.IsNameless)
        {
            response.Headers.ETag = file.ETag;
            response.Headers.LastModified = file.LastModified.ToString("R", CultureInfo.InvariantCulture);
        }

        if (from > 0)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{bytes.Length - 1}/{bytes.Length}");
        }

        if (!file.IsChunked)
            response.ContentLength = bytes.Length - from;
        if (isBody)
            await BodyAsync(context, file, bytes.AsMemory(from));
    }

    private async Task BodyAsync(HttpContext context, ServedFile file, ReadOnlyMemory<byte> rest)
    {
        var cut = file.Cuts.TryDequeue(out var after) ? Math.Min(after, rest.Length) : rest.Length;
        for (var at = 0; at < cut;)
        {
            var count = Math.Min(Piece, cut - at);
            await context.Response.Body.WriteAsync(rest.Slice(at, count), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            at += count;
            var sent = Interlocked.Add(ref _sent, count);
            OnSent?.Invoke(sent);
            if (Slowness > TimeSpan.Zero)
                await Task.Delay(Slowness, context.RequestAborted);
            if (!file.IsSilentOnce)
                continue;
            file.IsSilentOnce = false;
            file.FellSilent.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (cut < rest.Length)
            context.Abort();
    }

    private static int From(HttpContext context, ServedFile file, string range)
    {
        if (range.Length == 0 || file.IgnoresRange)
            return 0;
        var condition = context.Request.Headers.IfRange.ToString();
        var isSame = file.IgnoresIfRange || condition.Length == 0 || condition == file.ETag
            || condition == file.LastModified.ToString("R", CultureInfo.InvariantCulture);
        return isSame ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
    }
}
