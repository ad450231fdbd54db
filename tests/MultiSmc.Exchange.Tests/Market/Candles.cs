using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>Candles, tickers and averages against plain computations over all trades.</summary>
public sealed class Candles
{
    [Theory]
    [InlineData("1s", 0)]
    [InlineData("1m", 0)]
    [InlineData("3m", 0)]
    [InlineData("15m", 0)]
    [InlineData("1h", 0)]
    [InlineData("4h", 0)]
    [InlineData("12h", 0)]
    [InlineData("1d", 0)]
    [InlineData("1w", 0)]
    [InlineData("1M", 0)]
    [InlineData("1h", 330)]
    [InlineData("1d", 480)]
    [InlineData("1w", -300)]
    [InlineData("1M", 840)]
    public async Task Are_those_of_a_plain_loop_over_the_trades(string interval, int zoneMinutes)
    {
        var trades = Quiet();
        await using var rig = Filled(trades);
        var zone = $"{(zoneMinutes < 0 ? "-" : "+")}{Math.Abs(zoneMinutes) / 60}:{Math.Abs(zoneMinutes) % 60:D2}";
        var limit = interval == "1s" ? 700 : 1000;

        var found = rig.Ask(Endpoints.Klines, $"symbol=NEXOUSDT&interval={interval}&limit={limit}&timeZone={Uri.EscapeDataString(zone)}", MarketReplies.Klines);

        var expected = Plain(trades, interval, zoneMinutes).TakeLast(limit).ToList();
        Assert.Equal(expected.Count, found.Length);
        for (var i = 0; i < found.Length; i++)
            Assert.Equal(expected[i], found[i]);
    }

    [Fact]
    public async Task Of_a_range_begin_with_the_first_that_opens_in_it()
    {
        var trades = Quiet();
        await using var rig = Filled(trades);
        var all = rig.Ask(Endpoints.Klines, "symbol=NEXOUSDT&interval=1m&limit=1000", MarketReplies.Klines);
        var (from, to) = (Ms(all[100].OpenTime) - 59_999, Ms(all[110].OpenTime) + 1);

        Assert.Equal(all[100..111], rig.Ask(Endpoints.Klines, $"symbol=NEXOUSDT&interval=1m&startTime={from}&endTime={to}", MarketReplies.Klines));
        Assert.Equal(all[100..103], rig.Ask(Endpoints.Klines, $"symbol=NEXOUSDT&interval=1m&startTime={from}&limit=3", MarketReplies.Klines));
        Assert.Equal(all[109..111], rig.Ask(Endpoints.Klines, $"symbol=NEXOUSDT&interval=1m&endTime={to}&limit=2", MarketReplies.Klines));
    }

    [Fact]
    public async Task End_one_unit_of_time_before_the_next()
    {
        await using var rig = Filled(Quiet());

        foreach (var (unit, perMinute) in (ReadOnlySpan<(ExchangeTimeUnit, long)>)[(ExchangeTimeUnit.Milliseconds, 60_000), (ExchangeTimeUnit.Microseconds, 60_000_000)])
        {
            using var rows = JsonDocument.Parse(rig.Ask(Endpoints.Klines, "symbol=NEXOUSDT&interval=1m&limit=1", unit));
            Assert.Equal(rows.RootElement[0][0].GetInt64() + perMinute - 1, rows.RootElement[0][6].GetInt64());
        }
    }

    [Fact]
    public async Task Of_a_day_sum_up_to_the_ticker()
    {
        var trades = Quiet();
        await using var rig = Filled(trades);

        var day = rig.Ask(Endpoints.TickerDay, "symbol=NEXOUSDT", MarketReplies.Day);

        var window = trades.Where(trade => trade.Time >= day.OpenTime).ToList();
        Assert.True(window.Count < trades.Count, "the recording is longer than a day, so something has to fall out of the window");
        Assert.Equal((window[0].Id, window[^1].Id, (long)window.Count), (day.FirstId, day.LastId, day.Count));
        Assert.Equal((window[0].Price, window.Max(static t => t.Price), window.Min(static t => t.Price), window[^1].Price), (day.OpenPrice, day.HighPrice, day.LowPrice, day.LastPrice));
        Assert.Equal(window.Sum(static t => t.Quantity.Raw), day.Volume.Raw);
        Assert.Equal(FixedPoint.Format(window.Sum(static t => t.Price.Notional(t.Quantity).Raw), 8), day.QuoteVolume);
        Assert.Equal(window[^1].Price.Raw - window[0].Price.Raw, day.PriceChange?.Raw);
        Assert.Equal(trades[^1].Quantity, day.LastQty);
    }

    [Fact]
    public async Task Give_the_average_of_five_minutes()
    {
        var trades = MarketRig.Recording("btcusdt_20240808.gz").Where(static e => e.Kind == MarketEventKind.Trade).Select(static e => e.Trade).ToList();
        await using var rig = Filled(trades, "BTCUSDT");

        var average = rig.Ask(Endpoints.AveragePrice, "symbol=BTCUSDT", MarketReplies.AveragePrice);

        var second = trades[^1].Time.Nanoseconds - 300_000_000_000;
        var window = trades.Where(trade => trade.Time.Nanoseconds / 1_000_000_000 * 1_000_000_000 >= second).ToList();
        Assert.True(window.Count < trades.Count);
        var quote = window.Aggregate(Int128.Zero, static (sum, trade) => sum + trade.Price.Notional(trade.Quantity).Raw);
        var volume = window.Aggregate(Int128.Zero, static (sum, trade) => sum + trade.Quantity.Raw);
        Assert.Equal((long)(quote * FixedPoint.Scale / volume), average.Price.Raw);
        Assert.Equal(trades[^1].Time, average.CloseTime);
    }

    [Fact]
    public async Task Aggregate_trades_are_runs_of_one_time_price_and_side()
    {
        var trades = MarketRig.Recording("btcusdt_20240808.gz").Where(static e => e.Kind == MarketEventKind.Trade).Select(static e => e.Trade).ToList();
        await using var rig = Filled(trades, "BTCUSDT");
        var expected = new List<AggTradeRow>();
        foreach (var trade in trades)
        {
            if (expected.Count > 0 && expected[^1] is var last && (last.Time, last.Price, last.Aggressor) == (trade.Time, trade.Price, trade.Aggressor))
                expected[^1] = last with { LastTradeId = trade.Id, Quantity = last.Quantity + trade.Quantity };
            else
                expected.Add(new AggTradeRow
                {
                    Id = expected.Count + 1, Price = trade.Price, Quantity = trade.Quantity, FirstTradeId = trade.Id, LastTradeId = trade.Id,
                    Time = trade.Time, Aggressor = trade.Aggressor,
                });
        }

        var found = new List<AggTradeRow>();
        while (rig.Ask(Endpoints.AggTrades, $"symbol=BTCUSDT&limit=1000&fromId={found.Count + 1}", MarketReplies.AggTrades) is { Length: > 0 } rows)
            found.AddRange(rows);

        Assert.Equal(expected, found);
        Assert.Equal(expected[^7..], rig.Ask(Endpoints.AggTrades, "symbol=BTCUSDT&limit=7", MarketReplies.AggTrades));
        var (from, to) = (expected[500].Time, expected[600].Time);
        var inside = expected.Where(row => Ms(row.Time) >= Ms(from) && Ms(row.Time) <= Ms(to)).ToList();
        Assert.Equal(inside, rig.Ask(Endpoints.AggTrades, $"symbol=BTCUSDT&startTime={Ms(from)}&endTime={Ms(to)}&limit=1000", MarketReplies.AggTrades));
    }

    private static long Ms(Timestamp time) => time.Nanoseconds / 1_000_000;

    private static List<TradeTick> Quiet() =>
        [.. MarketRig.Recording("nexousdt_20240723.gz", "nexousdt_20240724.gz").Where(static e => e.Kind == MarketEventKind.Trade).Select(static e => e.Trade)];

    private static MarketRig Filled(List<TradeTick> trades, string symbol = "NEXOUSDT")
    {
        var rig = new MarketRig([MarketRig.Instrument(0, symbol)]);
        rig.Take([.. trades.Select(static trade => new MarketEvent(default, in trade))]);
        return rig;
    }

    private static IEnumerable<KlineRow> Plain(List<TradeTick> trades, string interval, int zoneMinutes)
    {
        var byOpen = trades.GroupBy(trade => OpenOf(trade.Time, interval, zoneMinutes)).ToDictionary(static group => group.Key, static group => group.ToList());
        var close = trades[0].Price;
        for (var open = OpenOf(trades[0].Time, interval, zoneMinutes); open <= OpenOf(trades[^1].Time, interval, zoneMinutes); open = Next(open, interval, zoneMinutes))
        {
            var inside = byOpen.GetValueOrDefault(open) ?? [];
            var buys = inside.Where(static trade => trade.Aggressor == AggressorSide.Buyer).ToList();
            var first = inside.Count > 0 ? inside[0].Price : close;
            close = inside.Count > 0 ? inside[^1].Price : close;
            yield return new KlineRow
            {
                OpenTime = At(open),
                Open = first,
                High = inside.Count > 0 ? inside.Max(static trade => trade.Price) : close,
                Low = inside.Count > 0 ? inside.Min(static trade => trade.Price) : close,
                Close = close,
                Volume = new Quantity(inside.Sum(static trade => trade.Quantity.Raw)),
                CloseTime = new Timestamp(At(Next(open, interval, zoneMinutes)).Nanoseconds - 1_000_000),
                QuoteVolume = new Money(inside.Sum(static trade => trade.Price.Notional(trade.Quantity).Raw)),
                Trades = inside.Count,
                TakerBuyVolume = new Quantity(buys.Sum(static trade => trade.Quantity.Raw)),
                TakerBuyQuoteVolume = new Money(buys.Sum(static trade => trade.Price.Notional(trade.Quantity).Raw)),
            };
        }
    }

    // By the calendar, not by remainders: another way than the one that is tested.
    private static DateTime OpenOf(Timestamp time, string interval, int zoneMinutes)
    {
        var local = time.ToDateTimeOffset().UtcDateTime.AddMinutes(zoneMinutes);
        var count = int.Parse(interval[..^1], System.Globalization.CultureInfo.InvariantCulture);
        var open = interval[^1] switch
        {
            's' => local.Date.Add(new TimeSpan(local.Hour, local.Minute, local.Second)),
            'm' => local.Date.AddHours(local.Hour).AddMinutes(local.Minute / count * count),
            'h' => local.Date.AddHours(local.Hour / count * count),
            'd' => local.Date,
            'w' => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
            _ => new DateTime(local.Year, local.Month, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        return open.AddMinutes(-zoneMinutes);
    }

    private static DateTime Next(DateTime open, string interval, int zoneMinutes)
    {
        var count = int.Parse(interval[..^1], System.Globalization.CultureInfo.InvariantCulture);
        return interval[^1] switch
        {
            's' => open.AddSeconds(count),
            'm' => open.AddMinutes(count),
            'h' => open.AddHours(count),
            'd' => open.AddDays(1),
            'w' => open.AddDays(7),
            _ => open.AddMinutes(zoneMinutes).AddMonths(1).AddMinutes(-zoneMinutes),
        };
    }

    private static Timestamp At(DateTime time) => Timestamp.Of(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)));
}
