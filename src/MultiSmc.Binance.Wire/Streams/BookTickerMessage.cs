using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>A <c>bookTicker</c> event of the market stream, pointing into the message it was decoded from.</summary>
public readonly ref struct BookTickerMessage
{
    /// <param name="symbol">Field s.</param>
    /// <param name="quote">Fields u, b, B, a, A, and as its time E, or zero where there is none.</param>
    public BookTickerMessage(ReadOnlySpan<byte> symbol, scoped in Quote quote)
    {
        Symbol = symbol;
        Quote = quote;
    }

    /// <summary>The exchange's symbol as UTF-8, upper case; lives as long as the message's bytes.</summary>
    public ReadOnlySpan<byte> Symbol { get; }

    /// <summary>
    /// The quote. Its time is field E where there is one (futures) and zero on spot, whose bookTicker carries no time:
    /// the reader of the stream has to give it one.
    /// </summary>
    public Quote Quote { get; }
}
