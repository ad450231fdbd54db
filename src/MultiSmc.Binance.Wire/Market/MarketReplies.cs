namespace MultiSmc.Binance.Wire;

/// <summary>Answers of the market endpoints; the same bodies in REST and as <c>result</c> of the WebSocket API.</summary>
public static class MarketReplies
{
    /// <summary><c>time</c>.</summary>
    public static MessageFormat<ServerTimeReply> ServerTime { get; } = new("server time", json => json.ServerTimeReply);

    /// <summary><c>exchangeInfo</c>.</summary>
    public static MessageFormat<ExchangeInfo> ExchangeInfo { get; } = new("exchangeInfo", json => json.ExchangeInfo);

    /// <summary><c>depth</c>.</summary>
    public static MessageFormat<DepthSnapshot> Depth { get; } = new("depth", json => json.DepthSnapshot);

    /// <summary><c>trades</c> (trades.recent), <c>historicalTrades</c> (trades.historical); oldest first.</summary>
    public static MessageFormat<TradeRow[]> Trades { get; } = new("trades", json => json.TradeRowArray);

    /// <summary><c>aggTrades</c> (trades.aggregate).</summary>
    public static MessageFormat<AggTradeRow[]> AggTrades { get; } = new("aggTrades", json => json.AggTradeRowArray);

    /// <summary><c>klines</c>.</summary>
    public static MessageFormat<KlineRow[]> Klines { get; } = new("klines", json => json.KlineRowArray);

    /// <summary><c>avgPrice</c>.</summary>
    public static MessageFormat<AveragePrice> AveragePrice { get; } = new("avgPrice", json => json.AveragePrice);

    /// <summary><c>ticker/price</c> of one symbol.</summary>
    public static MessageFormat<PriceTicker> Price { get; } = new("ticker/price", json => json.PriceTicker);

    /// <summary><c>ticker/price</c> of many.</summary>
    public static MessageFormat<PriceTicker[]> Prices { get; } = new("ticker/price", json => json.PriceTickerArray);

    /// <summary><c>ticker/bookTicker</c> of one symbol.</summary>
    public static MessageFormat<BookTickerRow> BookTicker { get; } = new("ticker/bookTicker", json => json.BookTickerRow);

    /// <summary><c>ticker/bookTicker</c> of many.</summary>
    public static MessageFormat<BookTickerRow[]> BookTickers { get; } = new("ticker/bookTicker", json => json.BookTickerRowArray);

    /// <summary><c>ticker/24hr</c> of one symbol.</summary>
    public static MessageFormat<DayTicker> Day { get; } = new("ticker/24hr", json => json.DayTicker);

    /// <summary><c>ticker/24hr</c> of many.</summary>
    public static MessageFormat<DayTicker[]> Days { get; } = new("ticker/24hr", json => json.DayTickerArray);

    /// <summary><c>referencePrice</c>.</summary>
    public static MessageFormat<ReferencePriceReply> ReferencePrice { get; } = new("referencePrice", json => json.ReferencePriceReply);

    /// <summary><c>executionRules</c>.</summary>
    public static MessageFormat<ExecutionRules> ExecutionRules { get; } = new("executionRules", json => json.ExecutionRules);
}
