using System.Text;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>The streams of one symbol, each made when it is first asked for, and what the exchange's thread keeps for them.</summary>
internal sealed class SymbolTopics(SymbolMemory memory)
{
    private readonly StreamTopic?[] _topics = new StreamTopic?[(int)StreamKind.Kline];
    private KlineTopic[] _klines = [];
    private Quote _told;

    public SymbolMemory Memory => memory;

    /// <summary>The symbol as UTF-8.</summary>
    public byte[] Symbol { get; } = Encoding.UTF8.GetBytes(memory.Instrument.Symbol);

    /// <summary>Streams of candles.</summary>
    public KlineTopic[] Klines => Volatile.Read(ref _klines);

    /// <summary>The message of depth that is coming in.</summary>
    public DepthMessageBuffer Message { get; } = new();

    /// <summary>The messages of the current second.</summary>
    public DepthMessageBuffer Second { get; } = new();

    /// <summary>When <see cref="Second"/> began.</summary>
    public Timestamp SecondBegin { get; set; }

    /// <summary>An aggregate trade that is not told yet: the next trade may belong to it.</summary>
    public AggregateTrade? Pending { get; set; }

    /// <summary>Quotes come on the tape; else the book's best levels are the quotes.</summary>
    public bool HasQuotes { get; set; }

    /// <summary>Trades after the last time the day's figures were told.</summary>
    public long ToldTradeId { get; set; } = -1;

    /// <summary>Whether a quote is another than the last one that was told from the book.</summary>
    public bool TryTell(in Quote quote)
    {
        var isNew = (quote.Bid, quote.BidQuantity, quote.Ask, quote.AskQuantity) != (_told.Bid, _told.BidQuantity, _told.Ask, _told.AskQuantity);
        _told = quote;
        return isNew;
    }

    public StreamTopic? this[StreamKind kind] => Volatile.Read(ref _topics[(int)kind]);

    /// <summary>A stream that exists or is made; not on the exchange's thread alone, so under the caller's lock.</summary>
    public StreamTopic Open(in StreamName name, string text)
    {
        if (name.Interval is not { } interval)
            return OpenPlain(name.Kind, text);
        var offset = name.OffsetNs;
        var topic = Array.Find(_klines, kline => kline.Interval == interval && kline.OffsetNs == offset && kline.Topic.Name == text);
        if (topic is null)
        {
            topic = new KlineTopic(interval, offset, new StreamTopic(text));
            Volatile.Write(ref _klines, [.. _klines, topic]);
        }

        return topic.Topic;
    }

    private StreamTopic OpenPlain(StreamKind kind, string text)
    {
        if (_topics[(int)kind] is { } topic)
            return topic;
        topic = new StreamTopic(text);
        Volatile.Write(ref _topics[(int)kind], topic);
        return topic;
    }
}

/// <summary>A stream of candles and what was told of it last.</summary>
internal sealed class KlineTopic(KlineInterval interval, long offsetNs, StreamTopic topic)
{
    public KlineInterval Interval => interval;

    public long OffsetNs => offsetNs;

    public StreamTopic Topic => topic;

    /// <summary>Begin of the candle told last; null before the first.</summary>
    public long? OpenNs { get; set; }

    /// <summary>Trades in it when it was told; -1: not told yet.</summary>
    public long Trades { get; set; }
}
