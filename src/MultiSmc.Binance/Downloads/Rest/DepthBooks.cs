namespace MultiSmc.Binance;

/// <summary>Whole order books from the REST interface, 5000 levels a side: what a book made of changes begins with.</summary>
public sealed class DepthBooks
{
    private readonly TradePages _pages;

    internal DepthBooks(TradePages pages) => _pages = pages;

    /// <summary>Fetches a book.</summary>
    /// <param name="symbol">Symbol.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer's text, UTF-8; <see cref="Wire.DepthMessageDecoder"/> reads it.</returns>
    /// <exception cref="DownloadException">The exchange cannot be asked, or refuses.</exception>
    public Task<byte[]> FetchAsync(string symbol, CancellationToken cancellation) => _pages.BookAsync(symbol, cancellation);
}
