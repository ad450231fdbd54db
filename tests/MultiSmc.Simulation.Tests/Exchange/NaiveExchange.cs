using MultiSmc.Core;

namespace MultiSmc.Simulation.Tests;

/// <summary>
/// The matching of single orders told again with nothing but lists and scans: every order ever placed stands in one list, everything is looked up anew,
/// and what is locked is summed from the open orders each time it is asked for.
/// </summary>
internal sealed class NaiveExchange(Instrument instrument, AccountParameters account, int accounts)
{
    private readonly List<Order> _orders = [];
    private readonly Dictionary<(int Account, Asset Asset), long> _totals = Enumerable.Range(0, accounts)
        .SelectMany(i => account.InitialBalances.Select(b => (Key: (i, b.Asset), b.Amount.Raw))).ToDictionary(e => e.Key, e => e.Raw);
    private readonly List<string> _said = [];
    private long _last;
    private long _turns;
    private long _trades;
    private bool _hasTraded;

    public sealed class Order
    {
        public required int Account { get; init; }

        public required OrderSpec Spec { get; set; }

        public required string State { get; set; } // "wait", "rest", "take", "done"

        public long Turn { get; set; }

        public long Filled { get; set; }

        public long Prevented { get; set; }

        public long Tip { get; set; }

        public bool IsBuy => Spec.Side == Side.Buy;

        public long Leaves => Spec.Quantity.Raw - Filled - Prevented;

        public long Showing => Spec.IcebergQuantity.Raw > 0 ? Math.Min(Tip, Leaves) : Leaves;

        public long LockPrice => Spec.Type switch
        {
            OrderType.Market => 0, OrderType.StopLoss or OrderType.TakeProfit => Spec.StopPrice.Raw, _ => Spec.Price.Raw,
        };

        public long Need => State == "done" ? 0 : IsBuy ? new Price(LockPrice).Notional(new Quantity(Leaves)).Raw : Leaves;
    }

    public List<string> Take()
    {
        var said = _said.ToList();
        _said.Clear();
        return said;
    }

    public long Total(int owner, Asset asset) => _totals[(owner, asset)];

    public long Locked(int owner, Asset asset) =>
        _orders.Where(o => o.Account == owner && (o.IsBuy ? instrument.Quote : instrument.Base) == asset).Sum(o => o.Need);

    public void Place(int owner, OrderSpec spec)
    {
        if (Objection(owner, spec) is { } objection)
        {
            _said.Add($"{owner} refused {spec.ClientOrderId} {objection}");
            return;
        }

        var order = new Order { Account = owner, Spec = spec, State = spec.Type.IsStop() ? "wait" : spec.Type == OrderType.Market ? "take" : "rest", Turn = long.MaxValue };
        _orders.Add(order);
        Say(order, "New/New");
        if (order.State == "wait")
            order.Turn = ++_turns;
        else
            Work(order);
        Settle();
    }

    public void Cancel(int owner, ClientOrderId id)
    {
        if (Open(owner, id) is { } order)
            End(order, "Canceled/Canceled");
        else
            _said.Add($"{owner} cancel refused {id} -2011");
    }

    public void CancelAll(int owner)
    {
        var open = _orders.Where(o => o.Account == owner && o.State != "done").ToList();
        if (open.Count == 0)
            _said.Add($"{owner} cancel refused  -2011");
        open.ForEach(o => End(o, "Canceled/Canceled"));
    }

    public void Amend(int owner, ClientOrderId id, Quantity quantity)
    {
        if (Open(owner, id) is not { } order || quantity >= order.Spec.Quantity || quantity.Raw <= 0)
        {
            var code = Open(owner, id) is not null && quantity.Raw <= 0 ? -1013 : -2038;
            _said.Add($"{owner} cancel refused {id} {code}");
        }
        else if (quantity.Raw <= order.Filled + order.Prevented)
        {
            End(order, "Expired/Expired");
        }
        else
        {
            order.Spec = order.Spec with { Quantity = quantity };
            Say(order, $"Replaced/{(order.Filled > 0 ? "PartiallyFilled" : "New")}");
        }
    }

    private string? Objection(int owner, OrderSpec spec)
    {
        if (Open(owner, spec.ClientOrderId) is not null)
            return "-2010 Duplicate order sent.";
        if (spec.Type.IsStop() && _last > 0 && IsMet(spec))
            return "-2010 Order would trigger immediately.";
        var best = Opposite(spec.Side).FirstOrDefault();
        if (spec.Type == OrderType.LimitMaker && best is not null && Reaches(spec.Side, spec.Price.Raw, best))
            return "-2010 Order would immediately match and take.";
        var need = spec.Side == Side.Sell ? spec.Quantity.Raw
            : spec.Type == OrderType.Market ? Available(owner, spec, long.MaxValue).Cost
            : (Int128)new Order { Account = 0, Spec = spec, State = "rest" }.LockPrice * spec.Quantity.Raw / FixedPoint.Scale;
        return need > Free(owner, spec.Side == Side.Sell ? instrument.Base : instrument.Quote)
            ? "-2010 Account has insufficient balance for requested action." : null;
    }

    private void Work(Order order)
    {
        var limit = order.Spec.Type is OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit
            ? order.IsBuy ? long.MaxValue : 1 : order.Spec.Price.Raw;
        if (order.Spec.Type != OrderType.LimitMaker)
        {
            if (order.State == "rest" && order.Spec.TimeInForce == TimeInForce.Fok && Available(order.Account, order.Spec, limit, order.Leaves).Quantity < order.Leaves)
            {
                End(order, "Expired/Expired UNFILLED_FOK_ORDER_EXPIRED");
                return;
            }

            while (order.State != "done" && Opposite(order.Spec.Side).FirstOrDefault() is { } maker && Reaches(order.Spec.Side, limit, maker))
                Meet(order, maker);
        }

        if (order.State == "done")
            return;
        if (order.State == "take")
            End(order, "Expired/Expired INSUFFICIENT_LIQUIDITY");
        else if (order.Spec.TimeInForce != TimeInForce.Gtc && order.Spec.Type != OrderType.LimitMaker)
            End(order, "Expired/Expired UNFILLED_IOC_QUANTITY_EXPIRED");
        else
            ToBack(order);
    }

    private void Meet(Order taker, Order maker)
    {
        var mode = taker.Spec.SelfTrade ?? instrument.DefaultSelfTrade;
        if (taker.Account == maker.Account && mode != SelfTradePrevention.None)
        {
            var overlap = mode is SelfTradePrevention.Decrement or SelfTradePrevention.Transfer ? Math.Min(taker.Leaves, maker.Leaves) : 0;
            var makerEnds = overlap > 0 ? overlap == maker.Leaves : mode is SelfTradePrevention.ExpireMaker or SelfTradePrevention.ExpireBoth;
            var takerEnds = overlap > 0 ? overlap == taker.Leaves : mode is SelfTradePrevention.ExpireTaker or SelfTradePrevention.ExpireBoth;
            Prevent(maker, overlap, makerEnds);
            Prevent(taker, overlap, takerEnds);
            return;
        }

        var wanted = Math.Min(taker.Leaves, maker.Showing);
        var price = maker.Spec.Price.Raw;
        var quantity = wanted;
        if (taker.IsBuy && price > taker.LockPrice)
        {
            var affordable = (Int128)Math.Max(0, Free(taker.Account, instrument.Quote) - 1) * FixedPoint.Scale / (price - taker.LockPrice);
            if (affordable < wanted)
                quantity = (long)affordable / instrument.LotSize.Raw * instrument.LotSize.Raw;
        }

        if (quantity > 0)
            Trade(taker, maker, quantity, price);
        if (quantity < wanted && taker.State != "done")
            End(taker, taker.Filled == 0 ? "Rejected/Rejected INSUFFICIENT_BALANCES" : "Expired/Expired INSUFFICIENT_BALANCES");
    }

    private void Trade(Order taker, Order maker, long quantity, long price)
    {
        _trades++;
        _last = price;
        _hasTraded = true;
        maker.Tip -= quantity;
        Fill(maker, quantity, price, account.MakerFeePpm);
        Fill(taker, quantity, price, account.TakerFeePpm);
        if (maker.State != "done" && maker.Spec.IcebergQuantity.Raw > 0 && maker.Tip <= 0)
            ToBack(maker);
        _said.Add($"print {_trades} {quantity}@{price} {(taker.IsBuy ? AggressorSide.Buyer : AggressorSide.Seller)}");
    }

    private void Fill(Order order, long quantity, long price, long feePpm)
    {
        var quote = new Price(price).Notional(new Quantity(quantity)).Raw;
        order.Filled += quantity;
        var sign = order.IsBuy ? 1 : -1;
        var fee = (long)((Int128)(order.IsBuy ? quantity : quote) * feePpm / 1_000_000);
        _totals[(order.Account, instrument.Base)] += sign * quantity - (order.IsBuy ? fee : 0);
        _totals[(order.Account, instrument.Quote)] -= sign * quote + (order.IsBuy ? 0 : fee);
        if (order.Leaves == 0)
            order.State = "done";
        Say(order, $"Trade/{(order.Leaves == 0 ? "Filled" : "PartiallyFilled")}", $" {quantity}@{price} fee {fee}");
    }

    private void Prevent(Order order, long overlap, bool ends)
    {
        order.Prevented += overlap;
        if (ends)
            End(order, "TradePrevention/ExpiredInMatch");
        else if (overlap > 0)
            Say(order, $"TradePrevention/{(order.Filled > 0 ? "PartiallyFilled" : "New")}");
    }

    private void Settle()
    {
        while (_hasTraded)
        {
            _hasTraded = false;
            while (NextStop(below: true) is { } stop)
                Elect(stop);
            while (NextStop(below: false) is { } stop)
                Elect(stop);
        }
    }

    private Order? NextStop(bool below) => _orders
        .Where(o => o.State == "wait" && IsBelow(o.Spec) == below && IsMet(o.Spec))
        .OrderBy(o => below ? -o.Spec.StopPrice.Raw : o.Spec.StopPrice.Raw).ThenBy(o => o.Turn).FirstOrDefault();

    private void Elect(Order stop)
    {
        stop.State = stop.Spec.Type is OrderType.StopLoss or OrderType.TakeProfit ? "take" : "rest";
        stop.Turn = long.MaxValue;
        Say(stop, "New/New");
        Work(stop);
    }

    private (long Quantity, Int128 Cost) Available(int owner, OrderSpec spec, long limit, long? wanted = null)
    {
        var left = wanted ?? spec.Quantity.Raw;
        var all = left;
        Int128 cost = 0;
        var mode = spec.SelfTrade ?? instrument.DefaultSelfTrade;
        foreach (var maker in Opposite(spec.Side).TakeWhile(m => left > 0 && Reaches(spec.Side, limit, m)))
        {
            if (maker.Account == owner && mode != SelfTradePrevention.None)
            {
                if (mode is SelfTradePrevention.ExpireTaker or SelfTradePrevention.ExpireBoth)
                    break;
                continue;
            }

            var met = Math.Min(left, maker.Leaves);
            cost += (Int128)maker.Spec.Price.Raw * met / FixedPoint.Scale;
            left -= met;
        }

        return (all - left, cost);
    }

    private IEnumerable<Order> Opposite(Side side) => _orders
        .Where(o => o.State == "rest" && o.Turn != long.MaxValue && o.Spec.Side != side)
        .OrderBy(o => o.IsBuy ? -o.Spec.Price.Raw : o.Spec.Price.Raw).ThenBy(o => o.Turn);

    private static bool Reaches(Side side, long limit, Order maker) => side == Side.Buy ? maker.Spec.Price.Raw <= limit : maker.Spec.Price.Raw >= limit;

    private static bool IsBelow(OrderSpec spec) => (spec.Type is OrderType.StopLoss or OrderType.StopLossLimit) == (spec.Side == Side.Sell);

    private bool IsMet(OrderSpec spec) => IsBelow(spec) ? _last <= spec.StopPrice.Raw : _last >= spec.StopPrice.Raw;

    private long Free(int owner, Asset asset) => Total(owner, asset) - Locked(owner, asset);

    private Order? Open(int owner, ClientOrderId id) => _orders.Find(o => o.Account == owner && o.State != "done" && o.Spec.ClientOrderId == id);

    private void ToBack(Order order)
    {
        order.Turn = ++_turns;
        order.Tip = order.Spec.IcebergQuantity.Raw;
    }

    private void End(Order order, string how)
    {
        order.State = "done";
        Say(order, how);
    }

    private void Say(Order order, string what, string fill = "") => _said.Add($"{order.Account} {what} {order.Spec.ClientOrderId} {order.Filled}{fill}");
}
