using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>Long work from the page: what would be done, then that it shall; how it goes comes in frames.</summary>
internal static class JobsApi
{
    private const int MaxIdLength = 64;

    public static void Map(WebApplication app, TerminalModel model, JobDesk? desk)
    {
        const string Path = TerminalApi.Root + "/jobs";
        app.MapGet(Path, context => TerminalApi.WriteAsync(context, model.Jobs.All));
        app.MapGet(Path + "/kinds", context => TerminalApi.WriteAsync(context, new Offer(
            Gatekeeper.RoleOf(context) == Role.Trade ? desk?.Host.Kinds ?? [] : [], Gatekeeper.RoleOf(context) == Role.Trade && desk?.Host.SavePreset is not null)));
        app.MapPost(Path + "/prepare", async context =>
        {
            var request = await TerminalApi.ReadAsync<OrderRequest>(context).ConfigureAwait(false);
            await TerminalApi.WriteAsync(context, Prepare(DeskOf(context, desk), OrderOf(model, request))).ConfigureAwait(false);
        });
        app.MapPost(Path + "/start", async context =>
        {
            var request = await TerminalApi.ReadAsync<StartRequest>(context).ConfigureAwait(false);
            if (string.IsNullOrEmpty(request.Token) || string.IsNullOrEmpty(request.Id) || request.Id.Length > MaxIdLength)
                throw ApiException.Bad("A token and an id are needed.");
            await TerminalApi.WriteAsync(context, DeskOf(context, desk).Start(request.Token, request.Id)).ConfigureAwait(false);
        });
        app.MapPost(TerminalApi.Root + "/lab/presets", async context =>
        {
            var request = await TerminalApi.ReadAsync<OrderRequest>(context).ConfigureAwait(false);
            var save = DeskOf(context, desk).Host.SavePreset ?? throw ApiException.Unavailable("Presets are not kept here: this terminal was started without a configuration.");
            if (save(request.Name ?? "", OrderOf(model, request with { Kind = "backtest" })) is { } fault)
                throw ApiException.Bad(fault);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        app.MapPost(Path + "/{id}/cancel", context =>
        {
            if (!DeskOf(context, desk).Cancel(IdOf(context)))
                throw ApiException.NotFound("There is no such job.");
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        app.MapPost(Path + "/{id}/again", context =>
        {
            var known = DeskOf(context, desk);
            return TerminalApi.WriteAsync(context, Prepare(known, known.OrderOf(IdOf(context)) ?? throw ApiException.NotFound("There is no such job.")));
        });
    }

    private static Prepared Prepare(JobDesk desk, JobOrder order)
    {
        var (plan, token, expires) = desk.Prepare(order);
        return plan switch
        {
            JobPlan.Ready ready => new Prepared(true, token, expires.ToUnixTimeMilliseconds(), ready.Title, ready.Command, null),
            JobPlan.Refused refused => new Prepared(false, null, 0, "", "", refused.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static JobOrder OrderOf(TerminalModel model, OrderRequest request) => new()
    {
        Kind = request.Kind ?? throw ApiException.Bad("An order has a kind."),
        Symbols = request.Symbols ?? [],
        From = request.From,
        To = request.To,
        Name = request.Name,
        Bucket = request.Bucket,
        Values = request.Parameters is { } parameters
            ? parameters.Changes(model.Setup.Markets.FirstOrDefault(market => request.Symbols is [var symbol] && market.Instrument.Symbol == symbol)
                ?? throw ApiException.Bad("Values of the lab belong to one symbol of this session."))
            : [],
    };

    private static JobDesk DeskOf(HttpContext context, JobDesk? desk) =>
        Gatekeeper.RoleOf(context) != Role.Trade ? throw new ApiException(StatusCodes.Status403Forbidden, "forbidden", "This token may look, not order.")
        : desk ?? throw ApiException.Unavailable("Work is not started from here: this terminal was started without a configuration.");

    private static string IdOf(HttpContext context) => (string?)context.Request.RouteValues["id"] ?? "";

    /// <param name="Kind">What.</param>
    /// <param name="Symbols">Of which symbols.</param>
    /// <param name="From">First day.</param>
    /// <param name="To">Last day.</param>
    /// <param name="Name">Name of what comes of it.</param>
    /// <param name="Bucket">Packets' size.</param>
    /// <param name="Parameters">The lab's sliders.</param>
    private sealed record OrderRequest(
        string? Kind, IReadOnlyList<string>? Symbols = null, string? From = null, string? To = null, string? Name = null, double? Bucket = null, LabParameters? Parameters = null);

    private sealed record StartRequest(string Token, string Id);

    private sealed record Offer(IReadOnlyList<string> Kinds, bool Presets);

    private sealed record Prepared(bool Ok, string? Token, long Expires, string Title, string Command, string? Reason);
}
