namespace MultiSmc.Simulation;

/// <summary>
/// Integer mean that forgets: the plain mean of the first 2^shift values (each step floored toward zero), then an exponential one,
/// mean += (value − mean) >> shift. The same on every machine.
/// </summary>
internal struct RunningMean(int shift)
{
    private long _count;

    /// <summary>The mean so far; zero before the first value.</summary>
    public long Value { get; private set; }

    /// <summary>Whether a value has been seen.</summary>
    public readonly bool HasValue => _count > 0;

    /// <param name="value">Not negative.</param>
    public void Add(long value)
    {
        if (_count >> shift != 0)
        {
            Value += (value - Value) >> shift;
            return;
        }

        _count++;
        Value += (value - Value) / _count;
    }
}

/// <summary>
/// Typical volume printed per visit of a level, on one side of the book. A visit is the unbroken sequence of one aggressor side's prints at one
/// price (prints of the other aggressor in between do not end it); it counts once it is over.
/// </summary>
internal struct VisitMeter()
{
    private RunningMean _mean = new(shift: 6);
    private long _priceRaw;
    private long _volumeRaw;

    /// <summary>Mean volume of the visits that are over.</summary>
    public readonly long TypicalRaw => _mean.Value;

    /// <summary>Whether a visit is over.</summary>
    public readonly bool HasTypical => _mean.HasValue;

    public void Add(long priceRaw, long quantityRaw)
    {
        if (priceRaw != _priceRaw)
        {
            if (_priceRaw != 0)
                _mean.Add(_volumeRaw);
            _priceRaw = priceRaw;
            _volumeRaw = 0;
        }

        var volume = _volumeRaw + quantityRaw;
        _volumeRaw = volume >= 0 ? volume : long.MaxValue;
    }
}
