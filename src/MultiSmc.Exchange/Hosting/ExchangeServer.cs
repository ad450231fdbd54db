using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MultiSmc.Exchange;

/// <summary>A local exchange that speaks Binance's REST, streams and WebSocket API on loopback.</summary>
public sealed class ExchangeServer : IAsyncDisposable
{
    private static readonly TimeSpan StopWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AgreeWait = TimeSpan.FromSeconds(1);
    private readonly ExchangeClock _clock;
    private readonly WebApplication _app;
    private readonly ExchangeEngine _engine;
    private readonly UserFeed _feed;
    private readonly StreamServer _streams;
    private readonly WsApiHost _socketApi;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _playing;

    private ExchangeServer(
        WebApplication app, ExchangeEngine engine, UserFeed feed, StreamServer streams, WsApiHost socketApi, ExchangeClock clock,
        CancellationTokenSource stopping, Task playing, Uri address)
    {
        _app = app;
        _engine = engine;
        _feed = feed;
        _streams = streams;
        _socketApi = socketApi;
        _clock = clock;
        _stopping = stopping;
        _playing = playing;
        Address = address;
    }

    /// <summary>Base of REST: "http://127.0.0.1:49152/". The WebSocket API is at ws-api/v3 of it, the admin API at admin/v1.</summary>
    public Uri Address { get; }

    /// <summary>Starts an exchange.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or two accounts or keys have one name.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ExchangeServer> StartAsync(ExchangeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var clock = new ExchangeClock(options.Time);
        var faults = new FaultBoard();
        var limits = new LimitBoard(options.Limits);
        var meter = new RequestMeter(limits, clock);
        var keys = new KeyRing();
        var feed = new UserFeed(faults, clock);
        var board = new MarketBoard(options.Instruments, options.Board);
        var streams = new StreamServer(board, options.Streams, options.Time, NullLogger<StreamServer>.Instance);
        var floor = new TradingFloor(options, clock, limits, board, streams, feed);
        OpenAccounts(options, floor, keys, clock);
        var engine = new ExchangeEngine(floor, options.OnFault);
        feed.Start(engine);
        var market = new MarketDesk(board, new MarketDeskOptions { RateLimits = limits.Rules, ExchangeFilters = [.. ExchangeFilters.Of(options.Matching.Limits)] });
        var gateway = new ApiGateway(engine, new Credentials(keys, clock), meter, faults, clock, market);
        var rest = new RestHost(gateway, meter);
        var socketApi = new WsApiHost(gateway, engine, meter, clock, options.OnFault);
        var admin = new AdminHost(new AdminDesk(engine, faults, limits, meter, keys, clock, socketApi, streams), options.AdminToken);
        var stopping = new CancellationTokenSource();

        var app = Build(options.Port);
        app.Run(http => http.Request.Path.Value switch
        {
            { } path when path == WsApiHost.Path || IsStream(path) => Refusal(http, faults, meter) is { } status ? RefuseAsync(http, status)
                : path == WsApiHost.Path ? socketApi.AcceptAsync(http, stopping.Token) : streams.HandleAsync(http),
            { } path when path.StartsWith(AdminHost.Path, StringComparison.Ordinal) => admin.HandleAsync(http),
            _ => rest.HandleAsync(http),
        });
        await app.StartAsync(cancellation).ConfigureAwait(false);
        var playing = MarketPlay.RunAsync(options, engine, clock, stopping.Token);
        return new ExchangeServer(app, engine, feed, streams, socketApi, clock, stopping, playing, AddressOf(app));
    }

    /// <summary>Ends the exchange: connections are told first.</summary>
    public async ValueTask DisposeAsync()
    {
        _streams.AnnounceShutdown(_clock.Now);
        // A client that does not answer is not waited for; cutting the others at once would take from them what was sent last.
        await _socketApi.AnnounceShutdownAsync().WaitAsync(AgreeWait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _playing.ConfigureAwait(false);
        await _streams.DisposeAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(StopWait))
            await _app.StopAsync(patience.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await _feed.DisposeAsync().ConfigureAwait(false);
        await _engine.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static void OpenAccounts(ExchangeOptions options, TradingFloor floor, KeyRing keys, ExchangeClock clock)
    {
        foreach (var account in options.Accounts)
        {
            if (floor.FindAccount(account.Name) is not null)
                throw new ArgumentException($"two accounts are named {account.Name}", nameof(options));
            floor.Open(account.Name, account.Parameters);
            foreach (var key in account.Keys)
            {
                if (!keys.TryAdd(new ApiKey(key.ApiKey, account.Name, key.Verifier, key.Rights, clock.Now)))
                    throw new ArgumentException($"account {account.Name}: its API key is that of another", nameof(options));
            }
        }
    }

    private static bool IsStream(string path) =>
        path is "/ws" or "/stream" || path.StartsWith("/ws/", StringComparison.Ordinal) || path.StartsWith("/stream/", StringComparison.Ordinal);

    private static int? Refusal(HttpContext http, FaultBoard faults, RequestMeter meter) =>
        faults.IsMaintenance ? StatusCodes.Status503ServiceUnavailable : meter.Connect(RestHost.AddressOf(http));

    private static Task RefuseAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.UseWebSockets();
        return app;
    }

    private static Uri AddressOf(WebApplication app)
    {
        var features = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new Uri((features?.Addresses.First() ?? throw new InvalidOperationException("the server listens nowhere")) + "/");
    }
}
