using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What was found for a symbol.</summary>
public abstract record InstrumentLookup
{
    private InstrumentLookup()
    {
    }

    /// <summary>The symbol is in the table.</summary>
    /// <param name="Instrument">With its filters.</param>
    public sealed record Known(Instrument Instrument) : InstrumentLookup;

    /// <summary>The symbol is not in the table.</summary>
    /// <param name="Symbol">As asked.</param>
    /// <param name="Nearest">The symbol in the table that is written most like it, or null where none is near.</param>
    public sealed record Unknown(string Symbol, string? Nearest) : InstrumentLookup
    {
        /// <summary>In words, with what to do.</summary>
        public string Message => Nearest is null
            ? $"the instrument {Symbol} is not known here; give its tick size and lot size, or read them from the exchange"
            : $"the instrument {Symbol} is not known here; did you mean {Nearest}? Otherwise give its tick size and lot size";
    }
}

/// <summary>
/// A few instruments with their filters, for work on files without the exchange. Live trading reads the filters from the exchange.
/// </summary>
/// <remarks>
/// BTCUSDT and ETHUSDT are as the exchange gave them on 2025-08-07. Of the others, steps are those the exchange's tapes show, and only the bounds
/// that follow from them are set. The largest market quantity moves from day to day with the volume and is left off.
/// </remarks>
public static class KnownInstruments
{
    private const int NearEdits = 2;

    private static readonly Row[] Table =
    [
        new("BTCUSDT", "BTC", "0.01", "0.00001", "1000000", "9000", "9000000"),
        new("ETHUSDT", "ETH", "0.01", "0.0001", "1000000", "9000", "9000000"),
        new("LTCUSDT", "LTC", "0.01", "0.001", "0", "0", "0"),
        new("NEXOUSDT", "NEXO", "0.001", "0.01", "0", "0", "0"),
        new("TRXUSDT", "TRX", "0.0001", "0.1", "0", "0", "0"),
    ];

    /// <summary>The symbols known, in the table's order.</summary>
    public static IReadOnlyList<string> Symbols { get; } = [.. Table.Select(static row => row.Symbol)];

    /// <summary>Looks a symbol up; case does not matter.</summary>
    /// <param name="symbol">Like "BTCUSDT".</param>
    /// <param name="id">The number the instrument is to have.</param>
    public static InstrumentLookup Find(string symbol, InstrumentId id)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        foreach (var row in Table)
        {
            if (string.Equals(row.Symbol, symbol, StringComparison.OrdinalIgnoreCase))
                return new InstrumentLookup.Known(row.ToInstrument(id));
        }

        var nearest = Symbols.MinBy(known => Edits(known, symbol.ToUpperInvariant()));
        return new InstrumentLookup.Unknown(symbol, nearest is not null && Edits(nearest, symbol.ToUpperInvariant()) <= NearEdits ? nearest : null);
    }

    // Levenshtein's distance.
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    private sealed record Row(string Symbol, string Base, string Tick, string Lot, string MaxPrice, string MaxQuantity, string MaxNotional)
    {
        private const string Quote = "USDT";
        private const string MinNotional = "5";

        public Instrument ToInstrument(InstrumentId id) => new()
        {
            Id = id,
            Symbol = Symbol,
            Base = new Asset(Base),
            Quote = new Asset(Quote),
            TickSize = new Price(Raw(Tick)),
            LotSize = new Quantity(Raw(Lot)),
            MinPrice = new Price(Raw(Tick)),
            MaxPrice = new Price(Raw(MaxPrice)),
            MinQuantity = new Quantity(Raw(Lot)),
            MaxQuantity = new Quantity(Raw(MaxQuantity)),
            MinNotional = new Money(Raw(MinNotional)),
            MaxNotional = new Money(Raw(MaxNotional)),
        };

        private static long Raw(string text)
        {
            Invariant.That(FixedPoint.TryParse(text, out var raw), "the table holds plain decimals");
            return raw;
        }
    }
}
