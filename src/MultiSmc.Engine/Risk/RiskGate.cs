using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Why a new entry is not allowed.</summary>
public enum RiskVerdict : byte
{
    /// <summary>It is allowed.</summary>
    Allowed,

    /// <summary>The day's loss limit is reached.</summary>
    DailyLoss,

    /// <summary>The drawdown limit is reached.</summary>
    Drawdown,

    /// <summary>Too many positions and entries.</summary>
    MaxPositions,

    /// <summary>Too many positions and entries of this symbol.</summary>
    MaxPositionsPerSymbol,

    /// <summary>Too much notional in positions and entries.</summary>
    Exposure,
}

/// <summary>
/// Judges every new entry against the account's limits, and counts what is committed: notional and number of positions and waiting entries.
/// Exits are never refused.
/// </summary>
public sealed class RiskGate
{
    private readonly RiskLimits _limits;
    private readonly int[] _countBySymbol;
    private int _count;
    private Money _committed;
    private long _day = long.MinValue;
    private Money _dayStart;
    private Money _peak;

    /// <param name="limits">What may be risked.</param>
    /// <param name="instrumentCount">Number of instruments.</param>
    public RiskGate(RiskLimits limits, int instrumentCount)
    {
        _limits = limits;
        _countBySymbol = new int[instrumentCount];
    }

    /// <summary>What may be risked.</summary>
    public RiskLimits Limits => _limits;

    /// <summary>New entries are stopped for the rest of the UTC day.</summary>
    public bool IsDailyLossHit { get; private set; }

    /// <summary>New entries are stopped.</summary>
    public bool IsDrawdownHit { get; private set; }

    /// <summary>New entries are stopped by a limit on the account.</summary>
    public bool IsHalted => IsDailyLossHit || IsDrawdownHit;

    /// <summary>Notional of positions and waiting entries.</summary>
    public Money Committed => _committed;

    /// <summary>Takes note of the equity; the first call of a UTC day sets what the day's loss is measured from.</summary>
    /// <returns>The limit that is reached for the first time now, or <see cref="RiskVerdict.Allowed"/>.</returns>
    public RiskVerdict Observe(Timestamp time, Money equity)
    {
        var day = time.UtcDay;
        if (day != _day)
        {
            _day = day;
            _dayStart = equity;
            IsDailyLossHit = false;
        }

        if (equity > _peak)
            _peak = equity;
        if (!IsDrawdownHit && _limits.DrawdownHaltPpm > 0 && IsLossBeyond(_peak, equity, _limits.DrawdownHaltPpm))
        {
            IsDrawdownHit = true;
            return RiskVerdict.Drawdown;
        }

        if (!IsDailyLossHit && _limits.DailyLossPpm > 0 && IsLossBeyond(_dayStart, equity, _limits.DailyLossPpm))
        {
            IsDailyLossHit = true;
            return RiskVerdict.DailyLoss;
        }

        return RiskVerdict.Allowed;
    }

    /// <summary>Whether an entry of this notional may be placed now.</summary>
    public RiskVerdict Judge(InstrumentId instrument, Money notional, Money equity)
    {
        if (IsDrawdownHit)
            return RiskVerdict.Drawdown;
        if (IsDailyLossHit)
            return RiskVerdict.DailyLoss;
        if (_count >= _limits.MaxPositions)
            return RiskVerdict.MaxPositions;
        if (_countBySymbol[instrument.Index] >= _limits.MaxPositionsPerSymbol)
            return RiskVerdict.MaxPositionsPerSymbol;
        return ((Int128)_committed.Raw + notional.Raw) * 1_000_000 > (Int128)equity.Raw * _limits.MaxExposurePpm
            ? RiskVerdict.Exposure
            : RiskVerdict.Allowed;
    }

    /// <summary>Counts an entry that was placed.</summary>
    public void Commit(InstrumentId instrument, Money notional)
    {
        _count++;
        _countBySymbol[instrument.Index]++;
        _committed += notional;
    }

    /// <summary>Changes what a counted entry or position holds.</summary>
    public void Adjust(Money from, Money to)
    {
        Invariant.That(to >= Money.Zero && from <= _committed, "what is adjusted was committed");
        _committed += to - from;
    }

    /// <summary>Counts off an entry that ended unfilled or a position that closed.</summary>
    public void Release(InstrumentId instrument, Money notional)
    {
        _count--;
        _countBySymbol[instrument.Index]--;
        _committed -= notional;
        Invariant.That(_count >= 0 && _countBySymbol[instrument.Index] >= 0 && _committed >= Money.Zero, "what is released was committed");
    }

    private static bool IsLossBeyond(Money from, Money to, long ppm) => (Int128)(from - to).Raw * 1_000_000 >= (Int128)from.Raw * ppm && to < from;
}
