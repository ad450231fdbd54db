using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>
/// Protection of a whole position: one part for each target, each with its own target and stop on the exchange. What the entry receives is split over
/// the parts as it comes; what a part can't hold goes to the last one.
/// </summary>
internal sealed class PositionProtection
{
    private readonly Setup _setup;
    private readonly ProtectionLeg[] _legs;
    private readonly long[] _sharesPpm;
    private readonly Price? _costFree;
    private readonly StrategyContext _context;

    /// <param name="context">The instrument's place in the kernel.</param>
    /// <param name="parameters">The plan.</param>
    /// <param name="setup">Whose position.</param>
    /// <param name="costFree">Where the stop moves once the first target has filled; null to leave it.</param>
    public PositionProtection(StrategyContext context, StrategyParameters parameters, Setup setup, Price? costFree)
    {
        _setup = setup;
        _costFree = costFree;
        _context = context;
        var targets = TargetsOf(context, parameters, setup);
        _legs = new ProtectionLeg[targets.Count];
        _sharesPpm = new long[targets.Count];
        for (var i = 0; i < _legs.Length; i++)
        {
            _legs[i] = new ProtectionLeg(context, setup, targets[i].Price, parameters.ReprotectDelay);
            _sharesPpm[i] = targets[i].SharePpm;
        }
    }

    private PositionProtection(StateCarrier state, PositionProtection? saved, StrategyContext context, StrategyParameters parameters, Setup setup)
    {
        _setup = setup;
        _context = context;
        _costFree = state.Flag(saved?._costFree is not null) ? state.Price(saved?._costFree ?? default) : null;
        _legs = new ProtectionLeg[state.Count(saved?._legs.Length ?? 0)];
        _sharesPpm = new long[_legs.Length];
        for (var i = 0; i < _legs.Length; i++)
        {
            _sharesPpm[i] = state.Int64(saved?._sharesPpm[i] ?? 0);
            _legs[i] = saved?._legs[i] ?? new ProtectionLeg(context, setup, default, parameters.ReprotectDelay);
            _legs[i].Carry(state);
        }
    }

    /// <summary>Saves a protection, or gives the one that was saved; its setup has been carried before.</summary>
    public static PositionProtection? Carry(
        StateCarrier state, PositionProtection? protection, StrategyContext context, StrategyParameters parameters, Setup setup)
    {
        if (!state.Flag(protection is not null))
            return null;
        var carried = new PositionProtection(state, protection, context, parameters, setup);
        return protection ?? carried;
    }

    /// <summary>Nothing is held any more, or only what can't be sold.</summary>
    public bool IsOver
    {
        get
        {
            foreach (var leg in _legs)
            {
                if (!leg.IsOver)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Some of its orders are on the exchange, or on their way there.</summary>
    public bool HasOrders
    {
        get
        {
            foreach (var leg in _legs)
            {
                if (leg.HasOrders)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Why it closed or is being closed; with several targets, the reason that ended the last part.</summary>
    public ExitReason Reason
    {
        get
        {
            var reason = ExitReason.None;
            foreach (var leg in _legs)
            {
                if (leg.Reason != ExitReason.None)
                    reason = leg.Reason;
            }

            return reason;
        }
    }

    /// <summary>The stop in force; with several targets that of the last part, which is the first to be moved and the last to leave.</summary>
    public Price Stop => _legs[^1].Stop;

    /// <summary>All that is held and can be sold has its stop on the exchange.</summary>
    public bool IsProtected => _legs.All(static leg => leg.IsOver || leg.Held.Raw <= 0 || leg.IsProtected);

    /// <summary>Base that its stops on the exchange hold: at times more than the position has, where a fee was taken from the account's free base.</summary>
    public Quantity Resting
    {
        get
        {
            var resting = Quantity.Zero;
            foreach (var leg in _legs)
                resting += leg.Resting;
            return resting;
        }
    }

    /// <summary>One of this position's exit orders.</summary>
    public bool Owns(OrderState order) => LegOf(order) is not null;

    /// <summary>The entry received something.</summary>
    public void OnEntryFill()
    {
        var received = _setup.Book.Received;
        var last = _legs.Length - 1;
        while (last > 0 && _legs[last].IsOver)
            last--;
        // Only what no part has yet is given out. A part that shrank would still have its old size on the exchange while the others already grow.
        var fresh = received;
        foreach (var leg in _legs)
            fresh -= leg.Allocated;
        for (var i = 0; i < _legs.Length && fresh.Raw > 0; i++)
        {
            if (i == last || _legs[i].IsOver)
                continue;
            var share = new Quantity((long)((Int128)received.Raw * _sharesPpm[i] / 1_000_000)).RoundDownTo(_context.Instrument.LotSize);
            var wanted = share - _legs[i].Allocated;
            var given = wanted < fresh ? wanted.Raw > 0 ? wanted : Quantity.Zero : fresh.RoundDownTo(_context.Instrument.LotSize);
            // A part too small to rest on the exchange, or that leaves the last one too small, would be nobody's protection.
            if (given.Raw == 0 || !CanRest(_legs[i].Allocated + given) || !CanRest(_legs[last].Allocated + fresh - given))
                continue;
            _legs[i].Allocated += given;
            fresh -= given;
        }

        if (fresh.Raw > 0)
            _legs[last].Allocated += fresh;
    }

    /// <summary>Asks for the position to be closed.</summary>
    public void Exit(ExitReason reason)
    {
        foreach (var leg in _legs)
        {
            if (!leg.IsOver)
                leg.Exit(reason);
        }
    }

    /// <summary>It is being sold: no part of it is left alone.</summary>
    public bool IsExiting => !IsOver && _legs.All(static leg => leg.IsOver || leg.Reason != ExitReason.None);

    /// <summary>A part of it is being sold by hand.</summary>
    public bool IsPartBeingSold => _legs.Any(static leg => leg.IsPartBeingSold);

    /// <summary>What can be sold of it.</summary>
    public Quantity Sellable => new(_legs.Sum(static leg => leg.IsOver ? 0 : leg.Sellable.Raw));

    /// <summary>
    /// What each target's part gives of a quantity to be sold by hand: the one with the nearest target first, since it would have sold next.
    /// </summary>
    /// <returns>False when what is left of one could not rest on the exchange.</returns>
    public bool TryShare(Quantity quantity, Span<Quantity> shares)
    {
        for (var i = 0; i < _legs.Length; i++)
        {
            var leg = _legs[i];
            var held = leg.IsOver ? Quantity.Zero : leg.Sellable;
            shares[i] = quantity < held ? quantity : held;
            quantity -= shares[i];
            if (shares[i].Raw > 0 && shares[i] < held && !leg.CanRest(held - shares[i]))
                return false;
        }

        return quantity.Raw == 0;
    }

    /// <summary>Sells a quantity by hand; the rest stays protected.</summary>
    public void SellPart(Quantity quantity)
    {
        Span<Quantity> shares = stackalloc Quantity[_legs.Length];
        Invariant.That(TryShare(quantity, shares), "a part is sold only where the rest can be protected");
        for (var i = 0; i < _legs.Length; i++)
        {
            if (shares[i].Raw == 0)
                continue;
            if (shares[i] < _legs[i].Sellable)
                _legs[i].SellPart(shares[i]);
            else
                _legs[i].Exit(ExitReason.Manual);
        }
    }

    /// <summary>How many parts it has, one for each target.</summary>
    public int Parts => _legs.Length;

    /// <summary>Watches the price while the exchange does not hold the stop.</summary>
    public void OnPrice(Price price)
    {
        foreach (var leg in _legs)
            leg.OnPrice(price);
    }

    /// <summary>An exit order changed; its fill, if any, is booked.</summary>
    public void OnExitOrder(OrderState order, Fill? fill)
    {
        var leg = LegOf(order);
        leg?.OnExitOrder(order, fill);
        if (leg is { Held.Raw: < 0 })
            Level(leg);
        if (leg is { Reason: ExitReason.Target, IsOver: true } && leg == _legs[0] && _costFree is { } stop)
        {
            foreach (var other in _legs)
                other.MoveStop(stop);
        }
    }

    /// <summary>An exit order was refused: nothing of it rests.</summary>
    public void OnRefused(OrderState order, VenueEvent.PlaceRefused refusal) => LegOf(order)?.OnRefused(order, refusal);

    /// <summary>Base left the account by other hands.</summary>
    public void WriteOff(Quantity quantity)
    {
        // What an order on the exchange holds can't have been taken: parts without one go first.
        WriteOff(ref quantity, withOrders: false);
        WriteOff(ref quantity, withOrders: true);
    }

    /// <summary>What was refused is tried again at once.</summary>
    public void Hasten()
    {
        foreach (var leg in _legs)
            leg.Hasten();
    }

    /// <summary>Looks at the facts and sends what is due.</summary>
    public void Reconcile()
    {
        foreach (var leg in _legs)
            leg.Reconcile();
    }

    private static List<(Price Price, long SharePpm)> TargetsOf(StrategyContext context, StrategyParameters parameters, Setup setup)
    {
        var targets = new List<(Price Price, long SharePpm)> { (setup.Levels.Target, 1_000_000) };
        // Each part must be able to rest on the exchange, or there is one target for all.
        var quantity = setup.Entry is { } entry ? entry.Quantity : Quantity.Zero;
        quantity = new Quantity((long)((Int128)quantity.Raw * (1_000_000 - parameters.MakerFeePpm) / 1_000_000)); // the commission may come out of it
        if (setup.Pending is not null)
            return targets;
        foreach (var further in parameters.FurtherTargets)
        {
            var price = new Price(context.PriceUnits.ToRaw(setup.Zone.Tp(further.TpIndex)));
            targets[0] = (targets[0].Price, targets[0].SharePpm - further.SharePpm);
            targets.Add((price, further.SharePpm));
        }

        foreach (var (_, share) in targets)
        {
            var part = new Quantity((long)((Int128)quantity.Raw * share / 1_000_000)).RoundDownTo(context.Instrument.LotSize);
            if (part.Raw == 0 || context.Instrument.CheckLimit(setup.Levels.Stop, part) != FilterVerdict.Passes)
                return [(setup.Levels.Target, 1_000_000)];
        }

        return targets;
    }

    private void WriteOff(ref Quantity quantity, bool withOrders)
    {
        for (var i = _legs.Length - 1; i >= 0 && quantity.Raw > 0; i--)
        {
            var part = quantity < _legs[i].Held ? quantity : _legs[i].Held;
            if (part.Raw <= 0 || _legs[i].HasOrders != withOrders)
                continue;
            quantity -= part;
            _legs[i].WriteOff(part);
        }
    }

    /// <summary>A part that was written off has been sold by its own orders after all: what is really gone is another part's.</summary>
    private void Level(ProtectionLeg oversold)
    {
        foreach (var leg in _legs)
        {
            var missing = Quantity.Zero - oversold.Held;
            if (missing.Raw <= 0)
                return;
            if (leg != oversold && leg.Held.Raw > 0)
                leg.GiveTo(oversold, missing < leg.Held ? missing : leg.Held);
        }
    }

    private bool CanRest(Quantity quantity) =>
        _context.Instrument.CheckLimit(_setup.Levels.Stop, quantity.RoundDownTo(_context.Instrument.LotSize)) == FilterVerdict.Passes;

    private ProtectionLeg? LegOf(OrderState order)
    {
        foreach (var leg in _legs)
        {
            if (leg.Owns(order))
                return leg;
        }

        return null;
    }
}
