using System.Diagnostics.CodeAnalysis;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>What exchangeInfo says beside the symbols.</summary>
internal sealed record MarketDeskOptions
{
    /// <summary>The limits in force, asked for with each answer.</summary>
    public Func<IReadOnlyList<RateLimit>> RateLimits { get; init; } = static () => [];

    /// <summary>Filters over all symbols.</summary>
    public IReadOnlyList<SymbolFilter> ExchangeFilters { get; init; } = [];
}

/// <summary>
/// Answers the public endpoints that tell of the market, the same for REST and the WebSocket API. Any thread: it waits while the board takes a run of
/// events.
/// </summary>
internal sealed class MarketDesk(MarketBoard board, MarketDeskOptions options)
{
    /// <summary>Answers a request.</summary>
    /// <param name="endpoint">Which.</param>
    /// <param name="reader">Its parameters; all of them are judged.</param>
    /// <param name="now">The exchange's clock.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>False where the endpoint is not one of the market's.</returns>
    public bool TryAnswer(Endpoint endpoint, ParameterReader reader, Timestamp now, [NotNullWhen(true)] out MarketAnswer? answer)
    {
        lock (board.Gate)
            answer = Answer(endpoint, reader, now);
        return answer is not null;
    }

    private MarketAnswer? Answer(Endpoint endpoint, ParameterReader reader, Timestamp now) => endpoint.Path switch
    {
        "/api/v3/ping" => Simple(reader, static _ => "{}"u8.ToArray()),
        "/api/v3/time" => Simple(reader, unit => MarketReplies.ServerTime.Encode(new ServerTimeReply { ServerTime = now }, unit)),
        "/api/v3/exchangeInfo" => ExchangeInfoAnswer.Of(board, options, reader, now),
        "/api/v3/depth" => TradeAnswers.Depth(board, reader),
        "/api/v3/trades" => TradeAnswers.Trades(board, reader, isHistorical: false),
        "/api/v3/historicalTrades" => TradeAnswers.Trades(board, reader, isHistorical: true),
        "/api/v3/aggTrades" => TradeAnswers.AggTrades(board, reader),
        "/api/v3/klines" => TradeAnswers.Klines(board, reader),
        "/api/v3/avgPrice" => TickerAnswers.AveragePrice(board, reader),
        "/api/v3/ticker/price" => TickerAnswers.Price(board, reader),
        "/api/v3/ticker/bookTicker" => TickerAnswers.Book(board, reader),
        "/api/v3/ticker/24hr" => TickerAnswers.Day(board, reader),
        "/api/v3/executionRules" => TickerAnswers.ExecutionRules(board, reader),
        "/api/v3/referencePrice" => TickerAnswers.ReferencePrice(board, reader),
        _ => null,
    };

    private static MarketAnswer Simple(ParameterReader reader, Func<ExchangeTimeUnit, byte[]> encode) =>
        reader.Finish() is { } error ? MarketAnswer.Of(error) : new MarketAnswer.Body(encode);
}
