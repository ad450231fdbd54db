using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>
/// Copies what a kernel was given and did for the terminal: trades and quotes as the newest state of each market (trades one by one too, while an order
/// that the model took back is followed there), everything else in order through a bounded ring. Beside a market it never waits: what finds no room is dropped, counted, and the terminal says so.
/// </summary>
public sealed class KernelObserver : IKernelObserver
{
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly MarketTracker[] _markets;
    private readonly bool _isPatient;
    private long _lost;
    private long _lostTotal;
    private long _first;
    private long _elapsedNs = -1;
    private long _lagNs;

    /// <param name="instruments">In the order of their ids.</param>
    /// <param name="isPatient">For a backtest or replay: the shell is no market and waits for the terminal rather than losing what it shows.</param>
    /// <param name="capacity">Places of the ring: a power of two.</param>
    /// <param name="clock">The clock that stamps the inputs of a live market: the time to a decision is measured by it. Null where inputs bear another time.</param>
    public KernelObserver(IReadOnlyList<Instrument> instruments, bool isPatient, int capacity = 16_384, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _instruments = instruments;
        _markets = [.. instruments.Select(static instrument => new MarketTracker(instrument))];
        _isPatient = isPatient;
        Ring = new ObservedRing(capacity);
        Decisions = clock is null ? null : new LatencyRecorder(clock);
    }

    /// <summary>Inputs whose effects were dropped. From any thread.</summary>
    public long Lost => Volatile.Read(ref _lostTotal);

    /// <summary>
    /// Whether what comes now is the past (a journal that is read again, a warm-up): nothing of it is urgent, so that it is waited for the terminal, and its
    /// times say nothing about delays. Null: never.
    /// </summary>
    public Func<bool>? IsPast { get; init; }

    internal ObservedRing Ring { get; }

    internal LatencyRecorder? Decisions { get; }

    /// <summary>Number of the first input it was shown; 0 before. Above 1 for a session that went on from a snapshot. From any thread.</summary>
    internal long FirstSequence => Volatile.Read(ref _first);

    /// <summary>Set while its reader is busy with what came before: nobody waits for it then.</summary>
    internal bool IsBusy { get; set; }

    /// <summary>Set when nobody reads any more: a patient observer must not hold its shell for ever.</summary>
    internal bool IsAbandoned { get; set; }

    /// <inheritdoc/>
    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (_first == 0)
            Begin(input.Sequence);
        var price = 0L;
        var followed = input.Kind == InputKind.Market && OnMarket(in input, effects, out price) is { Watch.IsOn: true } market ? market : null;
        var isKept = input.Kind is InputKind.Venue or InputKind.Command;
        if (effects.Effects.Length == 0 && !isKept)
        {
            if (followed is not null)
                CopyTrade(followed, in input, price);
            return;
        }

        var isPast = IsPast?.Invoke() ?? false;
        Measure(in input, isPast);
        var places = effects.Effects.Length + 4; // the input itself, its trade, and word of what was lost before
        if (!Ring.HasRoom(places) && !((_isPatient || isPast) && WaitForRoom(places)))
        {
            _lost++;
            Volatile.Write(ref _lostTotal, _lostTotal + 1);
            foreach (var tracker in _markets)
                tracker.Watch.HasMissed |= tracker.Watch.IsOn; // told with the next trade, which may come before the word of what was lost
            return;
        }

        if (_lost > 0)
        {
            Write(ObservedKind.Lost, default, input.Time, input.Sequence, _lost);
            _lost = 0;
        }

        if (isKept)
        {
            if (input.Kind == InputKind.Venue)
                Write(ObservedKind.Venue, input.Venue.Instrument, input.Time, input.Sequence, input.Venue);
            else
                Write(ObservedKind.Command, default, input.Time, input.Sequence, input.Command);
        }

        foreach (ref readonly var effect in effects.Effects)
        {
            if (followed is not null && IsBehindTrade(in effect, in input, effects))
            {
                WriteTrade(followed, in input, price);
                followed = null;
            }

            Copy(in effect, in input, effects);
        }

        if (followed is not null)
            WriteTrade(followed, in input, price);
        Ring.Publish();
    }

    /// <summary>Forgets everything: a session is shown anew from its first input. While nobody writes, and all that was written is read.</summary>
    public void Restart()
    {
        for (var i = 0; i < _markets.Length; i++)
            _markets[i] = new MarketTracker(_instruments[i]);
        Volatile.Write(ref _first, 0);
    }

    /// <summary>The newest state of a market. From any thread.</summary>
    internal MarketState MarketOf(int instrument) => _markets[instrument].Slot.Read();

    /// <summary>No order was followed in a market before an input: its trades need not be copied. From the reader's thread.</summary>
    internal void Release(InstrumentId instrument, long sequence) => _markets[instrument.Index].Watch.Release(sequence);

    private void Begin(long sequence)
    {
        Volatile.Write(ref _first, sequence);
        if (sequence <= 1)
            return;
        // Which orders are followed from before is known to the reader alone, later: it says so where there are none.
        foreach (var market in _markets)
            market.Watch.Begin(sequence);
    }

    // How long the input took until its effects were whole: a matter of the present alone.
    private void Measure(in KernelInput input, bool isPast)
    {
        (_elapsedNs, _lagNs) = (-1, 0);
        if (isPast || Decisions is null)
            return;
        _elapsedNs = Decisions.On(in input);
        if (input is { Kind: InputKind.Market, Market.Kind: MarketEventKind.Trade })
            _lagNs = (input.Time - input.Market.Trade.Time).Nanoseconds;
    }

    // Trades take no more than half of the ring from what must not be lost.
    private void CopyTrade(MarketTracker tracker, in KernelInput input, long price)
    {
        if (!Ring.HasRoom(Ring.Capacity / 2 + 1) && !((_isPatient || (IsPast?.Invoke() ?? false)) && WaitForRoom(2)))
        {
            tracker.Watch.HasMissed = true;
            return;
        }

        WriteTrade(tracker, in input, price);
        Ring.Publish();
    }

    private void WriteTrade(MarketTracker tracker, in KernelInput input, long price)
    {
        var market = input.Market;
        if (tracker.Watch.HasMissed)
        {
            Write(ObservedKind.TradesMissed, market.Instrument, input.Time, input.Sequence, null);
            tracker.Watch.HasMissed = false;
        }

        var trade = market.Trade;
        Write(ObservedKind.MarketTrade, market.Instrument, input.Time, input.Sequence, null).Trade = new LabelTrade(trade.Id, trade.Time, price, trade.Aggressor);
    }

    // A break of the segment and a packet that the day cut short lie before the trade; packets that it closes and what was decided on it, behind.
    private static bool IsBehindTrade(in Effect effect, in KernelInput input, EffectBuffer effects) => effect.Kind switch
    {
        EffectKind.PacketClosed => effects.Packets[effect.Slot].LastId >= input.Market.Trade.Id,
        EffectKind.Trace or EffectKind.Submit => true,
        _ => false,
    };

    private bool WaitForRoom(int places)
    {
        if (places > Ring.Capacity || IsBusy)
            return false;
        var spin = default(SpinWait);
        while (!Ring.HasRoom(places))
        {
            if (IsAbandoned || IsBusy)
                return false;
            spin.SpinOnce();
        }

        return true;
    }

    private void Copy(in Effect effect, in KernelInput input, EffectBuffer effects)
    {
        switch (effect.Kind)
        {
            case EffectKind.PacketClosed:
                ref var packet = ref Write(ObservedKind.Packet, effect.Instrument, input.Time, input.Sequence, null);
                packet.Packet = effects.Packets[effect.Slot];
                packet.Equity = effect.Amount;
                break;
            case EffectKind.Structure:
                Write(ObservedKind.Structure, effect.Instrument, input.Time, input.Sequence, null).Structure = effects.StructureEvents[effect.Slot];
                break;
            case EffectKind.ZoneChanged:
                Write(ObservedKind.Zone, effect.Instrument, input.Time, input.Sequence, null).Zone = effects.Zones[effect.Slot];
                break;
            case EffectKind.SetTimer:
                break;
            case EffectKind.Trace when effect.Payload is StrategyTrace.Decided { Action: "pull" }:
                _markets[effect.Instrument.Index].Watch.Begin(input.Sequence);
                goto default;
            default:
                Write(KindOf(effect.Kind), effect.Instrument, input.Time, input.Sequence, effect.Payload);
                break;
        }
    }

    private ref ObservedEvent Write(ObservedKind kind, InstrumentId instrument, Timestamp time, long sequence, object? payload)
    {
        ref var place = ref Ring.Next();
        place.Kind = kind;
        place.Instrument = instrument;
        place.Time = time;
        place.Sequence = sequence;
        place.ElapsedNs = _elapsedNs;
        place.LagNs = _lagNs;
        place.Payload = payload;
        return ref place;
    }

    private static ObservedKind KindOf(EffectKind kind) => kind switch
    {
        EffectKind.Submit => ObservedKind.Submit,
        EffectKind.SegmentBroken => ObservedKind.SegmentBroken,
        EffectKind.Filled => ObservedKind.Filled,
        EffectKind.Trace => ObservedKind.Trace,
        EffectKind.Alert => ObservedKind.Alert,
        EffectKind.CommandResult => ObservedKind.CommandResult,
        _ => ObservedKind.Locks,
    };

    // The market whose trade was counted, with its price; null for none.
    private MarketTracker? OnMarket(in KernelInput input, EffectBuffer effects, out long price)
    {
        price = 0;
        var market = input.Market;
        if ((uint)market.Instrument.Index >= (uint)_markets.Length)
            return null;
        var tracker = _markets[market.Instrument.Index];
        if (market.Kind == MarketEventKind.Quote)
        {
            tracker.OnQuote(market.Quote);
            return null;
        }

        var trade = market.Trade;
        if (market.Kind != MarketEventKind.Trade || !tracker.Accepts(in trade, out price, out var value) || IsAbsurd(effects))
            return null;
        if (effects.Effects.Length == 0)
        {
            tracker.OnTrade(in trade, input.Time, price, value, isBegun: true);
            return tracker;
        }

        OnClosing(tracker, in trade, in input, effects, price, value);
        return tracker;
    }

    // The packets that closed with this trade either ended before it, or hold it or a part of it; what is left of it begins the next one.
    private static void OnClosing(MarketTracker tracker, in TradeTick trade, in KernelInput input, EffectBuffer effects, long price, long value)
    {
        var left = value;
        var isBegun = true;
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Kind == EffectKind.SegmentBroken)
                tracker.Restart(tracker.Index);
            if (effect.Kind != EffectKind.PacketClosed)
                continue;
            ref readonly var packet = ref effects.Packets[effect.Slot];
            if (packet.LastId >= trade.Id)
            {
                left = packet.Flags.HasFlag(PacketFlags.EndsInsideTrade) ? left - (packet.Quote - tracker.FormingQuote) : 0;
                isBegun = false;
            }

            tracker.Restart(packet.Index + 1);
        }

        tracker.OnTrade(in trade, input.Time, price, left, isBegun);
    }

    // The kernel leaves a trade out whose zone levels could not be counted, and says so.
    private static bool IsAbsurd(EffectBuffer effects)
    {
        foreach (ref readonly var effect in effects.Effects)
        {
            if (effect.Kind == EffectKind.Alert && effect.Payload is Alert { Code: "absurd-price" })
                return true;
        }

        return false;
    }
}
