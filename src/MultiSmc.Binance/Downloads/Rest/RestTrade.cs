using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>A trade as <c>historicalTrades</c> gives it.</summary>
/// <param name="Tick">The trade.</param>
/// <param name="QuoteQuantity">Price × quantity as the exchange wrote it.</param>
/// <param name="IsBestMatch">The exchange's last flag.</param>
internal readonly record struct RestTrade(TradeTick Tick, Money QuoteQuantity, bool IsBestMatch)
{
    /// <summary>The row of an archive: same columns, time in microseconds.</summary>
    public string ToRow() =>
        $"{Tick.Id},{FixedPoint.Format(Tick.Price.Raw)},{FixedPoint.Format(Tick.Quantity.Raw)},{FixedPoint.Format(QuoteQuantity.Raw)},"
        + $"{Tick.Time.Nanoseconds / 1000},{Tick.Aggressor == AggressorSide.Seller},{IsBestMatch}";
}
