using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>What fills add up to: base by instrument, quote, and commission by asset.</summary>
internal sealed class FillTally(int instruments)
{
    private readonly long[] _base = new long[instruments];
    private readonly SortedDictionary<string, long> _fees = new(StringComparer.Ordinal);
    private readonly HashSet<(ClientOrderId, long)> _seen = [];
    private long _quote;

    public long Count { get; private set; }

    /// <summary>Bought less sold less commission in base, of one instrument.</summary>
    public long Base(int instrument) => _base[instrument];

    public void Add(Fill fill, Asset baseAsset)
    {
        if (!_seen.Add((fill.ClientOrderId, fill.TradeId.Value)))
            return;
        Count++;
        var sign = fill.Side == Side.Buy ? 1 : -1;
        _base[fill.Instrument.Index] += sign * fill.Quantity.Raw;
        _quote -= sign * fill.QuoteAmount.Raw;
        if (fill.FeeAsset == baseAsset)
            _base[fill.Instrument.Index] -= fill.Fee.Raw;
        var asset = fill.FeeAsset.ToString();
        _fees[asset] = _fees.GetValueOrDefault(asset) + fill.Fee.Raw;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count} fills, base {string.Join('/', _base)}, quote {_quote}, fees {string.Join(' ', _fees.Select(static entry => $"{entry.Key}:{entry.Value}"))}");
}

/// <summary>
/// The laws that hold after every step: no order twice, no entry while entries are locked, nothing sellable left bare for longer than the limit; and
/// once all is quiet, the node's books are the exchange's to the last unit.
/// </summary>
internal sealed class FaultLaws(IReadOnlyList<Instrument> instruments, SimulatedVenue venue, FillTally truth, StrategyParameters plan)
{
    /// <summary>Longest that a position may be without protection while everything works.</summary>
    private static readonly Duration BareMax = Duration.FromSeconds(60);

    private readonly HashSet<ClientOrderId> _sent = [];
    private readonly Timestamp?[] _bareSince = new Timestamp?[instruments.Count];
    private readonly Quantity[] _dust = new Quantity[instruments.Count];
    private readonly Price[] _last = new Price[instruments.Count];

    /// <summary>The first law that was broken, in words, or "".</summary>
    public string Violation { get; private set; } = "";

    public void Break(string what)
    {
        if (Violation.Length == 0)
            Violation = what;
    }

    public void OnTrade(InstrumentId instrument, Price price) => _last[instrument.Index] = price;

    /// <summary>What leaves: each order once, entries only when entries are allowed; no order and no end of protection before its cause is on the disk.</summary>
    public void OnSent(VenueRequest request, TradingKernel kernel, bool isDurable)
    {
        var endsProtection = request is VenueRequest.CancelList or VenueRequest.CancelAll
            || (request is VenueRequest.CancelOrder cancel && kernel.Ledger.Find(cancel.ClientOrderId) is { Spec.Side: Side.Sell });
        if (!isDurable && (endsProtection || FaultRequests.NewOrders(request).Count > 0))
            Break($"{request} was sent before its cause was on the disk");
        foreach (var order in FaultRequests.NewOrders(request))
        {
            if (!_sent.Add(order.ClientOrderId))
                Break($"order {order.ClientOrderId} was sent twice");
            if (order.Side == Side.Buy && kernel.LocksOf(order.Instrument) != EntryLock.None)
                Break($"entry {order.ClientOrderId} was sent while locked: {kernel.LocksOf(order.Instrument)}");
        }
    }

    /// <summary>An outage ended or began: patience starts anew.</summary>
    public void ForgetTime() => Array.Clear(_bareSince);

    /// <summary>
    /// An exit was lost on its way: that is known once it was not answered and the exchange has been asked for it often enough, some twenty seconds
    /// later. Until then the bot guards the price.
    /// </summary>
    public void ForgetTime(InstrumentId instrument) => _bareSince[instrument.Index] = null;

    /// <summary>A position is over. What is left of it stays in the account; only where it is too little to be sold is that no fault.</summary>
    public void OnClosed(InstrumentId instrument, RoundTrip trip)
    {
        if (trip.Dust.Raw > 0 && !CanBeSold(instruments[instrument.Index], trip.Dust))
            _dust[instrument.Index] += trip.Dust;
    }

    /// <summary>Looks whether something sellable is held that no order of ours would sell.</summary>
    public void CheckProtection(Timestamp now)
    {
        for (var i = 0; i < instruments.Count; i++)
        {
            var bare = BareOf(i);
            if (bare.Raw == 0)
            {
                _bareSince[i] = null;
                continue;
            }

            _bareSince[i] ??= now;
            if (_bareSince[i] is { } since && now - since > BareMax)
                Break($"{bare} {instruments[i].Base} were without protection for {(now - since).Nanoseconds / 1_000_000_000} s");
        }
    }

    /// <summary>All is quiet: books must agree.</summary>
    public void CheckEnd(TradingKernel kernel, FillTally booked)
    {
        if (!kernel.IsReconciled && !instruments.Any(IsStopExecuting))
            Break("questions are still open after a long quiet time");
        foreach (var entry in venue.Balances)
        {
            var ours = kernel.Portfolio.Balances[entry.Asset];
            if (ours != entry.Balance)
                Break($"balance of {entry.Asset}: ours {ours.Free} + {ours.Locked}, the exchange's {entry.Balance.Free} + {entry.Balance.Locked}");
        }

        if (booked.ToString() != truth.ToString())
            Break($"fills: ours {booked}; the exchange's {truth}");
        var open = new HashSet<ClientOrderId>();
        foreach (var instrument in instruments)
        {
            foreach (var order in venue.OrdersOf(instrument.Id))
            {
                var id = order.Order.ClientOrderId;
                if (FaultRequests.IsByHand(id))
                    continue;
                if (!order.Status.IsFinal())
                    open.Add(id);
                var ours = kernel.Ledger.Find(id);
                if (ours is null)
                    Break($"the exchange has order {id}, our ledger does not");
                else if (ours.Filled != order.Filled)
                    Break($"order {id}: ours filled {ours.Filled}, the exchange's {order.Filled}");
            }

            if (BareOf(instrument.Id.Index) is { Raw: > 0 } bare)
                Break($"{bare} {instrument.Base} are without protection at the end");
        }

        foreach (var ours in kernel.Ledger.Open)
        {
            if (!open.Remove(ours.Spec.ClientOrderId))
                Break($"our ledger has order {ours.Spec.ClientOrderId} open ({ours.State}), the exchange does not");
        }

        if (open.Count > 0)
            Break($"the exchange has {open.Count} open orders that our ledger has as over");
    }

    private Quantity BareOf(int index)
    {
        var instrument = instruments[index];
        var balance = venue.Balances.FirstOrDefault(entry => entry.Asset == instrument.Base).Balance;
        var held = Math.Min(truth.Base(index), balance.Total.Raw);
        // A list sent with the entry protects it once it is completely filled; until then the bot guards what has filled.
        if (plan.Protection != ProtectionKind.Oco && venue.OrdersOf(instrument.Id).Any(static order => order is { Status: OrderStatus.PartiallyFilled, Order.Side: Side.Buy }))
            return Quantity.Zero;
        if (IsStopExecuting(instrument))
            return Quantity.Zero;
        var bare = new Quantity(Math.Max(0, held - _dust[index].Raw - balance.Locked.Raw)).RoundDownTo(instrument.LotSize);
        // What can't rest at the stop, some way below, is guarded by the bot: with several targets that much of each part.
        var part = new Quantity(bare.Raw / (1 + plan.FurtherTargets.Count));
        return CanBeSold(instrument, part) ? bare : Quantity.Zero;
    }

    private bool CanBeSold(Instrument instrument, Quantity quantity) =>
        quantity.Raw > 0 && quantity >= instrument.MinQuantity
        && instrument.CheckNotional(new Price(_last[instrument.Id.Index].Raw / 10 * 9), quantity) == FilterVerdict.Passes;

    /// <summary>An elected stop has executed on a real exchange; here its price is known by later prints only.</summary>
    private bool IsStopExecuting(Instrument instrument) => venue.OrdersOf(instrument.Id).Any(
        static order => order is { Status: OrderStatus.New or OrderStatus.PartiallyFilled, IsWorking: true, Order.Type: OrderType.StopLoss });
}
