namespace MultiSmc.Catalog;

/// <summary>What the rows of a series are.</summary>
public enum DatasetKind
{
    /// <summary>Single trades, by trade id.</summary>
    Trades,

    /// <summary>Aggregate trades (one row per taker order and price), by aggregate id.</summary>
    AggTrades,

    /// <summary>Best bid and ask, by the book's update id.</summary>
    Quotes,

    /// <summary>Changes of the order book's levels, and whole books, in the order of the recording.</summary>
    Depth,
}

/// <summary>One series of the catalog: a kind of rows of one symbol on one market.</summary>
public readonly record struct SeriesKey
{
    /// <summary>The market of Binance Spot.</summary>
    public const string Spot = "spot";

    private const int LongestName = 40;

    /// <param name="kind">What the rows are.</param>
    /// <param name="symbol">Like "BTCUSDT": letters and digits.</param>
    /// <param name="market">A folder's name: small letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException">A name that could not be a folder everywhere.</exception>
    public SeriesKey(DatasetKind kind, string symbol, string market = Spot)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        ArgumentNullException.ThrowIfNull(market);
        if (symbol.Length is 0 or > LongestName || !symbol.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            throw new ArgumentException($"'{symbol}' is no symbol: 1 to {LongestName} capital letters and digits", nameof(symbol));
        if (market.Length is 0 or > LongestName || !market.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new ArgumentException($"'{market}' is no market: 1 to {LongestName} small letters, digits and hyphens", nameof(market));
        (Kind, Symbol, Market) = (kind, symbol, market);
    }

    /// <summary>What the rows are.</summary>
    public DatasetKind Kind { get; }

    /// <summary>Symbol.</summary>
    public string Symbol { get; }

    /// <summary>Market.</summary>
    public string Market { get; }

    /// <summary>The series' folder under the root, with / between folders: "spot/trades/BTCUSDT".</summary>
    public string Folder => $"{Market}/{Dataset.Of(Kind).Name}/{Symbol}";

    /// <summary>A day's file under the root, with / between folders.</summary>
    /// <param name="day">Days since 1970-01-01, UTC.</param>
    public string FileOf(long day) => $"{Folder}/{DayName.Of(day)}.parquet";

    /// <summary>By market, kind, symbol; ordinal.</summary>
    internal int CompareTo(SeriesKey other)
    {
        var order = string.CompareOrdinal(Market, other.Market);
        if (order == 0)
            order = Kind.CompareTo(other.Kind);
        return order != 0 ? order : string.CompareOrdinal(Symbol, other.Symbol);
    }

    /// <inheritdoc/>
    public override string ToString() => Folder;
}
