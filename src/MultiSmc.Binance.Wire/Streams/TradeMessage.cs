using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>A <c>trade</c> event of the market stream, pointing into the message it was decoded from.</summary>
public readonly ref struct TradeMessage
{
    /// <param name="symbol">Field s.</param>
    /// <param name="eventTime">Field E.</param>
    /// <param name="tick">Fields t, T, p, q, m.</param>
    public TradeMessage(ReadOnlySpan<byte> symbol, Timestamp eventTime, scoped in TradeTick tick)
    {
        Symbol = symbol;
        EventTime = eventTime;
        Tick = tick;
    }

    /// <summary>The exchange's symbol as UTF-8, upper case; lives as long as the message's bytes.</summary>
    public ReadOnlySpan<byte> Symbol { get; }

    /// <summary>When the exchange sent it; the trade's own time, which is the one to use, is in <see cref="Tick"/>.</summary>
    public Timestamp EventTime { get; }

    /// <summary>The trade. Price and quantity are as written: the decoder does not judge zero or negative ones.</summary>
    public TradeTick Tick { get; }
}
