using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MultiSmc.EndToEnd.Live;

/// <summary>Shows a certificate at its door on loopback and lets whoever trusts it through to a server that speaks plainly.</summary>
internal sealed class TlsDoor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly int _behind;
    private readonly Task _serving;
    private int _let;

    /// <param name="certificate">With its key.</param>
    /// <param name="behind">Port of the server behind it.</param>
    public TlsDoor(X509Certificate2 certificate, int behind)
    {
        (_certificate, _behind) = (certificate, behind);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it is.</summary>
    public string Authority => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Connections that were let through.</summary>
    public int Let => Volatile.Read(ref _let);

    /// <summary>An authority of certificates that nobody knows.</summary>
    public static X509Certificate2 Authorise(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return Kept(request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1)));
    }

    /// <summary>A certificate for this machine's own address.</summary>
    /// <param name="authority">Who signs it; null: itself.</param>
    public static X509Certificate2 Certify(X509Certificate2? authority)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        if (authority is null)
            return Kept(request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1)));
        using var signed = request.Create(authority, Now.AddHours(-12), Now.AddHours(12), [1, 2, 3, 4]);
        return Kept(signed.CopyWithPrivateKey(key));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _certificate.Dispose();
        _stop.Dispose();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    // Through a file's form: a key that lives in memory alone does not serve everywhere.
    private static X509Certificate2 Kept(X509Certificate2 made)
    {
        using (made)
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    private async Task ServeAsync()
    {
        var guests = new List<Task>();
        try
        {
            while (true)
                guests.Add(LetAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(guests).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LetAsync(TcpClient guest)
    {
        using (guest)
        {
            using var server = new TcpClient();
            try
            {
                await using var tls = new SslStream(guest.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                // A guest who does not trust the certificate may say so only after the server's side is done: what counts is that something is asked.
                var first = new byte[4_096];
                var count = await tls.ReadAsync(first, _stop.Token);
                if (count == 0)
                    return;
                Interlocked.Increment(ref _let);
                await server.ConnectAsync(IPAddress.Loopback, _behind, _stop.Token);
                await server.GetStream().WriteAsync(first.AsMemory(0, count), _stop.Token);
                await Task.WhenAny(tls.CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(tls, _stop.Token));
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException or OperationCanceledException or SocketException)
            {
                // The guest went away, as one does who does not trust us.
            }
        }
    }
}
