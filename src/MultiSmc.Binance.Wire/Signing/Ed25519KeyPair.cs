using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.X509;

namespace MultiSmc.Binance.Wire;

/// <summary>A fresh Ed25519 key pair, as one would make it for the exchange with OpenSSL.</summary>
/// <param name="PrivatePem">PKCS#8, for <see cref="RequestSigner.FromPem"/>.</param>
/// <param name="PublicPem">SPKI, for <see cref="SignatureVerifier.FromPem"/>.</param>
public sealed record Ed25519KeyPair(Secret PrivatePem, string PublicPem)
{
    /// <summary>Makes one from the system's randomness.</summary>
    public static Ed25519KeyPair Generate()
    {
        var key = new Ed25519PrivateKeyParameters(RandomNumberGenerator.GetBytes(Ed25519PrivateKeyParameters.KeySize));
        var privateDer = PrivateKeyInfoFactory.CreatePrivateKeyInfo(key).GetEncoded();
        var publicDer = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key.GeneratePublicKey()).GetEncoded();
        return new Ed25519KeyPair(new Secret(PemEncoding.WriteString("PRIVATE KEY", privateDer)), PemEncoding.WriteString("PUBLIC KEY", publicDer));
    }
}
