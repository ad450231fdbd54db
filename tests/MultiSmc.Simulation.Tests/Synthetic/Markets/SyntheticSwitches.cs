using MultiSmc.Core;

namespace MultiSmc.Simulation.Tests;

public sealed class SyntheticSwitches
{
    private const long SecondNs = 1_000_000_000;
    private static readonly SyntheticListing Btc = MarketRig.Listing("BTCUSDT");

    [Fact]
    public void Crashes_fall_by_their_depth_in_all_symbols_at_once()
    {
        var parameters = MarketRig.Hours(3, 24);
        SyntheticListing[] listings = [MarketRig.Listing("ETHUSDT"), MarketRig.Listing("LTCUSDT")];
        foreach (var listing in listings)
        {
            var share = listing.Profile.FactorShare / 256.0;
            var calm = WorstFall(MarketRig.Trades(listing, parameters));
            var crash = WorstFall(MarketRig.Trades(listing, parameters with { CrashesPerDay = 4, CrashPpm = 80_000 }));
            Assert.InRange(crash.Fall, 0.08 * share * 0.75, 0.08 * share * 1.25 + 0.02);
            Assert.True(calm.Fall < 0.035, $"{listing.Instrument.Symbol}: {calm.Fall}");
        }
    }

    [Fact]
    public void Gaps_leave_out_trades_with_their_ids_and_change_no_other()
    {
        var parameters = MarketRig.Hours(3, 6);
        var whole = MarketRig.Trades(Btc, parameters).ToDictionary(trade => trade.Id);
        var gappy = MarketRig.Trades(Btc, parameters with { GapsPerDay = 100 });
        Assert.All(gappy, trade => Assert.Equal(whole[trade.Id], trade));
        var gaps = gappy.Zip(gappy.Skip(1)).Where(pair => pair.Second.Id != pair.First.Id + 1).ToArray();
        Assert.InRange(gaps.Length, 10, 45);
        Assert.All(gaps, gap => Assert.True((gap.Second.Time - gap.First.Time).Nanoseconds < 90 * SecondNs));
    }

    [Fact]
    public void Outages_are_silent_for_at_least_thirty_seconds_and_lose_no_id()
    {
        var parameters = MarketRig.Hours(3, 24);
        Assert.Equal(0, Silences(MarketRig.Trades(Btc, parameters)));
        var trades = MarketRig.Trades(Btc, parameters with { OutagesPerDay = 20 });
        Assert.InRange(Silences(trades), 8, 36);
        Assert.Equal(trades.Count, trades[^1].Id);
    }

    [Fact]
    public void Bursts_hold_many_more_trades_than_the_calm_around_them()
    {
        var parameters = MarketRig.Hours(3, 12);
        // Of a symbol without sweeps, so that seconds full of trades are bursts and nothing else.
        var listing = MarketRig.Listing("LTCUSDT");
        Assert.True(Busy(MarketRig.Trades(listing, parameters with { BurstsPerDay = 100 })) > 2 * Busy(MarketRig.Trades(listing, parameters)) + 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_planted_edge_makes_recent_flow_tell_where_the_price_goes_next(ulong seed)
    {
        var none = Correlation(MarketRig.Trades(Btc, MarketRig.Hours(seed, 8)));
        var planted = Correlation(MarketRig.Trades(Btc, MarketRig.Hours(seed, 8) with { EdgePpm = 840_000, EdgeStay = Duration.FromSeconds(180) }));
        // Some 1,400 windows: two standard errors of nothing are 0.053.
        Assert.InRange(none, -0.09, 0.09);
        Assert.InRange(planted, 0.2, 0.9);
    }

    [Fact]
    public void An_edge_that_stays_for_hours_is_told_by_the_flow_of_half_an_hour()
    {
        var listing = MarketRig.Listing("LTCUSDT");
        var parameters = MarketRig.Hours(5, 8 * 24);
        var none = Slow(MarketRig.Trades(listing, parameters));
        var planted = Slow(MarketRig.Trades(listing, parameters with { EdgePpm = 18_000, EdgeStay = Duration.FromSeconds(7_200) }));
        // Some 125 windows: three standard errors of nothing are 0.27.
        Assert.InRange(none, -0.27, 0.27);
        Assert.InRange(planted, 0.3, 0.9);

        static double Slow(List<TradeTick> trades) => Correlation(trades, SecondNs * 1_800, SecondNs * 3_600);
    }

    [Theory]
    [InlineData("BTCUSDT", 6)]
    [InlineData("LTCUSDT", 96)]
    public void An_hour_of_ordinary_activity_has_the_orders_it_says(string symbol, int hours)
    {
        var listing = MarketRig.Listing(symbol);
        // Followers may come in the same microsecond, and activity swings: no closer than this.
        var orders = MarketRig.Trades(listing, MarketRig.Hours(5, hours)).DistinctBy(static trade => trade.Time).Count();
        Assert.InRange(orders / (double)listing.Profile.OrdersIn(Duration.FromSeconds(3_600L * hours)), 0.6, 1.6);
    }

    [Fact]
    public void Without_an_edge_the_price_does_not_drift()
    {
        const int tapes = 150;
        var listing = MarketRig.Listing("NEXOUSDT");
        var returns = new double[tapes];
        for (var i = 0; i < tapes; i++)
        {
            var trades = MarketRig.Trades(listing, MarketRig.Hours((ulong)i + 1_000, 12));
            returns[i] = (double)trades[^1].Price.Raw / trades[0].Price.Raw - 1;
        }

        var mean = returns.Average();
        var error = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (tapes - 1) / tapes);
        Assert.True(Math.Abs(mean) < 3 * error, $"mean {mean}, standard error {error}");
    }

    [Fact]
    public void Symbols_move_together()
    {
        var parameters = MarketRig.Hours(21, 24);
        var (left, right) = (MinuteReturns("ETHUSDT"), MinuteReturns("LTCUSDT"));
        Assert.InRange(Correlate(left, right), 0.1, 0.9);

        double[] MinuteReturns(string symbol)
        {
            var closes = new double[24 * 60];
            foreach (var trade in MarketRig.Trades(MarketRig.Listing(symbol), parameters))
                closes[Math.Min(closes.Length - 1, (trade.Time - parameters.StartTime).Nanoseconds / (60 * SecondNs))] = trade.Price.Raw;
            for (var i = 1; i < closes.Length; i++)
                closes[i] = closes[i] == 0 ? closes[i - 1] : closes[i];
            return [.. closes.Skip(5).Zip(closes.Skip(6), (a, b) => b / a - 1)];
        }
    }

    private static int Silences(List<TradeTick> trades) => trades.Zip(trades.Skip(1)).Count(pair => (pair.Second.Time - pair.First.Time).Nanoseconds >= 30 * SecondNs);

    private static int Busy(List<TradeTick> trades) => trades.GroupBy(trade => trade.Time.Nanoseconds / SecondNs).Count(second => second.Count() >= 12);

    /// <summary>The largest fall within five minutes, as a share.</summary>
    private static (double Fall, Timestamp At) WorstFall(List<TradeTick> trades)
    {
        var (worst, at) = (0.0, default(Timestamp));
        // Steps of some seconds are fine enough.
        var closes = trades.GroupBy(trade => trade.Time.Nanoseconds / (5 * SecondNs)).Select(group => group.Last()).ToArray();
        for (var i = 0; i < closes.Length; i++)
        {
            for (var j = i + 1; j < closes.Length && (closes[j].Time - closes[i].Time).Nanoseconds < 305 * SecondNs; j++)
            {
                var fall = 1 - (double)closes[j].Price.Raw / closes[i].Price.Raw;
                if (fall > worst)
                    (worst, at) = (fall, closes[i].Time);
            }
        }

        return (worst, at);
    }

    /// <summary>Of the net side of 200 trades with the return over the 300 after them; windows that do not overlap.</summary>
    private static double Correlation(List<TradeTick> trades)
    {
        List<double> flows = [], returns = [];
        for (var at = 200; at + 300 < trades.Count; at += 500)
        {
            flows.Add(trades.Skip(at - 200).Take(200).Sum(trade => trade.Aggressor == AggressorSide.Buyer ? 1 : -1));
            returns.Add((double)trades[at + 300].Price.Raw / trades[at].Price.Raw - 1);
        }

        return Correlate(flows, returns);
    }

    /// <summary>Of the net side in a time with the return over the time after it; windows that do not overlap.</summary>
    private static double Correlation(List<TradeTick> trades, long flowNs, long returnNs)
    {
        List<double> flows = [], returns = [];
        var at = 0;
        while (true)
        {
            var begin = trades[at].Time.Nanoseconds;
            var turn = trades.FindIndex(at, trade => trade.Time.Nanoseconds >= begin + flowNs);
            var end = turn < 0 ? -1 : trades.FindIndex(turn, trade => trade.Time.Nanoseconds >= begin + flowNs + returnNs);
            if (end < 0)
                return Correlate(flows, returns);
            flows.Add(trades.GetRange(at, turn - at).Average(trade => trade.Aggressor == AggressorSide.Buyer ? 1.0 : -1.0));
            returns.Add((double)trades[end].Price.Raw / trades[turn].Price.Raw - 1);
            at = end;
        }
    }

    private static double Correlate(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var (x, y) = (left.Average(), right.Average());
        var covariance = left.Zip(right, (a, b) => (a - x) * (b - y)).Sum();
        return covariance / Math.Sqrt(left.Sum(a => (a - x) * (a - x)) * right.Sum(b => (b - y) * (b - y)));
    }
}
