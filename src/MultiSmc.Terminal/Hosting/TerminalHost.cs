using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MultiSmc.Node;

namespace MultiSmc.Terminal;

/// <summary>The terminal's web server: page, hub, REST. Embedded by whoever runs a session.</summary>
public sealed class TerminalHost : IAsyncDisposable
{
    private const long MaxBodyBytes = 256 * 1024;
    private const long MaxMessageBytes = 32 * 1024;

    private readonly WebApplication _app;
    private readonly TerminalModel _model;
    private readonly CommandDesk _desk;
    private readonly AccessTokens? _tokens;
    private readonly Notifier _notifier;
    private readonly JobDesk? _jobs;

    private TerminalHost(WebApplication app, TerminalModel model, CommandDesk desk, JobDesk? jobs, AccessTokens? tokens, Notifier notifier, Uri address)
    {
        _jobs = jobs;
        _app = app;
        _model = model;
        _desk = desk;
        _tokens = tokens;
        _notifier = notifier;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The token that may command, for the one who started it: to be shown once on its own terminal, never logged. Null where none is needed.</summary>
    public string? Token => _tokens?.Trade;

    /// <summary>Starts to serve.</summary>
    /// <param name="options">Where and to whom.</param>
    /// <param name="model">The picture; it is kept up to date from now on, and ended with the host.</param>
    /// <param name="control">Whom commands are handed to; null: the terminal only shows.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="TerminalException">It can't be served so: what to change.</exception>
    public static async Task<TerminalHost> StartAsync(TerminalOptions options, TerminalModel model, INodeControl? control, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(model);
        if (options.Fault is { } fault)
            throw new TerminalException(fault);
        var needsToken = options.RequiresToken || !IPAddress.IsLoopback(options.Address);
        var tokens = needsToken && options.StateFolder is { } folder ? AccessTokens.Open(folder, model.Clock) : null;
        var desk = new CommandDesk(model, control);
        var notifier = new Notifier(options.Notifications, model.Clock);
        var mode = ContractNames.Kebab(model.Setup.Mode.ToString());
        model.OnJournal = entry => notifier.On(entry, mode);
        var jobs = options.Jobs is { } work ? new JobDesk(work, model.Jobs, model.Clock) : null;
        var app = Build(options, model, desk, jobs, tokens, notifier);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            await notifier.DisposeAsync().ConfigureAwait(false);
            if (jobs is not null)
                await jobs.DisposeAsync().ConfigureAwait(false);
            throw new TerminalException($"the terminal can't listen on {options.Address} port {options.Port}: {failure.Message}", failure);
        }

        model.Explain(DecisionReasons.Open(options.ModelsFolder, model.Setup.Markets.SelectMany(static market => market.Model?.Split('+') ?? [])));
        if (options.Past is { } past)
            model.TakePastFrom(past);
        if (control is not null)
            model.AskStatus = control.StatusAsync;
        model.Start();
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First()
            ?? throw new TerminalException("the server has told no address");
        return new TerminalHost(app, model, desk, jobs, tokens, notifier, new Uri(bound));
    }

    /// <summary>Ends: pages are told, sockets closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync().ConfigureAwait(false);
        if (_jobs is not null)
            await _jobs.DisposeAsync().ConfigureAwait(false);
        await _model.DisposeAsync().ConfigureAwait(false);
        await _notifier.DisposeAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            await _app.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Sockets that would not close: the process does not wait for them.
        }

        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(TerminalOptions options, TerminalModel model, CommandDesk desk, JobDesk? jobs, AccessTokens? tokens, Notifier notifier)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders(); // results go to stdout and errors to the one who started it: a server that talks there would spoil both
        TerminalKestrel.Configure(builder, options, MaxBodyBytes);
        var description = new TerminalDescription(model, desk.IsReadOnly, options);
        var limiter = new SignInLimiter(model.Clock);
        builder.Services.AddSingleton(model).AddSingleton(desk).AddSingleton(new ReplayDesk(options.Replay, model)).AddSingleton(description);
        builder.Services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxMessageBytes;
            hub.MaximumParallelInvocationsPerClient = 4;
            hub.EnableDetailedErrors = false;
        }).AddJsonProtocol(protocol => TerminalJson.Apply(protocol.PayloadSerializerOptions));
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        var app = builder.Build();
        var gate = new Gatekeeper(options, tokens, limiter);
        app.Use(async (context, next) => await AnswerAsync(context, gate, next).ConfigureAwait(false));
        app.UseResponseCompression();
        PageFiles.Use(app, options);
        app.MapHub<TerminalHub>("/hub/terminal", hub =>
        {
            hub.Transports = HttpTransportType.WebSockets;
            hub.ApplicationMaxBufferSize = MaxMessageBytes;
            hub.TransportMaxBufferSize = 1024 * 1024; // a slow page is held back here, and its frames merge in its queue
        });
        var meter = new HealthMeter(options, model.Observer, model.Setup.Markets.Count);
        model.MeasureHealth = meter.Measure;
        model.MeasureLatency = () => model.Observer.Decisions?.Stage("decision") is { } stage ? [stage] : [];
        SystemApi.Map(app, model, meter, model.Observer.Decisions, notifier);
        TerminalApi.Map(app, options, model, gate, jobs);
        return app;
    }

    private static async Task AnswerAsync(HttpContext context, Gatekeeper gate, RequestDelegate next)
    {
        try
        {
            await gate.InvokeAsync(context, () => next(context)).ConfigureAwait(false);
        }
        catch (ApiException refusal) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, refusal.Status, refusal.Code, refusal.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, bad.StatusCode, "bad-request", "The request can't be read.").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The page went away.
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // The host loop of a request: the page is told that it failed, never how the inside looks.
            await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, "internal", "The terminal failed to answer.").ConfigureAwait(false);
        }
    }
}
