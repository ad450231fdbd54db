using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Price and quantity steps seen in a tape, for instruments whose filters are not known.</summary>
/// <param name="Symbol">Symbol, from the file's name or the recording's messages; null where neither tells.</param>
/// <param name="PriceDecimals">Most decimals a price used.</param>
/// <param name="QuantityDecimals">Most decimals a quantity used.</param>
/// <param name="Trades">Trades looked at: the more, the surer that no finer step was missed.</param>
public sealed record InstrumentGuess(string? Symbol, int PriceDecimals, int QuantityDecimals, int Trades)
{
    // Longest first where one ends in another.
    private static readonly string[] Quotes = ["FDUSD", "USDT", "USDC", "TUSD", "BTC", "ETH", "BNB", "EUR", "TRY", "BRL", "JPY"];

    /// <summary>Tick size: a step of the last decimal used.</summary>
    public Price TickSize => new(FixedPoint.PowersOfTen[FixedPoint.Decimals - PriceDecimals]);

    /// <summary>Lot size: a step of the last decimal used.</summary>
    public Quantity LotSize => new(FixedPoint.PowersOfTen[FixedPoint.Decimals - QuantityDecimals]);

    /// <summary>Reads the first trades of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read.</param>
    /// <param name="rows">Most trades to look at.</param>
    /// <exception cref="DataFileException">The file cannot be read.</exception>
    public static InstrumentGuess FromFile(string path, TapeOptions options, int rows = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        using var reader = TapeFile.Open(path, default, options);
        var buffer = new MarketEvent[Math.Min(rows, 1024)];
        long prices = 0, quantities = 0;
        var trades = 0;
        while (trades < rows && reader.Read(buffer.AsSpan(0, Math.Min(buffer.Length, rows - trades))) is > 0 and var count)
        {
            foreach (ref readonly var item in buffer.AsSpan(0, count))
            {
                if (item.Kind != MarketEventKind.Trade)
                    continue;
                var trade = item.Trade;
                prices = Gcd(prices, trade.Price.Raw);
                quantities = Gcd(quantities, trade.Quantity.Raw);
                trades++;
            }
        }

        var symbol = reader is RecordingReader { Symbol.Length: > 0 } recording ? recording.Symbol
            : ArchiveName.TryParse(NameOf(path), out var name) ? name.Symbol : null;
        return new InstrumentGuess(symbol, DecimalsOf(prices), DecimalsOf(quantities), trades);
    }

    /// <summary>An instrument of these steps, without other filters.</summary>
    /// <param name="id">The number it is to have.</param>
    /// <returns>Null where the symbol is not known, or where base and quote cannot be told apart in it.</returns>
    public Instrument? ToInstrument(InstrumentId id)
    {
        if (Symbol is null)
            return null;
        var quote = Quotes.FirstOrDefault(asset => Symbol.Length > asset.Length && Symbol.EndsWith(asset, StringComparison.Ordinal));
        if (quote is null)
            return null;
        return new Instrument
        {
            Id = id,
            Symbol = Symbol,
            Base = new Asset(Symbol[..^quote.Length]),
            Quote = new Asset(quote),
            TickSize = TickSize,
            LotSize = LotSize,
            MinQuantity = LotSize,
        };
    }

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? name : name[..dot];
    }

    // The greatest common divisor of all values uses as many decimals as the finest of them.
    private static long Gcd(long left, long right)
    {
        while (right != 0)
            (left, right) = (right, left % right);
        return left;
    }

    private static int DecimalsOf(long step)
    {
        var decimals = FixedPoint.Decimals;
        while (decimals > 0 && step % 10 == 0)
        {
            step /= 10;
            decimals--;
        }

        return decimals;
    }
}
