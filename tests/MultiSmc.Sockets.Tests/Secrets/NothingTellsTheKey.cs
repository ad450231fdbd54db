using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Engine;

namespace MultiSmc.Sockets.Tests;

/// <summary>Whatever goes wrong, neither the key nor what signs for it stands in a log, the journal, the console, a status or an exception.</summary>
public sealed class NothingTellsTheKey
{
    [Theory]
    [InlineData("nothing wrong", false)]
    [InlineData("nothing wrong", true)]
    [InlineData("wrong secret", false)]
    [InlineData("unknown key", false)]
    [InlineData("unknown key", true)]
    [InlineData("revoked", false)]
    [InlineData("revoked", true)]
    [InlineData("unreachable", false)]
    public async Task Key_and_secret_are_nowhere_after(string trouble, bool logsOn)
    {
        using var console = new ConsoleEar();
        await using var rig = await LiveRig.StartAsync(
            new RigSettings { LogsOn = logsOn, HasWrongSecret = trouble == "wrong secret", HasUnknownKey = trouble == "unknown key" }, startsNode: false);
        var isHealthy = trouble is "nothing wrong" or "revoked" or "unreachable";
        await rig.RestartAsync(waits: isHealthy);
        if (isHealthy)
            await rig.OpenPositionAsync();
        if (trouble == "revoked")
            await rig.AdminAsync("key", $$"""{"apiKey": "{{rig.Key.Name.Reveal()}}", "revoke": true}""");
        if (trouble == "unreachable")
        {
            rig.UserWire.Cut();
            rig.RestWire.Cut();
        }

        if (trouble != "nothing wrong")
        {
            await rig.UntilAsync("it is told", async () => await rig.Running.Node.StatusAsync(TestContext.Current.CancellationToken) is { } status
                && status.Links.Any(static link => link.Name == "user-data" && !link.IsUp) && rig.Watch.Words.Any(static word => word is VenueEvent.ConnectionChanged { Link: VenueLink.UserData, IsUp: false }));
            await rig.GiveAsync(static name => new OperatorCommand.Kill(name, "test", true)); // makes it try everything
        }

        var said = new StringBuilder();
        if (await rig.Running.Node.StatusAsync(TestContext.Current.CancellationToken) is { } last)
            said.AppendLine(last.ToString()).AppendJoin('\n', last.Links).AppendJoin('\n', last.Orders);
        said.AppendJoin('\n', rig.Running.Notices.ToArray()).AppendJoin('\n', rig.Watch.Alerts).AppendJoin('\n', rig.Watch.Words);
        said.AppendLine($"{rig.Key} {rig.Key.Name} {rig.KeySecret} {rig.Key.Signer}");
        said.AppendLine($"{await rig.StopAsync()}");
        said.AppendLine(console.Heard);
        NothingIn("what was said", Encoding.UTF8.GetBytes(said.ToString()), rig.Key, rig.KeySecret);
        var files = Directory.GetFiles(rig.Root, "*", SearchOption.AllDirectories);
        Assert.Contains(files, static file => file.EndsWith("journal.db", StringComparison.Ordinal));
        foreach (var file in files)
            NothingIn(file, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), rig.Key, rig.KeySecret);
    }

    [Fact]
    public void Plain_addresses_of_other_machines_are_refused_before_anything_is_sent()
    {
        var (key, secret) = Made();
        var gate = RequestGate.ForPublicData(TimeProvider.System);
        var clock = new ServerClock(TimeProvider.System);
        foreach (var (rest, socket) in ((string, string)[])[("http://192.0.2.1/", "wss://192.0.2.1/"), ("https://192.0.2.1/", "ws://192.0.2.1/")])
        {
            var options = new GatewayOptions { Rest = new Uri(rest), WebSocketApi = new Uri(socket), Key = key, Instruments = [RigSettings.Listed], Gate = gate };
            var refused = Assert.Throws<ArgumentException>(() => new BinanceGateway(options, clock, TimeProvider.System, new Random(1)));
            NothingIn("the refusal", Encoding.UTF8.GetBytes(refused.ToString()), key, secret);
        }

        var rest2 = Assert.Throws<ArgumentException>(() => new RestConnection(new Uri("http://192.0.2.1/"), key, gate, clock, TimeProvider.System, new Random(1), new CallPolicy()));
        NothingIn("the refusal", Encoding.UTF8.GetBytes(rest2.ToString()), key, secret);
    }

    [Fact]
    public async Task Certificate_that_nobody_vouches_for_is_refused_and_nothing_is_told_to_its_owner()
    {
        var (key, secret) = Made();
        using var certificate = SelfSigned();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var heard = ListenAsync(listener, certificate, stop.Token);
        var address = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var rest = new RestConnection(
            address, key, RequestGate.ForPublicData(TimeProvider.System), new ServerClock(TimeProvider.System), TimeProvider.System, new Random(1),
            new CallPolicy { RepeatFor = TimeSpan.FromMilliseconds(500), AnswerTimeout = TimeSpan.FromSeconds(5) });

        var outcome = await rest.Client.AccountAsync(omitZeros: true, TestContext.Current.CancellationToken);

        var notSent = Assert.IsType<CallOutcome<AccountReply>.NotSent>(outcome);
        NothingIn("the outcome", Encoding.UTF8.GetBytes(notSent.ToString() + notSent.Describe()), key, secret);
        await stop.CancelAsync();
        var bytes = await heard;
        Assert.True(bytes.Handshakes > 0);
        Assert.Empty(bytes.Decrypted);
    }

    private static (ApiKey Key, Secret Secret) Made()
    {
        var secret = new Secret("the-bots-secret-0123456789abcdef");
        return (ApiKey.From(new Secret("the-bots-key-ABCDEFGHIJKLMNOP"), secret), secret);
    }

    private static void NothingIn(string where, byte[] bytes, ApiKey key, Secret secret)
    {
        // Of a key in PEM any line would do.
        var hidden = secret.Reveal().Split('\n', StringSplitOptions.TrimEntries).Where(static line => line.Length > 8 && !line.StartsWith("---", StringComparison.Ordinal)).Append(key.Name.Reveal());
        foreach (var text in hidden)
        {
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, $"{where} tells a secret");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) < 0, $"{where} tells a secret");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Uri.EscapeDataString(text))) < 0, $"{where} tells a secret");
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static async Task<(int Handshakes, string Decrypted)> ListenAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken stop)
    {
        var (handshakes, text) = (0, new StringBuilder());
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                handshakes++;
                try
                {
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
                    var buffer = new byte[4_096];
                    for (var count = await tls.ReadAsync(buffer, stop); count > 0; count = await tls.ReadAsync(buffer, stop))
                        text.Append(Encoding.UTF8.GetString(buffer, 0, count));
                }
                catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // the client went away, as it should
                }
            }
        }
        catch (OperationCanceledException)
        {
            return (handshakes, text.ToString());
        }
    }

    // What is written to the console meanwhile, by whatever test.
    private sealed class ConsoleEar : IDisposable
    {
        private readonly (TextWriter Out, TextWriter Error) _before = (Console.Out, Console.Error);
        private readonly StringWriter _heard = new();

        public ConsoleEar()
        {
            var ear = TextWriter.Synchronized(_heard);
            Console.SetOut(ear);
            Console.SetError(ear);
        }

        public string Heard => _heard.ToString();

        public void Dispose()
        {
            Console.SetOut(_before.Out);
            Console.SetError(_before.Error);
        }
    }
}
