using System.Security.Cryptography;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange.Tests;

/// <summary>Keys, signatures and the time of requests.</summary>
public sealed class CredentialRound
{
    private const string ApiKey = "made-up-api-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Ed25519Public = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=\n-----END PUBLIC KEY-----";
    private const string H1 = "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.01000&price=60000.10&newClientOrderId=ote-1-entry&recvWindow=5000&timestamp=1767225600000";

    /// <summary>The signatures were made by other programs, for the moment at which the test's clock stands.</summary>
    [Theory]
    [InlineData(KeyKind.Hmac, H1, "", "f6c13aeea2c68e792f450147908691c0eccab0dcc3cb28eb4033ae41d29925a2")]
    [InlineData(KeyKind.Hmac, H1, "", "F6C13AEEA2C68E792F450147908691C0ECCAB0DCC3CB28EB4033AE41D29925A2")]
    [InlineData(KeyKind.Hmac, "", H1, "f6c13aeea2c68e792f450147908691c0eccab0dcc3cb28eb4033ae41d29925a2")]
    [InlineData(KeyKind.Ed25519, H1, "", "678c3jcqGEnECJQwcCcVpMKm3+MunOOB+xHoUDFveTH/bP9ewnugr/lyD6ltFJouNXY9Df40rljBdcBUdxQxAQ==")]
    [InlineData(KeyKind.Hmac, "symbol=BTCUSDT&side=SELL", "type=MARKET&quoteOrderQty=25.50&timestamp=1767225600000", "8b4dbd7fa7ae71c4c3c324029cb40fe6d3f88cb51fe4cacfd0fb106099abdfd3")]
    public async Task Signatures_of_known_requests_are_accepted(KeyKind kind, string query, string body, string signature)
    {
        await using var exchange = await StartAsync(kind);
        var signed = "signature=" + Uri.EscapeDataString(signature);
        var answer = body.Length > 0 && query.Length == 0
            ? await exchange.Alice.SendRawAsync(HttpMethod.Post, "/api/v3/order", "", body + "&" + signed, ApiKey)
            : await exchange.Alice.SendRawAsync(HttpMethod.Post, "/api/v3/order", query + "&" + signed, body, ApiKey);
        // The market order of H2 finds an empty book: that it got so far is what is tested.
        if (body.Contains("MARKET", StringComparison.Ordinal))
            answer.Refused(-2010, "Order book liquidity is less than `LOT_SIZE` filter minimum quantity.");
        else
            Assert.Equal("ote-1-entry", answer.Ok().Text("clientOrderId"));
    }

    [Fact]
    public async Task A_timestamp_in_microseconds_and_a_window_with_decimals_are_taken()
    {
        await using var exchange = await StartAsync(KeyKind.Hmac);
        exchange.Time.Advance(TimeSpan.FromMicroseconds(200));
        const string Query = "omitZeroBalances=true&recvWindow=2500.125&timestamp=1767225600000123";
        (await exchange.Alice.SendRawAsync(
            HttpMethod.Get, "/api/v3/account", Query + "&signature=b8bb75570ee629dc12468e49e1184f9e7988dd8df3be7d8088dc330077715326", "", ApiKey)).Ok();
    }

    [Fact]
    public async Task A_symbol_in_other_letters_is_signed_as_it_is_sent()
    {
        await using var exchange = await StartAsync(KeyKind.Hmac);
        const string Query = "symbol=%E6%B5%8B%E8%AF%95USDT&timestamp=1767225600000&signature=cd773b1d666bc91e6881110c4adbe41803740ea99d90f08188528e94805c7703";
        (await exchange.Alice.SendRawAsync(HttpMethod.Delete, "/api/v3/openOrders", Query, "", ApiKey)).Refused(-1121, "Invalid symbol.");
    }

    [Fact]
    public async Task An_rsa_key_signs_too()
    {
        using var rsa = RSA.Create(2048);
        var key = new KeyOptions("rsa-key", SignatureVerifier.FromPem(rsa.ExportSubjectPublicKeyInfoPem()), new KeyRights());
        await using var exchange = await TestExchange.StartAsync(options => options with { Accounts = [TestExchange.Account("alice") with { Keys = [key] }] });
        var client = new RestClient(exchange, "rsa-key", RequestSigner.FromPem(new Secret(rsa.ExportPkcs8PrivateKeyPem())));
        Assert.Equal("SPOT", (await client.GetAsync("/api/v3/account")).Ok().Text("accountType"));
    }

    [Fact]
    public async Task Who_does_not_sign_rightly_is_not_let_in()
    {
        await using var exchange = await TestExchange.StartAsync();
        var (alice, now) = (exchange.Alice, exchange.Now);
        var query = $"timestamp={now}";
        var signed = $"{query}&signature={alice.Signer.Sign(query)}";
        (await alice.SendRawAsync(HttpMethod.Get, "/api/v3/account", signed)).Refused(-2014, "API-key format invalid.", 401);
        (await alice.SendRawAsync(HttpMethod.Get, "/api/v3/account", signed, "", "nobody")).Refused(-2015, "Invalid API-key, IP, or permissions for action.", 401);
        (await alice.SendRawAsync(HttpMethod.Get, "/api/v3/account", signed, "", "bob-key")).Refused(-1022, "Signature for this request is not valid.");
        (await alice.SendRawAsync(HttpMethod.Get, "/api/v3/account", query, "", "alice-key")).Refused(-1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
        (await alice.SendRawAsync(HttpMethod.Get, "/api/v3/account", "signature=00", "", "alice-key")).Refused(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        (await alice.SendRawAsync(HttpMethod.Get, "/api/v3/account", signed, "", "alice-key")).Ok();
    }

    [Theory]
    [InlineData(0, "", 200, 0)]
    [InlineData(999, "", 200, 0)]
    [InlineData(1_000, "", 400, -1021)]
    [InlineData(-5_000, "", 200, 0)]
    [InlineData(-5_001, "", 400, -1021)]
    [InlineData(-60_000, "&recvWindow=60000", 200, 0)]
    [InlineData(-100, "&recvWindow=99.999", 400, -1021)]
    [InlineData(0, "&recvWindow=60001", 400, -1131)]
    [InlineData(0, "&recvWindow=1.0001", 400, -1100)]
    public async Task A_request_is_neither_early_nor_late(int offsetMs, string window, int status, int code)
    {
        await using var exchange = await TestExchange.StartAsync();
        var query = $"timestamp={exchange.Now + offsetMs}{window}";
        var answer = await exchange.Alice.SendRawAsync(
            HttpMethod.Get, "/api/v3/account", $"{query}&signature={exchange.Alice.Signer.Sign(query)}", "", "alice-key");
        Assert.Equal(status, (int)answer.Status);
        if (code != 0)
            Assert.Equal(code, answer.Json.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_key_that_may_not_trade_reads_only()
    {
        var account = TestExchange.Account("alice");
        await using var exchange = await TestExchange.StartAsync(options => options with
        {
            Accounts = [account with { Keys = [account.Keys[0] with { Rights = new KeyRights { CanTrade = false, CanWithdraw = true, Addresses = ["127.0.0.1", "::1"] } }] }],
        });
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000")).Refused(-2015, "Invalid API-key, IP, or permissions for action.", 401);
        var rights = (await exchange.Alice.GetAsync("/sapi/v1/account/apiRestrictions")).Ok().Json;
        Assert.Equal(
            (true, false, true),
            (rights.GetProperty("ipRestrict").GetBoolean(), rights.GetProperty("enableSpotAndMarginTrading").GetBoolean(), rights.GetProperty("enableWithdrawals").GetBoolean()));
    }

    private static Task<TestExchange> StartAsync(KeyKind kind) => TestExchange.StartAsync(options => options with
    {
        Accounts =
        [
            TestExchange.Account("alice") with
            {
                Keys =
                [
                    new KeyOptions(
                        ApiKey,
                        kind == KeyKind.Hmac ? SignatureVerifier.FromSecret(new Secret("made-up-secret-for-tests-0123456789abcdef")) : SignatureVerifier.FromPem(Ed25519Public),
                        new KeyRights()),
                ],
            },
        ],
    });
}
