using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Node.Tests;

/// <summary>A wild synthetic market on which many orders are placed, moved, filled and closed within a few thousand trades.</summary>
internal static class SmallMarket
{
    public static BacktestPlan Plan(long latencyMs = 50)
    {
        var instrument = new Instrument
        {
            Id = new InstrumentId(0),
            Symbol = "AAAUSDT",
            Base = new Asset("AAA"),
            Quote = new Asset("USDT"),
            TickSize = new Price(1_000_000),
            LotSize = new Quantity(100_000),
            MinQuantity = new Quantity(100_000),
            MinNotional = new Money(5 * FixedPoint.Scale),
        };
        return new BacktestPlan
        {
            Session = "test",
            Markets =
            [
                new MarketPlan
                {
                    Instrument = instrument,
                    Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 10_000L * 100_000, VpinWindow = 10 },
                    Structure = new StructureParameters { SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 3_000, MinRangePpm = 4_000, TtlPackets = 400, HoldPackets = 300 },
                    Strategy = new StrategyParameters { HoldPackets = 300, MakerFeePpm = 100, TakerFeePpm = 100, CooldownAfterStop = 5 },
                },
            ],
            Risk = new RiskLimits { MaxPositions = 8, MaxPositionsPerSymbol = 4, RiskPpm = 5_000, DailyLossPpm = 0, MaxDataAge = Duration.Zero },
            Venue = new SimulationParameters
            {
                InitialBalances = [new AssetAmount(new Asset("USDT"), new Money(10_000 * FixedPoint.Scale))],
                LatencyToVenue = Duration.FromMilliseconds(latencyMs),
                LatencyFromVenue = Duration.FromMilliseconds(latencyMs),
                MakerFeePpm = 100,
                TakerFeePpm = 100,
                Seed = 5,
            },
            Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "test", Seed = 5, Model = "none", Files = [] },
        };
    }

    public static MarketEvent[] Events(ulong seed, long trades)
    {
        using var tape = new SyntheticTape(Plan().Markets[0].Instrument, new SyntheticTapeParameters
        {
            Seed = seed, TradeCount = trades, StartTime = new Timestamp(1_735_689_600_000_000_000), StartPrice = new Price(100 * FixedPoint.Scale),
            VolatilityPpm = 150_000, SwingMaxPpm = 60_000,
        });
        var all = new List<MarketEvent>();
        var buffer = new MarketEvent[1024];
        for (var count = tape.Read(buffer); count > 0; count = tape.Read(buffer))
            all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }

    public static SessionHeader Header(string id, string kind, Timestamp startedAt, string hash = "0123") => new()
    {
        Id = id,
        Kind = kind,
        StartedAt = startedAt,
        KernelVersion = "test",
        Instruments = [Plan().Markets[0].Instrument],
        ConfigurationHash = hash,
    };

    public static TradingKernel Kernel(string session, BacktestPlan plan) => BacktestKernel.Create(plan with { Session = session }, plan.Model);

    /// <summary>Replays a journal's session; its chain of effects says whether two sessions did the same.</summary>
    public static ReplayOutcome.Identical Replay(NodeFolder folder, string session, BacktestPlan plan)
    {
        using var replay = JournalReplay.Open(folder.Journal, session, [typeof(StrategyTrace)]);
        return Assert.IsType<ReplayOutcome.Identical>(replay.Run(Kernel(session, plan), null, TestContext.Current.CancellationToken));
    }
}

/// <summary>A tape in memory.</summary>
internal sealed class ArraySource(ReadOnlyMemory<MarketEvent> events) : IMarketSource
{
    private int _at;

    /// <summary>Called before each read with how many events were read so far.</summary>
    public Action<int>? BeforeRead { get; init; }

    public int Largest { get; init; } = int.MaxValue;

    public int Read(Span<MarketEvent> buffer)
    {
        BeforeRead?.Invoke(_at);
        var count = Math.Min(Math.Min(buffer.Length, Largest), events.Length - _at);
        events.Span.Slice(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public void Dispose()
    {
    }
}
