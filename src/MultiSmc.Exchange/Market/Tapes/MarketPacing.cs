using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Which times the events of a tape bear when they are shown.</summary>
public enum MarketStamps : byte
{
    /// <summary>Their own.</summary>
    Recorded,

    /// <summary>The clock's: the tape's beginning falls on the moment of the start, its distances shrink by the speed.</summary>
    Wall,
}

/// <summary>How fast a tape is played, and with which times.</summary>
public sealed record MarketPacing
{
    /// <summary>Seconds of the tape in a second, 1 to 1,000; 0: as fast as it is taken.</summary>
    public int Speed { get; init; } = 1;

    /// <summary>Times of the events.</summary>
    public MarketStamps Stamps { get; init; }

    /// <summary>
    /// So much of the tape's beginning is shown at once, so that there is a past to ask for: trades, candles. With <see cref="MarketStamps.Wall"/> it
    /// bears the times before the start, at its own distances.
    /// </summary>
    public Duration Past { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Speed, nameof(Speed));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Speed, 1_000, nameof(Speed));
        ArgumentOutOfRangeException.ThrowIfNegative(Past.Nanoseconds, nameof(Past));
        if (Speed == 0 && Stamps == MarketStamps.Wall)
            throw new ArgumentException("a tape that is played as fast as it is taken has no times on the clock: use recorded stamps", nameof(Speed));
    }
}

/// <summary>From the tape's time to the clock's and to the times that are shown.</summary>
/// <param name="pacing">How.</param>
/// <param name="tapeStart">Where in the tape the playing begins.</param>
/// <param name="wallStart">When it begins.</param>
internal readonly struct TapeClock(MarketPacing pacing, Timestamp tapeStart, Timestamp wallStart)
{
    /// <summary>When an event of the tape is due on the clock.</summary>
    public Timestamp DueOf(Timestamp tape) =>
        pacing.Speed == 0 || tape <= tapeStart ? wallStart : new Timestamp(wallStart.Nanoseconds + (tape - tapeStart).Nanoseconds / pacing.Speed);

    /// <summary>The time that an event of the tape bears.</summary>
    public Timestamp StampOf(Timestamp tape)
    {
        if (pacing.Stamps == MarketStamps.Recorded)
            return tape;
        return tape <= tapeStart ? wallStart + (tape - tapeStart) : DueOf(tape);
    }

    /// <summary>Where the tape is at a moment of the clock; only with a speed.</summary>
    public Timestamp TapeAt(Timestamp wall) => new(tapeStart.Nanoseconds + (wall - wallStart).Nanoseconds * pacing.Speed);

    /// <summary>The same event with the time that it bears.</summary>
    public MarketEvent Stamp(in MarketEvent market)
    {
        if (pacing.Stamps == MarketStamps.Recorded)
            return market;
        var time = StampOf(market.Time);
        return market.Kind switch
        {
            MarketEventKind.Trade => new MarketEvent(market.Instrument, market.Trade with { Time = time }),
            MarketEventKind.Quote => new MarketEvent(market.Instrument, market.Quote with { Time = time }),
            _ => new MarketEvent(market.Instrument, market.Depth with { Time = time }),
        };
    }
}
