using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Checks;

/// <summary>What is checked before one trades live.</summary>
public sealed class LiveChecks
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ApiRestrictions Good => new()
    {
        IpRestrict = true, EnableReading = true, EnableSpotAndMarginTrading = true, EnableWithdrawals = false, EnableInternalTransfer = false, PermitsUniversalTransfer = false,
    };

    public static TheoryData<ApiRestrictions, CheckVerdict, string> Keys => new()
    {
        { Good, CheckVerdict.Ok, "nothing else" },
        { Good with { EnableWithdrawals = true }, CheckVerdict.Failure, "withdraw" },
        { Good with { EnableInternalTransfer = true }, CheckVerdict.Failure, "other accounts" },
        { Good with { PermitsUniversalTransfer = true }, CheckVerdict.Failure, "wallets" },
        { Good with { EnableSpotAndMarginTrading = false }, CheckVerdict.Failure, "may not trade" },
        { Good with { EnableReading = false }, CheckVerdict.Failure, "may not read" },
        { Good with { IpRestrict = false }, CheckVerdict.Warning, "any address" },
        { Good with { TradingAuthorityExpirationTime = Timestamp.FromMilliseconds(Now.AddDays(2).ToUnixTimeMilliseconds()) }, CheckVerdict.Warning, "ends at" },
        { Good with { TradingAuthorityExpirationTime = Timestamp.FromMilliseconds(Now.AddDays(-2).ToUnixTimeMilliseconds()) }, CheckVerdict.Failure, "ended at" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_may_trade_and_move_nothing(ApiRestrictions key, CheckVerdict verdict, string words)
    {
        var result = KeyPermissions.Judge(key, Now);
        Assert.Equal(verdict, result.Verdict);
        Assert.Contains(words, result.Sentence, StringComparison.Ordinal);
        Assert.Equal(verdict == CheckVerdict.Ok, result.Mend.Length == 0);
    }

    [Fact]
    public async Task An_exchange_that_is_well_passes()
    {
        await using var exchange = await ScriptedExchange.StartAsync();
        exchange.On("GET /api/v3/exchangeInfo", static _ => Reply.Ok(
            """
            {"timezone":"UTC","serverTime":1767225600000,"rateLimits":[],"exchangeFilters":[],"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","baseAssetPrecision":8,
             "quoteAsset":"USDT","quotePrecision":8,"quoteAssetPrecision":8,"orderTypes":["LIMIT"],"filters":[{"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000",
             "tickSize":"0.01000000"},{"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"}]}]}
            """));
        exchange.On("GET /api/v3/account", static _ => Reply.Ok(
            """{"canTrade":true,"canWithdraw":true,"canDeposit":true,"updateTime":1767225600456,"accountType":"SPOT","balances":[]}"""));
        exchange.On("GET /sapi/v1/account/apiRestrictions", static _ => Reply.Ok(
            """{"ipRestrict":true,"enableReading":true,"enableSpotAndMarginTrading":true,"enableWithdrawals":false,"enableInternalTransfer":false,"permitsUniversalTransfer":false}"""));
        exchange.On("GET /api/v3/account/commission", static _ => Reply.Ok(
            """
            {"symbol":"BTCUSDT","standardCommission":{"maker":"0.00100000","taker":"0.00100000","buyer":"0.00000000","seller":"0.00000000"},
             "discount":{"enabledForAccount":true,"enabledForSymbol":true,"discountAsset":"BNB","discount":"0.75000000"}}
            """));

        var results = await RunAsync(exchange);

        Assert.All(results, static result => Assert.Equal((result.Sentence, CheckVerdict.Ok), (result.Sentence, result.Verdict)));
        Assert.Equal(["rest", "clock", "symbol-BTCUSDT", "streams", "websocket-api", "user-data", "account", "key-permissions", "commission-BTCUSDT"], results.Select(static result => result.Name));
    }

    [Fact]
    public async Task A_key_whose_rights_are_not_told_is_refused_for_real_money_alone()
    {
        await using var exchange = await ScriptedExchange.StartAsync();
        Assert.Equal(CheckVerdict.Failure, (await RunAsync(exchange)).Single(static result => result.Name == "key-permissions").Verdict);
        Assert.Equal(CheckVerdict.Ok, (await RunAsync(exchange, isRealMoney: false)).Single(static result => result.Name == "key-permissions").Verdict);
    }

    [Fact]
    public async Task A_clock_that_is_off_is_told()
    {
        await using var exchange = await ScriptedExchange.StartAsync();
        exchange.ClockOffset = TimeSpan.FromSeconds(5);
        var clock = (await RunAsync(exchange)).Single(static result => result.Name == "clock");
        Assert.Equal(CheckVerdict.Warning, clock.Verdict);
        Assert.Contains("behind the exchange's", clock.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_reached_is_told_with_its_mend()
    {
        var exchange = await ScriptedExchange.StartAsync();
        await exchange.DisposeAsync();
        var results = await RunAsync(exchange);
        Assert.Equal(["rest", "streams", "websocket-api"], results.Select(static result => result.Name));
        Assert.All(results, static result => Assert.Equal((CheckVerdict.Failure, true), (result.Verdict, result.Mend.Contains("firewall", StringComparison.Ordinal))));
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(ScriptedExchange exchange, bool isRealMoney = true)
    {
        var options = new CheckOptions
        {
            Rest = exchange.Rest, Streams = exchange.WebSocketApi, WebSocketApi = exchange.WebSocketApi, Symbols = ["BTCUSDT"], Key = GatewayRig.Key, IsRealMoney = isRealMoney,
            Calls = GatewayRig.Impatient,
        };
        return await new ExchangeChecks(options, RequestGate.ForPublicData(TimeProvider.System), TimeProvider.System, new Random(1)).RunAsync(CancellationToken.None);
    }
}
