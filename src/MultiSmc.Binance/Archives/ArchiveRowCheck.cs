using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>The slow path over an archive's rows: every column looked at on its own, and the first thing wrong told.</summary>
internal ref struct ArchiveRowCheck(ReadOnlySpan<byte> line)
{
    private readonly ReadOnlySpan<byte> _line = line;

    /// <summary>What is wrong; null where the row is sound.</summary>
    public RowFaultKind? Fault { get; private set; }

    /// <summary>The column of the fault, or -1 for the whole line.</summary>
    public int Column { get; private set; } = -1;

    /// <summary>The offending text.</summary>
    public ReadOnlySpan<byte> Text { get; private set; } = line;

    /// <summary>The fault in words.</summary>
    public string What { get; private set; } = "";

    /// <summary>The time as written.</summary>
    public long Time { get; private set; }

    /// <summary>Whether the row is the exchange's mark of a void aggregate trade, whose id is <see cref="VoidId"/>.</summary>
    public bool IsVoid { get; private set; }

    /// <summary>Id of the void row.</summary>
    public long VoidId { get; private set; }

    /// <summary>Checks and reads the row. The time's unit is the caller's to settle; <paramref name="trade"/> has no time yet.</summary>
    public bool TryRead(in ArchiveShape shape, out TradeTick trade)
    {
        trade = default;
        Span<Range> fields = stackalloc Range[8];
        var columns = ArchiveFields.Split(_line, fields);
        if (columns != shape.Columns)
            return Refuse(RowFaultKind.WrongColumnCount, -1, _line, $"found {columns} columns, expected {shape.Columns}");
        return Id(fields, 0, 0, out var id) && Amount(fields, 1, out var price) && Amount(fields, 2, out var quantity)
            && Rest(shape, fields, id, price, quantity, out trade);
    }

    private bool Rest(in ArchiveShape shape, scoped ReadOnlySpan<Range> fields, long id, long price, long quantity, out TradeTick trade)
    {
        trade = default;
        long first = 0, last = 0;
        if (shape.Layout == TapeLayout.AggTrades ? !Id(fields, 3, -1, out first) || !Id(fields, 4, -1, out last) : !Amount(fields, 3, out _))
            return false;
        if (!Id(fields, shape.TimeColumn, long.MinValue, out var time))
            return false;
        if (ExchangeTime.UnitOf(time) == ExchangeTimeUnit.Unknown)
            return Refuse(RowFaultKind.BadTime, shape.TimeColumn, _line[fields[shape.TimeColumn]], "is no time in milliseconds or microseconds");
        Time = time;
        var isBuyerMaker = false;
        for (var column = shape.Columns - 1; column >= shape.FlagColumn; column--)
        {
            if (!ArchiveFields.TryReadFlag(_line[fields[column]], out isBuyerMaker))
                return Refuse(RowFaultKind.BadFlag, column, _line[fields[column]], "is neither true nor false");
        }

        if (shape.Layout == TapeLayout.AggTrades && price == 0 && quantity == 0 && first == -1 && last == -1)
        {
            IsVoid = true;
            VoidId = id;
            return false;
        }

        if (!Positive(fields, 1, price) || !Positive(fields, 2, quantity) || !Fits(price, quantity))
            return false;
        var aggressor = isBuyerMaker ? AggressorSide.Seller : AggressorSide.Buyer;
        trade = new TradeTick(id, default, new Price(price), new Quantity(quantity), aggressor);
        return true;
    }

    private bool Id(scoped ReadOnlySpan<Range> fields, int column, long least, out long value)
    {
        var text = _line[fields[column]];
        if (ArchiveFields.TryReadInteger(text, out value) is { } kind)
            return Refuse(kind, column, text, kind == RowFaultKind.NotANumber ? "is not a whole number" : "does not fit 64 bits");
        return value >= least || Refuse(RowFaultKind.OutOfRange, column, text, "is negative");
    }

    private bool Amount(scoped ReadOnlySpan<Range> fields, int column, out long raw)
    {
        var text = _line[fields[column]];
        if (ArchiveFields.TryReadDecimal(text, out raw) is not { } kind)
            return raw >= 0 || Refuse(RowFaultKind.NotPositive, column, text, "is negative");
        var what = kind == RowFaultKind.NotANumber ? "is not a plain decimal number" : "does not fit, or has more than 8 decimals";
        return Refuse(kind, column, text, what);
    }

    private bool Positive(scoped ReadOnlySpan<Range> fields, int column, long raw) =>
        raw > 0 || Refuse(RowFaultKind.NotPositive, column, _line[fields[column]], "is zero");

    private bool Fits(long price, long quantity) =>
        (Int128)price * quantity / FixedPoint.Scale <= long.MaxValue
        || Refuse(RowFaultKind.OutOfRange, -1, _line, "price × quantity does not fit");

    private bool Refuse(RowFaultKind kind, int column, ReadOnlySpan<byte> text, string what)
    {
        if (Fault is null)
        {
            Fault = kind;
            Column = column;
            Text = text;
            What = what;
        }

        return false;
    }
}
