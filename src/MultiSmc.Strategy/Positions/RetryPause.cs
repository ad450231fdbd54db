using MultiSmc.Core;

namespace MultiSmc.Strategy;

/// <summary>The pause before something that the exchange refused is tried again: each further one is twice as long, up to a limit.</summary>
internal sealed class RetryPause
{
    private static readonly Duration First = Duration.FromSeconds(1);
    private static readonly Duration Longest = Duration.FromSeconds(30);

    private Timestamp? _until;
    private int _count;

    /// <summary>There was a refusal, and nothing has been accepted since.</summary>
    public bool IsUnderWay => _count > 0;

    /// <summary>It is too early to try again.</summary>
    public bool Lasts(Timestamp now) => _until is { } until && now < until;

    /// <summary>Refused once more.</summary>
    /// <returns>When to try again.</returns>
    public Timestamp Begin(Timestamp now)
    {
        var until = now + new Duration(Math.Min(First.Nanoseconds << Math.Min(_count++, 10), Longest.Nanoseconds));
        _until = until;
        return until;
    }

    /// <summary>What was refused is accepted, or something else is to be tried: no reason to wait.</summary>
    public void End() => (_until, _count) = (null, 0);

    /// <summary>Saves how long it lasts, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        _until = state.Time(_until);
        _count = state.Int32(_count);
    }
}
