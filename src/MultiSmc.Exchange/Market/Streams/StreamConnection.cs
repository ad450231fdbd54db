namespace MultiSmc.Exchange;

/// <summary>One client of the market streams: what waits for it, what it listens to, when it was last heard of.</summary>
internal sealed class StreamConnection : IDisposable
{
    private readonly StreamOutbox _outbox;
    private readonly CancellationTokenSource _ended;
    private readonly CancellationTokenSource _cut;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, StreamTopic?> _streams = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _secondBegin;
    private int _controls;
    private bool _isDirty;
    private bool _isDisposed;
    private long _pongAt;

    public StreamConnection(long number, StreamForm form, StreamServerOptions options, TimeProvider time, CancellationToken aborted)
    {
        Number = number;
        Form = form;
        Options = options;
        _time = time;
        _outbox = new StreamOutbox(options.OutboxMax);
        _cut = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_cut.Token);
        BeganAt = _pongAt = PingedAt = time.GetTimestamp();
    }

    public long Number { get; }

    public StreamServerOptions Options { get; }

    public StreamForm Form { get; private set; }

    public long BeganAt { get; }

    /// <summary>When it was pinged last.</summary>
    public long PingedAt { get; set; }

    /// <summary>It was told that it ends soon.</summary>
    public bool IsAnnounced { get; set; }

    /// <summary>When a pong came last.</summary>
    public long PongAt => Volatile.Read(ref _pongAt);

    /// <summary>Why it was cut off from outside; null while it was not.</summary>
    public string? CutReason { get; private set; }

    /// <summary>Set when nothing more is to be read, nor to be taken for writing; what is being written goes out.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Hands over a frame; for the exchange's thread alone. A reader that is too slow is cut off.</summary>
    /// <returns>True for the first frame since <see cref="Wake"/>.</returns>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        if (!_outbox.TryAppend(frame, wake: false))
            Cut("it reads too slowly");
        var isFirst = !_isDirty;
        _isDirty = true;
        return isFirst;
    }

    /// <summary>Frames of <see cref="TrySend"/> are to be written now; for the exchange's thread alone.</summary>
    public void Wake()
    {
        _isDirty = false;
        _outbox.Wake();
    }

    /// <summary>Hands over a frame from any thread.</summary>
    public void Send(ReadOnlySpan<byte> frame)
    {
        if (!_outbox.TryAppend(frame, wake: true))
            Cut("it reads too slowly");
    }

    /// <summary>Ends it without a word.</summary>
    public void Cut(string reason)
    {
        lock (_gate)
        {
            if (CutReason is not null || _isDisposed)
                return;
            CutReason = reason;
            // Whoever waits on the token goes on elsewhere: the exchange's thread must not run their code.
            _ = _cut.CancelAsync();
        }
    }

    /// <summary>Reading and writing come to an end.</summary>
    public void End() => _ = _ended.CancelAsync();

    /// <summary>A message, a ping or a pong of the client counts.</summary>
    /// <returns>False where there were too many within a second.</returns>
    public bool TryCount()
    {
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(_secondBegin, now) >= TimeSpan.FromSeconds(1))
            (_secondBegin, _controls) = (now, 0);
        return ++_controls <= Options.ControlsPerSecond;
    }

    public void OnPong() => Volatile.Write(ref _pongAt, _time.GetTimestamp());

    /// <summary>Streams by name, in the order of subscription; for the reading side alone, as everything below.</summary>
    public IReadOnlyCollection<string> Streams => _streams.Keys;

    /// <summary>Listens to streams; names that the exchange does not have are kept, and say nothing.</summary>
    /// <returns>False, and nothing happens, where there would be too many.</returns>
    public bool TrySubscribe(StreamHub hub, IEnumerable<string> names)
    {
        string[] added = [.. names.Distinct(StringComparer.Ordinal).Where(name => !_streams.ContainsKey(name))];
        if (_streams.Count + added.Length > Options.StreamsMax)
            return false;
        foreach (var name in added)
        {
            var topic = hub.Open(name);
            _streams.Add(name, topic);
            topic?.Set(this, Form);
        }

        return true;
    }

    public void Unsubscribe(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (_streams.Remove(name, out var topic))
                topic?.Set(this, null);
        }
    }

    /// <summary>Wraps events with the stream's name, or does not.</summary>
    public void Combine(bool isCombined)
    {
        Form = Form with { IsCombined = isCombined };
        foreach (var topic in _streams.Values)
            topic?.Set(this, Form);
    }

    /// <summary>Writes what waits until the connection ends.</summary>
    public async Task WriteAsync(Stream stream)
    {
        while (true)
        {
            var waiting = await _outbox.TakeAsync(Ended).ConfigureAwait(false);
            await stream.WriteAsync(waiting, _cut.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what still waits, as a last word; only when nobody else writes.</summary>
    public async Task DrainAsync(Stream stream)
    {
        _outbox.Wake();
        var waiting = await _outbox.TakeAsync(_cut.Token).ConfigureAwait(false);
        await stream.WriteAsync(waiting, _cut.Token).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Unsubscribe([.. _streams.Keys]);
        _outbox.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _ended.Dispose();
            _cut.Dispose();
        }
    }
}
