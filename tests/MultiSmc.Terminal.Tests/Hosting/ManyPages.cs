using System.Net.WebSockets;
using System.Text;

namespace MultiSmc.Terminal.Tests;

/// <summary>Thousands of sockets, and more than are allowed.</summary>
public sealed class ManyPages
{
    private const char End = '\x1e';

    [Fact]
    public async Task Two_thousand_pages_are_served_and_the_next_ones_are_turned_away()
    {
        const int Pages = 2_000;
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(10_000), change: static options => options with { MaxConnections = Pages });
        var cancellation = TestContext.Current.CancellationToken;
        var sockets = new List<ClientWebSocket>();
        try
        {
            while (sockets.Count < Pages)
                sockets.Add(await OpenAsync(terminal, cancellation));
            while (terminal.Session.Model.Feed.Pages < Pages)
                await Task.Yield();
            await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(terminal, cancellation));
            terminal.Session.Step();
            var first = await Task.WhenAll(sockets.Select(socket => FirstFrameAsync(socket, cancellation)));
            Assert.All(first, static text => Assert.Contains("\"k\":\"snap\"", text, StringComparison.Ordinal));
        }
        finally
        {
            foreach (var socket in sockets)
                socket.Dispose();
        }

        // Places are free again once the pages are gone.
        while (terminal.Session.Model.Feed.Pages > Pages / 2)
            await Task.Yield();
        using var late = await OpenAsync(terminal, cancellation);
        Assert.Equal(WebSocketState.Open, late.State);
    }

    private static async Task<ClientWebSocket> OpenAsync(HostedTerminal terminal, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{terminal.Host.Address.Authority}/hub/terminal"), cancellation);
            await SendAsync(socket, "{\"protocol\":\"json\",\"version\":1}", cancellation);
            await SendAsync(socket, "{\"type\":4,\"invocationId\":\"1\",\"target\":\"stream\",\"arguments\":[{\"focus\":\"AAAUSDT\"}]}", cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string text, CancellationToken cancellation) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, cancellation);

    private static async Task<string> FirstFrameAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var buffer = new byte[16_384];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, cancellation);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (text.ToString().Split(End).FirstOrDefault(static message => message.Contains("\"item\"", StringComparison.Ordinal)) is { } item && text.ToString().Contains(item + End, StringComparison.Ordinal))
                return item;
        }
    }
}
