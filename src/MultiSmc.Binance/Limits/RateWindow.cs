using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>
/// One of the exchange's limits with what is used of it. Windows are fixed and aligned to UTC: a count belongs to the window of its moment and is
/// forgotten with it.
/// </summary>
internal sealed class RateWindow
{
    private static readonly TimeSpan LongWindow = TimeSpan.FromHours(1);

    private long _window = -1;
    private int _used;

    public RateWindow(RateLimitType type, TimeSpan length, int limit)
    {
        Type = type;
        Length = length;
        Limit = limit;
    }

    public RateLimitType Type { get; }

    public TimeSpan Length { get; }

    public int Limit { get; }

    /// <summary>What is used in the window of a moment.</summary>
    public int UsedAt(DateTimeOffset now) => WindowOf(now) == _window ? _used : 0;

    /// <summary>How long until this much is free under a ceiling that leaves the rest of the limit to others; zero: at once.</summary>
    /// <remarks>What is larger than its ceiling goes through an unused window: it would wait for ever otherwise.</remarks>
    public TimeSpan WaitFor(int amount, int ceiling, DateTimeOffset now) =>
        amount == 0 || UsedAt(now) == 0 || UsedAt(now) + amount <= ceiling ? TimeSpan.Zero : EndOf(now) - now;

    public void Add(int amount, DateTimeOffset now)
    {
        MoveTo(now);
        _used += amount;
    }

    /// <summary>
    /// What the exchange says is used. It knows of other programs on the same address, so it may raise any count. Lower it may only that of a long
    /// window, where fills give orders back and a few requests still under way don't matter; a short one is over soon, and there they do.
    /// </summary>
    public void Observe(int used, DateTimeOffset now)
    {
        MoveTo(now);
        _used = Length >= LongWindow ? used : Math.Max(_used, used);
    }

    private void MoveTo(DateTimeOffset now)
    {
        var window = WindowOf(now);
        if (window == _window)
            return;
        _window = window;
        _used = 0;
    }

    private long WindowOf(DateTimeOffset now) => (now - DateTimeOffset.UnixEpoch).Ticks / Length.Ticks;

    private DateTimeOffset EndOf(DateTimeOffset now) => DateTimeOffset.UnixEpoch.AddTicks((WindowOf(now) + 1) * Length.Ticks);
}
