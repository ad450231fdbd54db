using System.Diagnostics;
using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>
/// The deterministic heart: one input at a time in, effects out. No I/O, no clock, no randomness, no threads. The same build, configuration
/// and inputs give the same effects, to the bit.
/// </summary>
public sealed class TradingKernel
{
    // The exchange takes 36 characters: 12, two dashes and the 19 digits of the longest sequence leave three for the count.
    private const int MaxSessionLength = 12;

    private readonly MarketUnit[] _units;
    private readonly string _session;
    private long _lastSequence;
    private int _namesInInput;

    /// <param name="session">Short name of the session ([a-z0-9], at most 12): part of every client order id.</param>
    /// <param name="markets">The instruments in the order of their ids.</param>
    /// <param name="portfolio">Balances at the start.</param>
    /// <param name="limits">What may be risked.</param>
    /// <exception cref="ArgumentException">The session would make names that the exchange refuses.</exception>
    public TradingKernel(string session, IReadOnlyList<MarketSetup> markets, Portfolio portfolio, RiskLimits limits)
    {
        if (session.Length is 0 or > MaxSessionLength || !session.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            throw new ArgumentException($"a session is named by 1 to {MaxSessionLength} of [a-z0-9], not '{session}'", nameof(session));
        _session = session;
        Portfolio = portfolio;
        Risk = new RiskGate(limits, markets.Count);
        _units = new MarketUnit[markets.Count];
        for (var i = 0; i < markets.Count; i++)
        {
            var setup = markets[i];
            Invariant.That(setup.Instrument.Id.Index == i, "instruments are listed by their ids");
            var structure = new StructureDetector(setup.Structure);
            _units[i] = new MarketUnit
            {
                Instrument = setup.Instrument,
                Packets = new PacketBuilder(setup.Packets),
                Structure = structure,
                Strategy = setup.Strategy(new StrategyContext(this, setup.Instrument, structure)),
            };
        }
    }

    /// <summary>Time of the last input.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>Balances and marks.</summary>
    public Portfolio Portfolio { get; }

    /// <summary>Limits on the account.</summary>
    public RiskGate Risk { get; }

    /// <summary>All our orders.</summary>
    public OrderLedger Ledger { get; } = new();

    internal EffectBuffer Effects { get; private set; } = new();

    /// <summary>What an instrument's packet builder has counted.</summary>
    public PacketCounters CountersOf(InstrumentId instrument) => _units[instrument.Index].Packets.Counters;

    /// <summary>Applies the next input and adds its effects to <paramref name="effects"/>.</summary>
    public void Apply(in KernelInput input, EffectBuffer effects)
    {
        Invariant.That(input.Sequence == _lastSequence + 1, "inputs are sequenced without holes");
        Invariant.That(input.Time >= Now, "inputs do not go back in time");
        _lastSequence = input.Sequence;
        _namesInInput = 0;
        Now = input.Time;
        Effects = effects;
        switch (input.Kind)
        {
            case InputKind.Market:
                var market = input.Market;
                if (market.Kind == MarketEventKind.Trade)
                    OnTrade(_units[market.Instrument.Index], market.Trade);
                break;
            case InputKind.Venue:
                OnVenue(input.Venue);
                break;
            case InputKind.Timer:
                _units[input.Timer.Instrument.Index].Strategy.OnTimer(input.Timer);
                break;
            default:
                throw new UnreachableException();
        }
    }

    internal string NextName() =>
        string.Create(CultureInfo.InvariantCulture, $"{_session}-{_lastSequence}-{++_namesInInput}");

    private void OnTrade(MarketUnit unit, in TradeTick trade)
    {
        if (trade.Price > unit.MaxPrice)
        {
            Effects.Add(EffectKind.Alert, unit.Instrument.Id, new Alert("absurd-price", $"Trade {trade.Id} at {trade.Price} is left out: no level beyond it could be counted."));
            return;
        }

        var step = unit.Packets.Add(in trade);
        if (step.Acceptance != TradeAcceptance.Accepted)
            return;
        var id = unit.Instrument.Id;
        Portfolio.Mark(id, trade.Price);
        if (step.IsSegmentBreak)
        {
            Effects.Add(EffectKind.SegmentBroken, id, null);
            var ended = unit.Structure.Reset();
            Report(unit, ended);
            unit.Strategy.OnSegmentBreak(ended);
        }

        foreach (ref readonly var packet in step.Closed)
            OnPacket(unit, in packet);
        unit.Strategy.OnTrade(in trade);
    }

    private void OnPacket(MarketUnit unit, in Packet packet)
    {
        var equity = Portfolio.Equity();
        Effects.AddPacket(unit.Instrument.Id, in packet, equity);
        Observe(unit.Instrument.Id, equity);
        var events = unit.Structure.Add(new Bar(packet.Open, packet.High, packet.Low, packet.Close));
        Report(unit, events);
        unit.Strategy.OnPacket(in packet, events);
    }

    private void Report(MarketUnit unit, ReadOnlySpan<StructureEvent> events)
    {
        foreach (ref readonly var structureEvent in events)
        {
            Effects.AddStructureEvent(unit.Instrument.Id, in structureEvent);
            if (structureEvent.Kind >= StructureEventKind.ZoneCreated && structureEvent.ZoneId >= 0)
                Effects.AddZone(unit.Instrument.Id, unit.Structure.GetZone(structureEvent.ZoneId));
        }
    }

    private void Observe(InstrumentId instrument, Money equity)
    {
        var reached = Risk.Observe(Now, equity);
        if (reached == RiskVerdict.DailyLoss)
            Effects.Add(EffectKind.Alert, instrument, new Alert("daily-loss", "The day's loss limit is reached: no new entries until 00:00 UTC."));
        else if (reached == RiskVerdict.Drawdown)
            Effects.Add(EffectKind.Alert, instrument, new Alert("drawdown", "The drawdown limit is reached: no new entries."));
    }

    private void OnVenue(VenueEvent venueEvent)
    {
        var unit = _units[venueEvent.Instrument.Index];
        switch (venueEvent)
        {
            case VenueEvent.OrderReport { Report: var report }:
                OnReport(unit, report);
                break;
            case VenueEvent.PlaceRefused refusal:
                foreach (var name in refusal.ClientOrderIds)
                {
                    if (Ledger.Refused(name) is { } refused)
                        unit.Strategy.OnRefused(refused, refusal);
                }

                break;
            case VenueEvent.CancelRefused refusal:
                unit.Strategy.OnCancelRefused(refusal);
                break;
            case VenueEvent.AccountUpdate update:
                Portfolio.Apply(update);
                foreach (var each in _units)
                    each.Strategy.OnAccount(); // one account: what one instrument sets free another may use
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void OnReport(MarketUnit unit, ExecutionReport report)
    {
        var id = unit.Instrument.Id;
        var wasOver = Ledger.Find(report.Order.ClientOrderId) is { IsOpen: false };
        var order = Ledger.Apply(report, out var fill);
        if (order is null)
        {
            Effects.Add(EffectKind.Alert, id, new Alert("foreign-order", $"Order {report.Order.ClientOrderId} is not ours."));
            return;
        }

        if (fill is not null)
        {
            Effects.Add(EffectKind.Filled, id, fill);
            if (wasOver)
            {
                var message = $"Order {fill.ClientOrderId} was over when a fill of {fill.Quantity} at {fill.Price} came.";
                Effects.Add(EffectKind.Alert, id, new Alert("late-fill", message));
            }
        }

        unit.Strategy.OnOrder(order, report, fill);
    }
}
