using MultiSmc.Binance;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;
using MultiSmc.Testing;

namespace MultiSmc.Research.Tests;

/// <summary>The recorded files and a plan that trades on each of them.</summary>
internal static class RealTape
{
    /// <summary>File, symbol, bucket in quote units, smallest range.</summary>
    public static TheoryData<string, string, long, long> Files => new()
    {
        { "binance-trades/agg-as-trades/LTCUSDT-trades-2025-06-21.zip", "LTCUSDT", 10_000, 3_000 },
        { "binance-trades/agg-as-trades/LTCUSDT-trades-2025-06-22.zip", "LTCUSDT", 10_000, 3_000 },
        { "binance-trades/derived/BTCUSDT-trades-2022-01-15.zip", "BTCUSDT", 100_000, 1_500 },
        { "binance-trades/futures-um/BTCUSDT-trades-2024-07-18.zip", "BTCUSDT", 10_000, 50 },
        { "binance-trades/futures-um/BTCUSDT-trades-2024-07-19.zip", "BTCUSDT", 50_000, 100 },
        { "binance-trades/futures-um/BTCUSDT-trades-2024-08-08.zip", "BTCUSDT", 50_000, 100 },
        { "binance-trades/futures-um/ETHUSDT-trades-2024-07-18.zip", "ETHUSDT", 5_000, 50 },
        { "binance-trades/futures-um/ETHUSDT-trades-2024-07-19.zip", "ETHUSDT", 20_000, 100 },
        { "binance-trades/futures-um/ETHUSDT-trades-2024-08-08.zip", "ETHUSDT", 20_000, 100 },
        { "binance-trades/spot/BTCUSDT-trades-2024-08-08.zip", "BTCUSDT", 10_000, 100 },
        { "binance-trades/spot/ETHUSDT-trades-2024-08-08.zip", "ETHUSDT", 5_000, 100 },
        { "binance-trades/spot/NEXOUSDT-trades-2024-07-23.zip", "NEXOUSDT", 500, 1_000 },
        { "binance-trades/spot/NEXOUSDT-trades-2024-07-24.zip", "NEXOUSDT", 500, 1_000 },
        { "binance-trades/spot/TRXUSDT-trades-2025-03-04.zip", "TRXUSDT", 10_000, 1_000 },
        { "binance-spot-ws/btcusdt_20240808.gz", "BTCUSDT", 10_000, 100 },
        { "binance-spot-ws/ethusdt_20240808.gz", "ETHUSDT", 5_000, 100 },
        { "binance-spot-ws/nexousdt_20240723.gz", "NEXOUSDT", 100, 500 },
        { "binance-spot-ws/nexousdt_20240724.gz", "NEXOUSDT", 500, 1_000 },
    };

    /// <summary>All events of files, quotes included where they were recorded.</summary>
    public static MarketEvent[] Read(Instrument instrument, params string[] files)
    {
        using var source = new TapeSource(
            instrument.Id, [.. files.Select(SharedData.Require)], new TapeOptions { Symbol = instrument.Symbol, WithQuotes = true, Faults = FaultPolicy.Stop });
        var all = new List<MarketEvent>();
        var buffer = new MarketEvent[4096];
        for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
            all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }

    public static Instrument Instrument(string symbol) =>
        Assert.IsType<InstrumentLookup.Known>(KnownInstruments.Find(symbol, new InstrumentId(0))).Instrument;

    public static BacktestPlan Plan(Instrument instrument, long bucket, StructureParameters structure, long feePpm) => new()
    {
        Session = "real",
        Markets =
        [
            new MarketPlan
            {
                Instrument = instrument,
                Packets = new PacketParameters
                {
                    PriceDecimals = instrument.PriceUnits.Decimals,
                    QuantityDecimals = instrument.QuantityUnits.Decimals,
                    Bucket = bucket * FixedPoint.PowersOfTen[instrument.PriceUnits.Decimals + instrument.QuantityUnits.Decimals],
                },
                Structure = structure with { Tick = instrument.TickUnits },
                Strategy = new StrategyParameters { HoldPackets = structure.HoldPackets, MakerFeePpm = feePpm, TakerFeePpm = feePpm },
            },
        ],
        Risk = new RiskLimits(),
        Venue = new SimulationParameters
        {
            InitialBalances = [new AssetAmount(new Asset("USDT"), new Money(10_000 * FixedPoint.Scale))],
            LatencyToVenue = Duration.FromMilliseconds(50),
            LatencyFromVenue = Duration.FromMilliseconds(50),
            MakerFeePpm = feePpm,
            TakerFeePpm = feePpm,
            Seed = 1,
        },
        Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "test", Seed = 1, Model = "none", Files = [] },
    };
}
