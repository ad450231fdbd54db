namespace MultiSmc.Binance;

/// <summary>The parts of an archive's name: BTCUSDT-trades-2024-08-08.</summary>
/// <param name="Symbol">Symbol.</param>
/// <param name="Layout">Trades or aggregate trades.</param>
/// <param name="Period">Day or month as written.</param>
public readonly record struct ArchiveName(string Symbol, TapeLayout Layout, string Period)
{
    /// <summary>Takes a name apart.</summary>
    /// <param name="name">File name without folder and extension.</param>
    /// <param name="parts">The parts.</param>
    /// <returns>False where the name is of another shape.</returns>
    public static bool TryParse(string name, out ArchiveName parts)
    {
        parts = default;
        if (name.Split('-', 3) is not [{ Length: > 0 } symbol, var kind, { Length: >= 7 } period] || !char.IsAsciiDigit(period[0]))
            return false;
        var layout = kind switch
        {
            "trades" => TapeLayout.Trades,
            "aggTrades" => TapeLayout.AggTrades,
            _ => TapeLayout.Unknown,
        };
        parts = new ArchiveName(symbol, layout, period);
        return layout != TapeLayout.Unknown;
    }
}
