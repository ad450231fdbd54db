using System.Globalization;
using System.Text.Json;

namespace MultiSmc.EndToEnd.Clients;

/// <summary>
/// Clients that others wrote for Binance trade a full round against the local exchange: market data, orders, lists, user events, refusals. What they
/// believe at the end is what the exchange says, and follows from the trades alone.
/// </summary>
public sealed class OthersClients(NpmClients clients)
{
    private const string Start = """{"USDT":"100000","BTC":"2"}""";

    [Fact]
    public async Task The_exchanges_official_client_trades_a_round()
    {
        using var exchange = await LocalExchange.StartAsync(Start);
        using var report = await RoundAsync(exchange, "binance-spot.mjs");
        var root = report.RootElement;

        Assert.Equal(["exchangeInfo", "depth", "history", "streams", "single orders", "lists", "refusals", "WebSocket API"], Texts(root, "steps"));
        Assert.Equal(
            """
            {"placed":"NEW","queried":"0.02000000","open":1,"amended":"0.01500000","replaced":"SUCCESS SUCCESS","canceled":"CANCELED",
            "taken":"FILLED 0.01000000 in fills","oco":"OCO EXECUTING 2","ocoEnd":"ALL_DONE","otoco":"OTO EXECUTING NEW,PENDING_NEW,PENDING_NEW",
            "otocoEnd":"ALL_DONE","socketPlaced":"NEW","socketCanceled":"CANCELED","socketOco":"ALL_DONE","socketTaken":"FILLED 0.00400000"}
            """.ReplaceLineEndings(""),
            root.GetProperty("orders").GetRawText());
        Assert.Equal(
            """
            {"duplicate":"-2010 Duplicate order sent.","symbol":"-1121 Invalid symbol.","lot":"-1013 Filter failure: LOT_SIZE",
            "notional":"-1013 Filter failure: NOTIONAL","funds":"-2010 Account has insufficient balance for requested action.",
            "postOnly":"-2010 Order would immediately match and take.","unknownOrder":"-2011 Unknown order sent.",
            "missing":"-1102 Mandatory parameter 'timeInForce' was not sent, was empty/null, or malformed.","socketUnknownOrder":"-2011 Unknown order sent."}
            """.ReplaceLineEndings(""),
            root.GetProperty("errors").GetRawText());
        Assert.Equal(4, root.GetProperty("streams").EnumerateObject().Count());
        var events = Texts(root, "events");
        Assert.Contains("executionReport TRADE/FILLED", events);
        Assert.Contains("executionReport REPLACED/NEW", events);
        Assert.Contains("executionReport NEW/PENDING_NEW", events);
        Assert.Contains("listStatus", events);
        await BooksAgreeAsync(exchange, root);
        Assert.Equal(Balances(root.GetProperty("balances")), Balances(root.GetProperty("balancesOfEvents")));
    }

    [Fact]
    public async Task Ccxt_trades_a_round()
    {
        using var exchange = await LocalExchange.StartAsync(Start);
        using var report = await RoundAsync(exchange, "ccxt.mjs");
        var root = report.RootElement;

        Assert.Equal(["markets", "public", "streams", "single orders", "lists", "refusals"], Texts(root, "steps"));
        Assert.Equal("""{"tick":0.01,"lot":0.00001,"minCost":5}""", root.GetProperty("market").GetRawText());
        Assert.Equal(
            """
            {"placed":"open","queried":0.02,"open":1,"replaced":"open","canceled":"canceled","stop":"limit","stopCanceled":1,"taken":"closed 0.01",
            "sold":"closed 0.004","oco":"OCO EXECUTING 2","ocoEnd":"ALL_DONE","otoco":"OTO EXECUTING 3","otocoEnd":true}
            """.ReplaceLineEndings(""),
            root.GetProperty("orders").GetRawText());
        var errors = root.GetProperty("errors").EnumerateObject().ToDictionary(static error => error.Name, static error => error.Value.GetString()!.Split(' ')[0]);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["funds"] = "InsufficientFunds", ["notional"] = "BadRequest", ["postOnly"] = "OrderImmediatelyFillable", ["unknownOrder"] = "OrderNotFound",
                ["noSuchOrder"] = "OrderNotFound",
            },
            errors);
        Assert.Equal(root.GetProperty("filledOfOrders").GetRawText(), root.GetProperty("filledOfEvents").GetRawText());
        await BooksAgreeAsync(exchange, root);
    }

    private async Task<JsonDocument> RoundAsync(LocalExchange exchange, string script)
    {
        var round = await clients.RunAsync(script, exchange.Place);
        var line = round.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        Assert.True(line is not null && line.StartsWith('{'), $"{script} printed no report: {round.Out}{round.Error}");
        var report = JsonDocument.Parse(line!);
        Assert.False(report.RootElement.TryGetProperty("failure", out var failure), $"{script}: {failure}");
        return report;
    }

    private static async Task BooksAgreeAsync(LocalExchange exchange, JsonElement report)
    {
        Assert.Equal(0, report.GetProperty("openAtEnd").GetInt32());
        var trades = report.GetProperty("trades");
        Assert.Equal(Ids(await exchange.AskSignedAsync("/api/v3/myTrades", "symbol=BTCUSDT")), Ids(trades));
        var found = Balances(report.GetProperty("balances"));
        var account = await exchange.AskSignedAsync("/api/v3/account", "omitZeroBalances=true");
        var truth = account.GetProperty("balances").EnumerateArray().ToDictionary(
            static row => row.GetProperty("asset").GetString()!, static row => (Decimal(row, "free"), Decimal(row, "locked")));
        Assert.Equal(truth, found);

        var expected = new Dictionary<string, decimal> { ["USDT"] = 100_000, ["BTC"] = 2 };
        foreach (var trade in trades.EnumerateArray())
        {
            var sign = trade.GetProperty("isBuyer").GetBoolean() ? 1 : -1;
            expected["BTC"] += sign * Decimal(trade, "qty");
            expected["USDT"] -= sign * Decimal(trade, "quoteQty");
            expected[trade.GetProperty("commissionAsset").GetString()!] -= Decimal(trade, "commission");
        }

        Assert.NotEqual(2, expected["BTC"]);
        Assert.Equal(expected, found.ToDictionary(static row => row.Key, static row => row.Value.Free + row.Value.Locked));
        Assert.All(found.Values, static balance => Assert.Equal(0, balance.Locked));
    }

    private static List<long> Ids(JsonElement trades) =>
        [.. trades.EnumerateArray().Select(static trade => long.Parse(trade.GetProperty("id").ToString(), CultureInfo.InvariantCulture))];

    private static Dictionary<string, (decimal Free, decimal Locked)> Balances(JsonElement balances) => balances.EnumerateObject()
        .ToDictionary(static asset => asset.Name, static asset => (Decimal(asset.Value, "free"), Decimal(asset.Value, "locked")));

    private static decimal Decimal(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static string[] Texts(JsonElement root, string name) => [.. root.GetProperty(name).EnumerateArray().Select(static text => text.GetString()!)];
}
