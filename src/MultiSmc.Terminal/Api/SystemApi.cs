using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>Health, metrics, latency, the description of this interface, and the test of notifications.</summary>
internal static class SystemApi
{
    public static void Map(WebApplication app, TerminalModel model, HealthMeter meter, LatencyRecorder? decisions, Notifier notifier)
    {
        app.MapGet("/health", context => TerminalApi.WriteAsync(context, new HealthAnswer(
            model.Observer.Lost == 0 ? "ok" : "behind", ContractNames.Kebab(model.Setup.Mode.ToString()), model.Observer.Lost)));
        app.MapGet("/metrics", context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            return context.Response.WriteAsync(MetricsText.Of(model, meter, decisions), context.RequestAborted);
        });
        app.MapGet(TerminalApi.Root + "/latency", context => TerminalApi.WriteAsync(context, Latency(context, decisions)));
        app.MapGet(TerminalApi.Root + "/openapi.json", static context => OpenApiDocument.WriteAsync(context));
        app.MapGet(TerminalApi.Root + "/notifications", context => TerminalApi.WriteAsync(context, notifier.Status()));
        app.MapPost(TerminalApi.Root + "/notifications/{name}/test", async context =>
        {
            if (Gatekeeper.RoleOf(context) != Role.Trade)
                throw new ApiException(StatusCodes.Status403Forbidden, "forbidden", "Looking is allowed, sending is not.");
            var name = (string?)context.Request.RouteValues["name"] ?? "";
            var fault = await notifier.TestAsync(name, context.RequestAborted).ConfigureAwait(false);
            await TerminalApi.WriteAsync(context, new TestAnswer(fault is null, fault)).ConfigureAwait(false);
        });
    }

    private static LatencyReport Latency(HttpContext context, LatencyRecorder? decisions)
    {
        var window = context.Request.Query["window"].ToString() is { Length: > 0 } asked ? asked : "24h";
        if (window is not ("5m" or "1h" or "24h"))
            throw ApiException.Bad("window must be 5m, 1h or 24h.");
        var histogram = decisions?.Histogram() ?? [];
        // Counted since the start: no shorter window is kept, and the answer says so.
        return new LatencyReport(
            "24h", new Dictionary<string, double[]>(), [.. histogram.Select(static bucket => bucket.Edge)], [.. histogram.Select(static bucket => bucket.Count)], histogram.Sum(static bucket => bucket.Count));
    }

    private sealed record HealthAnswer(string Status, string Mode, long Lost);

    private sealed record TestAnswer(bool Delivered, string? Fault);

    private sealed record LatencyReport(
        string Window, IReadOnlyDictionary<string, double[]> Spark, IReadOnlyList<double> Edges, IReadOnlyList<long> Counts, long Total);
}
