using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using MultiSmc.Engine;
using MultiSmc.Node;

namespace MultiSmc.Terminal.Tests;

/// <summary>A terminal on a free port of loopback, over a session that has been run.</summary>
internal sealed class HostedTerminal : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned = [];

    private HostedTerminal(TerminalHost host, DemoSession session, string folder)
    {
        Host = host;
        Session = session;
        Folder = folder;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
    }

    public TerminalHost Host { get; }

    public DemoSession Session { get; }

    public string Folder { get; }

    public HttpClient Http { get; }

    public static async Task<HostedTerminal> StartAsync(
        DemoSession session, bool requiresToken = false, INodeControl? control = null, Func<TerminalOptions, TerminalOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("terminal").FullName;
        var options = new TerminalOptions { Port = 0, StateFolder = folder, RequiresToken = requiresToken, WebRoot = Path.Combine(folder, "wwwroot") };
        var host = await TerminalHost.StartAsync(change?.Invoke(options) ?? options, session.Model, control, CancellationToken.None);
        return new HostedTerminal(host, session, folder);
    }

    public async Task<HubConnection> ConnectAsync(string? token = null, string? origin = null)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(Host.Address, "/hub/terminal"), options =>
        {
            if (token is not null)
                options.Headers["Authorization"] = $"Bearer {token}";
            if (origin is not null)
                options.Headers["Origin"] = origin;
        }).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        _owned.Add(hub);
        return hub;
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        change?.Invoke(request);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> StatusAsync(string path, string? token = null)
    {
        using var response = await GetAsync(path, token);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            await owned.DisposeAsync();
        Http.Dispose();
        await Host.DisposeAsync();
        await Session.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A node that remembers what it was asked.</summary>
    internal sealed class FakeNode : INodeControl
    {
        public System.Collections.Concurrent.ConcurrentQueue<OperatorCommand> Commands { get; } = new();

        public Exception? Failure { get; set; }

        public NodeStatus? Latest => null;

        public NodeLog Log => throw new NotSupportedException("no node, no log");

        public Task<NodeStatus?> StatusAsync(CancellationToken cancellation) => Task.FromResult<NodeStatus?>(null);

        public Task<CommandResult> ExecuteAsync(OperatorCommand command, CancellationToken cancellation)
        {
            if (Failure is not null)
                throw Failure;
            Commands.Enqueue(command);
            return Task.FromResult(new CommandResult(command.Id, true, "Done."));
        }
    }
}
