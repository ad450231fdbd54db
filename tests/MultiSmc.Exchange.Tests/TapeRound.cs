using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange.Tests;

/// <summary>Orders against a recorded market, over sockets.</summary>
public sealed class TapeRound
{
    [Fact]
    public async Task A_print_beyond_a_resting_order_fills_it_and_its_owner_is_told()
    {
        await using var exchange = await StartAsync("60000", "59000");
        await using var stream = await SocketClient.SubscribedAsync(exchange, exchange.Alice);
        await PlayedAsync(exchange, "60000");
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT_MAKER&quantity=0.01&price=59500")).Ok();
        Assert.Equal(["NEW/NEW", "position"], await stream.EventsAsync(2));
        await PlayedAsync(exchange, "59000");
        var fill = (await stream.NextAsync()).GetProperty("event");
        Assert.Equal(
            ("TRADE", "FILLED", "59500.00000000", true),
            (fill.GetProperty("x").GetString(), fill.GetProperty("X").GetString(), fill.GetProperty("L").GetString(), fill.GetProperty("m").GetBoolean()));
    }

    [Fact]
    public async Task A_stop_that_was_triggered_can_not_be_cancelled_while_its_fills_are_awaited()
    {
        await using var exchange = await StartAsync("60000", "59000");
        await PlayedAsync(exchange, "60000");
        (await exchange.Alice.OrderAsync("side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice=59500&newClientOrderId=stop")).Ok();
        await PlayedAsync(exchange, "59000");
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=stop")).Refused(-2011, "Unknown order sent.");
        var replaced = await exchange.Alice.PostAsync(
            "/api/v3/order/cancelReplace",
            "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice=58000&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=stop");
        replaced.Refused(-2022, "Order cancel-replace failed.");
    }

    /// <summary>Trades ten seconds apart by sellers, nothing else: judged by the tape alone.</summary>
    private static Task<TestExchange> StartAsync(params string[] prices) => TestExchange.StartAsync(options => options with
    {
        Matching = new ExchangeParameters { Liquidity = LiquiditySource.Recorded },
        Tape = new Trades(prices),
        Pacing = new MarketPacing { Stamps = MarketStamps.Wall },
    });

    /// <summary>Lets time go on until the last price is this one.</summary>
    private static async Task PlayedAsync(TestExchange exchange, string price)
    {
        for (var step = 0; step < 1_000; step++)
        {
            var last = await exchange.Alice.SendRawAsync(HttpMethod.Get, "/api/v3/ticker/price", "symbol=BTCUSDT");
            if ((int)last.Status == 200 && last.Text("price").StartsWith(price, StringComparison.Ordinal))
                return;
            exchange.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Fail($"{price} was never printed");
    }

    private sealed class Trades(string[] prices) : IMarketSource
    {
        private int _next;

        public int Read(Span<MarketEvent> buffer)
        {
            if (_next == prices.Length)
                return 0;
            var time = Timestamp.FromMilliseconds(1_700_000_000_000 + _next * 10_000);
            var price = long.Parse(prices[_next], System.Globalization.CultureInfo.InvariantCulture) * FixedPoint.Scale;
            buffer[0] = new MarketEvent(default, new TradeTick(++_next, time, new Price(price), new Quantity(100_000_000), AggressorSide.Seller));
            return 1;
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
