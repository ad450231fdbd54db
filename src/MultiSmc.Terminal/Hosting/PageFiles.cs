using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace MultiSmc.Terminal;

/// <summary>The built page, or a plain sentence where it was not built.</summary>
internal static class PageFiles
{
    private const string NotBuilt =
        "The terminal's page is not built. Build it once with: cd src/MultiSmc.Terminal/web && npm ci && npm run build\nThe hub and /api/v1 work without it.\n";

    public static void Use(WebApplication app, TerminalOptions options)
    {
        var root = Path.GetFullPath(options.WebRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        if (!File.Exists(Path.Combine(root, "index.html")))
        {
            app.MapGet("/", static context =>
            {
                context.Response.ContentType = "text/plain; charset=utf-8";
                return context.Response.WriteAsync(NotBuilt, context.RequestAborted);
            });
            return;
        }

        var files = new PhysicalFileProvider(root);
        var types = new FileExtensionContentTypeProvider();
        var defaults = $"<html data-default-theme=\"{options.Theme}\"{(options.Language is { } language ? $" data-default-lang=\"{language}\"" : "")}";
        app.Use(async (context, next) =>
        {
            if (context.Request.Path.Value is not ("/" or "/index.html") || !HttpMethods.IsGet(context.Request.Method))
            {
                await next(context).ConfigureAwait(false);
                return;
            }

            // What the configuration chooses stands in the page itself: it is there before anything is drawn.
            var page = await File.ReadAllTextAsync(Path.Combine(root, "index.html"), context.RequestAborted).ConfigureAwait(false);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.WriteAsync(page.Replace("<html", defaults, StringComparison.Ordinal), context.RequestAborted).ConfigureAwait(false);
        });
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = types,
            OnPrepareResponse = static file =>
            {
                // What the build names by its content never changes; the page that names it may.
                var isNamedByContent = file.Context.Request.Path.StartsWithSegments("/assets");
                file.Context.Response.Headers.CacheControl = isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache";
            },
        });
    }
}
