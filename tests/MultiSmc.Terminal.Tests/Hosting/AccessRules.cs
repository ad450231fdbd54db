using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;

namespace MultiSmc.Terminal.Tests;

/// <summary>Who may come in, from where, and what a request may look like.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class AccessRules
{
    [Fact]
    public async Task Without_a_token_nothing_is_told_and_with_one_everything()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), requiresToken: true);
        foreach (var path in new[] { "/api/v1/packets?symbol=AAAUSDT", "/api/v1/journal", "/api/v1/session", "/metrics", "/api/v1/runs", "/api/v1/openapi.json" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await terminal.StatusAsync(path));
            Assert.Equal(HttpStatusCode.Unauthorized, await terminal.StatusAsync(path, new string('0', 48)));
        }

        await Assert.ThrowsAnyAsync<Exception>(() => terminal.ConnectAsync());
        var token = terminal.Host.Token!;
        // Wrong tokens of before count: the right one is let in while fewer than five were wrong in a minute.
        terminal.Session.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await terminal.StatusAsync("/api/v1/session", token));
        Assert.Equal(HttpStatusCode.OK, await terminal.StatusAsync("/metrics", token));
        var hub = await terminal.ConnectAsync(token);
        Assert.Equal("trade", (await hub.InvokeAsync<HelloReply>("hello", new { proto = 1, lang = "en" }, TestContext.Current.CancellationToken)).Role);
    }

    [Fact]
    public async Task The_tokens_lie_in_a_file_that_only_its_owner_reads()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), requiresToken: true);
        var file = Path.Combine(terminal.Folder, "terminal.tokens");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Contains(terminal.Host.Token!, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(terminal.Host.Token, AccessTokens.Open(terminal.Folder, TimeProvider.System).Trade);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Throws<TerminalException>(() => AccessTokens.Open(terminal.Folder, TimeProvider.System));
    }

    [Fact]
    public async Task Signing_in_gives_a_cookie_that_scripts_and_foreign_pages_do_not_get()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), requiresToken: true);
        using var answer = await terminal.Http.PostAsJsonAsync("/api/v1/session", new { token = terminal.Host.Token }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        var value = cookie.Split(';')[0];
        using var inside = await terminal.GetAsync("/api/v1/session", null, request => request.Headers.Add("Cookie", value));
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        using var forged = await terminal.GetAsync("/api/v1/session", null, request => request.Headers.Add("Cookie", value[..^1] + (value[^1] == '0' ? '1' : '0')));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        using var leave = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/session");
        leave.Headers.Add("Cookie", value);
        using var left = await terminal.Http.SendAsync(leave, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        using var after = await terminal.GetAsync("/api/v1/session", null, request => request.Headers.Add("Cookie", value));
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_token_to_look_commands_nothing()
    {
        var node = new HostedTerminal.FakeNode();
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000, mode: TerminalMode.Paper), requiresToken: true, control: node);
        var view = AccessTokens.Open(terminal.Folder, TimeProvider.System).View;
        var hub = await terminal.ConnectAsync(view);
        var hello = await hub.InvokeAsync<HelloReply>("hello", new { proto = 1, lang = "en" }, TestContext.Current.CancellationToken);
        Assert.True(hello.ReadOnly);
        Assert.Equal("view", hello.Role);
        var reply = await hub.InvokeAsync<PrepareReply>("prepare", new { kind = "kill" }, TestContext.Current.CancellationToken);
        Assert.Equal("read-only", reply.Code);
    }

    [Fact]
    public async Task Who_tries_tokens_is_held_back()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), requiresToken: true);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await SignIn("wrong"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignIn("wrong"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignIn(terminal.Host.Token!));
        terminal.Session.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await SignIn(terminal.Host.Token!));

        async Task<HttpStatusCode> SignIn(string token)
        {
            using var answer = await terminal.Http.PostAsJsonAsync("/api/v1/session", new { token }, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Other_pages_and_other_names_are_refused()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000));
        await Assert.ThrowsAnyAsync<Exception>(() => terminal.ConnectAsync(origin: "https://evil.example"));
        await Assert.ThrowsAnyAsync<Exception>(() => terminal.ConnectAsync(origin: "null"));
        var own = await terminal.ConnectAsync(origin: $"http://{terminal.Host.Address.Authority}");
        Assert.Equal(HubConnectionState.Connected, own.State);
        using var rebound = await terminal.GetAsync("/health", null, request => request.Headers.Host = "evil.example");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, rebound.StatusCode);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/api/v1/lab/recompute") { Content = JsonContent.Create(new { set = "AAAUSDT" }) };
        post.Headers.Add("Origin", "https://evil.example");
        using var refused = await terminal.Http.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_strict_headers_and_failures_a_code()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000));
        foreach (var path in new[] { "/", "/health", "/api/v1/journal", "/api/v1/nothing" })
        {
            using var answer = await terminal.GetAsync(path);
            Assert.StartsWith("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }

        using var missing = await terminal.GetAsync("/api/v1/packets?symbol=NOPE");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("application/problem+json", missing.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"code\":\"not-found\"", await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await terminal.StatusAsync("/api/v1/packets?symbol=AAAUSDT&count=1000000000"));
    }

    [Fact]
    public async Task A_body_that_is_too_big_is_not_read()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000));
        using var big = new StringContent("\"" + new string('x', 300_000) + "\"", Encoding.UTF8, "application/json");
        using var answer = await terminal.Http.PostAsync("/api/v1/lab/recompute", big, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        using var none = await terminal.Http.PostAsync("/api/v1/lab/recompute", new StringContent("{}"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, none.StatusCode);
        var hub = await terminal.ConnectAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync("focus", new string('x', 200_000), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/../terminal.tokens")]
    [InlineData("/..%2fterminal.tokens")]
    [InlineData("/%2e%2e/terminal.tokens")]
    [InlineData("/assets/..%5c..%5cterminal.tokens")]
    [InlineData("/..;/terminal.tokens")]
    [InlineData("/api/v1/runs/..%2f..%2fterminal.tokens")]
    [InlineData("/api/v1/runs/...")]
    [InlineData("/api/v1/models/..%2f..")]
    [InlineData("//terminal.tokens")]
    [InlineData("/terminal.tokens%00.html")]
    public async Task No_way_leads_out_of_the_page_s_folder(string path)
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), change: options =>
        {
            var root = Directory.CreateDirectory(options.WebRoot!).FullName;
            File.WriteAllText(Path.Combine(root, "index.html"), "<p>page</p>");
            File.WriteAllText(Path.Combine(options.StateFolder!, "terminal.tokens"), "secret-token");
            return options with { RunsFolder = Path.Combine(root, "runs"), ModelsFolder = Path.Combine(root, "models") };
        });
        // As it is: an HTTP client would tidy the path up first.
        using var socket = new TcpClient();
        await socket.ConnectAsync(terminal.Host.Address.Host, terminal.Host.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {terminal.Host.Address.Authority}\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret-token", answer, StringComparison.Ordinal);
        Assert.Matches("^HTTP/1.1 (400|404|503) ", answer);
    }

    [Fact]
    public async Task An_address_for_others_needs_a_token_and_tls()
    {
        var session = new DemoSession(2_000);
        await using (session)
        {
            var open = new TerminalOptions { Address = IPAddress.Any, Port = 0 };
            var first = await Assert.ThrowsAsync<TerminalException>(() => TerminalHost.StartAsync(open, session.Model, null, CancellationToken.None));
            Assert.Contains("token", first.Message, StringComparison.Ordinal);
            var folder = Directory.CreateTempSubdirectory("terminal").FullName;
            var second = await Assert.ThrowsAsync<TerminalException>(() => TerminalHost.StartAsync(open with { StateFolder = folder }, session.Model, null, CancellationToken.None));
            Assert.Contains("certificate", second.Message, StringComparison.Ordinal);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_page_is_served_and_an_answer_that_did_not_change_is_not_sent_again()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), change: static options =>
        {
            Directory.CreateDirectory(Path.Combine(options.WebRoot!, "assets"));
            File.WriteAllText(Path.Combine(options.WebRoot!, "index.html"), "<p>page</p>");
            File.WriteAllText(Path.Combine(options.WebRoot!, "assets", "a.js"), "1");
            return options;
        });
        using var page = await terminal.GetAsync("/");
        Assert.Equal("<p>page</p>", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var script = await terminal.GetAsync("/assets/a.js");
        Assert.Contains("immutable", script.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        using var first = await terminal.GetAsync("/api/v1/lab");
        using var second = await terminal.GetAsync("/api/v1/lab", null, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
