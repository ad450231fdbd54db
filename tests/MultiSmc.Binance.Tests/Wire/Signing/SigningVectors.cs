using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Wire;

/// <summary>Vectors computed with three other programs (OpenSSL among them); the keys are throw-away ones made for this.</summary>
public sealed class SigningVectors
{
    private const string ApiKey = "made-up-api-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Ed25519Key = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
    private const string Ed25519Public = "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private const string H1 =
        "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.01000&price=60000.10&newClientOrderId=ote-1-entry&recvWindow=5000&timestamp=1767225600000";
    private const string H1Rsa =
        "lJgu2xY0ZzHFvwmNHkE26x2YZFGPX9EHUq/X3pL6x7Oss8w2MOFHzOpl2GwinawpBXu3CWNaoXKjOFqjfb5KS8X6ay6kDRtWwShQihheOZi5Gmk67BmNpK58dT2IBT7FTo+ZhKh7Gcrt"
        + "INVGEK0tUyTqz6m2DmDiX4XeiGNjuFWdY+77NVZsXh+biLAA5AlVLOsfI8jJQDZKNE93nLkZpWVqVth+OSOfkfnwFqBIcNNJ9cqBWVy9k6dsMGjZSXpIbIwk1opXKd+NMYusa5VlAQu+"
        + "939rIf16PjBAgCug3pxzBnVBX4fDFG86i8ccTw+tW8GZLdlsogygk/4cxI2FQQ==";
    private const string H1Ed25519 = "678c3jcqGEnECJQwcCcVpMKm3+MunOOB+xHoUDFveTH/bP9ewnugr/lyD6ltFJouNXY9Df40rljBdcBUdxQxAQ==";

    private static readonly Secret Shared = new("made-up-secret-for-tests-0123456789abcdef");

    [Theory]
    [InlineData(H1, "f6c13aeea2c68e792f450147908691c0eccab0dcc3cb28eb4033ae41d29925a2")]
    [InlineData(
        "symbol=BTCUSDT&side=SELLtype=MARKET&quoteOrderQty=25.50&timestamp=1767225600000", "8b4dbd7fa7ae71c4c3c324029cb40fe6d3f88cb51fe4cacfd0fb106099abdfd3")]
    [InlineData(
        "omitZeroBalances=true&recvWindow=2500.125&timestamp=1767225600000123", "b8bb75570ee629dc12468e49e1184f9e7988dd8df3be7d8088dc330077715326")]
    [InlineData("symbol=%E6%B5%8B%E8%AF%95USDT&timestamp=1767225600000", "cd773b1d666bc91e6881110c4adbe41803740ea99d90f08188528e94805c7703")]
    [InlineData(
        "symbols=%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D&timestamp=1767225600000", "7b0b46113686ff3226eb033c61df3124b29d36e94f38ec5524ee8c03335f34bd")]
    public void Hmac_over_a_query(string payload, string signature)
    {
        Assert.Equal(signature, RequestSigner.FromSecret(Shared).Sign(payload));
        var verifier = SignatureVerifier.FromSecret(Shared);
        Assert.True(verifier.IsValid(Encoding.UTF8.GetBytes(payload), signature.ToUpperInvariant()));
        Assert.False(verifier.IsValid(Encoding.UTF8.GetBytes(payload + "0"), signature));
    }

    [Theory]
    [InlineData(H1, H1Ed25519)]
    [InlineData(
        "symbol=%E6%B5%8B%E8%AF%95USDT&timestamp=1767225600000", "sNztKavOov1EDQvAhwUBSva7WC7vkbGu5XHbETTOO822yTivSuzROcrdXj3f4/rH9PfCNkSOZ6Yr7+ljAhvrCA==")]
    public void Ed25519_over_a_query(string payload, string signature)
    {
        var signer = RequestSigner.FromPem(new Secret(Pem("PRIVATE KEY", Ed25519Key)));
        Assert.Equal(KeyKind.Ed25519, signer.Kind);
        Assert.Equal(signature, signer.Sign(payload));
        var verifier = SignatureVerifier.FromPem(Pem("PUBLIC KEY", Ed25519Public));
        Assert.True(verifier.IsValid(Encoding.UTF8.GetBytes(payload), signature));
        Assert.False(verifier.IsValid(Encoding.UTF8.GetBytes(payload + "0"), signature));
        Assert.False(verifier.IsValid(Encoding.UTF8.GetBytes(payload), "AAAA"));
    }

    [Fact]
    public void Rsa_over_a_query_with_a_key_in_either_form()
    {
        var pem = Pem("PRIVATE KEY", RsaTestKey.Pkcs8);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        foreach (var form in new[] { pem, rsa.ExportRSAPrivateKeyPem() })
        {
            var signer = RequestSigner.FromPem(new Secret(form));
            Assert.Equal(KeyKind.Rsa, signer.Kind);
            Assert.Equal(H1Rsa, signer.Sign(H1));
        }

        var verifier = SignatureVerifier.FromPem(rsa.ExportSubjectPublicKeyInfoPem());
        Assert.True(verifier.IsValid(Encoding.UTF8.GetBytes(H1), H1Rsa));
        Assert.False(verifier.IsValid(Encoding.UTF8.GetBytes(H1 + "0"), H1Rsa));
    }

    [Fact]
    public void The_list_of_an_order_is_the_query_that_is_signed_and_sent()
    {
        var list = new ParameterList();
        new PlaceOrder
        {
            Symbol = "BTCUSDT",
            Side = Core.Side.Buy,
            Quantity = new Core.Quantity(1_000_000),
            Terms = new OrderTerms
            {
                Type = Core.OrderType.LimitMaker, Price = new Core.Price(6_000_010_000_000), ClientOrderId = new Core.ClientOrderId("ote-1-entry"),
            },
        }.WriteTo(list, new OrderSteps(new Core.Price(1_000_000), new Core.Quantity(1_000)));
        list.Add("recvWindow", 5000).Add("timestamp", 1767225600000);
        Assert.Equal(H1, list.ToQuery());
        var sent = RequestSigner.FromPem(new Secret(Pem("PRIVATE KEY", Ed25519Key))).SignQuery(list);
        Assert.Equal(
            H1 + "&signature=678c3jcqGEnECJQwcCcVpMKm3%2BMunOOB%2BxHoUDFveTH%2FbP9ewnugr%2FlyD6ltFJouNXY9Df40rljBdcBUdxQxAQ%3D%3D", sent);
        Assert.True(SignatureVerifier.FromPem(Pem("PUBLIC KEY", Ed25519Public)).IsValid(sent, ""));
    }

    [Fact]
    public void A_list_encodes_symbols_and_arrays_as_the_vectors_have_them()
    {
        Assert.Equal(
            "symbol=%E6%B5%8B%E8%AF%95USDT&timestamp=1767225600000", new ParameterList().Add("symbol", "测试USDT").Add("timestamp", 1767225600000).ToQuery());
        Assert.Equal(
            "symbols=%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D&timestamp=1767225600000",
            new ParameterList().Add("symbols", ["BTCUSDT", "ETHUSDT"]).Add("timestamp", 1767225600000).ToQuery());
    }

    [Theory]
    [InlineData("symbol=BTCUSDT&side=SELL", "type=MARKET&quoteOrderQty=25.50&timestamp=1767225600000&signature=")]
    [InlineData("symbol=BTCUSDT&side=SELL&signature=", "type=MARKET&quoteOrderQty=25.50&timestamp=1767225600000")]
    public void Query_and_body_are_joined_without_a_separator_wherever_the_signature_stands(string query, string body)
    {
        const string Signature = "signature=8b4dbd7fa7ae71c4c3c324029cb40fe6d3f88cb51fe4cacfd0fb106099abdfd3";
        var verifier = SignatureVerifier.FromSecret(Shared);
        Assert.True(verifier.IsValid(query.Replace("signature=", Signature, StringComparison.Ordinal), body.Replace("signature=", Signature, StringComparison.Ordinal)));
        Assert.False(verifier.IsValid("symbol=BTCUSDT", "side=SELL"));
    }

    [Fact]
    public void Socket_requests_are_signed_sorted_and_raw()
    {
        var hmac = RequestSigner.FromSecret(Shared);
        var ed25519 = RequestSigner.FromPem(new Secret(Pem("PRIVATE KEY", Ed25519Key)));
        var order = new ParameterList().Add("symbol", "BTCUSDT").Add("side", "BUY").Add("type", "LIMIT").Add("timeInForce", "GTC").Add("price", "60000.10")
            .Add("quantity", "0.01000").Add("apiKey", ApiKey).Add("recvWindow", 5000).Add("timestamp", 1767225600000);
        Assert.Equal("c8774ad0329b0e70afdb73cb689276584d83eb9813d85f9c87e829c58d34ba46", hmac.Sign(order.ToSortedPayload()));
        Assert.Equal(
            "oK6cfH2RjGpaPNmjnawsLx9ysIjdvoIeBUTWoGSS++YaCT4EiABa2ipyMZ/gSpZXtCrPchQq7pEaYeWY3JsRCg==", ed25519.Sign(order.ToSortedPayload()));
        var logon = new ParameterList().Add("timestamp", 1767225600000).Add("apiKey", ApiKey);
        Assert.Equal("b6cb7d1e4829a688119c233b814c716aa1c292f32339cbf2499b12f6eb8aa275", hmac.Sign(logon.ToSortedPayload()));
        Assert.Equal(
            "3Uj3JwTK9qvn+7WidiHICwMmpyR1UxiHCtyCN0aJcLCJTNi6irVo8/0wPgzvaHGwBhon1h/DVHlfW9kJ28rDBA==", ed25519.Sign(logon.ToSortedPayload()));
        var foreign = new ParameterList().Add("timestamp", 1767225600000).Add("symbol", "测试USDT").Add("apiKey", ApiKey);
        Assert.Equal("ed13c5a79c2ffa9ea15e401ddcdeebdaff55e413fc14e6583bf7b0094944ec3b", hmac.Sign(foreign.ToSortedPayload()));
    }

    [Fact]
    public void A_signed_socket_request_survives_the_wire()
    {
        var list = RequestSigner.FromSecret(Shared).SignParams(
            new ParameterList().Add("symbol", "测试USDT").Add("apiKey", ApiKey).Add("recvWindow", 5000).Add("timestamp", 1767225600000).Add("omitZeroBalances", true));
        Assert.True(WsApiRequest.TryRead(new WsApiRequest(new RequestId(7), "account.status", list).Encode(), out var request, out _, out _));
        Assert.True(SignatureVerifier.FromSecret(Shared).IsValid(request.Params ?? new ParameterList()));
        Assert.False(SignatureVerifier.FromSecret(new Secret("another")).IsValid(request.Params ?? new ParameterList()));
    }

    [Fact]
    public void Vectors_of_the_documentation_hold()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("binance-messages/signing/hmac-sha256.json")));
        var signer = RequestSigner.FromSecret(new Secret(vectors.RootElement.GetProperty("secret").GetString() ?? ""));
        foreach (var vector in vectors.RootElement.GetProperty("vectors").EnumerateArray())
            Assert.Equal(vector.GetProperty("signature").GetString(), signer.Sign(vector.GetProperty("payload").GetString() ?? ""));
        Assert.Equal(4, vectors.RootElement.GetProperty("vectors").GetArrayLength());
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")]
    public void A_bad_key_is_refused_without_being_repeated(string pem)
    {
        var e = Assert.Throws<CryptographicException>(() => RequestSigner.FromPem(new Secret(pem)));
        Assert.DoesNotContain("AAAA", e.ToString(), StringComparison.Ordinal);
        Assert.Contains("private key", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_secret_does_not_print() => Assert.Equal("key ***", $"key {Shared}");

    private static string Pem(string label, string base64) => $"-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n";
}
