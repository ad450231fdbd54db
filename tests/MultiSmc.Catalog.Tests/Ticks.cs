using MultiSmc.Core;

namespace MultiSmc.Catalog.Tests;

/// <summary>Trades made by rule or from a seed.</summary>
internal static class Ticks
{
    /// <summary>2025-06-21, a day's first nanosecond.</summary>
    public const long Day = 20_260 * Timestamp.NanosecondsPerDay;

    public static TradeTick At(long id, long offsetNs, string price = "80.23", string quantity = "1.5", AggressorSide aggressor = AggressorSide.Buyer) =>
        new(id, new Timestamp(Day + offsetNs), new Price(Raw(price)), new Quantity(Raw(quantity)), aggressor);

    public static long Raw(string text) => FixedPoint.TryParse(text, out var raw) ? raw : throw new FormatException(text);

    /// <summary>A tape over a few days: gaps in ids, equal times, prices of some decimals.</summary>
    public static TradeTick[] Random(ulong seed, int count, int decimals = 2, bool isOrderly = true)
    {
        var random = new SplitMix64(seed);
        var ticks = new TradeTick[count];
        var (id, time, price) = (1000L, Day + 80_000_000_000_000L, 80_00L);
        for (var i = 0; i < count; i++)
        {
            id += random.Next() % 50 == 0 ? 1 + (long)(random.Next() % 20) : 1;
            time += random.Next() % 3 == 0 ? 0 : 1000 * (long)(random.Next() % 200_000_000);
            price = Math.Max(1, price + (long)(random.Next() % 41) - 20);
            var (at, number) = (time, id);
            if (!isOrderly && random.Next() % 20 == 0)
                at -= (long)(random.Next() % 5_000_000_000);
            ticks[i] = new TradeTick(
                number, new Timestamp(at), new Price(price * FixedPoint.PowersOfTen[8 - decimals]), new Quantity((1 + (long)(random.Next() % 1_000_000)) * 1000),
                (AggressorSide)(random.Next() & 1));
        }

        if (!isOrderly)
        {
            for (var i = 1; i < count; i += 1 + (int)(random.Next() % 40))
                (ticks[i - 1], ticks[i]) = (ticks[i], ticks[i - 1]);
        }

        return ticks;
    }
}
