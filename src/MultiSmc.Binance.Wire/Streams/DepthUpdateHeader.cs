using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Symbol and time of a <c>depthUpdate</c> event, pointing into the message it was decoded from.</summary>
public readonly ref struct DepthUpdateHeader
{
    /// <param name="symbol">Field s.</param>
    /// <param name="eventTime">Field E.</param>
    public DepthUpdateHeader(ReadOnlySpan<byte> symbol, Timestamp eventTime)
    {
        Symbol = symbol;
        EventTime = eventTime;
    }

    /// <summary>The exchange's symbol as UTF-8, upper case; lives as long as the message's bytes.</summary>
    public ReadOnlySpan<byte> Symbol { get; }

    /// <summary>When the exchange sent it.</summary>
    public Timestamp EventTime { get; }
}
