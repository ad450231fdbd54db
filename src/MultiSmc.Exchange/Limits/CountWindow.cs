using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>A counter over windows of one length, aligned to UTC: :00, :10, :20; midnight.</summary>
internal struct CountWindow(long seconds)
{
    private long _window = long.MinValue;
    private int _count;

    /// <summary>What is counted in the window that holds <paramref name="now"/>.</summary>
    public int At(Timestamp now)
    {
        Move(now);
        return _count;
    }

    /// <summary>Adds, or takes back, never below zero.</summary>
    public void Add(int amount, Timestamp now)
    {
        Move(now);
        _count = Math.Max(0, _count + amount);
    }

    /// <summary>Whole seconds to the end of the window, at least 1.</summary>
    public readonly long SecondsLeft(Timestamp now)
    {
        var nanoseconds = seconds * 1_000_000_000;
        var left = nanoseconds - now.Nanoseconds % nanoseconds;
        return (left + 999_999_999) / 1_000_000_000;
    }

    private void Move(Timestamp now)
    {
        var window = now.Nanoseconds / (seconds * 1_000_000_000);
        if (window == _window)
            return;
        _window = window;
        _count = 0;
    }
}
