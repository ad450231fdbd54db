using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Best bid and ask: no name, no time, as spot has it.</summary>
/// <param name="symbol">As UTF-8.</param>
/// <param name="quote">The quote.</param>
internal readonly struct BookTickerText(byte[] symbol, Quote quote) : IStreamEvent
{
    public int LengthMax => 60 + symbol.Length + EventText.IntegerMax + 4 * EventText.DecimalMax;

    public void Write(ref EventText text)
    {
        text.Raw("{\"u\":"u8);
        text.Integer(quote.UpdateId);
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\",\"b\":"u8);
        text.Decimal(quote.Bid.Raw);
        text.Raw(",\"B\":"u8);
        text.Decimal(quote.BidQuantity.Raw);
        text.Raw(",\"a\":"u8);
        text.Decimal(quote.Ask.Raw);
        text.Raw(",\"A\":"u8);
        text.Decimal(quote.AskQuantity.Raw);
        text.Raw("}"u8);
    }
}

/// <summary>Event <c>depthUpdate</c>.</summary>
/// <param name="symbol">As UTF-8.</param>
/// <param name="message">The levels that changed.</param>
internal readonly struct DepthUpdateText(byte[] symbol, DepthMessageBuffer message) : IStreamEvent
{
    public int LengthMax => 90 + symbol.Length + 3 * EventText.IntegerMax + (message.Bids.Count + message.Asks.Count) * LevelText.LengthMax;

    public void Write(ref EventText text)
    {
        text.Raw("{\"e\":\"depthUpdate\",\"E\":"u8);
        text.Time(message.Time);
        text.Raw(",\"s\":\""u8);
        text.Raw(symbol);
        text.Raw("\",\"U\":"u8);
        text.Integer(message.FirstUpdateId);
        text.Raw(",\"u\":"u8);
        text.Integer(message.LastUpdateId);
        text.Raw(",\"b\":["u8);
        LevelText.Write(ref text, message.Bids);
        text.Raw("],\"a\":["u8);
        LevelText.Write(ref text, message.Asks);
        text.Raw("]}"u8);
    }
}

/// <summary>The best levels of a book: streams <c>depth5</c>, <c>depth10</c>, <c>depth20</c>.</summary>
/// <param name="book">A book that is known.</param>
/// <param name="levels">How many of each side.</param>
internal readonly struct PartialDepthText(DepthBook book, int levels) : IStreamEvent
{
    public int LengthMax => 60 + EventText.IntegerMax + 2 * levels * LevelText.LengthMax;

    public void Write(ref EventText text)
    {
        text.Raw("{\"lastUpdateId\":"u8);
        text.Integer(book.UpdateId);
        text.Raw(",\"bids\":["u8);
        WriteSide(ref text, Side.Buy);
        text.Raw("],\"asks\":["u8);
        WriteSide(ref text, Side.Sell);
        text.Raw("]}"u8);
    }

    private void WriteSide(ref EventText text, Side side)
    {
        var count = Math.Min(levels, book.Count(side));
        for (var rank = 0; rank < count; rank++)
            LevelText.Write(ref text, book.At(side, rank), isFirst: rank == 0);
    }
}

/// <summary>Levels: <c>["price","quantity"]</c>.</summary>
internal static class LevelText
{
    public const int LengthMax = 4 + 2 * EventText.DecimalMax;

    public static void Write(ref EventText text, List<BookLevel> levels)
    {
        for (var i = 0; i < levels.Count; i++)
            Write(ref text, levels[i], isFirst: i == 0);
    }

    public static void Write(ref EventText text, BookLevel level, bool isFirst)
    {
        text.Raw(isFirst ? "["u8 : ",["u8);
        text.Decimal(level.Price.Raw);
        text.Raw(","u8);
        text.Decimal(level.Quantity.Raw);
        text.Raw("]"u8);
    }
}

/// <summary>One message of depth while it is put together, and the sum of several: each level once, as it was told last.</summary>
internal sealed class DepthMessageBuffer
{
    private readonly Dictionary<(bool IsAsk, long PriceRaw), int> _places = [];

    public long FirstUpdateId { get; private set; }

    public long LastUpdateId { get; private set; }

    public Timestamp Time { get; private set; }

    public List<BookLevel> Bids { get; } = [];

    public List<BookLevel> Asks { get; } = [];

    /// <summary>There is nothing in it.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Clear()
    {
        IsEmpty = true;
        _places.Clear();
        Bids.Clear();
        Asks.Clear();
    }

    /// <summary>Takes the next level of one message.</summary>
    public void Add(in DepthChange change)
    {
        if (change.IsFirst)
        {
            Clear();
            FirstUpdateId = change.FirstUpdateId;
            IsEmpty = false;
        }

        (LastUpdateId, Time) = (change.LastUpdateId, change.Time);
        if (change.HasLevel)
            (change.Side == Side.Buy ? Bids : Asks).Add(new BookLevel(change.Price, change.Quantity));
    }

    /// <summary>Takes a whole message on top of those before it.</summary>
    public void Join(DepthMessageBuffer message)
    {
        if (IsEmpty)
            FirstUpdateId = message.FirstUpdateId;
        (LastUpdateId, Time, IsEmpty) = (message.LastUpdateId, message.Time, false);
        Join(message.Bids, Bids, isAsk: false);
        Join(message.Asks, Asks, isAsk: true);
    }

    private void Join(List<BookLevel> from, List<BookLevel> to, bool isAsk)
    {
        foreach (var level in from)
        {
            if (_places.TryGetValue((isAsk, level.Price.Raw), out var place))
            {
                to[place] = level;
                continue;
            }

            _places.Add((isAsk, level.Price.Raw), to.Count);
            to.Add(level);
        }
    }
}
