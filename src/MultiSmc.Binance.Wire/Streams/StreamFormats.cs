namespace MultiSmc.Binance.Wire;

/// <summary>
/// Events of the market streams. These formats read and write the event itself; <see cref="StreamFrame"/> deals with what is around it.
/// </summary>
public static class StreamFormats
{
    /// <summary><c>@trade</c>.</summary>
    public static MessageFormat<TradeEvent> Trade { get; } = new("trade event", json => json.TradeEvent);

    /// <summary><c>@aggTrade</c>.</summary>
    public static MessageFormat<AggTradeEvent> AggTrade { get; } = new("aggTrade event", json => json.AggTradeEvent);

    /// <summary><c>@bookTicker</c>.</summary>
    public static MessageFormat<BookTickerEvent> BookTicker { get; } = new("bookTicker event", json => json.BookTickerEvent);

    /// <summary><c>@depth</c>.</summary>
    public static MessageFormat<DepthUpdateEvent> DepthUpdate { get; } = new("depthUpdate event", json => json.DepthUpdateEvent);

    /// <summary><c>@depth5|10|20</c>: no symbol inside, the stream's name has it.</summary>
    public static MessageFormat<DepthSnapshot> PartialDepth { get; } = new("partial depth event", json => json.DepthSnapshot);

    /// <summary><c>@kline_I</c>.</summary>
    public static MessageFormat<KlineEvent> Kline { get; } = new("kline event", json => json.KlineEvent);

    /// <summary><c>@avgPrice</c>.</summary>
    public static MessageFormat<AveragePriceEvent> AveragePrice { get; } = new("avgPrice event", json => json.AveragePriceEvent);

    /// <summary><c>@miniTicker</c>.</summary>
    public static MessageFormat<MiniTickerEvent> MiniTicker { get; } = new("miniTicker event", json => json.MiniTickerEvent);

    /// <summary>The connection ends soon.</summary>
    public static MessageFormat<StreamShutdownEvent> Shutdown { get; } = new("serverShutdown event", json => json.StreamShutdownEvent);
}
