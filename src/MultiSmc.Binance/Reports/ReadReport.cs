using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What kind of text a file holds.</summary>
public enum TapeLayout
{
    /// <summary>Not settled.</summary>
    Unknown,

    /// <summary>Archive of single trades.</summary>
    Trades,

    /// <summary>Archive of aggregate trades: one row per taker order and price; ids are aggregate ids.</summary>
    AggTrades,

    /// <summary>Recorded stream messages, one a line.</summary>
    Recording,
}

/// <summary>What was found in a file: counts, totals, faults. Grows while the file is read; whole once <see cref="IsComplete"/>.</summary>
public sealed class ReadReport
{
    internal TapeTotals Totals;
    internal MessageCounts Counts;
    private readonly FaultLog _faults;

    internal ReadReport(string path, FaultLog faults)
    {
        Path = path;
        _faults = faults;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The zip's member that was read, or null.</summary>
    public string? Member { get; internal set; }

    /// <summary>Bytes of the file on disk.</summary>
    public long FileBytes { get; internal set; }

    /// <summary>SHA-256 of the file in lower-case hex, where it was computed.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>Whether a CHECKSUM file beside the file was found and agreed.</summary>
    public bool IsChecksumVerified { get; internal set; }

    /// <summary>Bytes of text read so far.</summary>
    public long Bytes { get; internal set; }

    /// <summary>The file's layout.</summary>
    public TapeLayout Layout { get; internal set; }

    /// <summary>Columns of an archive's rows; 0 for recordings.</summary>
    public int Columns { get; internal set; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HeaderSeen { get; internal set; }

    /// <summary>Unit of an archive's times; unknown for recordings, whose messages each tell.</summary>
    public ExchangeTimeUnit TimeUnit { get; internal set; }

    /// <summary>Whether the file was read to its end.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>Lines with something on them, without the header. For an archive accepted + bad + marks; for a recording every message.</summary>
    public long Rows { get; internal set; }

    /// <summary>Rows handed on, as trades or quotes.</summary>
    public long Accepted { get; internal set; }

    /// <summary>Empty lines.</summary>
    public long BlankLines { get; internal set; }

    /// <summary>Rows of aggregate trades that the exchange itself marked as void (price, quantity 0, ids −1); skipped, not faults.</summary>
    public long VoidRows { get; internal set; }

    /// <summary>Number of bad rows.</summary>
    public long FaultCount => _faults.Count;

    /// <summary>The first bad rows; how many are kept is an option.</summary>
    public IReadOnlyList<RowFault> Faults => _faults.First;

    /// <summary>How many bad rows are of a kind.</summary>
    public long FaultsOf(RowFaultKind kind) => _faults.CountOf(kind);

    /// <summary>A recording's messages by kind; all zero for archives.</summary>
    public MessageCounts Messages => Counts;

    /// <summary>Trades handed on.</summary>
    public long Trades => Totals.Count;

    /// <summary>Id of the first trade.</summary>
    public long FirstId => Totals.FirstId;

    /// <summary>Id of the last trade.</summary>
    public long LastId => Totals.LastId;

    /// <summary>Places where ids jump forward.</summary>
    public long IdGaps => Totals.IdGaps;

    /// <summary>Ids left out at those places. One that comes late is counted here and under <see cref="IdsGoingBack"/>.</summary>
    public long MissingIds => Totals.MissingIds;

    /// <summary>Rows with the same id as the row before.</summary>
    public long DuplicateIds => Totals.DuplicateIds;

    /// <summary>Rows whose id is not above the highest so far, the same as the row before left out.</summary>
    public long IdsGoingBack => Totals.IdsGoingBack;

    /// <summary>Rows earlier than the row before.</summary>
    public long TimesGoingBack => Totals.TimesGoingBack;

    /// <summary>Rows of the same time as the row before.</summary>
    public long SameTimeRows => Totals.SameTimeRows;

    /// <summary>Time of the first trade.</summary>
    public Timestamp FirstTime => Totals.FirstTime;

    /// <summary>Time of the last trade.</summary>
    public Timestamp LastTime => Totals.LastTime;

    /// <summary>Price of the first trade.</summary>
    public Price Open => Totals.Open;

    /// <summary>Highest price.</summary>
    public Price High => Totals.High;

    /// <summary>Lowest price.</summary>
    public Price Low => Totals.Low;

    /// <summary>Price of the last trade.</summary>
    public Price Close => Totals.Close;

    /// <summary>Sum of quantities.</summary>
    public ExactSum BaseVolume => Totals.BaseVolume;

    /// <summary>Sum of price × quantity.</summary>
    public ExactSum QuoteVolume => Totals.QuoteVolume;

    /// <summary>Sum of price × quantity where the buyer took.</summary>
    public ExactSum TakerBuyQuoteVolume => Totals.TakerBuyQuoteVolume;
}

/// <summary>A recording's messages by kind.</summary>
public struct MessageCounts : IEquatable<MessageCounts>
{
    /// <summary>Trades.</summary>
    public long Trades;

    /// <summary>Best bids and asks.</summary>
    public long Quotes;

    /// <summary>Changes of the book: their time is used, their levels where depth is asked for.</summary>
    public long DepthUpdates;

    /// <summary>Whole books: used where depth is asked for.</summary>
    public long Snapshots;

    /// <summary>Other sound messages: skipped.</summary>
    public long Others;

    /// <summary>Trades, quotes and changes of another symbol than the one asked for: skipped.</summary>
    public long OtherSymbols;

    /// <summary>Quotes before the first message with a time: without one they cannot be put in order, so they are skipped.</summary>
    public long UntimedQuotes;

    /// <inheritdoc/>
    public readonly bool Equals(MessageCounts other) =>
        (Trades, Quotes, DepthUpdates, Snapshots, Others, OtherSymbols, UntimedQuotes)
        == (other.Trades, other.Quotes, other.DepthUpdates, other.Snapshots, other.Others, other.OtherSymbols, other.UntimedQuotes);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is MessageCounts other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Trades, Quotes, DepthUpdates, Snapshots, Others, OtherSymbols, UntimedQuotes);

    /// <summary>Same counts.</summary>
    public static bool operator ==(MessageCounts left, MessageCounts right) => left.Equals(right);

    /// <summary>Other counts.</summary>
    public static bool operator !=(MessageCounts left, MessageCounts right) => !left.Equals(right);
}
