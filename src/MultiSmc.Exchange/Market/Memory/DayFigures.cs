using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Statistics of the last 24 hours of one symbol, to the minute.</summary>
internal readonly struct DayFigures
{
    private readonly Int128 _quoteRaw;

    private DayFigures(SymbolMemory symbol, Timestamp now)
    {
        var minutes = symbol.Series(KlineInterval.Minute);
        OpenTime = new Timestamp(KlineInterval.Minute.OpenOf(now.Nanoseconds) - Timestamp.NanosecondsPerDay + KlineInterval.Minute.LengthNs);
        CloseTime = now;
        Quote = symbol.Quote ?? default;
        LastQuantityRaw = symbol.LastTrade?.Quantity.Raw ?? 0;
        LastRaw = symbol.LastTrade?.Price.Raw ?? 0;
        (OpenRaw, HighRaw, LowRaw, FirstId, LastId) = (LastRaw, LastRaw, LastRaw, -1, -1);
        var place = minutes.FindOpen(OpenTime.Nanoseconds);
        BeforeRaw = place > 0 ? minutes.At(place - 1).CloseRaw : 0;
        var volume = Int128.Zero;
        for (; place < minutes.Count; place++)
        {
            ref readonly var bar = ref minutes.At(place);
            if (Trades == 0)
                (OpenRaw, HighRaw, LowRaw, FirstId) = (bar.OpenRaw, bar.HighRaw, bar.LowRaw, bar.FirstId);
            HighRaw = Math.Max(HighRaw, bar.HighRaw);
            LowRaw = Math.Min(LowRaw, bar.LowRaw);
            LastId = bar.LastId;
            Trades += bar.Trades;
            volume += bar.VolumeRaw;
            _quoteRaw += bar.QuoteRaw;
        }

        if (BeforeRaw == 0)
            BeforeRaw = OpenRaw;
        VolumeRaw = volume > long.MaxValue ? long.MaxValue : (long)volume;
        AverageRaw = volume > 0 ? (long)(_quoteRaw * FixedPoint.Scale / volume) : 0;
    }

    public Timestamp OpenTime { get; }

    public Timestamp CloseTime { get; }

    public Quote Quote { get; }

    public long OpenRaw { get; }

    public long HighRaw { get; }

    public long LowRaw { get; }

    public long LastRaw { get; }

    public long LastQuantityRaw { get; }

    /// <summary>Last price before the window; the first in it where none is known.</summary>
    public long BeforeRaw { get; }

    public long VolumeRaw { get; }

    /// <summary>Quote over volume, or zero.</summary>
    public long AverageRaw { get; }

    public long FirstId { get; }

    public long LastId { get; }

    public long Trades { get; }

    /// <summary>With eight decimals; may outgrow 92 billion.</summary>
    public string QuoteVolume => string.Create(CultureInfo.InvariantCulture, $"{_quoteRaw / FixedPoint.Scale}.{(long)(_quoteRaw % FixedPoint.Scale):D8}");

    /// <summary>Last against first price, three decimals.</summary>
    public string ChangePercent
    {
        get
        {
            if (OpenRaw == 0)
                return "0.000";
            var thousandths = (Int128)(LastRaw - OpenRaw) * 100_000 / OpenRaw;
            var magnitude = Int128.Abs(thousandths);
            return string.Create(CultureInfo.InvariantCulture, $"{(thousandths < 0 ? "-" : "")}{magnitude / 1_000}.{(long)(magnitude % 1_000):D3}");
        }
    }

    public static DayFigures Of(SymbolMemory symbol, Timestamp now) => new(symbol, now);
}
