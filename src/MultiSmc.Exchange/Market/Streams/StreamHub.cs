using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>
/// What the exchange's thread tells the listeners of the streams: each event is written once in each form that is wanted and copied to those who
/// want it. It never waits for anyone and makes no garbage.
/// </summary>
internal sealed class StreamHub
{
    private readonly MarketBoard _board;
    private readonly SymbolTopics[] _symbols;
    private readonly Dictionary<string, SymbolTopics> _byName;
    private readonly Dictionary<string, StreamTopic> _opened = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly List<StreamConnection> _dirty = [];
    private readonly List<SymbolTopics> _pending = [];
    private readonly PeriodicStreams _periodic;
    private byte[] _scratch = new byte[1024];
    private StreamTopic? _allMini;

    public StreamHub(MarketBoard board, StreamFaults faults)
    {
        _board = board;
        Faults = faults;
        _symbols = [.. board.Symbols.Select(static memory => new SymbolTopics(memory))];
        _byName = _symbols.ToDictionary(static topics => topics.Memory.Instrument.Symbol.ToLowerInvariant(), StringComparer.Ordinal);
        _periodic = new PeriodicStreams(this);
    }

    public StreamFaults Faults { get; }

    public IReadOnlyList<SymbolTopics> Symbols => _symbols;

    /// <summary>The stream of all symbols' mini tickers, where anybody asked for it.</summary>
    public StreamTopic? AllMini => Volatile.Read(ref _allMini);

    /// <summary>Messages handed out since the beginning, each listener's counted.</summary>
    public long Sent { get; private set; }

    /// <summary>A stream by its name, made where it is new; null for a name that this exchange does not have. Any thread.</summary>
    public StreamTopic? Open(string name)
    {
        if (!StreamName.TryParse(name, out var parsed))
            return null;
        lock (_gate)
        {
            StreamTopic topic;
            if (parsed.Kind == StreamKind.AllMiniTickers)
                topic = _allMini ??= new StreamTopic(name);
            else if (_byName.TryGetValue(parsed.Symbol, out var symbol))
                topic = symbol.Open(in parsed, name);
            else
                return null;
            topic.IsMuted = Faults.IsMuted(name);
            _opened.TryAdd(name, topic);
            return topic;
        }
    }

    /// <summary>Streams that are muted now, by what <see cref="Faults"/> says. Any thread.</summary>
    public void RefreshMutes()
    {
        lock (_gate)
        {
            foreach (var (name, topic) in _opened)
                topic.IsMuted = Faults.IsMuted(name);
        }
    }

    /// <summary>An event that the board has taken.</summary>
    public void On(in MarketEvent market)
    {
        var symbol = _symbols[market.Instrument.Index];
        switch (market.Kind)
        {
            case MarketEventKind.Trade:
                OnTrade(symbol, market.Trade);
                break;
            case MarketEventKind.Quote:
                symbol.HasQuotes = true;
                Publish(symbol[StreamKind.BookTicker], new BookTickerText(symbol.Symbol, market.Quote));
                break;
            default:
                OnDepth(symbol, market.Depth);
                break;
        }
    }

    /// <summary>The end of a run of events: what waits for time goes out, and writers are woken.</summary>
    public void Flush()
    {
        var now = _board.MarketTime;
        for (var i = _pending.Count - 1; i >= 0; i--)
        {
            var symbol = _pending[i];
            if (symbol.Pending is { } aggregate && aggregate.Time >= now)
                continue;
            TellPending(symbol);
            _pending.RemoveAt(i);
        }

        _periodic.Run(now);
        foreach (var connection in _dirty)
            connection.Wake();
        _dirty.Clear();
    }

    /// <summary>Writes an event to all who listen.</summary>
    public void Publish<T>(StreamTopic? topic, in T streamEvent)
        where T : struct, IStreamEvent
    {
        if (topic is not { IsLive: true })
            return;
        for (var i = 0; i < StreamForm.Count; i++)
        {
            var readers = topic.Readers(i);
            if (readers.Length == 0)
                continue;
            var frame = Write(topic, StreamForm.At(i), in streamEvent);
            foreach (var reader in readers)
                Send(reader, frame);
        }
    }

    private ReadOnlySpan<byte> Write<T>(StreamTopic topic, StreamForm form, in T streamEvent)
        where T : struct, IStreamEvent
    {
        var needed = Frames.HeaderMax + topic.Wrapper.Length + streamEvent.LengthMax + 1;
        if (_scratch.Length < needed)
            _scratch = new byte[needed * 2];
        var text = new EventText(_scratch.AsSpan(Frames.HeaderMax), form.Unit);
        if (form.IsCombined)
            text.Raw(topic.Wrapper);
        streamEvent.Write(ref text);
        if (form.IsCombined)
            text.Raw("}"u8);
        return Frames.Finish(_scratch, text.Length, FrameKind.Text);
    }

    private void Send(StreamConnection reader, ReadOnlySpan<byte> frame)
    {
        Sent++;
        if (reader.TrySend(frame))
            _dirty.Add(reader);
    }

    private void OnTrade(SymbolTopics symbol, in TradeTick trade)
    {
        if (!Faults.Drops(symbol.Memory.Instrument.Id, trade.Id))
            Publish(symbol[StreamKind.Trade], new TradeText(symbol.Symbol, in trade));
        if (symbol[StreamKind.AggTrade] is not { IsLive: true })
        {
            symbol.Pending = null;
            return;
        }

        var current = symbol.Memory.Aggregate;
        if (symbol.Pending is { } pending && pending.Id != current.Id)
            TellPending(symbol);
        if (symbol.Pending is null)
            _pending.Add(symbol);
        symbol.Pending = current;
    }

    private void TellPending(SymbolTopics symbol)
    {
        if (symbol.Pending is not { } aggregate)
            return;
        symbol.Pending = null;
        Publish(symbol[StreamKind.AggTrade], new AggregateText(symbol.Symbol, aggregate));
    }

    private void OnDepth(SymbolTopics symbol, in DepthChange change)
    {
        // A whole book is not told on the streams: clients ask for it.
        if (change.IsSnapshot)
            return;
        symbol.Message.Add(in change);
        if (!change.IsLast || symbol.Message.IsEmpty)
            return;
        var book = symbol.Memory.Depth;
        Publish(symbol[StreamKind.DepthQuick], new DepthUpdateText(symbol.Symbol, symbol.Message));
        if (!symbol.HasQuotes && symbol.Memory.Quote is { } quote && quote.UpdateId == book.UpdateId && symbol.TryTell(in quote))
            Publish(symbol[StreamKind.BookTicker], new BookTickerText(symbol.Symbol, quote));
        if (book.IsReady)
        {
            Publish(symbol[StreamKind.Partial5Quick], new PartialDepthText(book, 5));
            Publish(symbol[StreamKind.Partial10Quick], new PartialDepthText(book, 10));
            Publish(symbol[StreamKind.Partial20Quick], new PartialDepthText(book, 20));
        }

        _periodic.OnDepth(symbol);
        symbol.Message.Clear();
    }
}
