using System.Net;
using System.Net.Sockets;
using System.Text;
using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance.Tests.Calls;

/// <summary>
/// The platform's HTTP client sends a request again by itself where a kept connection is closed before the answer begins. Good for reads; an order
/// that was sent twice could be filled twice.
/// </summary>
public sealed class SentOnce
{
    [Fact]
    public async Task A_placement_is_not_repeated_by_the_platform_though_it_would_repeat_a_read()
    {
        await using var server = new ClosingServer();
        var clock = new ServerClock(TimeProvider.System);
        var gate = RequestGate.ForPublicData(TimeProvider.System);
        using var http = RestCarrier.CreateHttp(server.Address, GatewayRig.Impatient);
        var carrier = new RestCarrier(http, server.Address, GatewayRig.Key, clock, gate, TimeProvider.System, GatewayRig.Impatient);
        var order = new ParameterList().Add("symbol", "BTCUSDT");

        // Leaves a connection behind on which the next request goes out.
        Assert.IsType<CallAnswer.Answered>(await carrier.CarryAsync(Endpoints.Time, new ParameterList(), CancellationToken.None));
        var read = await carrier.CarryAsync(Endpoints.Account, new ParameterList(), CancellationToken.None);
        Assert.IsType<CallAnswer.Answered>(await carrier.CarryAsync(Endpoints.Time, new ParameterList(), CancellationToken.None));
        var placement = await carrier.CarryAsync(Endpoints.PlaceOrder, order, CancellationToken.None);

        Assert.IsType<CallAnswer.Lost>(read);
        Assert.IsType<CallAnswer.Lost>(placement);
        Assert.True(server.CountOf("GET /api/v3/account") > 1); // what makes this test worth having
        Assert.Equal(1, server.CountOf("POST /api/v3/order"));
    }

    /// <summary>Answers questions for the time; reads anything else to its end and closes the connection in good order, without an answer.</summary>
    private sealed class ClosingServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _requests = [];
        private readonly Task _accepting;

        public ClosingServer()
        {
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        public int CountOf(string request)
        {
            lock (_requests)
                return _requests.Count(one => one.StartsWith(request, StringComparison.Ordinal));
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _accepting;
            _listener.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            using var owned = socket;
            var buffer = new byte[16 * 1024];
            var text = "";
            while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                text += Encoding.ASCII.GetString(buffer, 0, count);
                if (!IsWhole(text))
                    continue;
                lock (_requests)
                    _requests.Add(text);
                if (!text.StartsWith("GET /api/v3/time", StringComparison.Ordinal))
                {
                    socket.Shutdown(SocketShutdown.Both);
                    return;
                }

                var body = $$"""{"serverTime":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}""";
                await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
                text = "";
            }
        }

        private static bool IsWhole(string text)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                return false;
            const string header = "Content-Length: ";
            var at = text.IndexOf(header, StringComparison.OrdinalIgnoreCase);
            var length = at < 0 ? 0 : int.Parse(text.AsSpan(at + header.Length, text.IndexOf('\r', at) - at - header.Length), System.Globalization.CultureInfo.InvariantCulture);
            return text.Length - end - 4 >= length;
        }
    }
}
