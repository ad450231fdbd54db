using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>One connection of a feed: decodes on the thread that received, hands trades and quotes to their lines, and keeps whether it stands.</summary>
internal sealed class FeedStream : IStreamSink
{
    private readonly SymbolTable _table;
    private readonly ServerClock _clock;
    private readonly Action<FeedStream, bool, string> _turned;
    private readonly MarketStream _stream;
    private long _heard;
    private long _lastReceived;

    public FeedStream(
        MarketStreamOptions options, IReadOnlyList<TradeLine> lines, SymbolTable table, ServerClock clock, TimeProvider time, Random jitter, Action<FeedStream, bool, string> turned)
    {
        (_table, _clock, _turned, Lines) = (table, clock, turned, lines);
        _stream = new MarketStream(options, time, jitter, this);
    }

    /// <summary>The instruments that come over it.</summary>
    public IReadOnlyList<TradeLine> Lines { get; }

    /// <summary>It stands.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>How often it was made anew.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Messages that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Local time of the last message.</summary>
    public Timestamp LastReceived => new(Volatile.Read(ref _lastReceived));

    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => _stream.RunAsync(cancellation);

    /// <summary>Gives the connection up for another.</summary>
    public void Restart(string reason) => _stream.Restart(reason);

    /// <inheritdoc/>
    public bool TryTake(StreamMessageKind kind, int connection, Timestamp receivedAt, ReadOnlySpan<byte> bytes, string reason)
    {
        Volatile.Write(ref _lastReceived, receivedAt.Nanoseconds);
        if (kind == StreamMessageKind.Data)
        {
            TakeMarket(bytes);
            return true;
        }

        var wasOpen = IsOpen;
        IsOpen = kind == StreamMessageKind.Opened;
        if (IsOpen && connection > 1 && !wasOpen)
            Reconnects++;
        // A planned replacement opens beside the one that stands: nothing is missed.
        if (IsOpen != wasOpen)
            _turned(this, IsOpen, reason);
        return true;
    }

    /// <inheritdoc/>
    public void Complete(StreamException? failure) => IsOpen = false;

    private void TakeMarket(ReadOnlySpan<byte> bytes)
    {
        var kind = MarketMessage.KindOf(bytes);
        if (kind == MarketMessageKind.Trade && TradeMessageDecoder.TryDecode(bytes, out var trade) && trade.Tick is { Price.Raw: > 0, Quantity.Raw: > 0 } tick)
        {
            Volatile.Write(ref _heard, tick.Time.Nanoseconds);
            _table.Find(trade.Symbol)?.OnTrade(in tick);
        }
        else if (kind == MarketMessageKind.BookTicker && BookTickerDecoder.TryDecode(bytes, out var ticker))
        {
            var heard = Volatile.Read(ref _heard);
            var quote = ticker.Quote;
            _table.Find(ticker.Symbol)?.OnQuote(in quote, heard > 0 ? new Timestamp(heard) : _clock.Now());
        }
        else if (kind != MarketMessageKind.Other)
        {
            // One bad message never stops a stream; a trade that is missing for it is fetched.
            Unreadable++;
        }
    }
}
