using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>The admin API: one JSON POST for each thing that can be done to the exchange; see docs/exchange.md.</summary>
internal sealed class AdminHost(AdminDesk desk, Secret token)
{
    /// <summary>Begin of its paths.</summary>
    public const string Path = "/admin/v1/";

    private const int LongestBody = 16_384;

    public async Task HandleAsync(HttpContext http)
    {
        if (!IsAdmitted(http.Request.Headers.Authorization.ToString()))
        {
            await WriteAsync(http, 401, Fault("send the admin token: Authorization: Bearer TOKEN")).ConfigureAwait(false);
            return;
        }

        var name = http.Request.Path.Value?[Path.Length..] ?? "";
        if (name == "state" && http.Request.Method == "GET")
        {
            await WriteAsync(http, 200, await desk.StateAsync(http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        if (http.Request.Method != "POST" || desk.Find(name) is not { } action)
        {
            await WriteAsync(http, 404, Fault($"no such action; POST to one of {string.Join(", ", desk.Names)}, or GET state")).ConfigureAwait(false);
            return;
        }

        if (http.Request.ContentLength is null or > LongestBody)
        {
            await WriteAsync(http, 400, Fault($"a JSON body of at most {LongestBody} bytes is needed; {{}} where nothing is to be said")).ConfigureAwait(false);
            return;
        }

        await ActAsync(http, action).ConfigureAwait(false);
    }

    /// <summary>A fault as JSON.</summary>
    public static byte[] Fault(string message) => Json(writer => writer.WriteString("error", message));

    /// <summary>An object as JSON.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> fields)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static async Task ActAsync(HttpContext http, Func<AdminBody, CancellationToken, Task> action)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted).ConfigureAwait(false);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                await WriteAsync(http, 400, Fault("the body is one JSON object")).ConfigureAwait(false);
                return;
            }

            var body = new AdminBody(document.RootElement);
            await action(body, http.RequestAborted).ConfigureAwait(false);
            await WriteAsync(http, body.Error is null ? 200 : 400, body.Error is { } error ? Fault(error) : "{}"u8.ToArray()).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            await WriteAsync(http, 400, Fault("the body is no JSON: " + e.Message)).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(HttpContext http, int status, byte[] json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json;charset=UTF-8";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted).ConfigureAwait(false);
    }

    private bool IsAdmitted(string header)
    {
        const string Scheme = "Bearer ";
        return header.StartsWith(Scheme, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..]), Encoding.UTF8.GetBytes(token.Reveal()));
    }
}
