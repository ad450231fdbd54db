using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class SyntheticTrades
{
    private const int Day = 200_000;
    private static readonly Instrument Fine = BtcUsdt with { LotSize = Q("0.00001") };

    [Fact]
    public void Are_the_same_however_they_are_read()
    {
        var whole = ReadAll(Parameters(5, 5_000), 5_000);
        foreach (var chunk in new[] { 1, 7, 4_096 })
            Assert.Equal(whole, ReadAll(Parameters(5, 5_000), chunk));
        Assert.NotEqual(whole, ReadAll(Parameters(6, 5_000), 4_096));
    }

    [Fact]
    public void End_after_their_count()
    {
        using var tape = new SyntheticTape(Fine, Parameters(1, 10));
        Assert.Equal(10, tape.Read(new MarketEvent[64]));
        Assert.Equal(0, tape.Read(new MarketEvent[64]));
    }

    [Fact]
    public void Are_well_formed_for_dear_and_cheap_coins_alike()
    {
        var cheap = Fine with { TickSize = P("0.00000001"), LotSize = Q("1") };
        foreach (var (instrument, start) in new[] { (Fine, P("61800")), (cheap, P("0.00001234")) })
        {
            var trades = ReadAll(Parameters(3, 20_000) with { StartPrice = start }, 4_096, instrument);
            for (var i = 0; i < trades.Count; i++)
            {
                var trade = trades[i];
                Assert.Equal(i + 1, trade.Id);
                Assert.True(trade.Price.Raw > 0 && trade.Price.Raw % instrument.TickSize.Raw == 0);
                Assert.True(trade.Quantity.Raw > 0 && trade.Quantity.Raw % instrument.LotSize.Raw == 0);
                Assert.True(i == 0 || trade.Time >= trades[i - 1].Time);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Look_like_a_market(ulong seed)
    {
        var trades = ReadAll(Parameters(seed, Day), 4_096);
        Assert.InRange(Share(trades, (a, b) => a.Aggressor == b.Aggressor), 0.87, 0.93);
        Assert.InRange(Share(trades, (a, b) => a.Price == b.Price), 0.60, 0.70);
        Assert.InRange(Share(trades, (a, b) => a.Time == b.Time), 0.50, 0.70);
        Assert.InRange((trades[^1].Time - trades[0].Time).TotalSeconds, 0.6 * 86_400, 1.6 * 86_400);
        var sizes = trades.Select(t => t.Quantity.Raw).Order().ToArray();
        Assert.True(sizes.Average() > 5 * sizes[Day / 2], "sizes are heavy-tailed");
        Assert.True(sizes[^1] > 300 * sizes[Day / 2], "some are very large");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Swing_by_half_to_two_percent_many_times_a_day(ulong seed)
    {
        var trades = ReadAll(Parameters(seed, Day), 4_096);
        var legs = Legs(trades, threshold: 0.005);
        Assert.InRange(legs.Count, 8, 120);
        Assert.True(legs.Count(l => l is >= 0.005 and <= 0.02) >= legs.Count * 2 / 3);
    }

    [Fact]
    public void Do_not_drift()
    {
        const int tapes = 300;
        var returns = new double[tapes];
        for (var i = 0; i < tapes; i++)
        {
            var trades = ReadAll(Parameters((ulong)i + 1_000, 20_000), 4_096);
            returns[i] = (double)trades[^1].Price.Raw / trades[0].Price.Raw - 1;
        }

        var mean = returns.Average();
        var error = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (tapes - 1) / tapes);
        Assert.True(Math.Abs(mean) < 3 * error, $"mean {mean}, standard error {error}");
    }

    [Fact]
    public void Take_no_memory_with_length()
    {
        using var tape = new SyntheticTape(Fine, Parameters(4, 200_000));
        var buffer = new MarketEvent[512];
        tape.Read(buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (tape.Read(buffer) > 0)
        {
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Are_refused_out_of_range()
    {
        foreach (var bad in new[]
        {
            Parameters(1, -1), Parameters(1, 1) with { StartPrice = P("0.99") }, Parameters(1, 1) with { MeanGap = Duration.Zero },
            Parameters(1, 1) with { VolatilityPpm = 200_001 }, Parameters(1, 1) with { SwingMaxPpm = -1 }, Parameters(1, 1) with { TypicalNotional = Money.Zero },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticTape(Fine, bad));
        }
    }

    private static SyntheticTapeParameters Parameters(ulong seed, long count) => new()
    {
        Seed = seed,
        TradeCount = count,
        StartTime = Timestamp.FromMilliseconds(1_736_000_000_000),
        StartPrice = P("61800"),
    };

    private static List<TradeTick> ReadAll(SyntheticTapeParameters parameters, int chunk, Instrument? instrument = null)
    {
        using var tape = new SyntheticTape(instrument ?? Fine, parameters);
        var buffer = new MarketEvent[chunk];
        var trades = new List<TradeTick>();
        int count;
        while ((count = tape.Read(buffer)) > 0)
        {
            for (var i = 0; i < count; i++)
                trades.Add(buffer[i].Trade);
        }

        return trades;
    }

    private static double Share(List<TradeTick> trades, Func<TradeTick, TradeTick, bool> isSo) =>
        trades.Zip(trades.Skip(1)).Count(pair => isSo(pair.First, pair.Second)) / (double)(trades.Count - 1);

    /// <summary>Heights of the zigzag whose turns are confirmed by a move of the threshold.</summary>
    private static List<double> Legs(List<TradeTick> trades, double threshold)
    {
        var legs = new List<double>();
        double from = trades[0].Price.Raw, extreme = from;
        var direction = 0;
        foreach (var trade in trades)
        {
            double price = trade.Price.Raw;
            if (direction == 0)
            {
                if (Math.Abs(price / from - 1) >= threshold)
                    (direction, extreme) = (price > from ? 1 : -1, price);
            }
            else if ((price - extreme) * direction > 0)
            {
                extreme = price;
            }
            else if (Math.Abs(price / extreme - 1) >= threshold)
            {
                legs.Add(Math.Abs(extreme / from - 1));
                (from, extreme, direction) = (extreme, price, -direction);
            }
        }

        return legs;
    }
}
