using System.Globalization;
using System.Net;
using MultiSmc.Core;

namespace MultiSmc.Exchange.Tests;

/// <summary>Many callers at once: nothing is lost, nothing is counted twice.</summary>
public sealed class CrowdRound
{
    private const int Orders = 60;
    private const int Callers = 4;

    [Fact]
    public async Task Two_accounts_trade_from_many_connections_and_every_unit_is_accounted_for()
    {
        await using var exchange = await TestExchange.StartAsync(options => options with
        {
            Limits = new LimitOptions { OrdersPer10Seconds = 10_000, WeightPerMinute = 100_000 },
        });
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        var accepted = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers * 2).Select(async caller =>
        {
            var (client, side) = caller % 2 == 0 ? (exchange.Alice, "BUY") : (exchange.Bob, "SELL");
            for (var i = 0; i < Orders; i++)
            {
                var price = 60_000 + ((caller * 31 + i * 17) % 11) - 5;
                var answer = await client.OrderAsync($"side={side}&type=LIMIT&timeInForce=GTC&quantity=0.01&price={price}&newClientOrderId={caller}-{i}");
                if (answer.Status == HttpStatusCode.OK)
                    Interlocked.Increment(ref accepted);
            }
        }));
        Assert.Equal(Callers * 2 * Orders, accepted);

        // Fills by events, fills by query and balances agree; what left the one came to the other, less commission.
        var (bought, fee) = (0L, 0L);
        var mine = (await exchange.Alice.GetAsync("/api/v3/myTrades", "symbol=BTCUSDT&limit=1000")).Ok().Json;
        foreach (var row in mine.EnumerateArray())
        {
            bought += Raw(row.GetProperty("qty").GetString());
            fee += Raw(row.GetProperty("commission").GetString());
        }

        Assert.True(bought > 0);
        Assert.Equal(10_000_000_000 + bought - fee, await TotalAsync(exchange.Alice, "BTC"));
        Assert.Equal(10_000_000_000 - bought, await TotalAsync(exchange.Bob, "BTC"));
        var told = 0L;
        for (var trades = 0; trades < mine.GetArrayLength();)
        {
            var one = (await stream.NextAsync()).GetProperty("event");
            if (one.GetProperty("e").GetString() != "executionReport" || one.GetProperty("x").GetString() != "TRADE")
                continue;
            trades++;
            told += Raw(one.GetProperty("l").GetString());
        }

        Assert.Equal(bought, told);
        var counts = (await exchange.Alice.GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Ok().Json.GetArrayLength();
        var all = (await exchange.Alice.GetAsync("/api/v3/allOrders", "symbol=BTCUSDT&limit=1000")).Ok().Json;
        Assert.Equal(counts, all.EnumerateArray().Count(order => order.GetProperty("status").GetString() is "NEW" or "PARTIALLY_FILLED"));
    }

    private static async Task<long> TotalAsync(RestClient client, string asset)
    {
        var balances = (await client.GetAsync("/api/v3/account")).Ok().Json.GetProperty("balances");
        var row = balances.EnumerateArray().First(one => one.GetProperty("asset").GetString() == asset);
        return Raw(row.GetProperty("free").GetString()) + Raw(row.GetProperty("locked").GetString());
    }

    private static long Raw(string? text) =>
        FixedPoint.TryParse(text ?? "", out var raw) ? raw : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"no decimal: {text}"));
}
