namespace MultiSmc.Structure;

/// <summary>The thousandths of the levels, taken out of the parameters once.</summary>
internal sealed class ZoneRatios(StructureParameters parameters)
{
    /// <summary>The highest thousandths for which the products of prices up to <see cref="StructureDetector.MaxPrice"/> fit 64 bits.</summary>
    internal const long MaxMilli = 4000;

    private const long Whole = 1000;
    private const long Half = 500;

    private readonly long _top = parameters.OteTopMilli;
    private readonly long _entry = parameters.EntryMilli;
    private readonly long _bottom = parameters.OteBottomMilli;
    private readonly long _tp1 = parameters.TpMilli[0];
    private readonly long _tp2 = parameters.TpMilli[1];
    private readonly long _tp3 = parameters.TpMilli[2];
    private readonly long _slBufferMilli = parameters.SlBufferMilli;
    private readonly Int128 _slBufferFloor = (Int128)parameters.SlBufferTicks * parameters.Tick * Whole;
    private readonly long _tick = parameters.Tick;
    private readonly bool _isNarrow = IsNarrow(parameters);

    public ZoneLevels Levels(Direction side, long origin, long ext)
    {
        if (side is not (Direction.Long or Direction.Short))
            throw new ArgumentOutOfRangeException(nameof(side), side, "a zone is long or short");

        // Seen from the zone's side the extreme is the higher price and rounding goes down: long down, short up.
        var sign = (long)side;
        var (high, low) = (sign * ext, sign * origin);
        if (high < low)
            throw new ArgumentException("the origin lies beyond the extreme", nameof(origin));
        return _isNarrow && Math.Abs(ext) <= StructureDetector.MaxPrice && Math.Abs(origin) <= StructureDetector.MaxPrice
            && high - low <= StructureDetector.MaxPrice
            ? Narrow(sign, high, low)
            : Wide(sign, high, low);
    }

    private static bool IsNarrow(StructureParameters parameters)
    {
        ReadOnlySpan<long> milli =
        [
            parameters.OteTopMilli, parameters.EntryMilli, parameters.OteBottomMilli, parameters.SlBufferMilli,
            parameters.TpMilli[0], parameters.TpMilli[1], parameters.TpMilli[2],
        ];
        foreach (var value in milli)
        {
            if (value is < 0 or > MaxMilli)
                return false;
        }

        return parameters.Tick is > 0 and <= StructureDetector.MaxPrice
            && parameters.SlBufferTicks >= 0 && (Int128)parameters.SlBufferTicks * parameters.Tick <= StructureDetector.MaxPrice;
    }

    private ZoneLevels Narrow(long sign, long high, long low)
    {
        var range = high - low;
        var scaled = high * Whole;
        var buffer = Math.Max((long)_slBufferFloor, range * _slBufferMilli);
        return new(
            Top: sign * Floor(scaled - (range * _top)),
            Entry: sign * Floor(scaled - (range * _entry)),
            Bottom: sign * Floor(scaled - (range * _bottom)),
            Eq: sign * Floor(scaled - (range * Half)),
            Sl: sign * Floor((low * Whole) - buffer),
            Tp1: sign * Floor(scaled + (range * _tp1)),
            Tp2: sign * Floor(scaled + (range * _tp2)),
            Tp3: sign * Floor(scaled + (range * _tp3)));
    }

    private ZoneLevels Wide(long sign, Int128 high, Int128 low)
    {
        var range = high - low;
        var scaled = high * Whole;
        var buffer = Int128.Max(_slBufferFloor, range * _slBufferMilli);
        return new(
            Top: Raw(sign, scaled - (range * _top)),
            Entry: Raw(sign, scaled - (range * _entry)),
            Bottom: Raw(sign, scaled - (range * _bottom)),
            Eq: Raw(sign, scaled - (range * Half)),
            Sl: Raw(sign, (low * Whole) - buffer),
            Tp1: Raw(sign, scaled + (range * _tp1)),
            Tp2: Raw(sign, scaled + (range * _tp2)),
            Tp3: Raw(sign, scaled + (range * _tp3)));
    }

    /// <summary>Thousandths of a price, floored to the tick.</summary>
    private long Floor(long milliPrice)
    {
        var step = _tick * Whole;
        var quotient = milliPrice / step;
        if (quotient * step > milliPrice)
            quotient--;
        return quotient * _tick;
    }

    private long Raw(long sign, Int128 milliPrice)
    {
        var step = (Int128)_tick * Whole;
        var quotient = milliPrice / step;
        if (quotient * step > milliPrice)
            quotient--;
        return checked((long)(sign * quotient * _tick));
    }
}
