using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.EndToEnd.Support;

/// <summary>Rows of the exchange's archive of trades, made from a seeded synthetic tape.</summary>
internal static class SyntheticRows
{
    /// <summary>Id of the first row.</summary>
    public const long FirstId = 1_000;

    private static readonly Instrument Ltc = new()
    {
        Id = new InstrumentId(0),
        Symbol = "LTCUSDT",
        Base = new Asset("LTC"),
        Quote = new Asset("USDT"),
        TickSize = new Price(FixedPoint.Scale / 100),
        LotSize = new Quantity(FixedPoint.Scale / 1_000),
    };

    /// <summary>Rows <c>id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch</c> of LTCUSDT from 2025-01-01 on, times in microseconds.</summary>
    /// <param name="seed">The market.</param>
    /// <param name="count">How many.</param>
    public static List<string> Of(ulong seed, int count)
    {
        using var tape = new SyntheticTape(Ltc, new SyntheticTapeParameters
        {
            Seed = seed,
            TradeCount = count,
            FirstTradeId = FirstId,
            StartTime = Timestamp.FromMilliseconds(1_735_689_600_000), // 2025-01-01T00:00:00Z
            StartPrice = new Price(100 * FixedPoint.Scale),
            VolatilityPpm = 120_000, // wild: many swings in few trades
        });
        var events = new MarketEvent[count];
        var rows = new List<string>(count);
        foreach (ref readonly var market in events.AsSpan(0, tape.Read(events)))
            rows.Add(Row(market.Trade));
        return rows;
    }

    /// <summary>A row with another text in one column.</summary>
    public static string With(this string row, int column, string text)
    {
        var cells = row.Split(',');
        cells[column] = text;
        return string.Join(',', cells);
    }

    /// <summary>A column of a row.</summary>
    public static string Cell(this string row, int column) => row.Split(',')[column];

    private static string Row(TradeTick trade)
    {
        var value = trade.Price.Notional(trade.Quantity);
        var isBuyerMaker = trade.Aggressor == AggressorSide.Seller ? "True" : "False";
        return string.Create(
            CultureInfo.InvariantCulture, $"{trade.Id},{trade.Price},{trade.Quantity},{value},{trade.Time.Nanoseconds / 1_000},{isBuyerMaker},True");
    }
}
