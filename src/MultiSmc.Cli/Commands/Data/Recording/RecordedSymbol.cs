using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>One symbol of a recording: what came last, so that nothing is kept twice, and whether its book has to be begun anew.</summary>
internal sealed class RecordedSymbol(string symbol, string folder) : IDisposable
{
    private readonly List<BookLevel> _bids = [];
    private readonly List<BookLevel> _asks = [];
    private long _lastTrade = -1;
    private long _lastQuote = -1;
    private long _lastDepth = -1;
    private long _firstDepth;
    private bool _lacksBook = true;

    public string Symbol => symbol;

    public string Folder => folder;

    public SegmentLog Log { get; } = new(folder);

    /// <summary>Whether a whole book is wanted and not asked for yet.</summary>
    public bool WantsBook { get; private set; }

    /// <summary>A connection was lost: what comes next does not join on.</summary>
    public void OnLoss() => _lacksBook = true;

    /// <summary>Keeps a message of the stream, unless it came before.</summary>
    public void OnTrade(in TradeMessage trade, Timestamp receivedAt, ReadOnlySpan<byte> message)
    {
        var id = trade.Tick.Id;
        if (id <= _lastTrade)
            return;
        if (_lastTrade < 0)
            SegmentJoin.NoteFirst(folder, id);
        _lastTrade = id;
        Log.Append(receivedAt, message, StreamPlace.Trade);
    }

    /// <inheritdoc cref="OnTrade"/>
    public void OnQuote(in Quote quote, Timestamp receivedAt, ReadOnlySpan<byte> message)
    {
        if (quote.UpdateId <= _lastQuote)
            return;
        _lastQuote = quote.UpdateId;
        Log.Append(receivedAt, message, StreamPlace.Quote);
    }

    /// <inheritdoc cref="OnTrade"/>
    public void OnDepth(Timestamp receivedAt, ReadOnlySpan<byte> message)
    {
        if (!DepthMessageDecoder.TryDecode(message, _bids, _asks, out var depth, out _))
        {
            // Kept as it is: the import counts and tells it.
            Log.Append(receivedAt, message, StreamPlace.None);
            return;
        }

        if (depth.LastUpdateId <= _lastDepth)
            return;
        var isJoined = _lastDepth >= 0 && depth.FirstUpdateId <= _lastDepth + 1;
        _lacksBook |= !isJoined;
        if (_lacksBook)
            (_lacksBook, WantsBook, _firstDepth) = (false, true, depth.FirstUpdateId);
        _lastDepth = depth.LastUpdateId;
        Log.Append(receivedAt, message, StreamPlace.Depth);
    }

    /// <summary>The book was asked for.</summary>
    public void NoteAsked() => WantsBook = false;

    /// <summary>Keeps a whole book; one older than the changes that are there is of no use, and another one is wanted.</summary>
    public void OnBook(Timestamp receivedAt, ReadOnlySpan<byte> message)
    {
        if (!DepthMessageDecoder.TryDecode(message, _bids, _asks, out var depth, out _) || !depth.IsSnapshot)
            return;
        WantsBook = depth.LastUpdateId + 1 < _firstDepth;
        if (!WantsBook)
            Log.Append(receivedAt, message, StreamPlace.None);
    }

    public void Dispose() => Log.Dispose();
}
