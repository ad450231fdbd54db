using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>An API key of the exchange with what signs for it. Prints as its first characters alone; the secret stays inside of the signer.</summary>
public sealed class ApiKey
{
    private const int Shown = 4;

    /// <param name="name">The key as the exchange gave it: it goes out with each request.</param>
    /// <param name="signer">Signs with the secret or private key that belongs to it.</param>
    public ApiKey(Secret name, RequestSigner signer)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(signer);
        Name = name;
        Signer = signer;
    }

    /// <summary>The key itself. No secret to the exchange, but worth keeping out of logs.</summary>
    public Secret Name { get; }

    /// <summary>Signs requests.</summary>
    public RequestSigner Signer { get; }

    /// <summary>A key from its two texts: the secret is a shared one (HMAC), or a private key in PEM (RSA, Ed25519).</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The PEM can't be read; the message does not repeat it.</exception>
    public static ApiKey From(Secret name, Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var isPem = secret.Reveal().Contains("-----BEGIN", StringComparison.Ordinal);
        return new ApiKey(name, isPem ? RequestSigner.FromPem(secret) : RequestSigner.FromSecret(secret));
    }

    /// <summary>The first characters of the key: enough to tell one's keys apart.</summary>
    public override string ToString() => Name.Reveal() is { Length: > 2 * Shown } text ? text[..Shown] + "***" : "***";
}
