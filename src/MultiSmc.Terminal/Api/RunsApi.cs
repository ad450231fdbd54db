using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>Backtest runs that lie on disk.</summary>
internal static class RunsApi
{
    public static void Map(WebApplication app, string? folder)
    {
        const string Path = TerminalApi.Root + "/runs";
        if (folder is null)
        {
            app.Map(Path + "/{**rest}", static _ => throw ApiException.Unavailable("This terminal was started without a folder of runs."));
            return;
        }

        var reader = new RunReader(new RunFolders(folder));
        app.MapGet(Path, context => TerminalApi.WriteAsync(context, reader.All()));
        app.MapGet(Path + "/{id}", context => TerminalApi.WriteAsync(context, reader.Detail(IdOf(context))));
        app.MapGet(Path + "/{id}/equity", context => TerminalApi.WriteAsync(context, reader.Equity(IdOf(context))));
        app.MapGet(Path + "/{id}/trades", context => TerminalApi.WriteAsync(context, reader.Trades(IdOf(context))));
    }

    private static string IdOf(HttpContext context) => (string?)context.Request.RouteValues["id"] ?? "";
}
