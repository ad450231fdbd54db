namespace MultiSmc.Terminal;

/// <summary>
/// What waits for one page. Bounded: a page that falls behind is sent the frames without what newer ones have newer, and where even those are too many,
/// a new snapshot in their place. The model never waits for it.
/// </summary>
internal sealed class FeedSubscription(string focus) : IDisposable
{
    private const int Capacity = 64;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _queue = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private int _limit = Capacity;
    private bool _isBehind;
    private volatile bool _isClosed;
    private bool _isDisposed;

    /// <summary>Symbol the page looks at. Model's thread.</summary>
    public string Focus { get; private set; } = focus;

    /// <summary>The next thing it is sent is a snapshot.</summary>
    public bool NeedsSnapshot { get; private set; } = true;

    /// <summary>The next frame carries the whole of the focus.</summary>
    public bool NeedsFocus { get; private set; }

    /// <summary>Snapshots that it was given because it was too far behind.</summary>
    public int Overflows { get; private set; }

    /// <summary>Frames that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _queue.Count;
        }
    }

    /// <summary>The page turns to another symbol.</summary>
    public void Turn(string focus)
    {
        Focus = focus;
        NeedsFocus = true;
    }

    /// <summary>It goes on where it was: these frames come first. What it looked at then is not known, so the whole of its focus follows.</summary>
    public void Resume(IReadOnlyCollection<FeedFrame> missed)
    {
        lock (_gate)
        {
            foreach (var frame in missed)
                _queue.Enqueue(new Waiting(frame, Focus, null));
            _limit = Capacity + missed.Count;
        }

        NeedsSnapshot = false;
        NeedsFocus = true;
        Signal();
    }

    /// <summary>The next frame; false when too many wait and it must be a snapshot.</summary>
    public bool TryAdd(FeedFrame frame)
    {
        lock (_gate)
        {
            if (_queue.Count >= _limit)
            {
                NeedsSnapshot = true;
                Overflows++;
                return false;
            }

            _queue.Enqueue(new Waiting(frame, Focus, null));
        }

        Signal();
        return true;
    }

    /// <summary>A frame with the whole of the focus in it.</summary>
    public void AddWhole(FeedFrame frame, FrameJson ready)
    {
        NeedsFocus = false;
        lock (_gate)
            _queue.Enqueue(new Waiting(frame, Focus, ready));
        Signal();
    }

    /// <summary>A snapshot in place of everything that waits.</summary>
    public void AddSnapshot(FeedFrame frame, FrameJson snapshot)
    {
        NeedsSnapshot = NeedsFocus = false;
        lock (_gate)
        {
            _queue.Clear();
            _limit = Capacity;
            _isBehind = false;
            _queue.Enqueue(new Waiting(frame, Focus, snapshot));
        }

        Signal();
    }

    /// <summary>Waits for the next frame; null when the feed has ended.</summary>
    public async ValueTask<FrameJson?> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryTake(out var waiting, out var extent))
                return waiting.Ready ?? waiting.Frame.For(waiting.Focus, extent);
            if (_isClosed)
                return null;
            await _signal.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>There will be no more frames.</summary>
    public void Close()
    {
        _isClosed = true;
        Signal();
    }

    /// <summary>The page is gone; the feed may still hold it for a moment.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _signal.Dispose();
        }
    }

    private bool TryTake(out Waiting waiting, out FrameExtent extent)
    {
        lock (_gate)
        {
            extent = FrameExtent.Changes;
            if (!_queue.TryDequeue(out waiting))
                return false;
            if (_queue.Count < Capacity)
                _limit = Capacity;
            if (_queue.Count > 0)
                extent = FrameExtent.LastingOnly;
            else if (_isBehind)
                extent = FrameExtent.CaughtUp;
            _isBehind = extent == FrameExtent.LastingOnly && waiting.Ready is null;
            return true;
        }
    }

    private void Signal()
    {
        lock (_gate)
        {
            if (!_isDisposed && _signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    private readonly record struct Waiting(FeedFrame Frame, string Focus, FrameJson? Ready);
}
