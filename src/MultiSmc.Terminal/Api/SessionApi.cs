using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>Signing in and out.</summary>
internal static class SessionApi
{
    public static void Map(WebApplication app, Gatekeeper gate)
    {
        const string Path = TerminalApi.Root + "/session";
        app.MapGet(Path, static context => AnswerAsync(context, Gatekeeper.RoleOf(context), StatusCodes.Status401Unauthorized));
        app.MapPost(Path, async context =>
        {
            var request = await TerminalApi.ReadAsync<SignInRequest>(context).ConfigureAwait(false);
            var (role, status) = gate.SignIn(context, request.Token);
            await AnswerAsync(context, role, status).ConfigureAwait(false);
        });
        app.MapDelete(Path, context =>
        {
            gate.SignOut(context);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static Task AnswerAsync(HttpContext context, Role role, int refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (role != Role.None)
            return TerminalApi.WriteAsync(context, new SessionInfo(role == Role.Trade ? "trade" : "view"));
        return refusal == StatusCodes.Status429TooManyRequests
            ? Problem.WriteAsync(context, refusal, "busy", "Too many wrong tokens: wait a minute.")
            : Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "unauthorized", "Sign in with a token.");
    }

    private sealed record SignInRequest(string? Token);

    private sealed record SessionInfo(string Role);
}
