using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>How long a target that has begun to fill is left alone, though the exchange has ended its stop: the rest mostly fills in the next moments.</summary>
/// <param name="context">The instrument's place in the kernel.</param>
/// <param name="delay">Zero: not at all.</param>
/// <param name="timer">What the timer bears.</param>
internal sealed class TargetPatience(StrategyContext context, Duration delay, int timer)
{
    private Timestamp? _since;

    /// <summary>Saves since when, or takes what was saved.</summary>
    public void Carry(StateCarrier state) => _since = state.Time(_since);

    /// <summary>A stop stands again.</summary>
    public void End() => _since = null;

    /// <summary>It has lasted long enough; otherwise a timer is set where none runs.</summary>
    /// <param name="target">While price stands at or beyond it, it goes on filling.</param>
    /// <param name="hasMore">More was bought since than the target would sell: that needs a stop.</param>
    public bool IsOver(Price target, bool hasMore)
    {
        if (delay.Nanoseconds <= 0)
            return true;
        if (_since is { } since)
        {
            if (context.Now < since + delay)
                return false;
            if (context.Portfolio.MarkOf(context.Instrument.Id) < target || hasMore)
                return true;
        }

        _since = context.Now;
        context.SetTimer(context.Now + delay, timer);
        return false;
    }
}
