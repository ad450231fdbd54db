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

    /// <summary>Too much to lose at the stops of positions and entries.</summary>
    TotalRisk,

    /// <summary>Too many entries in the last minute.</summary>
    OrderRate,
}

/// <summary>
/// Judges every new entry against the account's limits, and counts what is committed: notional, risk and number of positions and waiting entries.
/// Exits are never refused.
/// </summary>
public sealed class RiskGate
{
    private static readonly Duration Minute = Duration.FromSeconds(60);

    private readonly RiskLimits _limits;
    private readonly int[] _countBySymbol;
    private int _count;
    private readonly Queue<Timestamp> _sent = new();
    private Money _committed;
    private Money _risk;
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

    /// <summary>What is lost when every stop of positions and waiting entries is hit.</summary>
    public Money CommittedRisk => _risk;

    /// <summary>The risk that one more entry may take, as a share of equity: the limit of one trade, or what is left of the limit of all.</summary>
    public long RiskPpmLeft(Money equity)
    {
        if (_limits.MaxTotalRiskPpm == 0 || equity <= Money.Zero)
            return _limits.RiskPpm;
        var left = ((Int128)equity.Raw * _limits.MaxTotalRiskPpm - (Int128)_risk.Raw * 1_000_000) / equity.Raw;
        return (long)Int128.Clamp(left, 0, _limits.RiskPpm);
    }

    /// <summary>Money came or went by no trade: it is neither profit nor loss.</summary>
    public void Shift(Money amount)
    {
        _dayStart += amount;
        _peak += amount;
    }

    /// <summary>A person has looked into the halt: losses are measured from here on.</summary>
    public void Reopen(Money equity)
    {
        IsDailyLossHit = IsDrawdownHit = false;
        _dayStart = _peak = equity;
    }

    /// <summary>Takes note of the equity; the first call of a UTC day sets what the day's loss is measured from.</summary>
    /// <returns>The limit that is reached for the first time now, or <see cref="RiskVerdict.Allowed"/>.</returns>
    public RiskVerdict Observe(Timestamp time, Money equity)
    {
        var day = time.UtcDay;
        if (day != _day || _dayStart == Money.Zero) // nothing is known of a live account while a node warms up
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

    /// <summary>Whether an entry may be placed now.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="entry">What it commits.</param>
    /// <param name="equity">The account's worth.</param>
    /// <param name="now">Our time.</param>
    public RiskVerdict Judge(InstrumentId instrument, Commitment entry, Money equity, Timestamp now)
    {
        if (IsDrawdownHit)
            return RiskVerdict.Drawdown;
        if (IsDailyLossHit)
            return RiskVerdict.DailyLoss;
        if (_count >= _limits.MaxPositions)
            return RiskVerdict.MaxPositions;
        if (_countBySymbol[instrument.Index] >= _limits.MaxPositionsPerSymbol)
            return RiskVerdict.MaxPositionsPerSymbol;
        if (IsOver(_committed, entry.Notional, equity, _limits.MaxExposurePpm))
            return RiskVerdict.Exposure;
        if (_limits.MaxTotalRiskPpm > 0 && IsOver(_risk, entry.Risk, equity, _limits.MaxTotalRiskPpm))
            return RiskVerdict.TotalRisk;
        return IsRateReached(now) ? RiskVerdict.OrderRate : RiskVerdict.Allowed;
    }

    /// <summary>Counts an entry that was placed.</summary>
    public void Commit(InstrumentId instrument, Commitment entry, Timestamp now)
    {
        _count++;
        _countBySymbol[instrument.Index]++;
        _committed += entry.Notional;
        _risk += entry.Risk;
        if (_limits.MaxEntriesPerMinute > 0)
            _sent.Enqueue(now);
    }

    /// <summary>Changes what a counted entry or position holds.</summary>
    public void Adjust(Commitment from, Commitment to)
    {
        Invariant.That(to.Notional >= Money.Zero && from.Notional <= _committed && from.Risk <= _risk, "what is adjusted was committed");
        _committed += to.Notional - from.Notional;
        _risk += to.Risk - from.Risk;
    }

    /// <summary>Counts off an entry that ended unfilled or a position that closed.</summary>
    public void Release(InstrumentId instrument, Commitment entry)
    {
        _count--;
        _countBySymbol[instrument.Index]--;
        _committed -= entry.Notional;
        _risk -= entry.Risk;
        Invariant.That(_count >= 0 && _countBySymbol[instrument.Index] >= 0 && _committed >= Money.Zero, "what is released was committed");
    }

    /// <summary>Saves what is committed and lost, or takes what was saved.</summary>
    internal void Carry(StateCarrier state)
    {
        state.Section("risk", 1);
        if (state.Count(_countBySymbol.Length) != _countBySymbol.Length)
            throw state.Fault("another number of instruments");
        foreach (ref var count in _countBySymbol.AsSpan())
            count = state.Int32(count);
        _count = state.Int32(_count);
        _committed = state.Money(_committed);
        _risk = state.Money(_risk);
        _day = state.Int64(_day);
        _dayStart = state.Money(_dayStart);
        _peak = state.Money(_peak);
        IsDailyLossHit = state.Flag(IsDailyLossHit);
        IsDrawdownHit = state.Flag(IsDrawdownHit);
        var sent = _sent.ToArray();
        var left = state.Count(sent.Length);
        _sent.Clear();
        for (var i = 0; i < left; i++)
            _sent.Enqueue(state.Time(state.IsReading ? default : sent[i]));
    }

    private static bool IsOver(Money committed, Money added, Money equity, long ppm) =>
        ((Int128)committed.Raw + added.Raw) * 1_000_000 > (Int128)equity.Raw * ppm;

    private bool IsRateReached(Timestamp now)
    {
        while (_sent.TryPeek(out var oldest) && now - oldest >= Minute)
            _sent.Dequeue();
        return _limits.MaxEntriesPerMinute > 0 && _sent.Count >= _limits.MaxEntriesPerMinute;
    }

    private static bool IsLossBeyond(Money from, Money to, long ppm) => (Int128)(from - to).Raw * 1_000_000 >= (Int128)from.Raw * ppm && to < from;
}
