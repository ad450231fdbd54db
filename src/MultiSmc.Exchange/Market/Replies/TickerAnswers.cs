using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Tickers, average and reference prices.</summary>
internal static class TickerAnswers
{
    private const int AverageMinutes = 5;

    public static MarketAnswer AveragePrice(MarketBoard board, ParameterReader reader)
    {
        var symbol = SymbolChoice.ReadOne(board, reader);
        if (reader.Finish() is { } error)
            return MarketAnswer.Of(error);
        return MarketAnswer.Of(MarketReplies.AveragePrice, new AveragePrice
        {
            Mins = AverageMinutes,
            Price = symbol?.AveragePrice(AverageMinutes, board.MarketTime) ?? default,
            CloseTime = symbol?.LastTrade?.Time ?? default,
        });
    }

    public static MarketAnswer Price(MarketBoard board, ParameterReader reader)
    {
        var choice = SymbolChoice.Read(board, reader);
        return reader.Finish() is { } error
            ? MarketAnswer.Of(error)
            : Rows(choice, MarketReplies.Price, MarketReplies.Prices, static symbol =>
                new PriceTicker { Symbol = symbol.Instrument.Symbol, Price = symbol.LastTrade?.Price ?? default });
    }

    public static MarketAnswer Book(MarketBoard board, ParameterReader reader)
    {
        var choice = SymbolChoice.Read(board, reader);
        return reader.Finish() is { } error
            ? MarketAnswer.Of(error)
            : Rows(choice, MarketReplies.BookTicker, MarketReplies.BookTickers, static symbol => RowOf(symbol.Instrument.Symbol, symbol.Quote ?? default));
    }

    public static MarketAnswer Day(MarketBoard board, ParameterReader reader)
    {
        var choice = SymbolChoice.Read(board, reader);
        var type = reader.Text("type") ?? "FULL";
        if (type is not ("FULL" or "MINI"))
            reader.Refuse(-1139, MarketText.BadTickerType);
        if (reader.Finish() is { } error)
            return MarketAnswer.Of(error);
        var (now, isFull) = (board.MarketTime, type == "FULL");
        return Rows(choice, MarketReplies.Day, MarketReplies.Days, symbol => RowOf(symbol.Instrument.Symbol, DayFigures.Of(symbol, now), isFull));
    }

    public static MarketAnswer ReferencePrice(MarketBoard board, ParameterReader reader)
    {
        SymbolChoice.ReadOne(board, reader);
        // No symbol of this exchange has one: its filters refer to the average price.
        reader.Refuse(ErrorCode.NoReferencePrice, MarketText.NoReferencePrice);
        return MarketAnswer.Of(reader.Finish() ?? ApiError.Of(ErrorCode.NoReferencePrice, MarketText.NoReferencePrice));
    }

    public static MarketAnswer ExecutionRules(MarketBoard board, ParameterReader reader)
    {
        var choice = SymbolChoice.Read(board, reader);
        return reader.Finish() is { } error
            ? MarketAnswer.Of(error)
            : MarketAnswer.Of(MarketReplies.ExecutionRules, new ExecutionRules
            {
                SymbolRules = [.. choice.Symbols.Select(static symbol => new SymbolExecutionRules { Symbol = symbol.Instrument.Symbol, Rules = [] })],
            });
    }

    private static MarketAnswer Rows<T>(SymbolChoice choice, MessageFormat<T> one, MessageFormat<T[]> many, Func<SymbolMemory, T> row)
        where T : class =>
        choice.IsOne ? MarketAnswer.Of(one, row(choice.Symbols[0])) : MarketAnswer.Of(many, [.. choice.Symbols.Select(row)]);

    private static BookTickerRow RowOf(string symbol, Quote quote) => new()
    {
        Symbol = symbol, BidPrice = quote.Bid, BidQty = quote.BidQuantity, AskPrice = quote.Ask, AskQty = quote.AskQuantity,
    };

    private static DayTicker RowOf(string symbol, DayFigures day, bool isFull)
    {
        var row = new DayTicker
        {
            Symbol = symbol,
            OpenPrice = new Price(day.OpenRaw),
            HighPrice = new Price(day.HighRaw),
            LowPrice = new Price(day.LowRaw),
            LastPrice = new Price(day.LastRaw),
            Volume = new Quantity(day.VolumeRaw),
            QuoteVolume = day.QuoteVolume,
            OpenTime = day.OpenTime,
            CloseTime = day.CloseTime,
            FirstId = day.FirstId,
            LastId = day.LastId,
            Count = day.Trades,
        };
        return !isFull ? row : row with
        {
            PriceChange = new Price(day.LastRaw - day.OpenRaw),
            PriceChangePercent = day.ChangePercent,
            WeightedAvgPrice = new Price(day.AverageRaw),
            PrevClosePrice = new Price(day.BeforeRaw),
            LastQty = new Quantity(day.LastQuantityRaw),
            BidPrice = day.Quote.Bid,
            BidQty = day.Quote.BidQuantity,
            AskPrice = day.Quote.Ask,
            AskQty = day.Quote.AskQuantity,
        };
    }
}
