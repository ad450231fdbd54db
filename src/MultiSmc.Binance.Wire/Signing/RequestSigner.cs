using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace MultiSmc.Binance.Wire;

/// <summary>Kind of an API key.</summary>
public enum KeyKind : byte
{
    /// <summary>A shared secret; HMAC-SHA256, hex.</summary>
    Hmac,

    /// <summary>A private key; PKCS#1 v1.5 with SHA-256, base64.</summary>
    Rsa,

    /// <summary>A private key; plain signature, base64. The only kind that may log on to a session.</summary>
    Ed25519,
}

/// <summary>Signs requests. Safe to use from several threads.</summary>
public abstract class RequestSigner
{
    private protected RequestSigner()
    {
    }

    /// <summary>Kind of the key.</summary>
    public abstract KeyKind Kind { get; }

    /// <summary>The signature of a payload, hex or base64, not percent-encoded.</summary>
    public abstract string Sign(ReadOnlySpan<byte> payload);

    /// <summary>The signature of a payload.</summary>
    public string Sign(string payload) => Sign(Encoding.UTF8.GetBytes(payload));

    /// <summary>Signs a REST request.</summary>
    /// <param name="parameters">All parameters but the signature, timestamp included.</param>
    /// <returns>The query (or form body) to send exactly as it is, signature last.</returns>
    public string SignQuery(ParameterList parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = parameters.ToQuery();
        var signature = Uri.EscapeDataString(Sign(query));
        return query.Length == 0 ? "signature=" + signature : query + "&signature=" + signature;
    }

    /// <summary>Signs a WebSocket API request: adds the signature to its parameters.</summary>
    /// <param name="parameters">All parameters but the signature; apiKey and timestamp are among them.</param>
    public ParameterList SignParams(ParameterList parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Add("signature", Sign(parameters.ToSortedPayload()));
    }

    /// <summary>A signer for a shared secret.</summary>
    public static RequestSigner FromSecret(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new HmacSigner(Encoding.UTF8.GetBytes(secret.Reveal()));
    }

    /// <summary>A signer for a private key, RSA or Ed25519, in PEM (PKCS#8; for RSA also PKCS#1), not encrypted.</summary>
    /// <exception cref="CryptographicException">The text is no such key; the message does not repeat it.</exception>
    public static RequestSigner FromPem(Secret pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var text = pem.Reveal();
        if (!PemEncoding.TryFind(text, out var fields))
            throw new CryptographicException("the private key is not in PEM form: it has to begin with -----BEGIN PRIVATE KEY-----");
        var label = text[fields.Label];
        if (label == "RSA PRIVATE KEY")
            return RsaSigner.From(text);
        if (label != "PRIVATE KEY")
            throw new CryptographicException($"the PEM holds '{label}': an unencrypted private key (PRIVATE KEY) is needed");
        try
        {
            var key = PrivateKeyFactory.CreateKey(Convert.FromBase64String(text[fields.Base64Data]));
            return key is Ed25519PrivateKeyParameters ed25519 ? new Ed25519RequestSigner(ed25519) : RsaSigner.From(text);
        }
        catch (Exception e) when (e is IOException or ArgumentException or SecurityUtilityException or InvalidCastException or FormatException)
        {
            throw new CryptographicException("the private key can't be read: an RSA or Ed25519 key in PKCS#8 is needed");
        }
    }

    private sealed class HmacSigner(byte[] secret) : RequestSigner
    {
        public override KeyKind Kind => KeyKind.Hmac;

        public override string Sign(ReadOnlySpan<byte> payload)
        {
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(secret, payload, hash);
            return Convert.ToHexStringLower(hash);
        }
    }

    private sealed class RsaSigner(RSA key) : RequestSigner
    {
        private readonly Lock _gate = new();

        public override KeyKind Kind => KeyKind.Rsa;

        public override string Sign(ReadOnlySpan<byte> payload)
        {
            // RSA objects don't promise to be usable from several threads.
            lock (_gate)
                return Convert.ToBase64String(key.SignData(payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        public static RsaSigner From(string pem)
        {
            var key = RSA.Create();
            try
            {
                key.ImportFromPem(pem);
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
                key.Dispose();
                throw new CryptographicException("the private key can't be read: an RSA or Ed25519 key in PKCS#8 is needed");
            }

            return new RsaSigner(key);
        }
    }

    private sealed class Ed25519RequestSigner(Ed25519PrivateKeyParameters key) : RequestSigner
    {
        public override KeyKind Kind => KeyKind.Ed25519;

        public override string Sign(ReadOnlySpan<byte> payload)
        {
            // One per signature: the library's signer keeps what it signs.
            var signer = new Ed25519Signer();
            signer.Init(forSigning: true, key);
            signer.BlockUpdate(payload);
            return Convert.ToBase64String(signer.GenerateSignature());
        }
    }
}
