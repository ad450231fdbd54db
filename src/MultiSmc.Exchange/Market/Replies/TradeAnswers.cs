using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Trades, aggregate trades, the book, candles.</summary>
internal static class TradeAnswers
{
    private const int LimitDefault = 500;
    private const int LimitMax = 1000;
    private const int DepthDefault = 100;
    private const int DepthMax = 5000;

    public static MarketAnswer Depth(MarketBoard board, ParameterReader reader)
    {
        var symbol = SymbolChoice.ReadOne(board, reader);
        var limit = Limit(reader, DepthDefault, DepthMax);
        if (reader.Finish() is not null || symbol is null)
            return Refused(reader);
        return MarketAnswer.Of(MarketReplies.Depth, SnapshotOf(symbol, limit));
    }

    public static MarketAnswer Trades(MarketBoard board, ParameterReader reader, bool isHistorical)
    {
        var symbol = SymbolChoice.ReadOne(board, reader);
        var limit = Limit(reader, LimitDefault, LimitMax);
        var fromId = isHistorical ? reader.Integer("fromId") : null;
        if (reader.Finish() is not null || symbol is null)
            return Refused(reader);
        var trades = symbol.Trades;
        var first = fromId is { } id ? trades.FindId(id) : Math.Max(0, trades.Count - limit);
        var rows = new TradeRow[Math.Min(limit, trades.Count - first)];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = RowOf(in trades.At(first + i));
        return MarketAnswer.Of(MarketReplies.Trades, rows);
    }

    public static MarketAnswer AggTrades(MarketBoard board, ParameterReader reader)
    {
        var symbol = SymbolChoice.ReadOne(board, reader);
        var limit = Limit(reader, LimitDefault, LimitMax);
        var (fromId, from, to) = (reader.Integer("fromId"), reader.Time("startTime"), reader.Time("endTime"));
        if (fromId is not null && (from is not null || to is not null))
            reader.Refuse(ErrorCode.BadCombination, MarketText.BadCombination);
        CheckRange(reader, from, to);
        if (reader.Finish() is not null || symbol is null)
            return Refused(reader);
        return MarketAnswer.Of(MarketReplies.AggTrades, Aggregates(symbol.Trades, fromId, from, to, limit));
    }

    public static MarketAnswer Klines(MarketBoard board, ParameterReader reader)
    {
        var symbol = SymbolChoice.ReadOne(board, reader);
        var name = reader.RequiredText("interval");
        var interval = KlineInterval.Find(name);
        if (interval is null)
            reader.Refuse(ErrorCode.BadInterval, MarketText.BadInterval);
        var (from, to) = (reader.Time("startTime"), reader.Time("endTime"));
        var offset = 0L;
        if (reader.Text("timeZone") is { } zone && !StreamName.TryParseZone(zone, out offset))
            reader.Refuse(ErrorCode.InvalidParameter, MarketText.BadValue("timeZone"));
        var limit = Limit(reader, LimitDefault, LimitMax);
        CheckRange(reader, from, to);
        if (reader.Finish() is not null || symbol is null || interval is null)
            return Refused(reader);
        var bars = new KlineQuery(interval, offset, from, to, limit).Run(symbol, board.MarketTime);
        return new MarketAnswer.Body(unit => EncodeKlines(bars, interval, offset, unit));
    }

    /// <summary>The book, or where only quotes are known its best levels.</summary>
    private static Binance.Wire.DepthSnapshot SnapshotOf(SymbolMemory symbol, int limit)
    {
        var book = symbol.Depth;
        if (book.IsReady)
            return new() { LastUpdateId = book.UpdateId, Bids = Side(book, Core.Side.Buy, limit), Asks = Side(book, Core.Side.Sell, limit) };
        return symbol.Quote is { } quote
            ? new() { LastUpdateId = quote.UpdateId, Bids = [new(quote.Bid, quote.BidQuantity)], Asks = [new(quote.Ask, quote.AskQuantity)] }
            : new() { LastUpdateId = 0, Bids = [], Asks = [] };
    }

    private static PriceLevel[] Side(DepthBook book, Side side, int limit)
    {
        var levels = new PriceLevel[Math.Min(limit, book.Count(side))];
        for (var rank = 0; rank < levels.Length; rank++)
            levels[rank] = new PriceLevel(book.At(side, rank).Price, book.At(side, rank).Quantity);
        return levels;
    }

    private static TradeRow RowOf(in StoredTrade trade) => new()
    {
        Id = trade.Id,
        Price = trade.Price,
        Qty = trade.Quantity,
        QuoteQty = trade.Price.Notional(trade.Quantity),
        Time = trade.Time,
        Aggressor = trade.Aggressor,
    };

    private static AggTradeRow[] Aggregates(TradeMemory trades, long? fromId, Timestamp? from, Timestamp? to, int limit)
    {
        // One end behind the last wanted trade, in places.
        var end = to is { } until ? trades.FindTime(new Timestamp(until.Nanoseconds + 1)) : trades.Count;
        var isForward = fromId is not null || from is not null;
        var place = fromId is { } id ? trades.FindAggregate(id) : from is { } begin ? trades.FindTime(begin) : end;
        if (!isForward)
        {
            for (var left = limit; left > 0 && place > 0; left--)
                place = trades.FindAggregate(trades.At(place - 1).AggregateId);
        }

        var rows = new List<AggTradeRow>();
        while (place < end && rows.Count < limit)
        {
            var next = trades.FindAggregate(trades.At(place).AggregateId + 1);
            rows.Add(RowOf(trades, place, next));
            place = next;
        }

        return [.. rows];
    }

    private static AggTradeRow RowOf(TradeMemory trades, int first, int end)
    {
        var quantity = Quantity.Zero;
        for (var i = first; i < end; i++)
            quantity += trades.At(i).Quantity;
        ref readonly var trade = ref trades.At(first);
        return new AggTradeRow
        {
            Id = trade.AggregateId,
            Price = trade.Price,
            Quantity = quantity,
            FirstTradeId = trade.Id,
            LastTradeId = trades.At(end - 1).Id,
            Time = trade.Time,
            Aggressor = trade.Aggressor,
        };
    }

    private static byte[] EncodeKlines(List<Bar> bars, KlineInterval interval, long offset, ExchangeTimeUnit unit)
    {
        // The end of a candle is one unit of time before the next: it depends on the unit asked for.
        var step = unit == ExchangeTimeUnit.Microseconds ? 1_000 : 1_000_000;
        var rows = new KlineRow[bars.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var bar = bars[i];
            rows[i] = new KlineRow
            {
                OpenTime = new Timestamp(bar.OpenNs),
                Open = new Price(bar.OpenRaw),
                High = new Price(bar.HighRaw),
                Low = new Price(bar.LowRaw),
                Close = new Price(bar.CloseRaw),
                Volume = new Quantity(bar.VolumeRaw),
                CloseTime = new Timestamp(interval.NextOpen(bar.OpenNs, offset) - step),
                QuoteVolume = new Money(bar.QuoteRaw),
                Trades = bar.Trades,
                TakerBuyVolume = new Quantity(bar.TakerVolumeRaw),
                TakerBuyQuoteVolume = new Money(bar.TakerQuoteRaw),
            };
        }

        return MarketReplies.Klines.Encode(rows, unit);
    }

    private static int Limit(ParameterReader reader, int usual, int most)
    {
        var limit = reader.Integer("limit");
        if (limit == 0)
            reader.Refuse(ErrorCode.InvalidParameter, MarketText.BadValue("limit"));
        return (int)Math.Min(limit ?? usual, most);
    }

    private static void CheckRange(ParameterReader reader, Timestamp? from, Timestamp? to)
    {
        if (from is { } begin && to is { } end && end < begin)
            reader.Refuse(ErrorCode.InvalidParameter, MarketText.BadValue("endTime"));
    }

    private static MarketAnswer Refused(ParameterReader reader) =>
        MarketAnswer.Of(reader.Error ?? ApiError.Of(ErrorCode.Unknown, "An unknown error occurred while processing the request."));
}
