using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// One direction of the connection: each message takes a fixed time and a seeded, uniform jitter, or a time drawn from a table of measured ones;
/// messages never overtake.
/// </summary>
internal sealed class LatencyLine(Duration fixedDelay, Duration jitterMax, IReadOnlyList<Duration> table, ulong seed)
{
    private SplitMix64 _random = new(seed);
    private Timestamp _latest = new(long.MinValue);

    /// <summary>When a message sent at <paramref name="sent"/> arrives.</summary>
    public Timestamp Deliver(Timestamp sent)
    {
        var delay = table.Count > 0 ? table[(int)_random.NextBelow(table.Count)] : fixedDelay;
        if (jitterMax > Duration.Zero)
            delay += new Duration(_random.NextBelow(jitterMax.Nanoseconds + 1));
        var arrival = sent + delay;
        if (arrival > _latest)
            _latest = arrival;
        return _latest;
    }
}
