using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>The shape of an archive's rows, settled from its first lines and then the same for all.</summary>
internal struct ArchiveShape
{
    private const int LinesLookedAt = 100;
    private const int MaxColumns = 8;

    public TapeLayout Layout;
    public int Columns;
    public ExchangeTimeUnit Unit;
    public long MinTime;
    public long MaxTime;
    public long NanosecondsPerUnit;

    /// <summary>Whether the fast path can be taken: it needs the columns and the time's unit.</summary>
    public readonly bool IsWhole => Unit != ExchangeTimeUnit.Unknown;

    /// <summary>Column of the time.</summary>
    public readonly int TimeColumn => Layout == TapeLayout.AggTrades ? 5 : 4;

    /// <summary>Columns from this one on are flags.</summary>
    public readonly int FlagColumn => TimeColumn + 1;

    /// <summary>
    /// Settles layout and columns by the majority of the first lines: so one damaged line at the start does not decide for the rest.
    /// Aggregate trades have two ids more than trades, so a flag stands at another place.
    /// </summary>
    public static ArchiveShape Settle(ReadOnlySpan<byte> window, TapeLayout forced, out bool hasHeader)
    {
        Span<int> trades = stackalloc int[MaxColumns + 1];
        Span<int> aggregates = stackalloc int[MaxColumns + 1];
        Span<Range> fields = stackalloc Range[MaxColumns];
        hasHeader = false;
        var isFirst = true;
        for (var lines = 0; lines < LinesLookedAt && !window.IsEmpty; lines++)
        {
            var line = TakeLine(ref window);
            var columns = ArchiveFields.Split(line, fields);
            if (line.IsEmpty)
                continue;
            hasHeader |= isFirst && columns >= 6 && IsHeader(line, fields[..Math.Min(columns, MaxColumns)]);
            isFirst = false;
            if (columns is 6 or 7 && ArchiveFields.TryReadFlag(line[fields[5]], out _))
                trades[columns]++;
            else if (columns is 7 or 8 && ArchiveFields.TryReadFlag(line[fields[6]], out _))
                aggregates[columns]++;
        }

        var shape = new ArchiveShape();
        var votes = 0;
        if (forced != TapeLayout.AggTrades)
            shape.Vote(trades, TapeLayout.Trades, ref votes);
        if (forced != TapeLayout.Trades)
            shape.Vote(aggregates, TapeLayout.AggTrades, ref votes);
        if (votes == 0)
        {
            var isAggregate = forced == TapeLayout.AggTrades;
            shape = new ArchiveShape { Layout = isAggregate ? TapeLayout.AggTrades : TapeLayout.Trades, Columns = isAggregate ? 8 : 7 };
        }

        return shape;
    }

    /// <summary>Fixes the unit of all times.</summary>
    public void SettleUnit(ExchangeTimeUnit unit)
    {
        var isMilliseconds = unit == ExchangeTimeUnit.Milliseconds;
        Unit = unit;
        MinTime = isMilliseconds ? ExchangeTime.MinMilliseconds : ExchangeTime.MinMicroseconds;
        MaxTime = isMilliseconds ? ExchangeTime.MaxMilliseconds : ExchangeTime.MaxMicroseconds;
        NanosecondsPerUnit = isMilliseconds ? 1_000_000 : 1_000;
    }

    /// <summary>Name of a column as people know it.</summary>
    public readonly string NameOf(int column) => (Layout, column) switch
    {
        (_, 0) => "id",
        (_, 1) => "price",
        (_, 2) => "qty",
        (TapeLayout.AggTrades, 3) => "firstId",
        (TapeLayout.AggTrades, 4) => "lastId",
        (_, 3) => "quoteQty",
        _ when column == TimeColumn => "time",
        _ when column == FlagColumn => "isBuyerMaker",
        _ => "isBestMatch",
    };

    /// <summary>Splits the first line off.</summary>
    internal static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> window)
    {
        var end = window.IndexOf((byte)'\n');
        var line = end < 0 ? window : window[..end];
        window = end < 0 ? default : window[(end + 1)..];
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private void Vote(ReadOnlySpan<int> votes, TapeLayout layout, ref int best)
    {
        for (var columns = 6; columns <= MaxColumns; columns++)
        {
            if (votes[columns] <= best)
                continue;
            best = votes[columns];
            Layout = layout;
            Columns = columns;
        }
    }

    // Every column of a header is a word; no column of a row is, but for its flags.
    private static bool IsHeader(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields)
    {
        foreach (var field in fields)
        {
            var text = line[field];
            if (text.IsEmpty || !char.IsAsciiLetter((char)text[0]) || ArchiveFields.TryReadFlag(text, out _))
                return false;
        }

        return true;
    }
}
