using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MultiSmc.Terminal;

/// <summary>Sets the server up: address, TLS, bounds.</summary>
internal static class TerminalKestrel
{
    public static void Configure(WebApplicationBuilder builder, TerminalOptions options, long maxBodyBytes)
    {
        var certificate = options.CertificateFile is null ? null : Load(options);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = maxBodyBytes;
            server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            server.Limits.MaxRequestHeaderCount = 64;
            server.Limits.MaxRequestLineSize = 4 * 1024;
            server.Limits.MaxConcurrentConnections = options.MaxConnections;
            server.Limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
            server.Listen(options.Address, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                    listen.UseHttps(certificate);
                else
                    listen.Protocols = HttpProtocols.Http1; // HTTP/2 needs TLS to be agreed on
            });
        });
    }

    private static X509Certificate2 Load(TerminalOptions options)
    {
        var file = options.CertificateFile ?? "";
        try
        {
            if (options.CertificateKeyFile is { } key)
            {
                using var pem = X509Certificate2.CreateFromPemFile(file, key);
                return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null); // a key of its own: one read from PEM is not taken by every platform's TLS
            }

            var password = options.CertificatePasswordFile is { } secret ? File.ReadAllText(secret).Trim() : null;
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (Exception failure) when (failure is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new TerminalException($"the certificate {file} can't be used: {failure.Message}", failure);
        }
    }
}
