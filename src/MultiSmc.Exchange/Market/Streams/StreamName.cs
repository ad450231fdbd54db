using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>What a stream tells.</summary>
internal enum StreamKind : byte
{
    Trade,
    AggTrade,
    BookTicker,

    /// <summary>Changes of the book each 100 ms.</summary>
    DepthQuick,

    /// <summary>Changes of the book each second.</summary>
    Depth,

    /// <summary>The best 5 levels; the next two kinds are 10 and 20 levels, then the same three each second.</summary>
    Partial5Quick,
    Partial10Quick,
    Partial20Quick,
    Partial5,
    Partial10,
    Partial20,
    AveragePrice,
    MiniTicker,
    Ticker,

    /// <summary>Candles; interval and time zone come beside it.</summary>
    Kline,

    /// <summary>The mini tickers of all symbols that changed.</summary>
    AllMiniTickers,
}

/// <summary>A stream's name taken apart: <c>btcusdt@kline_1d@+08:00</c>.</summary>
/// <param name="Symbol">Lower case; empty for streams of all symbols.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Interval">Of a candle.</param>
/// <param name="OffsetNs">Of the candle's time zone.</param>
internal readonly record struct StreamName(string Symbol, StreamKind Kind, KlineInterval? Interval = null, long OffsetNs = 0)
{
    /// <summary>Takes a name apart; false for one that this exchange does not have.</summary>
    public static bool TryParse(string text, out StreamName name)
    {
        name = default;
        if (text == "!miniTicker@arr")
        {
            name = new StreamName("", StreamKind.AllMiniTickers);
            return true;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0)
            return false;
        var (symbol, rest) = (text[..at], text[(at + 1)..]);
        if (symbol.Any(char.IsUpper))
            return false;
        if (rest.StartsWith("kline_", StringComparison.Ordinal))
            return TryParseKline(symbol, rest["kline_".Length..], out name);
        if (KindOf(rest) is not { } kind)
            return false;
        name = new StreamName(symbol, kind);
        return true;
    }

    /// <summary>A time zone as the exchange writes it: "+08:00", "-1:30", "8".</summary>
    /// <param name="text">-12:00 to +14:00.</param>
    /// <param name="offsetNs">Its nanoseconds.</param>
    public static bool TryParseZone(string text, out long offsetNs)
    {
        offsetNs = 0;
        var sign = text.StartsWith('-') ? -1 : 1;
        var parts = text.TrimStart('+', '-').Split(':');
        if (parts.Length > 2 || text.Length > 6 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours))
            return false;
        var minutes = 0;
        if (parts.Length == 2 && (parts[1].Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minutes) || minutes > 59))
            return false;
        var total = sign * (hours * 60 + minutes);
        offsetNs = Duration.FromSeconds(total * 60L).Nanoseconds;
        return total is >= -12 * 60 and <= 14 * 60;
    }

    private static bool TryParseKline(string symbol, string rest, out StreamName name)
    {
        name = default;
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        var offset = 0L;
        if (at >= 0 && !TryParseZone(rest[(at + 1)..], out offset))
            return false;
        if (KlineInterval.Find(at >= 0 ? rest[..at] : rest) is not { } interval)
            return false;
        name = new StreamName(symbol, StreamKind.Kline, interval, offset);
        return true;
    }

    private static StreamKind? KindOf(string rest) => rest switch
    {
        "trade" => StreamKind.Trade,
        "aggTrade" => StreamKind.AggTrade,
        "bookTicker" => StreamKind.BookTicker,
        "depth@100ms" => StreamKind.DepthQuick,
        "depth" or "depth@1000ms" => StreamKind.Depth,
        "depth5@100ms" => StreamKind.Partial5Quick,
        "depth10@100ms" => StreamKind.Partial10Quick,
        "depth20@100ms" => StreamKind.Partial20Quick,
        "depth5" or "depth5@1000ms" => StreamKind.Partial5,
        "depth10" or "depth10@1000ms" => StreamKind.Partial10,
        "depth20" or "depth20@1000ms" => StreamKind.Partial20,
        "avgPrice" => StreamKind.AveragePrice,
        "miniTicker" => StreamKind.MiniTicker,
        "ticker" => StreamKind.Ticker,
        _ => null,
    };
}
