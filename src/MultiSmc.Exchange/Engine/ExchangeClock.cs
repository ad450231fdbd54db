using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>The exchange's clock: the host's, moved by what the admin API says. Safe to read from any thread.</summary>
internal sealed class ExchangeClock(TimeProvider time)
{
    private long _offsetNanoseconds;

    /// <summary>What it is ahead of the host's clock.</summary>
    public Duration Offset
    {
        get => new(Volatile.Read(ref _offsetNanoseconds));
        set => Volatile.Write(ref _offsetNanoseconds, value.Nanoseconds);
    }

    /// <summary>For timers and delays: an offset does not move these.</summary>
    public TimeProvider Time => time;

    public Timestamp Now => Timestamp.Of(time.GetUtcNow()) + Offset;
}
