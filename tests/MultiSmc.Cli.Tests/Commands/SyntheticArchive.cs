using System.IO.Compression;
using MultiSmc.Cli.Commands;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>A small archive of trades as the exchange publishes them, and a configuration that names it.</summary>
internal static class SyntheticArchive
{
    /// <summary>A configuration with many small zones; what is appended goes under the symbol.</summary>
    public const string Configuration = """
        schema: 1
        symbols:
          - symbol: LTCUSDT
            files: [LTCUSDT-trades-2025-01-01.zip]
            packets: {bucket: 5000}
            structure: {swing_mode: zigzag_ppm, zigzag_ppm: 4000, min_range_ppm: 3000, ttl_packets: 300, hold_packets: 100}

        """;

    /// <summary>Writes the configuration and the archive.</summary>
    /// <returns>Path of the configuration, and the trades.</returns>
    public static (string File, TradeTick[] Trades) Write(TemporaryFolder folder, string appended = "", int trades = 30_000)
    {
        var ticks = Trades(trades);
        var path = folder.Write("data/LTCUSDT-trades-2025-01-01.zip", "");
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        using var csv = new StreamWriter(zip.CreateEntry("LTCUSDT-trades-2025-01-01.csv").Open());
        foreach (var tick in ticks)
        {
            var (price, quantity) = (FixedPoint.Format(tick.Price.Raw), FixedPoint.Format(tick.Quantity.Raw));
            var value = FixedPoint.Format(tick.Price.Notional(tick.Quantity).Raw);
            csv.WriteLine($"{tick.Id},{price},{quantity},{value},{tick.Time.Nanoseconds / 1000},{tick.Aggressor == AggressorSide.Seller},True");
        }

        return (folder.Write("config.yaml", Configuration + appended), ticks);
    }

    private static TradeTick[] Trades(int count)
    {
        var instrument = CommandContext.FindKnown("LTCUSDT") ?? throw new InvalidOperationException("LTCUSDT is a known instrument");
        using var tape = new SyntheticTape(instrument, new SyntheticTapeParameters
        {
            Seed = 3,
            TradeCount = count,
            StartTime = new Timestamp(1_735_689_600_000_000_000), // 2025-01-01
            StartPrice = new Price(100 * FixedPoint.Scale),
            VolatilityPpm = 150_000,
            SwingMaxPpm = 60_000, // wild, so that a short tape holds many zones
        });
        var events = new MarketEvent[count];
        Assert.Equal(count, tape.Read(events));
        return [.. events.Select(static market => market.Trade)];
    }
}
