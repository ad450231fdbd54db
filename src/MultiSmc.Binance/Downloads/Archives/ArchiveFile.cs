namespace MultiSmc.Binance;

/// <summary>One of the exchange's public archives: which, and where it lies below the base address.</summary>
/// <param name="Symbol">Symbol, upper case; <see cref="IsSymbol"/>.</param>
/// <param name="Layout">Trades or aggregate trades.</param>
/// <param name="Period">Its day or month.</param>
public sealed record ArchiveFile(string Symbol, TapeLayout Layout, ArchivePeriod Period)
{
    private const int LongestSymbol = 40;

    /// <summary>File name: BTCUSDT-trades-2024-08-08.zip.</summary>
    public string Name => $"{Symbol}-{Kind}-{Period}.zip";

    /// <summary>The exchange's word for the layout.</summary>
    public string Kind => Layout == TapeLayout.AggTrades ? "aggTrades" : "trades";

    /// <summary>Address below the base address, escaped.</summary>
    public string RelativeAddress
    {
        get
        {
            var symbol = Uri.EscapeDataString(Symbol);
            return $"data/spot/{(Period.IsMonth ? "monthly" : "daily")}/{Kind}/{symbol}/{Uri.EscapeDataString(Name)}";
        }
    }

    /// <summary>
    /// Whether a text can be a symbol. It becomes part of paths and addresses, so nothing but letters and digits is let through; letters of any
    /// alphabet, since the exchange has such symbols.
    /// </summary>
    public static bool IsSymbol(string text) => text is { Length: > 0 and <= LongestSymbol } && text.All(char.IsLetterOrDigit);
}
