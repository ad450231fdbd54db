using System.Net.Sockets;
using System.Text;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>A client that neither reads nor answers by itself.</summary>
internal sealed class RawSocket(TcpClient tcp) : IDisposable
{
    public static async Task<RawSocket> ConnectAsync(Uri address, string path)
    {
        var tcp = new TcpClient { ReceiveBufferSize = 8192 };
        await tcp.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var request = $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)tcp.GetStream().ReadByte());
        // The handshake's own example, RFC 6455 1.3.
        Assert.Contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head.ToString(), StringComparison.Ordinal);
        return new RawSocket(tcp);
    }

    /// <summary>First byte of the next frame, which is short; -1 at the end.</summary>
    public async Task<int> ReadFrameAsync()
    {
        try
        {
            var header = new byte[2];
            await tcp.GetStream().ReadExactlyAsync(header, TestContext.Current.CancellationToken);
            await tcp.GetStream().ReadExactlyAsync(new byte[header[1]], TestContext.Current.CancellationToken);
            return header[0];
        }
        catch (IOException)
        {
            return -1;
        }
    }

    public async Task WriteAsync(byte[] bytes) => await tcp.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>First byte of the next frame, and the status in it.</summary>
    public async Task<(int First, int Status)> ReadCloseAsync()
    {
        var header = new byte[4];
        await tcp.GetStream().ReadExactlyAsync(header, TestContext.Current.CancellationToken);
        return (header[0], header[2] << 8 | header[3]);
    }

    public void Dispose() => tcp.Dispose();
}
