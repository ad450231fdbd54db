using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>Backtests on small synthetic markets, set up so that many orders are placed, moved, filled and closed.</summary>
internal static class SyntheticRun
{
    public static Instrument Instrument(int index = 0, string symbol = "AAAUSDT") => new()
    {
        Id = new InstrumentId(index),
        Symbol = symbol,
        Base = new Asset(symbol[..3]),
        Quote = new Asset("USDT"),
        TickSize = new Price(1_000_000),
        LotSize = new Quantity(100_000),
        MinQuantity = new Quantity(100_000),
        MinNotional = new Money(5 * FixedPoint.Scale),
    };

    public static BacktestPlan Plan(
        FillModel model = FillModel.TradeThrough, long latencyMs = 50, long feePpm = 100, FeeMode fees = FeeMode.ReceivedAsset, int symbols = 1) => new()
        {
            Session = "test",
            Markets = [.. Enumerable.Range(0, symbols).Select(index => Market(Instrument(index, "ABCDEFGH"[index] + "AAUSDT"), feePpm))],
            Risk = new RiskLimits { MaxPositions = 8, RiskPpm = 5_000, DailyLossPpm = 0 },
            Venue = new SimulationParameters
            {
                InitialBalances = [new AssetAmount(new Asset("BNB"), new Money(10 * FixedPoint.Scale)), new AssetAmount(new Asset("USDT"), new Money(10_000 * FixedPoint.Scale))],
                FillModel = model,
                LatencyToVenue = Duration.FromMilliseconds(latencyMs),
                LatencyFromVenue = Duration.FromMilliseconds(latencyMs),
                MakerFeePpm = feePpm,
                TakerFeePpm = feePpm,
                FeeMode = fees,
                BnbPrices = [new BnbPrice(new Asset("USDT"), new Price(600 * FixedPoint.Scale))],
                Seed = 5,
            },
            Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "test", Seed = 5, Model = "none", Files = [] },
        };

    public static SyntheticTape Tape(ulong seed, long trades, Instrument instrument) => new(instrument, new SyntheticTapeParameters
    {
        Seed = seed, TradeCount = trades, StartTime = new Timestamp(1_735_689_600_000_000_000), StartPrice = new Price(100 * FixedPoint.Scale),
        VolatilityPpm = 150_000, SwingMaxPpm = 60_000, // wild, so that a short tape holds many setups
    });

    /// <summary>The whole tape of several instruments, merged by time and then by instrument.</summary>
    public static MarketEvent[] Events(ulong seed, long trades, BacktestPlan plan)
    {
        var all = new List<MarketEvent>();
        foreach (var market in plan.Markets)
        {
            using var tape = Tape(seed + (ulong)market.Instrument.Id.Index, trades, market.Instrument);
            var buffer = new MarketEvent[1024];
            for (var count = tape.Read(buffer); count > 0; count = tape.Read(buffer))
                all.AddRange(buffer.AsSpan(0, count));
        }

        return [.. all.OrderBy(item => item.Time).ThenBy(item => item.Instrument)];
    }

    public static BacktestResult Run(BacktestPlan plan, ReadOnlyMemory<MarketEvent> events) =>
        new BacktestRunner(plan).Run(new ArraySource(events), null, CancellationToken.None);

    private static MarketPlan Market(Instrument instrument, long feePpm) => new()
    {
        Instrument = instrument,
        Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 10_000L * 100_000, VpinWindow = 10 },
        Structure = new StructureParameters { SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 3_000, MinRangePpm = 4_000, TtlPackets = 400, HoldPackets = 300 },
        Strategy = new StrategyParameters { HoldPackets = 300, MakerFeePpm = feePpm, TakerFeePpm = feePpm, CooldownAfterStop = 5 },
    };
}

/// <summary>A tape in memory.</summary>
internal sealed class ArraySource(ReadOnlyMemory<MarketEvent> events) : IMarketSource
{
    private int _at;

    public int Read(Span<MarketEvent> buffer)
    {
        var count = Math.Min(buffer.Length, events.Length - _at);
        events.Span.Slice(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public void Dispose()
    {
    }
}
