using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Engine;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>The way to the exchange that a configuration names: addresses, one gate for all requests, one clock.</summary>
internal sealed class ExchangeAccess
{
    /// <summary>What the kind of a live session begins with.</summary>
    public const string LiveKind = "live";

    private readonly ExchangeConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly RequestGate _gate;
    private readonly ServerClock _clock;

    private ExchangeAccess(ExchangeConfiguration configuration, CommandConsole console, TimeProvider time, (Uri Plain, Uri Api, Uri Streams) addresses)
    {
        _configuration = configuration;
        _time = time;
        (Rest, Api, Streams) = addresses;
        _gate = RequestGate.ForPublicData(time);
        _clock = new ServerClock(time);
        Notice = console.WriteWarning;
    }

    /// <summary>REST.</summary>
    public Uri Rest { get; }

    /// <summary>WebSocket requests and user data.</summary>
    public Uri Api { get; }

    /// <summary>Market streams.</summary>
    public Uri Streams { get; }

    /// <summary>Money that can be lost is real: the exchange itself, or a server of somebody else's that nobody knows.</summary>
    public bool IsRealMoney => _configuration.Environment == ExchangeEnvironment.Live || (_configuration.Environment == ExchangeEnvironment.Custom && !ServiceAddress.IsLoopback(Rest));

    /// <summary>Kind of its live sessions.</summary>
    public string Kind => _configuration.Environment switch
    {
        ExchangeEnvironment.Live => LiveKind,
        ExchangeEnvironment.Testnet => LiveKind + "-testnet",
        ExchangeEnvironment.Demo => LiveKind + "-demo",
        _ => LiveKind + "-custom",
    };

    /// <summary>Told what a person may want to know.</summary>
    public Action<string> Notice { get; }

    /// <summary>The way that a configuration names.</summary>
    /// <exception cref="CommandException">An address is none that may be used.</exception>
    public static ExchangeAccess Of(BacktestConfiguration configuration, CommandContext context)
    {
        var exchange = configuration.Exchange;
        return new ExchangeAccess(exchange, context.Console, context.Time, exchange.Environment switch
        {
            ExchangeEnvironment.Live => (ServiceAddress.Rest, ServiceAddress.WebSocketApi, ServiceAddress.Streams),
            ExchangeEnvironment.Testnet =>
                (new Uri("https://testnet.binance.vision/"), new Uri("wss://ws-api.testnet.binance.vision/ws-api/v3"), new Uri("wss://stream.testnet.binance.vision/")),
            ExchangeEnvironment.Demo =>
                (new Uri("https://demo-api.binance.com/"), new Uri("wss://demo-ws-api.binance.com/ws-api/v3"), new Uri("wss://demo-stream.binance.com/")),
            ExchangeEnvironment.Custom => (Plain("rest_url", exchange.RestUrl), Socket("api_url", exchange.ApiUrl), Socket("stream_url", exchange.StreamUrl)),
            _ => throw new UnreachableException(),
        });
    }

    /// <summary>There is something that should be a key, whether it can be used or not.</summary>
    public bool HasKey => File.Exists(_configuration.KeyFile)
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(_configuration.KeyVariable))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(_configuration.SecretVariable));

    /// <summary>The key: from the environment, else from its file.</summary>
    /// <param name="fault">Why there is none, and what to do.</param>
    public ApiKey? FindKey(out string fault)
    {
        if (ApiKeyFile.TryFromEnvironment(_configuration.KeyVariable, _configuration.SecretVariable, out var key, out fault))
            return key;
        return ApiKeyFile.TryRead(_configuration.KeyFile, out key, out fault) ? key : null;
    }

    /// <summary>Live trades and quotes.</summary>
    public IMarketFeed Feed(BacktestPlan plan, bool hasQuotes) => new BinanceMarketFeed(
        new FeedOptions
        {
            Rest = Rest, Streams = Streams, Instruments = [.. plan.Markets.Select(static market => market.Instrument)], Gate = _gate, HasQuotes = hasQuotes, Notice = Notice,
        },
        _clock,
        _time,
        new Random());

    /// <summary>The way for orders.</summary>
    public IVenueGateway Gateway(BacktestPlan plan, ApiKey key) => new BinanceGateway(
        new GatewayOptions
        {
            Rest = Rest, WebSocketApi = Api, Key = key, Instruments = [.. plan.Markets.Select(static market => market.Instrument)], Gate = _gate, Notice = Notice,
            ReportPatience = TimeSpan.FromTicks(_configuration.ReportPatience.Nanoseconds / 100),
        },
        _clock,
        _time,
        new Random());

    /// <summary>The facts that one wants to know before trading.</summary>
    public Task<IReadOnlyList<CheckResult>> CheckAsync(BacktestConfiguration configuration, ApiKey? key, CancellationToken cancellation)
    {
        var options = new CheckOptions
        {
            Rest = Rest,
            Streams = Streams,
            WebSocketApi = Api,
            Symbols = [.. configuration.Symbols.Select(static symbol => symbol.Instrument.Symbol)],
            Key = key,
            IsRealMoney = IsRealMoney,
        };
        return new ExchangeChecks(options, _gate, _time, new Random()).RunAsync(cancellation);
    }

    /// <summary>A file that the one node of an account holds, whatever state folder it has; named after the key without telling it.</summary>
    public string AccountLock(ApiKey key)
    {
        // A key that a local exchange made lies in that exchange's folder, is made anew with each start and of no use anywhere else: so is its lock.
        if (ServiceAddress.IsLoopback(Rest) && !ApiKeyFile.TryFromEnvironment(_configuration.KeyVariable, _configuration.SecretVariable, out _, out _)
            && ExchangePlace.IsIn(Path.GetDirectoryName(Path.GetFullPath(_configuration.KeyFile))))
            return _configuration.KeyFile + ".lock";
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "multismc");
        Directory.CreateDirectory(folder);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Rest.Host} {key.Name.Reveal()}")))[..16];
        return Path.Combine(folder, $"account-{name}.lock");
    }

    private static Uri Plain(string name, string? text) =>
        ServiceAddress.TryParse(text ?? "", out var address, out var fault) ? address : throw new CommandException(ExitCode.Configuration, $"exchange.{name} {fault}");

    private static Uri Socket(string name, string? text) =>
        ServiceAddress.TryParseStream(text ?? "", out var address, out var fault) ? address : throw new CommandException(ExitCode.Configuration, $"exchange.{name} {fault}");
}
