namespace MultiSmc.Terminal;

/// <summary>Packets as columns, prices and times as differences: as the page's contract (rest.ts) has them.</summary>
internal sealed record PacketColumns
{
    public required string Symbol { get; init; }

    public required string Epoch { get; init; }

    public required long From { get; init; }

    public required long First { get; init; }

    public required long Last { get; init; }

    public required int Count { get; init; }

    public required long[] O { get; init; }

    public required long[] H { get; init; }

    public required long[] L { get; init; }

    public required long[] C { get; init; }

    public required long[] T { get; init; }

    public required long[] Dur { get; init; }

    public required long[] Usd { get; init; }

    public required long[] Buy { get; init; }

    public required long[] K { get; init; }

    public required long[] Imb { get; init; }

    public required long[] Vpin { get; init; }

    public required long[] Rv { get; init; }

    public required long[] Er { get; init; }

    public required long[] P { get; init; }

    public required long[] Thr { get; init; }

    public required long[] Near { get; init; }

    public required long[] Cd { get; init; }

    public required long[] Seg { get; init; }

    public required long[] Fl { get; init; }

    public static PacketColumns Of(string symbol, string epoch, long from, long first, long last, PacketRow[] rows) => new()
    {
        Symbol = symbol,
        Epoch = epoch,
        From = from,
        First = first,
        Last = last,
        Count = rows.Length,
        O = Column(rows, static (rows, i) => rows[i].O - (i == 0 ? rows[0].C : rows[i - 1].C)),
        H = Column(rows, static (rows, i) => rows[i].H - Math.Max(rows[i].O, rows[i].C)),
        L = Column(rows, static (rows, i) => Math.Min(rows[i].O, rows[i].C) - rows[i].L),
        C = Column(rows, static (rows, i) => i == 0 ? rows[0].C : rows[i].C - rows[i - 1].C),
        T = Column(rows, static (rows, i) => i == 0 ? rows[0].Closed : rows[i].Closed - rows[i - 1].Closed),
        Dur = Column(rows, static (rows, i) => rows[i].Closed - rows[i].Opened),
        Usd = Column(rows, static (rows, i) => Round(rows[i].Usd)),
        Buy = Column(rows, static (rows, i) => Round(rows[i].Buy)),
        K = Column(rows, static (rows, i) => rows[i].Trades),
        Imb = Column(rows, static (rows, i) => Round(rows[i].Imbalance * 1_000)),
        Vpin = Column(rows, static (rows, i) => Known(rows[i].Vpin)),
        Rv = Column(rows, static (rows, i) => Round(rows[i].Volatility * 1_000_000)), // basis points × 100
        Er = Column(rows, static (rows, i) => Round(rows[i].Efficiency * 1_000)),
        P = Column(rows, static (rows, i) => Known(rows[i].Probability)),
        Thr = Column(rows, static (rows, i) => Known(rows[i].Threshold)),
        Near = Column(rows, static (rows, i) => rows[i].IsNear ? 1 : 0),
        Cd = Column(rows, static (rows, i) => Round(rows[i].Delta)),
        Seg = Column(rows, static (rows, i) => rows[i].Segment),
        Fl = Column(rows, static (rows, i) => rows[i].Flags),
    };

    private static long[] Column(PacketRow[] rows, Func<PacketRow[], int, long> value)
    {
        var column = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            column[i] = value(rows, i);
        return column;
    }

    private static long Round(double value) => double.IsFinite(value) ? (long)Math.Round(value) : 0;

    private static long Known(double share) => double.IsFinite(share) ? (long)Math.Round(share * 1_000) : -1;
}
