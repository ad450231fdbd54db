using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;
using MultiSmc.Testing;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>A market on this machine: matching core, board, streams behind a real socket. The test's own thread is the exchange's.</summary>
internal sealed class MarketRig : IAsyncDisposable, IExchangeSink
{
    private WebApplication? _application;

    public MarketRig(IReadOnlyList<Instrument> instruments, MarketRigOptions? options = null)
    {
        options ??= new MarketRigOptions();
        Time = options.Time;
        Board = new MarketBoard(instruments, new MarketBoardOptions());
        Core = new SpotExchange(
            instruments,
            new ExchangeParameters { Liquidity = options.Participants is null ? LiquiditySource.Recorded : LiquiditySource.Orders, TracksDepth = options.Participants is not null },
            this);
        Streams = new StreamServer(Board, options.Streams, Time, NullLogger<StreamServer>.Instance);
        Floor = new MarketFloor(Core, Board, Streams, options.Participants is { } participants ? new LiveMatching(Core, instruments, participants) : null);
        Desk = new MarketDesk(Board, new MarketDeskOptions());
    }

    public TimeProvider Time { get; }

    public MarketBoard Board { get; }

    public SpotExchange Core { get; }

    public StreamServer Streams { get; }

    public MarketFloor Floor { get; }

    public MarketDesk Desk { get; }

    public Uri Address { get; private set; } = new("ws://127.0.0.1/");

    public List<VenueEvent> Events { get; } = [];

    public static Instrument Instrument(int id, string symbol, string @base = "BTC") => new()
    {
        Id = new InstrumentId(id), Symbol = symbol, Base = new Asset(@base), Quote = new Asset("USDT"), TickSize = P("0.01"), LotSize = Q("0.00001"),
    };

    public static Price P(string text) => FixedPoint.TryParse(text, out var raw) ? new Price(raw) : throw new ArgumentException(text);

    public static Quantity Q(string text) => FixedPoint.TryParse(text, out var raw) ? new Quantity(raw) : throw new ArgumentException(text);

    /// <summary>All events of a recording, as symbol 0.</summary>
    public static MarketEvent[] Recording(params string[] names)
    {
        string[] files = [.. names.Select(static name => SharedData.Require("binance-spot-ws/" + name))];
        using var source = new TapeSource(default, files, new TapeOptions { WithQuotes = true, WithDepth = true });
        return All(source);
    }

    public static MarketEvent[] All(IMarketSource source)
    {
        var all = new List<MarketEvent>();
        var buffer = new MarketEvent[1000];
        while (source.Read(buffer) is var count and > 0)
            all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(Streams.HandleAsync);
        await _application.StartAsync(TestContext.Current.CancellationToken);
        var url = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // it has started
        Address = new Uri(url.Replace("http", "ws", StringComparison.Ordinal));
    }

    public async Task<StreamClient> ConnectAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(Address, path), TestContext.Current.CancellationToken);
        return new StreamClient(socket);
    }

    /// <summary>Shows the market a run of events that ends at their last time.</summary>
    public void Take(ReadOnlySpan<MarketEvent> events, Timestamp? until = null)
    {
        var time = until ?? (events.Length > 0 ? events[^1].Time : Board.MarketTime);
        Floor.Take(events, time, time);
    }

    /// <summary>A request of a market endpoint; its body, or "code text".</summary>
    public string Ask(Endpoint endpoint, string query, ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds)
    {
        var list = new ParameterList();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            list.Add(part.Split('=')[0], Uri.UnescapeDataString(part.Split('=')[1]));
        Assert.True(Desk.TryAnswer(endpoint, new ParameterReader(list), Board.MarketTime, out var answer));
        return answer switch
        {
            MarketAnswer.Body body => Encoding.UTF8.GetString(body.Encode(unit)),
            MarketAnswer.Refused refused => refused.Error.ToString(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public T Ask<T>(Endpoint endpoint, string query, MessageFormat<T> format)
        where T : class => format.Decode(Encoding.UTF8.GetBytes(Ask(endpoint, query)));

    public async ValueTask DisposeAsync()
    {
        await Streams.DisposeAsync();
        if (_application is not null)
            await _application.DisposeAsync();
    }

    void IExchangeSink.OnEvent(AccountId account, VenueEvent venueEvent) => Events.Add(venueEvent);

    void IExchangeSink.OnList(AccountId account, ListView list, Simulation.ListStatusType type, Timestamp time)
    {
        // These tests look at the market alone.
    }

    void IExchangeSink.OnPrint(InstrumentId instrument, in TradeTick trade) => Floor.OnPrint(instrument, in trade);
}

/// <summary>What a rig is made of.</summary>
internal sealed record MarketRigOptions
{
    public StreamServerOptions Streams { get; init; } = new() { OutboxMax = 256 << 20 };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Orders of accounts are the market.</summary>
    public TapeParticipantsParameters? Participants { get; init; }
}

/// <summary>A client of the streams: the framework's own WebSocket.</summary>
internal sealed class StreamClient(ClientWebSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];

    public ClientWebSocket Socket => socket;

    /// <summary>The next message; null at the end.</summary>
    public async Task<byte[]?> ReadAsync()
    {
        var message = new MemoryStream();
        while (true)
        {
            var result = await socket.ReceiveAsync(_buffer, TestContext.Current.CancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(_buffer.AsSpan(0, result.Count));
            if (result.EndOfMessage)
                return message.ToArray();
        }
    }

    public async Task<string> ReadTextAsync() => Encoding.UTF8.GetString(await ReadAsync() ?? "closed"u8.ToArray());

    public async Task<List<byte[]>> ReadManyAsync(int count)
    {
        var messages = new List<byte[]>(count);
        while (messages.Count < count && await ReadAsync() is { } message)
            messages.Add(message);
        return messages;
    }

    public async Task SendAsync(string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public async Task<string> RequestAsync(string text)
    {
        await SendAsync(text);
        return await ReadTextAsync();
    }

    public void Dispose() => socket.Dispose();
}
