using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>Last price before a moment.</summary>
/// <param name="Until">The moment; the price is that of the last trade before it.</param>
/// <param name="Price">The price.</param>
public readonly record struct PriceStep(Timestamp Until, Price Price);

/// <summary>
/// Prices of a tape by the minute, of more than half a day by the hour, of more than a month by the day: as fine as a report's curves are, and bounded however
/// many trades there are.
/// </summary>
internal sealed class PriceSteps
{
    private const long Minute = 60_000_000_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    // An hour and a day more than where curves change their step: these begin with the account, a tape with its first trade.
    private const long MinutesUntil = 13 * Hour;
    private const long HoursUntil = 31 * Day;

    private readonly List<PriceStep> _closed = [];
    private long _from = long.MinValue;
    private long _width = Minute;

    /// <summary>End of the step that is under way: until then a new price changes nothing here. Before the first trade in the past of any.</summary>
    public long Until { get; private set; } = long.MinValue;

    /// <summary>Steps that are over, oldest first; a stretch without trades has none.</summary>
    public IReadOnlyList<PriceStep> Closed => _closed;

    /// <summary>A trade came at or after <see cref="Until"/>.</summary>
    /// <param name="time">Its time.</param>
    /// <param name="before">Price of the trade before it; nothing for the first.</param>
    public void Turn(Timestamp time, Price before)
    {
        var at = time.Nanoseconds;
        if (_from == long.MinValue)
            _from = at;
        else
            _closed.Add(new PriceStep(new Timestamp(Until), before));
        if (_width == Minute && at - _from >= MinutesUntil)
            Widen(Hour);
        if (_width == Hour && at - _from >= HoursUntil)
            Widen(Day);
        Until = (at / _width + 1) * _width;
        if (_closed.Count > 0 && _closed[^1].Until.Nanoseconds == Until)
            _closed.RemoveAt(_closed.Count - 1); // its wider step goes on
    }

    private void Widen(long width)
    {
        _width = width;
        var kept = 0;
        foreach (var step in _closed.ToArray())
        {
            var wide = new PriceStep(new Timestamp(((step.Until.Nanoseconds - 1) / width + 1) * width), step.Price);
            if (kept > 0 && _closed[kept - 1].Until == wide.Until)
                kept--;
            _closed[kept++] = wide;
        }

        _closed.RemoveRange(kept, _closed.Count - kept);
    }
}
