using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Packets.Tests;

/// <summary>What a random tape looks like.</summary>
/// <param name="Seed">Seed of the trades.</param>
/// <param name="Count">Rows.</param>
/// <param name="FaultPerMille">How many rows in a thousand have something wrong.</param>
/// <param name="StepNs">Mean time between trades.</param>
/// <param name="Jump">Largest usual price step.</param>
public sealed record TapeSpec(ulong Seed, int Count, int FaultPerMille, long StepNs, int Jump);

/// <summary>Random tapes and parameters for the property tests.</summary>
public static class Tapes
{
    private const long Start = 1_723_161_590_000_000_000;

    public static Gen<TapeSpec> AnyTape { get; } =
        from seed in Gen.ULong
        from count in Gen.Frequency((3, Gen.Int[0, 40]), (3, Gen.Int[0, 700]), (2, Gen.Int[1500, 4500]))
        from faults in Gen.OneOf(0, 0, 1, 10, 150)
        from step in Gen.OneOf(1_000L, 5_000_000L, 20_000_000_000L, 400_000_000_000L)
        from jump in Gen.OneOf(1, 30, 3_000)
        select new TapeSpec(seed, count, faults, step, jump);

    public static Gen<PacketParameters> AnyParameters { get; } =
        from bucket in Gen.OneOf(1L, 900_000L, 30_000_000L, 300_000_000L, 40_000_000_000L, PacketParametersValidator.MaxBucket)
        from overshoot in Gen.OneOf(Overshoot.Whole, Overshoot.Whole, Overshoot.Split)
        from anchor in Gen.OneOf(PacketAnchor.None, PacketAnchor.UtcDay)
        from window in Gen.OneOf(1, 2, 7, 50)
        from gapIds in Gen.OneOf(0L, 3L, 1000L)
        from gapSeconds in Gen.OneOf(0L, 60L, 3600L)
        select new PacketParameters
        {
            PriceDecimals = 2,
            QuantityDecimals = 3,
            // A bucket of one unit cut from every trade would make millions of packets.
            Bucket = overshoot == Overshoot.Split ? Math.Max(bucket, 900_000) : bucket,
            Overshoot = overshoot,
            Anchor = anchor,
            VpinWindow = window,
            MaxGapIds = gapIds,
            SessionGap = Duration.FromSeconds(gapSeconds),
        };

    public static List<PlainTrade> Trades(TapeSpec spec)
    {
        var random = new SplitMix64(spec.Seed);
        var trades = new List<PlainTrade>(spec.Count);
        var (id, time, price) = (random.NextBelow(1000) - 10, Start + random.NextBelow(3_600_000_000_000), 10_000L);
        var isBuy = false;
        for (var i = 0; i < spec.Count; i++)
        {
            id++;
            time += random.NextBelow(3) == 0 ? random.NextBelow(2 * spec.StepNs) : 0;
            isBuy ^= random.NextBelow(4) == 0;
            if (random.NextBelow(5) < 2)
                price = Math.Max(50, price + random.NextBelow(2 * spec.Jump + 1) - spec.Jump);
            var quantity = 1 + random.NextBelow(random.NextBelow(50) == 0 ? 200_000 : 3_000);
            var trade = new PlainTrade(id, time, price, quantity, isBuy);
            if (random.NextBelow(1000) < spec.FaultPerMille)
                trade = Spoil(trade, ref random, ref id, ref time);
            trades.Add(trade);
        }

        return trades;
    }

    public static TradeColumns Columns(IEnumerable<PlainTrade> trades)
    {
        var columns = new TradeColumns();
        foreach (var trade in trades)
            columns.Add(trade.Id, trade.TimeNs, trade.Price, trade.Quantity, trade.Aggressor);
        return columns;
    }

    public static PacketBatch Plain(PacketParameters parameters, IEnumerable<PlainTrade> trades)
    {
        var plain = new PlainPackets(parameters);
        foreach (var trade in trades)
            plain.Add(trade);
        return new PacketBatch(plain.Closed.ToArray(), plain.Counters, plain.Forming);
    }

    private static PlainTrade Spoil(PlainTrade trade, ref SplitMix64 random, ref long id, ref long time)
    {
        switch (random.NextBelow(12))
        {
            case 0:
                return trade with { Price = -random.NextBelow(2) };
            case 1:
                return trade with { Quantity = random.NextBelow(2) == 0 ? 0 : long.MinValue };
            case 2:
                return trade with { Id = trade.Id - 1 - random.NextBelow(5) };
            case 3:
                return trade with { TimeNs = trade.TimeNs - random.NextBelow(5_000_000_000) };
            case 4:
                id += 1 + random.NextBelow(6);
                return trade with { Id = id };
            case 5:
                id += 900 + random.NextBelow(300);
                return trade with { Id = id };
            case 6:
                time += random.NextBelow(4) * 1_200_000_000_000 + 1;
                return trade with { TimeNs = time };
            case 7:
                time += 86_400_000_000_000;
                return trade with { TimeNs = time };
            case 8:
                return trade with { Price = long.MaxValue / 3, Quantity = 5 };
            case 9:
                return trade with { Price = trade.Price * 40 };
            case 10:
                return trade with { Quantity = (1L << 32) + random.NextBelow(1000) };
            default:
                return trade with { Price = 1L << 40, Quantity = 1L << 21 };
        }
    }
}
