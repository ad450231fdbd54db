using System.Security.Cryptography;
using MultiSmc.Core;
using MultiSmc.Node;

namespace MultiSmc.Terminal;

/// <summary>
/// The terminal's own picture of a session: takes from the observer's ring, keeps the state, makes a frame each 50 ms. A task of its own; the kernel's
/// thread is never waited for and never waits, unless the shell is a patient one (a backtest).
/// </summary>
public sealed class TerminalModel : IAsyncDisposable
{
    private const int FrameMs = 50;
    private const int BeatMs = 500;
    private const int HealthMs = 1_000;
    private const int LatencyMs = 5_000;
    private const int DrainMs = 40;

    private readonly Lock _gate = new();
    private readonly KernelObserver _observer;
    private readonly TimeProvider _time;
    private SessionState _state;
    private FrameMaker _maker;
    private readonly CancellationTokenSource _stop = new();
    private Task? _loop;
    private long _sequence;
    private long _sentAt;
    private long _healthAt;
    private long _latencyAt;
    private int _generation;
    private SessionPast? _past;
    private Task<NodeStatus?>? _asked;
    private NodeStatus? _answer;
    private int _ended;

    /// <param name="setup">What is known before the first input.</param>
    /// <param name="observer">Where it learns of inputs and effects.</param>
    /// <param name="time">The clock.</param>
    public TerminalModel(TerminalSetup setup, KernelObserver observer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(time);
        _observer = observer;
        _time = time;
        _state = new SessionState(setup);
        _maker = new FrameMaker(_state, observer);
        Epoch = NewEpoch();
    }

    /// <summary>What is known of the session before its first input.</summary>
    public TerminalSetup Setup => _state.Setup;

    /// <summary>Names this picture: numbers of frames, packets, zones and setups hold within one.</summary>
    public string Epoch { get; private set; }

    internal TerminalFeed Feed { get; } = new();

    internal TimeProvider Clock => _time;

    internal KernelObserver Observer => _observer;

    /// <summary>What came before is still being taken in, or the node has been asked.</summary>
    internal bool IsCatchingUp => (_past is not null && _observer.FirstSequence > 1) || _asked is not null || _answer is not null;

    /// <summary>Asks the node how it stands; null where there is none. What was missed is made good by it.</summary>
    internal Func<CancellationToken, Task<NodeStatus?>>? AskStatus { get; set; }

    internal Func<long, HealthView>? MeasureHealth { get; set; }

    internal Func<IReadOnlyList<LatencyStage>>? MeasureLatency { get; set; }

    /// <summary>Told of each entry of the journal, in order; never waits.</summary>
    internal Action<JournalEntry>? OnJournal { get; set; }

    internal JobBoard Jobs { get; } = new();

    /// <summary>Where the story from before the first input that is seen can be had; to be set before the picture is kept.</summary>
    internal void TakePastFrom(PastReader read) => _past = new SessionPast(read, _observer, [.. Setup.Markets.Select(static market => market.Instrument)], _stop.Token);

    /// <summary>What judgements are explained by; to be set before the picture is kept.</summary>
    internal void Explain(DecisionReasons reasons) => _state.Reasons = reasons;

    /// <summary>While it says so, the picture is kept and not shown: pages keep what they have.</summary>
    public Func<bool> IsHeldBack { get; set; } = static () => false;

    /// <summary>Forgets the picture: the session is shown anew from its first input. While nothing waits in the observer's ring.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _state = new SessionState(_state.Setup, _state.Generation + 1) { Reasons = _state.Reasons };
            _maker = new FrameMaker(_state, _observer);
            _healthAt = _latencyAt = 0;
        }
    }

    /// <summary>Begins to keep the picture.</summary>
    internal void Start() => _loop ??= Task.Run(RunAsync);

    /// <summary>Looks at the state while it stands still.</summary>
    internal T Read<T>(Func<SessionState, T> read)
    {
        lock (_gate)
            return read(_state);
    }

    /// <summary>Waits until everything that was observed so far is part of the picture.</summary>
    public async Task CaughtUpAsync(CancellationToken cancellation)
    {
        while (_observer.Ring.Waiting > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellation).ConfigureAwait(false);
    }

    /// <summary>One step: takes what there is and makes the frame that is due.</summary>
    internal void Step()
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        TakeAnswer();
        if (!TakePast(now))
            Drain(_observer, now);
        lock (_gate)
        {
            if (IsHeldBack())
            {
                Beat(now);
                return;
            }

            if (_answer is not null && _observer.Ring.Readable == 0)
                Repair(); // everything up to the answer was in the ring before the answer was
            if (_generation != _state.Generation)
            {
                _generation = _state.Generation;
                Epoch = NewEpoch();
                _sequence = 0;
                Feed.ForgetFrames();
            }

            if (now - _healthAt >= HealthMs && MeasureHealth is { } measure)
            {
                _healthAt = now;
                var health = measure(now);
                _maker.Health = health with
                {
                    Restarts = Math.Max(0, _state.Starts - 1),
                    Links = [.. health.Links.Select(link => _state.Faults.TryGetValue(link.Name, out var fault) ? link with { Fault = fault } : link)],
                };
            }

            var latency = now - _latencyAt >= LatencyMs ? Latency() : null;
            if (latency is not null)
            {
                _latencyAt = now;
                _maker.Latency = latency;
            }

            _maker.Jobs = () => Jobs.All;
            var (changed, lives) = _maker.TakeChanges(now);
            if (!IsCatchingUp && _observer.Ring.Readable == 0)
                _state.Sample(new Timestamp(now * 1_000_000), _maker.LastTrade);
            if (_healthAt == now)
                changed = changed with { Health = _maker.Health };
            if (latency is not null)
                changed = changed with { Latency = latency };
            var news = _maker.TakeNews(now) with { Jobs = Jobs.TakeNews(now) };
            foreach (var entry in news.Journal ?? [])
                OnJournal?.Invoke(entry);
            var isQuiet = lives.Count == 0 && changed == new FrameParts() && news == new FrameParts();
            var frame = isQuiet && now - _sentAt < BeatMs && !Feed.IsAskedForFocus && _sequence > 0
                ? null
                : new FeedFrame
                {
                    Epoch = Epoch,
                    Sequence = ++_sequence,
                    Time = now,
                    Lasting = news,
                    Changed = changed,
                    ChangedLives = lives,
                    Latest = _maker.Latest,
                    IsBeat = isQuiet,
                };
            if (frame is not null)
                _sentAt = now;
            Feed.Publish(frame, _maker.WholeOf, _maker.SnapshotOf);
        }
    }

    /// <summary>Ends the picture; pages are told that nothing follows.</summary>
    public async ValueTask DisposeAsync()
    {
        _observer.IsAbandoned = true;
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return; // by its host before, or by its owner
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_loop is not null)
            await _loop.ConfigureAwait(false);
        if (_past is not null)
            await _past.EndAsync().ConfigureAwait(false);
        Feed.Close();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(FrameMs), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
                Step();
        }
        catch (OperationCanceledException)
        {
            // The end that was asked for.
        }
        finally
        {
            _observer.IsAbandoned = true;
        }
    }

    /// <summary>The story from before what is seen comes first.</summary>
    /// <returns>It is not all there yet: what is seen waits.</returns>
    private bool TakePast(long started)
    {
        if (_past is not { } past || !past.HasBegun())
            return false;
        var isOver = past.IsOver; // asked before the ring is emptied: nothing is written after
        Drain(past.Observer, started);
        if (!isOver || past.Ring.Readable > 0)
            return true;
        lock (_gate)
        {
            if (past.Fault is { } fault)
                _state.OnPastMissing(fault);
            // What is held is worth its last price, until a trade of the present brings another: without one it would count for nothing.
            for (var i = 0; i < _state.Symbols.Length; i++)
            {
                if (past.LastOf(i) is var last and > 0)
                    _state.Money.Mark(_state.Symbols[i].Instrument.Id, _state.Symbols[i].Scales.Price(last));
            }
        }

        past.End();
        _past = null;
        return false;
    }

    // A picture with a hole is mended by the node's own word, which is asked for once a hole is known and as often as there are new ones.
    private void TakeAnswer()
    {
        if (_asked is { IsCompleted: true } asked)
        {
            _asked = null;
            _answer = asked.IsCompletedSuccessfully ? asked.Result : null; // a node that has ended answers no more: what is known stays
        }

        if (_asked is null && _answer is null && AskStatus is { } ask && Read(static state => state.IsIncomplete))
            _asked = ask(_stop.Token);
    }

    private void Repair()
    {
        _state.Repair(_answer!); // called where there is one
        _answer = null;
    }

    // In pieces, so that a reader is let in between; no more than a ring and no longer than a frame, so that a backtest at full speed is seen to move.
    private void Drain(KernelObserver observer, long started)
    {
        var ring = observer.Ring;
        var left = ring.Capacity;
        while (left > 0 && ring.Readable is var readable and > 0)
        {
            var piece = Math.Min(Math.Min(readable, left), 1_024);
            lock (_gate)
            {
                for (var i = 0; i < piece; i++)
                {
                    ref var seen = ref ring.Peek(i);
                    if (_answer is not null && seen.Sequence > _answer.Inputs && ring == _observer.Ring)
                        Repair();
                    _state.Apply(ref seen);
                    if (seen.Kind != ObservedKind.MarketTrade)
                        left--; // single trades are cheap and many
                    else if (_state.Symbols[seen.Instrument.Index].Pulled.Count == 0)
                        observer.Release(seen.Instrument, seen.Sequence);
                }
            }

            ring.Release(piece);
            if (_time.GetUtcNow().ToUnixTimeMilliseconds() - started >= DrainMs)
                return;
        }
    }

    // Pages are told that the server lives; what it does meanwhile they see when it is done.
    private void Beat(long now)
    {
        _ = _maker.TakeNews(now);
        if (now - _sentAt < BeatMs)
            return;
        _sentAt = now;
        var nothing = new FrameParts();
        Feed.Publish(
            new FeedFrame
            {
                Epoch = Epoch, Sequence = ++_sequence, Time = now, Lasting = nothing, Changed = nothing, ChangedLives = [], Latest = _maker.Latest, IsBeat = true,
            },
            _maker.WholeOf,
            _maker.SnapshotOf);
    }

    private LatencyStage[]? Latency()
    {
        LatencyStage[] stages = [.. MeasureLatency?.Invoke() ?? [], .. _state.Acks.Stages()];
        return stages.Length == 0 ? null : stages;
    }

    private static string NewEpoch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
}
