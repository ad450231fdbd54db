using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>Keeps of a run's effects what reports are made from.</summary>
public sealed class RunRecorder : IKernelObserver
{
    private readonly Portfolio _portfolio;
    private readonly EquitySeries _equity = new();
    private readonly List<EquityPoint> _daily = [];
    private readonly DrawdownMeter _drawdown = new();
    private readonly List<EntryRecord> _entries = [];
    private readonly Dictionary<ClientOrderId, EntryRecord> _openEntries = []; // looked up by name; never iterated
    private readonly List<Fill> _fills = [];
    private readonly List<(InstrumentId Instrument, RoundTrip Trip)> _trips = [];
    private readonly List<ZoneRecord> _zones = [];
    private readonly Dictionary<(InstrumentId, int), int> _zoneIndex = []; // looked up; never iterated
    private readonly List<TraceRecord> _traces = [];
    private readonly List<AlertRecord> _alerts = [];
    private long _day = long.MinValue;

    /// <param name="portfolio">The kernel's portfolio: equity at 00:00 UTC is read from it.</param>
    /// <param name="longestReport">The longest that the venue's report of a fill may take.</param>
    public RunRecorder(Portfolio portfolio, Duration longestReport = default)
    {
        _portfolio = portfolio;
        AfterFills = new PricesAfterFills(longestReport);
    }

    /// <summary>Where the price went after each fill.</summary>
    public PricesAfterFills AfterFills { get; }

    /// <summary>Equity at the packets' closes, in order; the first point is the start. Of long runs a choice: see <see cref="EquitySeries"/>.</summary>
    public IReadOnlyList<EquityPoint> Equity => _equity.Points();

    /// <summary>Depth and length of drawdowns, measured at every packet's close and every day's start.</summary>
    public Drawdown Drawdown => _drawdown.Measured();

    /// <summary>Equity at the start, at each 00:00 UTC, and at the end.</summary>
    public IReadOnlyList<EquityPoint> DailyEquity => _daily;

    /// <summary>Entry orders in the order of their sending.</summary>
    public IReadOnlyList<EntryRecord> Entries => _entries;

    /// <summary>Executions in the order in which we learned of them.</summary>
    public IReadOnlyList<Fill> Fills => _fills;

    /// <summary>Closed positions in the order of their closing.</summary>
    public IReadOnlyList<(InstrumentId Instrument, RoundTrip Trip)> Trips => _trips;

    /// <summary>All zones, both directions, as last seen, in the order of their birth.</summary>
    public IReadOnlyList<ZoneRecord> Zones => _zones;

    /// <summary>Every step of the strategies, in order.</summary>
    public IReadOnlyList<TraceRecord> Traces => _traces;

    /// <summary>What people should know, in order.</summary>
    public IReadOnlyList<AlertRecord> Alerts => _alerts;

    /// <summary>Balances at the end, in ordinal order of the assets; empty before the end.</summary>
    public IReadOnlyList<AssetBalance> FinalBalances { get; private set; } = [];

    /// <summary>Exchange time of the last event of the tape.</summary>
    public Timestamp LastMarketTime { get; private set; }

    /// <summary>Packets closed.</summary>
    public long Packets { get; private set; }

    /// <summary>Segment breaks.</summary>
    public long SegmentBreaks { get; private set; }

    /// <summary>To be called before each event of the tape is applied: takes the equity at the day's start.</summary>
    public void BeforeMarket(Timestamp time)
    {
        LastMarketTime = time;
        var day = time.UtcDay;
        if (day == _day)
            return;
        if (_day == long.MinValue)
        {
            Start(time);
        }
        else if (day > _day)
        {
            // A day without a trade is one day all the same: its return is the move of the marks, which is none.
            for (var d = _day + 1; d <= day; d++)
                AddDay(new EquityPoint(new Timestamp(d * Timestamp.NanosecondsPerDay), _portfolio.Equity()));
        }

        _day = Math.Max(day, _day);
    }

    /// <summary>To be called at the end of the tape.</summary>
    public void Finish()
    {
        AfterFills.Finish(LastMarketTime);
        FinalBalances = [.. _portfolio.Balances.All];
        var point = new EquityPoint(LastMarketTime, _portfolio.Equity());
        AddPacket(point);
        AddDay(point);
    }

    /// <inheritdoc/>
    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        foreach (ref readonly var effect in effects.Effects)
        {
            switch (effect.Kind)
            {
                case EffectKind.PacketClosed:
                    Packets++;
                    AddPacket(new EquityPoint(input.Time, effect.Amount));
                    break;
                case EffectKind.SegmentBroken:
                    SegmentBreaks++;
                    break;
                case EffectKind.ZoneChanged:
                    Keep(effect.Instrument, effects.Zones[effect.Slot]);
                    break;
                case EffectKind.Filled when effect.Payload is Fill fill:
                    Keep(fill);
                    break;
                case EffectKind.Trace when effect.Payload is StrategyTrace trace:
                    Keep(effect.Instrument, trace);
                    break;
                case EffectKind.Alert when effect.Payload is Alert alert:
                    _alerts.Add(new AlertRecord(effect.Instrument, input.Time, alert));
                    break;
                default:
                    break;
            }
        }
    }

    private void Start(Timestamp time)
    {
        var point = new EquityPoint(time, _portfolio.Equity());
        AddPacket(point);
        AddDay(point);
    }

    private void AddPacket(EquityPoint point)
    {
        _equity.Add(point);
        _drawdown.Add(point);
    }

    private void AddDay(EquityPoint point)
    {
        _daily.Add(point);
        _drawdown.Add(point);
    }

    private void Keep(InstrumentId instrument, in Zone zone)
    {
        if (_zoneIndex.TryGetValue((instrument, zone.Id), out var at))
        {
            _zones[at] = new ZoneRecord(instrument, zone);
            return;
        }

        _zoneIndex.Add((instrument, zone.Id), _zones.Count);
        _zones.Add(new ZoneRecord(instrument, zone));
    }

    private void Keep(Fill fill)
    {
        _fills.Add(fill);
        AfterFills.On(fill);
        if (!_openEntries.TryGetValue(fill.ClientOrderId, out var entry))
            return;
        entry.Filled += fill.Quantity;
        entry.FilledQuote += fill.QuoteAmount;
        entry.FirstFillAt ??= fill.Time;
    }

    private void Keep(InstrumentId instrument, StrategyTrace trace)
    {
        _traces.Add(new TraceRecord(instrument, trace));
        switch (trace)
        {
            case StrategyTrace.EntryPlaced placed:
                var entry = new EntryRecord { Instrument = instrument, Placed = placed };
                _entries.Add(entry);
                _openEntries.Add(placed.Order.ClientOrderId, entry);
                break;
            case StrategyTrace.EntryCancelSent cancel when _openEntries.TryGetValue(cancel.ClientOrderId, out var cancelled):
                cancelled.CancelSentAt ??= cancel.Time;
                cancelled.CancelReason = cancel.Reason;
                cancelled.LastPriceAtCancel = _portfolio.MarkOf(instrument);
                break;
            case StrategyTrace.EntryRefused refused when _openEntries.TryGetValue(refused.ClientOrderId, out var entryRefused):
                entryRefused.Refusal = refused.Reason;
                break;
            case StrategyTrace.Closed closed:
                _trips.Add((instrument, closed.Trip));
                break;
            default:
                break;
        }
    }
}
