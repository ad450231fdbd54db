using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>Describes the REST interface for programs (OpenAPI 3.1). Written by hand from one list, so that it needs no package.</summary>
internal static class OpenApiDocument
{
    private static readonly (string Method, string Path, string Summary, string[] Query)[] Operations =
    [
        ("get", "/session", "Role of the caller; 401 without a valid cookie or token.", []),
        ("post", "/session", "Sign in: {token} for a cookie.", []),
        ("delete", "/session", "Sign out.", []),
        ("get", "/packets", "Closed packets as columns.", ["symbol", "to", "count"]),
        ("get", "/structure", "Swings, breaks and zones of a range of packets.", ["symbol", "from", "to"]),
        ("get", "/zones/{symbol}/{id}/decisions", "Every judgement of a zone.", []),
        ("get", "/zones/{symbol}/{id}/why", "What the model was shown for the last judgement of a zone up to a time, and what each value moved.", ["t"]),
        ("get", "/journal", "What happened, newest first.", ["before", "q", "kinds", "count"]),
        ("get", "/equity", "Equity of the running session: range is day (since 00:00 UTC), week (seven days) or all.", ["range"]),
        ("get", "/jobs", "Long work, newest first.", []),
        ("get", "/latency", "Histogram of the decision stage.", ["window"]),
        ("get", "/runs", "Backtest runs, newest first.", []),
        ("get", "/runs/{id}", "One run.", []),
        ("get", "/runs/{id}/equity", "Its equity.", []),
        ("get", "/runs/{id}/trades", "Its trades.", []),
        ("get", "/models", "The model registry.", []),
        ("get", "/models/{id}", "One model with its passport.", []),
        ("get", "/catalog", "Trades on disk, by symbol and month.", []),
        ("get", "/catalog/{symbol}/{month}", "The days of a month.", []),
        ("get", "/packet-sets", "Stored packet sets.", []),
        ("get", "/lab", "What the lab can work on.", []),
        ("post", "/lab/recompute", "The detector run again with other parameters.", []),
        ("post", "/lab/map", "Expectancy around the values, over two of them.", []),
        ("get", "/notifications", "Channels and how their last delivery went.", []),
        ("post", "/notifications/{name}/test", "Sends a test message and says whether it arrived.", []),
    ];

    /// <summary>Answers with the document.</summary>
    public static async Task WriteAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "MultiSmc terminal");
        json.WriteString("version", "1");
        json.WriteEndObject();
        json.WriteStartObject("paths");
        foreach (var path in Operations.GroupBy(static operation => operation.Path))
        {
            json.WriteStartObject(TerminalApi.Root + path.Key);
            foreach (var operation in path)
                Write(json, operation.Method, operation.Path, operation.Summary, operation.Query);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string method, string path, string summary, string[] query)
    {
        json.WriteStartObject(method);
        json.WriteString("summary", summary);
        json.WriteStartArray("parameters");
        foreach (var name in path.Split('{').Skip(1).Select(static part => part[..part.IndexOf('}', StringComparison.Ordinal)]))
            Parameter(json, name, "path");
        foreach (var name in query)
            Parameter(json, name, "query");
        json.WriteEndArray();
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", "The answer.");
        json.WriteEndObject();
        json.WriteStartObject("default");
        json.WriteString("description", "Problem details with status, title and code (application/problem+json).");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, string name, string place)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", place);
        json.WriteBoolean("required", place == "path");
        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
