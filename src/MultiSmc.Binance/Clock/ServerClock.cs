using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// Estimates the exchange's clock from questions for its time, and stamps requests. The exchange refuses a stamp more than a second ahead of it,
/// and one older than recvWindow; the stamp therefore aims a little behind the exchange's clock, by half a round trip. Safe to use from several
/// threads.
/// </summary>
/// <remarks>
/// Of the last samples the one with the shortest round trip is believed: the exchange read its clock somewhere inside the round trip, so the error of
/// the estimate is at most half of it. Two samples that can't both be true tell that a clock has jumped: the older ones are worth nothing then.
/// </remarks>
public sealed class ServerClock
{
    private const int Kept = 8;

    // What two sound clocks may drift apart over the samples that are kept, and the exchange's rounding to milliseconds.
    private static readonly TimeSpan Drift = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<Sample> _samples = new();
    private Sample _best;
    private bool _isKnown;

    /// <param name="time">The local clock.</param>
    public ServerClock(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <summary>Whether there has been a sample since the start or the last <see cref="Forget"/>.</summary>
    public bool IsKnown
    {
        get
        {
            lock (_gate)
                return _isKnown;
        }
    }

    /// <summary>The exchange's clock less the local one; zero before the first sample.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_gate)
                return _best.Offset;
        }
    }

    /// <summary>Round trip of the sample that is believed; zero before the first sample.</summary>
    public TimeSpan RoundTrip
    {
        get
        {
            lock (_gate)
                return _best.RoundTrip;
        }
    }

    /// <summary>Begins a question for the exchange's time: taken right before it is sent.</summary>
    public Question Ask() => new(_time.GetTimestamp());

    /// <summary>Takes the answer in: called right after it came.</summary>
    /// <param name="question">From <see cref="Ask"/>.</param>
    /// <param name="serverTime">What the exchange said.</param>
    public void Answer(Question question, Timestamp serverTime)
    {
        // The round trip comes from the counter that no correction of the clock disturbs.
        var roundTrip = _time.GetElapsedTime(question.SentAt);
        var local = _time.GetUtcNow();
        var server = serverTime.ToDateTimeOffset();
        var sample = new Sample(server + roundTrip / 2 - local, roundTrip);
        lock (_gate)
        {
            if (_samples.Count > 0 && (sample.Offset - _best.Offset).Duration() > (sample.RoundTrip + _best.RoundTrip) / 2 + Drift)
                _samples.Clear();
            _samples.Enqueue(sample);
            if (_samples.Count > Kept)
                _samples.Dequeue();
            _best = _samples.MinBy(static one => one.RoundTrip);
            _isKnown = true;
        }
    }

    /// <summary>
    /// Forgets all samples, after -1021 or a jump of the local clock: old offsets are worth nothing then. The last offset serves until the next
    /// answer.
    /// </summary>
    public void Forget()
    {
        lock (_gate)
        {
            _samples.Clear();
            _isKnown = false;
        }
    }

    /// <summary>The exchange's clock now, as far as known.</summary>
    public Timestamp Now() => Timestamp.Of(_time.GetUtcNow() + Offset);

    /// <summary>The <c>timestamp</c> of a request in milliseconds; taken as late as possible, after every wait for limits.</summary>
    public long StampMilliseconds()
    {
        Sample best;
        lock (_gate)
            best = _best;
        return Timestamp.Of(_time.GetUtcNow() + best.Offset - best.RoundTrip / 2).Nanoseconds / 1_000_000;
    }

    /// <summary>A question under way.</summary>
    /// <param name="SentAt">The local counter when it was sent.</param>
    public readonly record struct Question(long SentAt);

    private readonly record struct Sample(TimeSpan Offset, TimeSpan RoundTrip);
}
