using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>REST under /api/v1: history and what is too heavy for frames.</summary>
internal static class TerminalApi
{
    public const string Root = "/api/v1";

    public static void Map(WebApplication app, TerminalOptions options, TerminalModel model, Gatekeeper gate, JobDesk? jobs)
    {
        SessionApi.Map(app, gate);
        MarketApi.Map(app, model);
        EquityApi.Map(app, model);
        LabApi.Map(app, model, options.CatalogFolder, options.Jobs);
        RunsApi.Map(app, options.RunsFolder);
        ModelsApi.Map(app, options.ModelsFolder, model);
        CatalogApi.Map(app, options.CatalogFolder);
        JobsApi.Map(app, model, jobs);
        app.Map(Root + "/{**rest}", static context => Problem.WriteAsync(context, StatusCodes.Status404NotFound, "not-found", "There is no such resource."));
    }

    /// <summary>Answers with JSON and an ETag; 304 where the page has it already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="value">The answer.</param>
    /// <param name="isImmutable">It never changes: the browser need not ask again.</param>
    public static async Task WriteAsync<T>(HttpContext context, T value, bool isImmutable = false)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, TerminalJson.Options);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = isImmutable ? "private, max-age=86400, immutable" : "no-cache";
        if (context.Request.Headers.IfNoneMatch.ToString() == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Reads a body of JSON.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "bad-request", "Send application/json.");
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, TerminalJson.Options, context.RequestAborted).ConfigureAwait(false)
                ?? throw ApiException.Bad("The body is empty.");
        }
        catch (JsonException)
        {
            throw ApiException.Bad("The body is not the JSON that is expected here.");
        }
    }

    /// <summary>A whole number of the query, in bounds.</summary>
    public static long Number(HttpContext context, string name, long otherwise, long least, long most)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0)
            return otherwise;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw ApiException.Bad($"{name} must be a whole number from {least} to {most}.");
    }
}
