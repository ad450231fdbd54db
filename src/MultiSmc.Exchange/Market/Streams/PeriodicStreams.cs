using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>The streams that go by time: candles, tickers, average prices, the book each second. Time is the market's.</summary>
internal sealed class PeriodicStreams(StreamHub hub)
{
    private const long SecondNs = 1_000_000_000;

    // A candle each: more of them without trades in one go are left out, as after a jump over a silent night.
    private const int ClosedMax = 120;

    private readonly List<(byte[] Symbol, DayFigures Day)> _changed = [];
    private long _nextNs;

    /// <summary>Tells what is due.</summary>
    public void Run(Timestamp now)
    {
        if (now.Nanoseconds < _nextNs)
            return;
        var second = now.Nanoseconds / SecondNs;
        _nextNs = (second + 1) * SecondNs;
        foreach (var symbol in hub.Symbols)
        {
            TellTickers(symbol, now);
            TellDepth(symbol, now);
            foreach (var kline in symbol.Klines)
                Tell(symbol, kline, now, isDue: kline.Interval == KlineInterval.Second || second % 2 == 0);
        }

        TellAll(now);
    }

    /// <summary>A message of depth has come in: part of the second's sum.</summary>
    public void OnDepth(SymbolTopics symbol)
    {
        if (symbol[StreamKind.Depth] is not { IsLive: true })
        {
            symbol.Second.Clear();
            return;
        }

        // Told before the message that is past the second, so that each message of the stream covers one second.
        if (!symbol.Second.IsEmpty && symbol.Message.Time.Nanoseconds - symbol.SecondBegin.Nanoseconds >= SecondNs)
            TellSecond(symbol);
        if (symbol.Second.IsEmpty)
            symbol.SecondBegin = symbol.Message.Time;
        symbol.Second.Join(symbol.Message);
    }

    private void TellTickers(SymbolTopics symbol, Timestamp now)
    {
        var memory = symbol.Memory;
        if (memory.LastTrade is not { } last)
            return;
        if (symbol[StreamKind.AveragePrice] is { IsLive: true } average)
            hub.Publish(average, new AveragePriceText(symbol.Symbol, memory.AveragePrice(5, now), last.Time, now));
        var (mini, full, all) = (symbol[StreamKind.MiniTicker], symbol[StreamKind.Ticker], hub.AllMini);
        if (mini is not { IsLive: true } && full is not { IsLive: true } && all is not { IsLive: true })
            return;
        var day = DayFigures.Of(memory, now);
        hub.Publish(mini, new DayTickerText(symbol.Symbol, day, now, isFull: false));
        hub.Publish(full, new DayTickerText(symbol.Symbol, day, now, isFull: true));
        if (symbol.ToldTradeId != last.Id && all is { IsLive: true })
            _changed.Add((symbol.Symbol, day));
        symbol.ToldTradeId = last.Id;
    }

    private void TellAll(Timestamp now)
    {
        if (_changed.Count > 0)
            hub.Publish(hub.AllMini, new MiniTickersText(_changed, now));
        _changed.Clear();
    }

    private void TellDepth(SymbolTopics symbol, Timestamp now)
    {
        if (!symbol.Second.IsEmpty && now.Nanoseconds - symbol.SecondBegin.Nanoseconds >= SecondNs)
            TellSecond(symbol);
        var book = symbol.Memory.Depth;
        if (!book.IsReady)
            return;
        hub.Publish(symbol[StreamKind.Partial5], new PartialDepthText(book, 5));
        hub.Publish(symbol[StreamKind.Partial10], new PartialDepthText(book, 10));
        hub.Publish(symbol[StreamKind.Partial20], new PartialDepthText(book, 20));
    }

    private void TellSecond(SymbolTopics symbol)
    {
        hub.Publish(symbol[StreamKind.Depth], new DepthUpdateText(symbol.Symbol, symbol.Second));
        symbol.Second.Clear();
    }

    private void Tell(SymbolTopics symbol, KlineTopic kline, Timestamp now, bool isDue)
    {
        if (!kline.Topic.IsLive)
        {
            kline.OpenNs = null;
            return;
        }

        var openNs = kline.Interval.OpenOf(now.Nanoseconds, kline.OffsetNs);
        if (kline.OpenNs is { } toldNs && toldNs < openNs)
        {
            foreach (var bar in Ask(symbol, kline, toldNs, openNs - 1, ClosedMax, now))
                hub.Publish(kline.Topic, new KlineText(symbol.Symbol, kline.Interval, kline.OffsetNs, bar, now, isClosed: true));
        }

        if (kline.OpenNs != openNs)
            (kline.OpenNs, kline.Trades) = (openNs, -1);
        if (!isDue)
            return;
        foreach (var bar in Ask(symbol, kline, openNs, openNs, 1, now))
        {
            if (bar.Trades == kline.Trades)
                continue;
            kline.Trades = bar.Trades;
            hub.Publish(kline.Topic, new KlineText(symbol.Symbol, kline.Interval, kline.OffsetNs, bar, now, isClosed: false));
        }
    }

    private static List<Bar> Ask(SymbolTopics symbol, KlineTopic kline, long fromNs, long toNs, int limit, Timestamp now) =>
        new KlineQuery(kline.Interval, kline.OffsetNs, new Timestamp(fromNs), new Timestamp(toNs), limit).Run(symbol.Memory, now);
}
