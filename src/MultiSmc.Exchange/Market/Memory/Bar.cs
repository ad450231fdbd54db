using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>One candle. Volumes stop at the largest amount there is (92 billion) instead of wrapping.</summary>
internal struct Bar
{
    public long OpenNs;
    public long FirstId;
    public long LastId;
    public long OpenRaw;
    public long HighRaw;
    public long LowRaw;
    public long CloseRaw;
    public long Trades;
    public long VolumeRaw;
    public long QuoteRaw;
    public long TakerVolumeRaw;
    public long TakerQuoteRaw;

    /// <summary>A candle without trades: it stands at the price of the one before.</summary>
    public static Bar Empty(long openNs, long priceRaw) =>
        new() { OpenNs = openNs, FirstId = -1, LastId = -1, OpenRaw = priceRaw, HighRaw = priceRaw, LowRaw = priceRaw, CloseRaw = priceRaw };

    /// <summary>The first trade of a candle.</summary>
    public static Bar Begin(long openNs, in TradeTick trade, long quoteRaw)
    {
        var bar = Empty(openNs, trade.Price.Raw);
        bar.FirstId = trade.Id;
        bar.Add(in trade, quoteRaw);
        return bar;
    }

    /// <summary>One more trade.</summary>
    public void Add(in TradeTick trade, long quoteRaw)
    {
        LastId = trade.Id;
        CloseRaw = trade.Price.Raw;
        HighRaw = Math.Max(HighRaw, CloseRaw);
        LowRaw = Math.Min(LowRaw, CloseRaw);
        Trades++;
        VolumeRaw = Sum(VolumeRaw, trade.Quantity.Raw);
        QuoteRaw = Sum(QuoteRaw, quoteRaw);
        if (trade.Aggressor != AggressorSide.Buyer)
            return;
        TakerVolumeRaw = Sum(TakerVolumeRaw, trade.Quantity.Raw);
        TakerQuoteRaw = Sum(TakerQuoteRaw, quoteRaw);
    }

    /// <summary>A later, shorter candle with trades, as part of this one.</summary>
    public void Join(in Bar later)
    {
        if (Trades == 0)
            (FirstId, OpenRaw, HighRaw, LowRaw) = (later.FirstId, later.OpenRaw, later.HighRaw, later.LowRaw);
        LastId = later.LastId;
        CloseRaw = later.CloseRaw;
        HighRaw = Math.Max(HighRaw, later.HighRaw);
        LowRaw = Math.Min(LowRaw, later.LowRaw);
        Trades += later.Trades;
        VolumeRaw = Sum(VolumeRaw, later.VolumeRaw);
        QuoteRaw = Sum(QuoteRaw, later.QuoteRaw);
        TakerVolumeRaw = Sum(TakerVolumeRaw, later.TakerVolumeRaw);
        TakerQuoteRaw = Sum(TakerQuoteRaw, later.TakerQuoteRaw);
    }

    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;
}
