using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace MultiSmc.Binance.Wire;

/// <summary>Checks signatures on the server's side. Safe to use from several threads.</summary>
public abstract class SignatureVerifier
{
    private protected SignatureVerifier()
    {
    }

    /// <summary>Kind of the key.</summary>
    public abstract KeyKind Kind { get; }

    /// <summary>Whether a signature is that of a payload.</summary>
    /// <param name="payload">The bytes that were signed.</param>
    /// <param name="signature">Hex or base64, not percent-encoded.</param>
    public abstract bool IsValid(ReadOnlySpan<byte> payload, string signature);

    /// <summary>Checks a WebSocket API request's own signature; false where it has none.</summary>
    public bool IsValid(ParameterList parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Find("signature") is { } signature && IsValid(Encoding.UTF8.GetBytes(parameters.ToSortedPayload()), signature);
    }

    /// <summary>
    /// Checks a REST request: the payload is the query followed by the body, both as sent, without the signature wherever it stands.
    /// </summary>
    /// <param name="query">Raw, without the question mark; may be empty.</param>
    /// <param name="body">Raw; may be empty.</param>
    public bool IsValid(string query, string body)
    {
        var payload = WithoutSignature(query, out var inQuery) + WithoutSignature(body, out var inBody);
        var signature = inQuery ?? inBody;
        return signature is not null && IsValid(Encoding.UTF8.GetBytes(payload), Uri.UnescapeDataString(signature));
    }

    /// <summary>A verifier for a shared secret.</summary>
    public static SignatureVerifier FromSecret(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new HmacVerifier(Encoding.UTF8.GetBytes(secret.Reveal()));
    }

    /// <summary>A verifier for a public key, RSA or Ed25519, in PEM (SPKI).</summary>
    /// <exception cref="CryptographicException">The text is no such key.</exception>
    public static SignatureVerifier FromPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields))
            throw new CryptographicException("the public key is not in PEM form: it has to begin with -----BEGIN PUBLIC KEY-----");
        try
        {
            var key = PublicKeyFactory.CreateKey(Convert.FromBase64String(pem[fields.Base64Data]));
            if (key is Ed25519PublicKeyParameters ed25519)
                return new Ed25519Verifier(ed25519);
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaVerifier(rsa);
        }
        catch (Exception e) when (e is IOException or ArgumentException or SecurityUtilityException or InvalidCastException or FormatException)
        {
            throw new CryptographicException("the public key can't be read: an RSA or Ed25519 key in SPKI is needed");
        }
    }

    private static string WithoutSignature(string text, out string? signature)
    {
        ArgumentNullException.ThrowIfNull(text);
        signature = null;
        if (!text.Contains("signature=", StringComparison.Ordinal))
            return text;
        var kept = new List<string>();
        foreach (var pair in text.Split('&'))
        {
            if (signature is null && pair.StartsWith("signature=", StringComparison.Ordinal))
                signature = pair["signature=".Length..];
            else
                kept.Add(pair);
        }

        return string.Join('&', kept);
    }

    private sealed class HmacVerifier(byte[] secret) : SignatureVerifier
    {
        public override KeyKind Kind => KeyKind.Hmac;

        public override bool IsValid(ReadOnlySpan<byte> payload, string signature)
        {
            Span<byte> sent = stackalloc byte[HMACSHA256.HashSizeInBytes];
            if (signature.Length != 2 * sent.Length
                || Convert.FromHexString(signature, sent, out _, out var written) != System.Buffers.OperationStatus.Done || written != sent.Length)
                return false;
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(secret, payload, hash);
            return CryptographicOperations.FixedTimeEquals(hash, sent);
        }
    }

    private sealed class RsaVerifier(RSA key) : SignatureVerifier
    {
        private readonly Lock _gate = new();

        public override KeyKind Kind => KeyKind.Rsa;

        public override bool IsValid(ReadOnlySpan<byte> payload, string signature)
        {
            if (!TryBase64(signature, out var sent))
                return false;
            lock (_gate)
                return key.VerifyData(payload, sent, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    private sealed class Ed25519Verifier(Ed25519PublicKeyParameters key) : SignatureVerifier
    {
        public override KeyKind Kind => KeyKind.Ed25519;

        public override bool IsValid(ReadOnlySpan<byte> payload, string signature)
        {
            if (!TryBase64(signature, out var sent) || sent.Length != Ed25519PrivateKeyParameters.SignatureSize)
                return false;
            var verifier = new Ed25519Signer();
            verifier.Init(forSigning: false, key);
            verifier.BlockUpdate(payload);
            return verifier.VerifySignature(sent);
        }
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var isSound = Convert.TryFromBase64String(text, bytes, out var length);
        bytes = isSound ? bytes[..length] : [];
        return isSound;
    }
}
