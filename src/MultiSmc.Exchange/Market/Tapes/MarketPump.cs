using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Where a pump hands over the market: the way to the exchange's thread.</summary>
public interface IMarketPost
{
    /// <summary>Hands over a run of events, in order; it may be empty, then only time goes on.</summary>
    /// <param name="events">Good until the task has ended: it ends when the exchange has taken them.</param>
    /// <param name="marketTime">The market's clock behind them.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask PostAsync(ReadOnlyMemory<MarketEvent> events, Timestamp marketTime, CancellationToken cancellationToken);
}

/// <summary>Plays a tape at its speed. It waits for the exchange where that is behind, and then catches up: no event is lost or changes places.</summary>
public sealed class MarketPump
{
    // Time goes on for the streams at least so often.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    // Below this a timer is not exact anyway.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly MarketEvent[] _read = new MarketEvent[2048];
    private readonly MarketEvent[] _due = new MarketEvent[2048];
    private readonly IMarketSource _source;
    private readonly MarketPacing _pacing;
    private readonly TimeProvider _time;
    private readonly IMarketPost _post;
    private TapeClock _clock;
    private Timestamp _playFrom;
    private bool _isPast;
    private Timestamp _marketTime;

    /// <param name="source">The tape: read on the pump's thread alone, and left to the caller to dispose.</param>
    /// <param name="pacing">How fast, with which times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="post">Where it goes.</param>
    /// <exception cref="ArgumentException">The pacing is out of range.</exception>
    public MarketPump(IMarketSource source, MarketPacing pacing, TimeProvider time, IMarketPost post)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(pacing);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(post);
        pacing.Validate();
        (_source, _pacing, _time, _post) = (source, pacing, time, post);
    }

    /// <summary>Events handed over.</summary>
    public long Events { get; private set; }

    /// <summary>Plays the tape to its end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isFirst = true;
        while (_source.Read(_read) is var count and > 0)
        {
            if (isFirst)
                Begin(_read[0].Time + _pacing.Past);
            isFirst = false;
            var taken = 0;
            while (taken < count)
            {
                var due = TakeDue(_read.AsSpan(taken, count - taken));
                taken += due;
                // A run that ends with the buffer may go on at the same time: only then does time stand at its last event.
                await PostAsync(due, isComplete: taken < count, cancellationToken).ConfigureAwait(false);
                if (taken < count)
                    await WaitForAsync(_read[taken].Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Begin(Timestamp playFrom)
    {
        _playFrom = playFrom;
        _clock = new TapeClock(_pacing, playFrom, Now());
        _isPast = _pacing.Past.Nanoseconds > 0;
    }

    private int TakeDue(ReadOnlySpan<MarketEvent> events)
    {
        var now = Now();
        var count = 0;
        for (; count < events.Length; count++)
        {
            if (_isPast && events[count].Time > _playFrom)
            {
                // Showing the past took its time: the playing begins now, and is not late from its first moment.
                _isPast = false;
                _clock = new TapeClock(_pacing, _playFrom, now);
            }

            if (_clock.DueOf(events[count].Time) > now)
                break;
            _due[count] = _clock.Stamp(in events[count]);
        }

        return count;
    }

    private async ValueTask PostAsync(int count, bool isComplete, CancellationToken cancellationToken)
    {
        var time = count > 0 ? _due[count - 1].Time : _marketTime;
        if (isComplete && _pacing.Speed > 0)
            time = _clock.StampOf(_clock.TapeAt(Now()));
        if (time > _marketTime)
            _marketTime = time;
        Events += count;
        await _post.PostAsync(_due.AsMemory(0, count), _marketTime, cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitForAsync(Timestamp tape, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = TimeSpan.FromTicks((_clock.DueOf(tape) - Now()).Nanoseconds / 100);
            if (wait <= TimeSpan.Zero)
                return;
            var step = wait < Shortest ? Shortest : wait > Beat ? Beat : wait;
            await Task.Delay(step, _time, cancellationToken).ConfigureAwait(false);
            if (step == Beat)
                await PostAsync(0, isComplete: true, cancellationToken).ConfigureAwait(false);
        }
    }

    private Timestamp Now() => Timestamp.Of(_time.GetUtcNow());
}
