using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>
/// The exchange's gate for single orders. They are judged in this order: whether the instrument trades, filters (-1013), a name in use, prices against
/// the market, funds (-2010).
/// </summary>
internal sealed class OrderEntry(ExecutionDesk desk, IExchangeSink sink, Encounter encounter, WorkingOrders working)
{
    public void Place(InstrumentBook book, AccountBook home, OrderSpec asked, Timestamp time)
    {
        var spec = Sized(book, home, asked);
        if (Judge(book, home, spec) is { } refusal)
            Refuse(book, home, [spec.ClientOrderId], null, refusal, time);
        else
            Accept(book, home, spec, time);
    }

    /// <summary>What objects to a new order, or null.</summary>
    /// <param name="book">Whose.</param>
    /// <param name="home">The account's orders.</param>
    /// <param name="spec">The order, sized.</param>
    public Refusal? Judge(InstrumentBook book, AccountBook home, OrderSpec spec) => JudgeForm(book, home, spec) ?? JudgeMarket(book, home, spec);

    /// <summary>The part of the judgement that a cancel-replace makes before it cancels: the instrument's status and the filters.</summary>
    public static Refusal? JudgeForm(InstrumentBook book, AccountBook home, OrderSpec spec)
    {
        if (book.Instrument.Status != TradingStatus.Trading)
            return Refusal.MarketClosed;
        if (JudgeIceberg(spec) is { } iceberg)
            return iceberg;
        if (spec.Type == OrderType.Market && spec.QuoteQuantity > Money.Zero && spec.Quantity <= Quantity.Zero)
            return Refusal.ThinBook;
        var verdict = FilterJudge.OwnNumbers(book, spec);
        if (verdict == FilterVerdict.Passes)
            verdict = FilterJudge.Counts(book, home, [spec]);
        return verdict == FilterVerdict.Passes ? ExchangeJudge.Judge(book, home, [spec]) : Refusal.OfFilter(verdict);
    }

    /// <summary>Opens an order that was judged and sets it to work.</summary>
    public void Accept(InstrumentBook book, AccountBook home, OrderSpec spec, Timestamp time)
    {
        var phase = spec.Type.IsStop() ? OrderPhase.StopWaiting : spec.Type == OrderType.Market ? OrderPhase.Taking : OrderPhase.Resting;
        var order = desk.Open(book, home, spec, phase, LockPriceOf(book, spec), time);
        home.Account.Touch(book.Instrument, order);
        desk.ReportNew(order, time);
        Start(book, order, time);
    }

    /// <summary>Sets an accepted order to work: to its place, or to take.</summary>
    public void Start(InstrumentBook book, SimulatedOrder order, Timestamp time)
    {
        if (order.Phase == OrderPhase.StopWaiting)
            book.Insert(order);
        else if (order.Phase == OrderPhase.Taking)
            working.BeginMarket(book, order, isStop: false, time);
        else if (order.Spec.Type == OrderType.LimitMaker)
            working.Rest(book, order);
        else
            working.Begin(book, order, time);
    }

    /// <summary>A market order for a quote amount gets the base quantity that comes nearest without passing it.</summary>
    public OrderSpec Sized(InstrumentBook book, AccountBook home, OrderSpec spec)
    {
        if (spec.Type != OrderType.Market || spec.QuoteQuantity <= Money.Zero)
            return spec;
        var lot = book.Instrument.LotSize.Raw;
        var limit = TakerFlow.MarketLimit(book.Instrument, spec.Side);
        long low = 0;
        var high = long.MaxValue / 4 / lot;
        while (low < high)
        {
            var middle = high - (high - low) / 2;
            var (quantity, cost) = encounter.Look(book, home.Account, spec, new Quantity(middle * lot), limit);
            // More than there is costs no more: one lot above what is there lets the rest expire, as on the exchange.
            if (quantity.Raw < middle * lot ? cost <= spec.QuoteQuantity.Raw && middle * lot - quantity.Raw <= lot && quantity.Raw > 0 : cost <= spec.QuoteQuantity.Raw)
                low = middle;
            else
                high = middle - 1;
        }

        return spec with { Quantity = new Quantity(low * lot) };
    }

    /// <summary>What a buy locks per unit: its limit, its stop price, or, for one that only trails, the last price.</summary>
    public static Price LockPriceOf(InstrumentBook book, OrderSpec spec)
    {
        var price = SimulatedOrder.LockPriceOf(spec);
        return price.Raw == 0 && spec.Type.IsStop() ? new Price(book.Market.LastRaw) : price;
    }

    /// <summary>Rule 3; the orders on the other side stand on the book like any other.</summary>
    public static bool WouldTake(InstrumentBook book, OrderSpec spec)
    {
        var price = spec.Price.Raw;
        return spec.Side == Side.Buy
            ? price >= Math.Min(book.Market.AskBoundRaw, book.BestSellRaw)
            : price <= Math.Max(book.Market.BidBoundRaw, book.BestBuyRaw);
    }

    public void Refuse(InstrumentBook book, AccountBook home, ClientOrderId[] orders, ClientListId? list, Refusal refusal, Timestamp time) =>
        sink.OnEvent(home.Account.Id, new VenueEvent.PlaceRefused(book.Instrument.Id, time, orders, list, refusal.Code, refusal.Reason));

    public static Refusal? JudgeIceberg(OrderSpec spec)
    {
        if (spec.IcebergQuantity <= Quantity.Zero)
            return null;
        if (spec.TimeInForce != TimeInForce.Gtc)
            return Refusal.IcebergNeedsGtc;
        return spec.IcebergQuantity > spec.Quantity ? Refusal.IcebergExceeds : null;
    }

    private Refusal? JudgeMarket(InstrumentBook book, AccountBook home, OrderSpec spec)
    {
        var (market, account) = (book.Market, home.Account);
        if (home.FindOpen(spec.ClientOrderId) is not null)
            return Refusal.Duplicate;
        if (spec.Type.IsStop() && spec.StopPrice.Raw > 0 && market.HasPrint && StopElection.IsMet(spec, market.LastRaw))
            return Refusal.WouldTrigger;
        if (spec.Type == OrderType.LimitMaker && WouldTake(book, spec))
            return Refusal.WouldTake;
        if (spec is { Type: OrderType.Market, Side: Side.Buy })
        {
            var cost = encounter.Look(book, account, spec, spec.Quantity, TakerFlow.MarketLimit(book.Instrument, Side.Buy)).Cost;
            return cost <= account.Free(book.Instrument.Quote).Raw ? null : Refusal.InsufficientBalance;
        }

        return account.Covers(book.Instrument, spec, LockPriceOf(book, spec)) ? null : Refusal.InsufficientBalance;
    }
}
