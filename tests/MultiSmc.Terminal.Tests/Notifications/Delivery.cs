using System.Net;
using System.Text;
using System.Text.Json;

namespace MultiSmc.Terminal.Tests;

/// <summary>People are told, again where it failed, and no secret leaves.</summary>
public sealed class Delivery
{
    private static readonly HashSet<NotificationEvent> All = [.. Enum.GetValues<NotificationEvent>()];

    [Fact]
    public async Task A_bot_s_message_is_sent_again_until_it_is_accepted()
    {
        using var server = new LocalServer(503, 429, 200);
        var clock = TimeProvider.System;
        var channel = new NotificationChannel.Telegram("bot", All, NotificationSecret.Of("123:SECRET", "test"), "@me") { Api = server.Address };
        await using var notifier = new Notifier([channel], clock);
        notifier.On(Entry("closed", "position", new Params { ["reason"] = "target", ["pnl"] = "12.5", ["r"] = 1.7, ["setup"] = 1 }), "paper");
        await server.Reached(3);
        await Until(() => notifier.Status()[0].Delivered == 1);
        Assert.All(server.Requests, static request => Assert.Equal("/bot123:SECRET/sendMessage", request.Path));
        var body = JsonDocument.Parse(server.Requests[^1].Body).RootElement;
        Assert.Equal("@me", body.GetProperty("chat_id").GetString());
        Assert.Equal("[paper] AAAUSDT closed (target): 12.5, 1.70 R", body.GetProperty("text").GetString());
        Assert.DoesNotContain("SECRET", JsonSerializer.Serialize(notifier.Status()) + channel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_was_chosen_is_told_and_a_webhook_is_signed()
    {
        using var server = new LocalServer(200);
        var channel = new NotificationChannel.Webhook(
            "hook", new HashSet<NotificationEvent> { NotificationEvent.Halted }, NotificationSecret.Of(new Uri(server.Address, "/hook?key=SECRET").ToString(), "test"), NotificationSecret.Of("KEY", "test"));
        await using var notifier = new Notifier([channel], TimeProvider.System);
        notifier.On(Entry("closed", "position", new Params { ["reason"] = "stop", ["pnl"] = "-1", ["r"] = -1.0 }), "live");
        notifier.On(Entry("packet-closed", "packet", []), "live");
        notifier.On(Entry("halted", "risk", new Params { ["message"] = "Halted: a balance does not add up." }), "live");
        await server.Reached(1);
        var request = Assert.Single(server.Requests);
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("KEY"u8, Encoding.UTF8.GetBytes(request.Body)));
        Assert.Equal($"sha256={expected}", request.Signature);
        Assert.Equal("halted", JsonDocument.Parse(request.Body).RootElement.GetProperty("event").GetString());
    }

    [Fact]
    public async Task A_refusal_is_final_and_the_test_button_says_it()
    {
        using var server = new LocalServer(401);
        var channel = new NotificationChannel.Telegram("bot", All, NotificationSecret.Of("123:SECRET", "test"), "@me") { Api = server.Address };
        await using var notifier = new Notifier([channel], TimeProvider.System);
        var fault = await notifier.TestAsync("bot", TestContext.Current.CancellationToken);
        Assert.Equal("the other side answered 401", fault);
        Assert.Single(server.Requests);
        await Assert.ThrowsAsync<ApiException>(() => notifier.TestAsync("nobody", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_side_that_is_not_there_is_a_fault_without_its_address()
    {
        Uri gone;
        using (var server = new LocalServer(200))
            gone = server.Address;
        var channel = new NotificationChannel.Webhook("hook", All, NotificationSecret.Of(gone + "SECRET", "test"), null);
        await using var notifier = new Notifier([channel], TimeProvider.System);
        var fault = await notifier.TestAsync("hook", TestContext.Current.CancellationToken);
        Assert.StartsWith("not reached", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", fault, StringComparison.Ordinal);
    }

    private static JournalEntry Entry(string code, string kind, Params parameters) => new(1, 1_000, kind, "warn", "AAAUSDT", code, parameters);

    private static async Task Until(Func<bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!isReached())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Answers with the statuses in turn, the last one for ever.</summary>
    private sealed class LocalServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly int[] _statuses;
        private readonly Task _work;

        public LocalServer(params int[] statuses)
        {
            _statuses = statuses;
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            }

            _listener.Prefixes.Add(Address.ToString());
            _listener.Start();
            _work = Task.Run(WorkAsync);
        }

        public Uri Address { get; }

        public List<(string Path, string Body, string? Signature)> Requests { get; } = [];

        public Task Reached(int count) => Until(() => Requests.Count >= count);

        public void Dispose()
        {
            _listener.Close();
            _work.GetAwaiter().GetResult();
        }

        private async Task WorkAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream);
                    var body = await reader.ReadToEndAsync();
                    context.Response.StatusCode = _statuses[Math.Min(Requests.Count, _statuses.Length - 1)];
                    Requests.Add((context.Request.Url!.AbsolutePath, body, context.Request.Headers["X-MultiSmc-Signature"]));
                    context.Response.Headers["Retry-After"] = "0";
                    await context.Response.OutputStream.WriteAsync("{\"ok\":true}"u8.ToArray());
                    context.Response.Close();
                }
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Closed.
            }
        }
    }
}
