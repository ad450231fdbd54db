using System.Xml.Linq;
using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Simulation;
using MultiSmc.Testing;

namespace MultiSmc.Research.Tests;

/// <summary>Each profile is measured beside the recording that it was fitted to; the bands are what docs/synthetic.md promises.</summary>
public sealed class ProfilesBesideRecordings
{
    [Theory]
    [InlineData("BTCUSDT", "spot/BTCUSDT-trades-2024-08-08.zip")]
    [InlineData("ETHUSDT", "spot/ETHUSDT-trades-2024-08-08.zip")]
    [InlineData("TRXUSDT", "spot/TRXUSDT-trades-2025-03-04.zip")]
    [InlineData("LTCUSDT", "agg-as-trades/LTCUSDT-trades-2025-06-21.zip")]
    [InlineData("NEXOUSDT", "spot/NEXOUSDT-trades-2024-07-24.zip")]
    public void Look_alike_within_the_bands(string symbol, string file)
    {
        var real = Recorded(SharedData.Require("binance-trades/" + file));
        var made = Made(symbol, seed: 31, most: 500_000);
        Assert.InRange(Ratio(made.TradesPerSecond, real.TradesPerSecond), 0.55, 1.8);
        Assert.InRange(Ratio(made.TradesPerOrder, real.TradesPerOrder), 0.8, 1.25);
        Assert.InRange(made.SameTimeShare - real.SameTimeShare ?? 1, -0.1, 0.1);
        Assert.InRange(made.SameSideShare - real.SameSideShare ?? 1, -0.07, 0.07);
        Assert.InRange(made.UnchangedShare - real.UnchangedShare ?? 1, -0.1, 0.1);
        Assert.InRange(Ratio(made.QuoteQuantile(0.5), real.QuoteQuantile(0.5)), 0.5, 2.1);
        Assert.InRange(Ratio(made.QuoteQuantile(0.9), real.QuoteQuantile(0.9)), 0.6, 1.7);
        Assert.InRange(Ratio(made.Volatility(10), real.Volatility(10)), 0.7, 1.4);
        Assert.InRange(Ratio(made.TickReturnBps, real.TickReturnBps), 0.7, 2.2);
        Assert.True(made.Dispersion(1) > 2.5, "trades come in clusters");
        Assert.True(made.Dispersion(60) > 1.5 * made.Dispersion(1), "and the clusters in larger ones");
    }

    [Fact]
    public void A_page_shows_tapes_side_by_side()
    {
        var tapes = new[] { new NamedTape("one <&>", Made("LTCUSDT", 1, 20_000)), new NamedTape("two", Made("BTCUSDT", 1, 20_000)), new NamedTape("none", new TapeStatistics()) };
        var page = XDocument.Parse(System.Text.Encoding.UTF8.GetString(TapePage.Make(tapes)));
        Assert.Equal(6, page.Descendants("svg").Count(svg => svg.Attribute("role") is not null));
        Assert.Contains(page.Descendants("th"), cell => cell.Value == "one <&>");
        Assert.All(page.Descendants("tr"), row => Assert.Equal(4, row.Elements().Count()));
    }

    private static double Ratio(double? made, double? real) => made / real ?? double.NaN;

    private static TapeStatistics Made(string symbol, ulong seed, long most)
    {
        var profile = SyntheticProfiles.For(symbol);
        var instrument = profile.InstrumentFor(new InstrumentId(0), symbol);
        var start = new Timestamp(1_735_689_600_000_000_000);
        var trades = new SyntheticTradeBlocks(
            new SyntheticListing(instrument, profile),
            new SyntheticMarketParameters { Seed = seed, StartTime = start, EndTime = start + new Duration(6 * Timestamp.NanosecondsPerDay) });
        var statistics = new TapeStatistics();
        var block = new TradeColumns();
        while (statistics.Count < most && trades.Read(block, 10_000) > 0)
            statistics.Add(block, instrument);
        return statistics;
    }

    private static TapeStatistics Recorded(string path)
    {
        var statistics = new TapeStatistics();
        using var reader = TapeFile.Open(path, default, TapeOptions.Default);
        var buffer = new MarketEvent[4_096];
        for (var count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
        {
            for (var i = 0; i < count; i++)
                statistics.Add(buffer[i].Trade);
        }

        return statistics;
    }
}
