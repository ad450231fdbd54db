using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>The market and the plan of one seed: small, wild, and full of setups; costs, protection, targets and fees differ from seed to seed.</summary>
internal static class FaultMarket
{
    private const int Instruments = 2;
    private const long Trades = 3_000;

    private static readonly Timestamp Start = Timestamp.FromMilliseconds(1_735_689_600_000); // 2025-01-01T00:00:00Z
    private static readonly Asset Quote = new("USDT");

    public static BacktestPlan Plan(ulong seed)
    {
        var random = new SplitMix64(seed * 31 + 7);
        var fees = random.NextBelow(3);
        var kind = random.NextBelow(4) switch { 0 => ProtectionKind.Otoco, 1 => ProtectionKind.Opoco, _ => ProtectionKind.Oco };
        var hasSeveral = kind == ProtectionKind.Oco && random.NextBelow(2) == 0;
        var feePpm = 100 * random.NextBelow(11);
        var strategy = new StrategyParameters
        {
            HoldPackets = 300, MakerFeePpm = feePpm, TakerFeePpm = feePpm, CooldownAfterStop = 5, Protection = kind,
            FurtherTargets = hasSeveral ? [new TargetShare(1, 300_000), new TargetShare(2, 200_000)] : [],
            IsBreakEvenMoveOn = hasSeveral,
        };
        return new BacktestPlan
        {
            Session = "faults",
            Markets =
            [
                .. Enumerable.Range(0, Instruments).Select(index => new MarketPlan
                {
                    Instrument = InstrumentOf(index),
                    Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 5_000L * 100_000, VpinWindow = 10 },
                    Structure = new StructureParameters { SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 2_000, MinRangePpm = 3_000, TtlPackets = 400, HoldPackets = 300 },
                    Strategy = strategy,
                }),
            ],
            Risk = new RiskLimits { MaxPositions = 6, MaxPositionsPerSymbol = 3, RiskPpm = 5_000, DailyLossPpm = 0, MaxTotalRiskPpm = 0 },
            Venue = new SimulationParameters
            {
                InitialBalances = [new AssetAmount(new Asset("BNB"), new Money(FixedPoint.Scale / 100)), new AssetAmount(Quote, new Money(10_000 * FixedPoint.Scale))],
                FillModel = (FillModel)random.NextBelow(3),
                MakerFeePpm = feePpm,
                TakerFeePpm = feePpm,
                FeeMode = fees == 0 ? FeeMode.Bnb : FeeMode.ReceivedAsset, // BNB runs out on the way: the fee asset changes from fill to fill
                BnbPrices = [new BnbPrice(Quote, new Price(600 * FixedPoint.Scale))],
                Seed = seed,
            },
            Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "", Seed = seed, Model = "none", Files = [] },
        };
    }

    /// <summary>The tape of all instruments by time.</summary>
    public static MarketEvent[] Tape(ulong seed, BacktestPlan plan)
    {
        var all = new MarketEvent[plan.Markets.Count * Trades];
        var count = 0;
        foreach (var market in plan.Markets)
        {
            using var tape = new SyntheticTape(market.Instrument, new SyntheticTapeParameters
            {
                Seed = seed * 2 + (ulong)market.Instrument.Id.Index, TradeCount = Trades, StartTime = Start, StartPrice = new Price(100 * FixedPoint.Scale),
                MeanGap = Duration.FromMilliseconds(1_500), VolatilityPpm = 150_000, SwingMaxPpm = 60_000,
            });
            for (var read = tape.Read(all.AsSpan(count)); read > 0; read = tape.Read(all.AsSpan(count)))
                count += read;
        }

        Array.Sort(all, static (left, right) =>
            left.Time != right.Time ? left.Time.CompareTo(right.Time)
            : left.Instrument != right.Instrument ? left.Instrument.Index.CompareTo(right.Instrument.Index)
            : left.Trade.Id.CompareTo(right.Trade.Id));
        return all;
    }

    private static Instrument InstrumentOf(int index) => new()
    {
        Id = new InstrumentId(index),
        Symbol = "AB"[index] + "AAUSDT",
        Base = new Asset("AB"[index] + "AA"),
        Quote = Quote,
        TickSize = new Price(1_000_000),
        LotSize = new Quantity(100_000),
        MinQuantity = new Quantity(100_000),
        MinNotional = new Money(5 * FixedPoint.Scale),
    };
}
