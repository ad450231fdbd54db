using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Volume-weighted mean price of the last minutes, in seconds' steps: the reference of percent filters and of market orders' notional.</summary>
internal sealed class AveragePrice(int minutes)
{
    private readonly Second[] _seconds = new Second[minutes * 60];
    private Int128 _notional;
    private Int128 _volume;
    private long _now = long.MinValue;

    public int Minutes => minutes;

    public bool HasValue => _volume > 0;

    /// <summary>Floored to 10^-8.</summary>
    public Price Value => new((long)(_notional / _volume));

    /// <summary>One for an instrument that has such a reference, else null.</summary>
    public static AveragePrice? For(Instrument instrument) => instrument.AveragePriceMinutes > 0 ? new AveragePrice(instrument.AveragePriceMinutes) : null;

    public void Add(long priceRaw, long quantityRaw, Timestamp time)
    {
        var second = Math.Max(time.Nanoseconds / 1_000_000_000, _now);
        DropBefore(second);
        ref var slot = ref _seconds[(int)(second % _seconds.Length)];
        var notional = (Int128)priceRaw * quantityRaw;
        slot = new Second(slot.Notional + notional, slot.Volume + quantityRaw);
        _notional += notional;
        _volume += quantityRaw;
    }

    private void DropBefore(long second)
    {
        var steps = _now == long.MinValue ? 0 : Math.Min(second - _now, _seconds.Length);
        for (long i = 0; i < steps; i++)
        {
            ref var slot = ref _seconds[(int)((second - i) % _seconds.Length)];
            _notional -= slot.Notional;
            _volume -= slot.Volume;
            slot = default;
        }

        _now = second;
    }

    private readonly record struct Second(Int128 Notional, Int128 Volume);
}
