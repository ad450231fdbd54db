namespace MultiSmc.Terminal;

/// <summary>Numbers the frames, keeps the newest of them, and hands them to the pages.</summary>
internal sealed class TerminalFeed
{
    /// <summary>Frames that can be asked for again.</summary>
    public const int KeptFrames = 8_192;

    /// <summary>Milliseconds for which they can.</summary>
    public const long KeptMs = 60_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<FeedFrame> _ring = new();
    private readonly List<FeedSubscription> _subscriptions = [];
    private bool _isClosed;

    /// <summary>Pages that are served.</summary>
    public int Pages
    {
        get
        {
            lock (_gate)
                return _subscriptions.Count;
        }
    }

    /// <summary>Whether some page waits for more than news: then a frame is made though nothing changed.</summary>
    public bool IsAskedForFocus
    {
        get
        {
            lock (_gate)
                return _subscriptions.Exists(static page => page.NeedsFocus && !page.NeedsSnapshot);
        }
    }

    /// <summary>A page begins, or goes on behind a frame that it has.</summary>
    public FeedSubscription Subscribe(string focus, string? epoch, long? lastSequence)
    {
        var page = new FeedSubscription(focus);
        lock (_gate)
        {
            if (lastSequence is { } last && _ring.Last is { } newest && newest.Value.Epoch == epoch && _ring.First is { } oldest
                && last >= oldest.Value.Sequence - 1 && last <= newest.Value.Sequence)
            {
                page.Resume([.. _ring.Where(frame => frame.Sequence > last)]);
            }

            if (_isClosed)
                page.Close();
            _subscriptions.Add(page);
        }

        return page;
    }

    /// <summary>A page is gone.</summary>
    public void Unsubscribe(FeedSubscription page)
    {
        lock (_gate)
            _subscriptions.Remove(page);
    }

    /// <summary>A page turns to another symbol.</summary>
    public void Turn(FeedSubscription page, string focus)
    {
        lock (_gate)
            page.Turn(focus);
    }

    /// <summary>Hands a frame to every page.</summary>
    /// <param name="frame">The next frame, or null when there is none: pages that wait for a snapshot are given one as of the last.</param>
    /// <param name="wholeOf">The whole of a symbol, as of now.</param>
    /// <param name="snapshotOf">The whole picture with the focus on a symbol, as of now.</param>
    public void Publish(FeedFrame? frame, Func<string, FrameParts> wholeOf, Func<string, FrameParts> snapshotOf)
    {
        lock (_gate)
        {
            if (frame is not null)
                Keep(frame);
            if (_ring.Last is not { Value: var newest })
                return;
            var snapshots = new Dictionary<string, FrameJson>(StringComparer.Ordinal);
            var wholes = new Dictionary<string, FrameJson>(StringComparer.Ordinal);
            foreach (var page in _subscriptions)
            {
                if (frame is not null && !page.NeedsSnapshot)
                {
                    if (page.NeedsFocus)
                        page.AddWhole(frame, Once(wholes, page.Focus, focus => frame.With(focus, wholeOf(focus))));
                    else
                        page.TryAdd(frame);
                }

                if (page.NeedsSnapshot)
                    page.AddSnapshot(newest, Once(snapshots, page.Focus, focus => newest.Snapshot(snapshotOf(focus), focus)));
            }
        }
    }

    /// <summary>What was sent before can't be gone on from: every page is given a snapshot next.</summary>
    public void ForgetFrames()
    {
        lock (_gate)
            _ring.Clear();
    }

    /// <summary>The end: pages are told that nothing follows.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var page in _subscriptions)
                page.Close();
        }
    }

    private void Keep(FeedFrame frame)
    {
        if (_ring.Last is { } last && last.Value.Epoch != frame.Epoch)
            _ring.Clear();
        _ring.AddLast(frame);
        while (_ring.Count > KeptFrames || (_ring.First is { } oldest && frame.Time - oldest.Value.Time > KeptMs))
            _ring.RemoveFirst();
    }

    private static FrameJson Once(Dictionary<string, FrameJson> made, string focus, Func<string, FrameJson> make)
    {
        if (!made.TryGetValue(focus, out var json))
            made.Add(focus, json = make(focus));
        return json;
    }
}
