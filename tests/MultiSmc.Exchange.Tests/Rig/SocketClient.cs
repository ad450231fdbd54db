using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange.Tests;

/// <summary>A connection of the WebSocket API: plain frames and the signer. Answers and events come as they were sent, in order.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly TestExchange _exchange;
    private long _lastId;

    private SocketClient(TestExchange exchange) => _exchange = exchange;

    public static async Task<SocketClient> ConnectAsync(TestExchange exchange, string query = "?returnRateLimits=false")
    {
        var client = new SocketClient(exchange);
        await client._socket.ConnectAsync(new Uri($"ws://{exchange.Address.Authority}/ws-api/v3{query}"), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>A connection that gets an account's events.</summary>
    public static async Task<SocketClient> SubscribedAsync(TestExchange exchange, RestClient account)
    {
        var client = await ConnectAsync(exchange);
        var answer = await client.SignedAsync(account, "userDataStream.subscribe.signature");
        Assert.Equal(0, answer.GetProperty("result").GetProperty("subscriptionId").GetInt32());
        return client;
    }

    /// <summary>Sends a signed request and reads the next message.</summary>
    public async Task<JsonElement> SignedAsync(RestClient account, string method, params (string Name, string Value)[] parameters)
    {
        await SendSignedAsync(account, method, parameters);
        return await NextAsync();
    }

    public Task SendSignedAsync(RestClient account, string method, params (string Name, string Value)[] parameters)
    {
        var list = new ParameterList();
        foreach (var (name, value) in parameters)
            list.Add(name, value);
        list.Add("apiKey", account.Key).Add("timestamp", _exchange.Now);
        return SendAsync(new WsApiRequest(new RequestId(++_lastId), method, account.Signer.SignParams(list)).Encode());
    }

    /// <summary>Sends a request without signature and reads the next message.</summary>
    public async Task<JsonElement> PlainAsync(string method, params (string Name, string Value)[] parameters)
    {
        var list = new ParameterList();
        foreach (var (name, value) in parameters)
            list.Add(name, value);
        await SendAsync(new WsApiRequest(new RequestId(++_lastId), method, list).Encode());
        return await NextAsync();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task<JsonElement> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var buffer = new byte[65_536];
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException("the connection was closed");
            length += part.Count;
            if (part.EndOfMessage)
                return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    public async Task<List<JsonElement>> UntilClosedAsync()
    {
        var messages = new List<JsonElement>();
        try
        {
            while (true)
                messages.Add(await NextAsync());
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            return messages;
        }
    }

    /// <summary>The next events, each as "executionReport NEW/NEW".</summary>
    public async Task<string[]> EventsAsync(int count)
    {
        var told = new string[count];
        for (var i = 0; i < count; i++)
            told[i] = Brief((await NextAsync()).GetProperty("event"));
        return told;
    }

    public static string Brief(JsonElement one) => one.GetProperty("e").GetString() switch
    {
        "executionReport" => $"{one.GetProperty("x")}/{one.GetProperty("X")}",
        "outboundAccountPosition" => "position",
        "listStatus" => $"list {one.GetProperty("l")}/{one.GetProperty("L")}",
        var other => other ?? "",
    };

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await Task.CompletedTask;
    }

    private Task SendAsync(byte[] message) =>
        _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
}
