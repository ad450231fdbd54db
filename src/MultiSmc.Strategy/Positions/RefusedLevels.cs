using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>What a refused target and stop mean: most often the price has passed one of the levels on the way.</summary>
internal sealed class RefusedLevels(StrategyContext context)
{
    private const int Most = 3;

    private int _count;

    /// <summary>Saves how often in a row, or takes what was saved.</summary>
    public void Carry(StateCarrier state) => _count = state.Int32(_count);

    /// <summary>The exchange took something.</summary>
    public void Forget() => _count = 0;

    /// <summary>Which level was passed decides; between them the list is placed again, but not for ever.</summary>
    /// <param name="refusal">The exchange's words.</param>
    /// <param name="stop">Stop.</param>
    /// <param name="target">Target.</param>
    /// <param name="isAnswered">Both legs have been answered: a list is refused leg by leg and counts once.</param>
    /// <returns>Why to sell at once, or none.</returns>
    public ExitReason Judge(VenueEvent.PlaceRefused refusal, Price stop, Price target, bool isAnswered)
    {
        var last = context.Portfolio.MarkOf(context.Instrument.Id);
        if (last <= stop)
            return ExitReason.GuardedStop;
        if (last >= target)
            return ExitReason.GuardedTarget;
        if (!isAnswered || ++_count < Most)
            return ExitReason.None;
        context.Alert(
            "protection-refused",
            $"The exchange refused target and stop {Most} times: {refusal.Reason} ({refusal.Code}). A position is never left bare: it is sold.");
        return ExitReason.Unprotectable;
    }
}
