using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>The exchange's gate for lists, judged as a whole like a single order, and the release of what waits for a working order.</summary>
internal sealed class ListEntry(ExecutionDesk desk, OrderEntry entry)
{
    public void Place(InstrumentBook book, AccountBook home, ListShape shape, Timestamp time)
    {
        if (Judge(book, home, shape) is { } refusal)
        {
            var names = new List<ClientOrderId>(3);
            if (shape.Working is { } refused)
                names.Add(refused.ClientOrderId);
            names.AddRange(shape.Legs.Select(leg => leg.ClientOrderId));
            entry.Refuse(book, home, [.. names], shape.Id, refusal, time);
            return;
        }

        if (shape.Working is { } first)
            PlaceWithWorking(book, home, shape, first, time);
        else
            PlacePair(book, home, shape, time);
    }

    /// <summary>Lets the pending orders of every list whose working order has been filled whole go to work.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ReleaseDue(InstrumentBook book, Timestamp time)
    {
        var isAny = book.Releases.Count > 0;
        while (book.Releases.TryDequeue(out var list))
            Release(book, list, time);
        return isAny;
    }

    private void PlacePair(InstrumentBook book, AccountBook home, ListShape shape, Timestamp time)
    {
        var (above, below) = (shape.Legs[0], shape.Legs[1]);
        var belowHolds = NeedOf(book, below) > NeedOf(book, above);
        var lower = Open(book, home, below, time, belowHolds);
        var upper = Open(book, home, above, time, !belowHolds);
        var list = new OrderList(shape.Id, desk.NextListNumber(), shape.Kind, home, null, [upper, lower]) { CreatedAt = time };
        upper.List = lower.List = list;
        home.OpenList(list);
        desk.ReportList(list, ListStatusType.ExecStarted, time);
        StartPair(book, list, time);
    }

    private void PlaceWithWorking(InstrumentBook book, AccountBook home, ListShape shape, OrderSpec spec, Timestamp time)
    {
        var first = Open(book, home, spec, time, holdsLock: true);
        // Below before above, as in a pair.
        var legs = new SimulatedOrder[shape.Legs.Length];
        for (var i = legs.Length - 1; i >= 0; i--)
            legs[i] = desk.Open(book, home, shape.Legs[i], OrderPhase.Pending, OrderEntry.LockPriceOf(book, shape.Legs[i]), time, holdsLock: false);
        var list = new OrderList(shape.Id, desk.NextListNumber(), shape.Kind, home, first, legs) { CreatedAt = time };
        first.List = list;
        foreach (var leg in legs)
            leg.List = list;
        home.OpenList(list);
        desk.ReportList(list, ListStatusType.ExecStarted, time);
        desk.ReportNew(first, time);
        for (var i = legs.Length - 1; i >= 0; i--)
            desk.ReportNew(legs[i], time);
        entry.Start(book, first, time);
    }

    private void Release(InstrumentBook book, OrderList list, Timestamp time)
    {
        foreach (var leg in list.Legs)
        {
            if (!leg.IsOpen)
                return;
            if (list.IsFromProceeds)
                leg.Spec = leg.Spec with { Quantity = Proceeds(book, list) };
        }

        if (JudgeRelease(book, list) is { } refused)
        {
            desk.End(book, refused, ExecutionType.Expired, OrderStatus.Expired, ExpiryReasons.RefusedAtRelease, time);
            return;
        }

        var legs = list.Legs;
        if (!list.IsPair)
        {
            Activate(book, legs[0], holdsLock: true, time);
            desk.ReportNew(legs[0], time);
            entry.Start(book, legs[0], time);
            return;
        }

        var belowHolds = legs[1].Need > legs[0].Need;
        Activate(book, legs[1], belowHolds, time);
        Activate(book, legs[0], !belowHolds, time);
        StartPair(book, list, time);
    }

    private static void Activate(InstrumentBook book, SimulatedOrder leg, bool holdsLock, Timestamp time)
    {
        leg.Phase = PhaseOf(leg.Spec.Type);
        leg.LiveAt = time;
        if (holdsLock)
            leg.Account.Lock(book.Instrument, leg);
    }

    private void StartPair(InstrumentBook book, OrderList list, Timestamp time)
    {
        for (var i = 1; i >= 0; i--)
        {
            var leg = list.Legs[i];
            desk.ReportNew(leg, time);
            entry.Start(book, leg, time);
        }
    }

    /// <summary>What the working order received: whole where the free balance has paid the commission, else what is there; floored to the lot.</summary>
    private static Quantity Proceeds(InstrumentBook book, OrderList list)
    {
        var free = new Quantity(list.Home.Account.Free(book.Instrument.Base).Raw);
        var received = list.Working?.Filled ?? Quantity.Zero;
        return Quantity.Min(received, free).RoundDownTo(book.Instrument.LotSize);
    }

    /// <summary>The leg that may not go to work, or null: filters for what was not sized before, prices, funds.</summary>
    private static SimulatedOrder? JudgeRelease(InstrumentBook book, OrderList list)
    {
        var legs = list.Legs;
        var last = book.Market.LastRaw;
        foreach (var leg in legs)
        {
            var spec = leg.Spec;
            var isBad = (list.IsFromProceeds && FilterJudge.OwnNumbers(book, spec) != FilterVerdict.Passes)
                || (spec.Type == OrderType.LimitMaker && OrderEntry.WouldTake(book, spec))
                || (spec.Type.IsStop() && spec.StopPrice.Raw > 0 && book.Market.HasPrint && StopElection.IsMet(spec, last))
                || !leg.Account.Covers(book.Instrument, spec, leg.LockPrice);
            if (isBad)
                return leg;
        }

        return list.IsPair && book.Market.HasPrint && !ListShape.IsAround(legs[0].Spec, legs[1].Spec, last) ? legs[0] : null;
    }

    private static Refusal? Judge(InstrumentBook book, AccountBook home, ListShape shape)
    {
        if (book.Instrument.Status != TradingStatus.Trading)
            return Refusal.MarketClosed;
        if (shape.Fault() is { } fault)
            return fault;
        var working = shape.Working;
        var verdict = working is null ? FilterVerdict.Passes : FilterJudge.OwnNumbers(book, working);
        foreach (var leg in shape.Legs)
        {
            if (OrderEntry.JudgeIceberg(leg) is { } iceberg)
                return iceberg;
            if (verdict == FilterVerdict.Passes)
                verdict = FilterJudge.OwnNumbers(book, leg, isSized: !shape.IsFromProceeds);
        }

        if (verdict == FilterVerdict.Passes)
            verdict = FilterJudge.Counts(book, home, shape.All, lists: 1);
        if (verdict != FilterVerdict.Passes)
            return Refusal.OfFilter(verdict);
        if (ExchangeJudge.Judge(book, home, shape.All, lists: 1) is { } everywhere)
            return everywhere;
        if (home.FindList(shape.Id) is not null)
            return Refusal.Duplicate;
        foreach (var spec in shape.All)
        {
            if (home.FindOpen(spec.ClientOrderId) is not null)
                return Refusal.Duplicate;
        }

        return working is null ? JudgePair(book, home, shape.Legs[0], shape.Legs[1]) : JudgeWorking(book, home, working);
    }

    private static Refusal? JudgeWorking(InstrumentBook book, AccountBook home, OrderSpec working)
    {
        if (OrderEntry.JudgeIceberg(working) is { } iceberg)
            return iceberg;
        if (working.Type == OrderType.LimitMaker && OrderEntry.WouldTake(book, working))
            return Refusal.WouldTake;
        return home.Account.Covers(book.Instrument, working, working.Price) ? null : Refusal.InsufficientBalance;
    }

    private static Refusal? JudgePair(InstrumentBook book, AccountBook home, OrderSpec above, OrderSpec below)
    {
        if (book.Market.HasPrint && !ListShape.IsAround(above, below, book.Market.LastRaw))
            return Refusal.PriceRelation;
        foreach (var leg in new[] { above, below })
        {
            if (leg.Type == OrderType.LimitMaker && OrderEntry.WouldTake(book, leg))
                return Refusal.WouldTake;
            if (!home.Account.Covers(book.Instrument, leg, OrderEntry.LockPriceOf(book, leg)))
                return Refusal.InsufficientBalance;
        }

        return null;
    }

    private SimulatedOrder Open(InstrumentBook book, AccountBook home, OrderSpec spec, Timestamp time, bool holdsLock) =>
        desk.Open(book, home, spec, PhaseOf(spec.Type), OrderEntry.LockPriceOf(book, spec), time, holdsLock);

    private static OrderPhase PhaseOf(OrderType type) =>
        type.IsStop() ? OrderPhase.StopWaiting : type == OrderType.Market ? OrderPhase.Taking : OrderPhase.Resting;

    private static Money NeedOf(InstrumentBook book, OrderSpec spec) =>
        spec.Side == Side.Sell ? new Money(spec.Quantity.Raw) : OrderEntry.LockPriceOf(book, spec).Notional(spec.Quantity);
}
