using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>A failure as the page reads it: status, words, code.</summary>
internal static class Problem
{
    private const string ContentType = "application/problem+json";

    /// <summary>Answers a request with a failure.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string code, string title)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        var body = JsonSerializer.SerializeToUtf8Bytes(new Body("about:blank", title, status, code), TerminalJson.Options);
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private sealed record Body(string Type, string Title, int Status, string Code);
}

/// <summary>A request that can't be served, with its code.</summary>
internal sealed class ApiException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static ApiException NotFound(string what) => new(StatusCodes.Status404NotFound, "not-found", what);

    public static ApiException Bad(string what) => new(StatusCodes.Status400BadRequest, "bad-request", what);

    public static ApiException Unavailable(string what) => new(StatusCodes.Status503ServiceUnavailable, "unavailable", what);
}
