using System.Net;
using Microsoft.AspNetCore.Http;

namespace MultiSmc.Terminal;

/// <summary>Stands before every request: strict headers, the names it may be reached by, where a request comes from, who it is.</summary>
internal sealed class Gatekeeper(TerminalOptions options, AccessTokens? tokens, SignInLimiter limiter)
{
    /// <summary>Name of the cookie.</summary>
    public const string CookieName = "multismc";

    private const string RoleKey = "multismc.role";
    private const string SignInPath = "/api/v1/session";
    private const int MaxTokenLength = 128;

    /// <summary>Whether the page must sign in.</summary>
    public bool NeedsToken { get; } = options.RequiresToken || !IPAddress.IsLoopback(options.Address);

    /// <summary>What the one behind a request may do.</summary>
    public static Role RoleOf(HttpContext context) => context.Items.TryGetValue(RoleKey, out var role) && role is Role known ? known : Role.None;

    /// <summary>Checks a request and lets it through, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        SetHeaders(context);
        if (!IsKnownHost(context.Request))
        {
            await Problem.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "bad-request", "This name is not one the terminal is reached by.").ConfigureAwait(false);
            return;
        }

        var isUnsafe = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if ((isUnsafe || context.Request.Path.StartsWithSegments("/hub")) && !IsOwnOrigin(context.Request))
        {
            await Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "forbidden", "Requests from other pages are refused.").ConfigureAwait(false);
            return;
        }

        var role = Identify(context);
        context.Items[RoleKey] = role;
        if (role == Role.None && IsGuarded(context.Request))
        {
            await Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "unauthorized", "Sign in with a token.").ConfigureAwait(false);
            return;
        }

        await next().ConfigureAwait(false);
    }

    /// <summary>A token for a cookie.</summary>
    /// <returns>The role, or the status of the refusal.</returns>
    public (Role Role, int Status) SignIn(HttpContext context, string? token)
    {
        if (tokens is null)
            return (RoleOf(context), StatusCodes.Status200OK);
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!limiter.Allows(address))
            return (Role.None, StatusCodes.Status429TooManyRequests);
        var role = token is { Length: <= MaxTokenLength } ? tokens.RoleOf(token) : Role.None;
        if (role == Role.None)
        {
            limiter.OnWrong(address);
            return (Role.None, StatusCodes.Status401Unauthorized);
        }

        context.Response.Cookies.Append(CookieName, tokens.Cookie(role), CookieOf(context.Request));
        return (role, StatusCodes.Status200OK);
    }

    /// <summary>The cookie is taken back.</summary>
    public void SignOut(HttpContext context)
    {
        if (context.Request.Cookies.TryGetValue(CookieName, out var cookie))
            tokens?.Revoke(cookie);
        context.Response.Cookies.Delete(CookieName, CookieOf(context.Request));
    }

    private Role Identify(HttpContext context)
    {
        if (!NeedsToken || tokens is null)
            return Role.Trade;
        var byCookie = tokens.RoleOfCookie(context.Request.Cookies[CookieName]);
        if (byCookie != Role.None)
            return byCookie;
        var header = context.Request.Headers.Authorization.ToString();
        const string Scheme = "Bearer ";
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || header.Length > Scheme.Length + MaxTokenLength)
            return Role.None;
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!limiter.Allows(address))
            return Role.None;
        var role = tokens.RoleOf(header[Scheme.Length..]);
        if (role == Role.None)
            limiter.OnWrong(address);
        return role;
    }

    // The page itself holds no secret: it can be read before signing in, so that it can ask for the token.
    private static bool IsGuarded(HttpRequest request) =>
        request.Path.StartsWithSegments("/hub")
        || request.Path.StartsWithSegments("/metrics")
        || (request.Path.StartsWithSegments("/api") && !request.Path.Equals(SignInPath, StringComparison.OrdinalIgnoreCase));

    private bool IsKnownHost(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        if (host.Length == 0)
            return false;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && (IPAddress.IsLoopback(address) || !IPAddress.IsLoopback(options.Address)))
            || options.HostNames.Contains(host, StringComparer.OrdinalIgnoreCase);
    }

    // A browser names the page that asks; a program names none, and has no cookie that a foreign page could misuse.
    private bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Scheme, SchemeOf(request), StringComparison.OrdinalIgnoreCase)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private string SchemeOf(HttpRequest request) =>
        options.IsBehindProxy && request.Headers["X-Forwarded-Proto"].ToString() is { Length: > 0 } scheme ? scheme : request.Scheme;

    private CookieOptions CookieOf(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = SchemeOf(request) == "https",
        Path = "/",
        MaxAge = TimeSpan.FromDays(30),
        IsEssential = true,
    };

    private static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }
}
