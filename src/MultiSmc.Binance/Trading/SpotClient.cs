using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using PlaceOcoOrder = MultiSmc.Binance.Wire.PlaceOco;

namespace MultiSmc.Binance;

/// <summary>
/// The exchange's requests as methods: market facts, account, orders, lists. Goes through one gate of limits, stamps with the exchange's clock, and
/// tells of each call what became of it. Reads and cancels are repeated while that may help; a placement is sent once. Safe to use from several threads.
/// </summary>
/// <remarks>Costs and rules: docs/exchange-client.md. Everything but market facts needs a key.</remarks>
public sealed class SpotClient
{
    private static readonly CallTerms OnePublic = new(new RequestCost(1), RequestUrgency.Query);

    private readonly CallDesk _desk;

    internal SpotClient(CallDesk desk) => _desk = desk;

    /// <summary>The exchange's time.</summary>
    public Task<CallOutcome<ServerTimeReply>> TimeAsync(CancellationToken cancellation) =>
        _desk.CallAsync(Endpoints.Time, new ParameterList(), MarketReplies.ServerTime, OnePublic, cancellation);

    /// <summary>Rules of some symbols, and the limits in force.</summary>
    /// <param name="symbols">Which; none: all.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<CallOutcome<ExchangeInfo>> ExchangeInfoAsync(IReadOnlyList<string> symbols, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        var list = new ParameterList();
        if (symbols.Count > 0)
            list.Add("symbols", symbols);
        return ReadAsync(Endpoints.ExchangeInfo, list, MarketReplies.ExchangeInfo, cancellation);
    }

    /// <summary>Best bid and ask of a symbol.</summary>
    public Task<CallOutcome<BookTickerRow>> BookTickerAsync(string symbol, CancellationToken cancellation) =>
        ReadAsync(Endpoints.TickerBook, Of(symbol), MarketReplies.BookTicker, cancellation, Endpoints.TickerWeight(isOneSymbol: true));

    /// <summary>Balances and rights.</summary>
    /// <param name="omitZeros">Without assets that are not held.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<CallOutcome<AccountReply>> AccountAsync(bool omitZeros, CancellationToken cancellation) =>
        ReadAsync(Endpoints.Account, new ParameterList().Add("omitZeroBalances", omitZeros), AccountReplies.Account, cancellation);

    /// <summary>Commission rates of a symbol, and the discount for paying in BNB.</summary>
    public Task<CallOutcome<CommissionReply>> CommissionAsync(string symbol, CancellationToken cancellation) =>
        ReadAsync(Endpoints.Commission, Of(symbol), AccountReplies.Commission, cancellation);

    /// <summary>How many orders are counted now.</summary>
    public Task<CallOutcome<RateLimit[]>> OrderLimitsAsync(CancellationToken cancellation) =>
        ReadAsync(Endpoints.OrderLimits, new ParameterList(), AccountReplies.RateLimits, cancellation);

    /// <summary>What the key may do. Not on test networks.</summary>
    public Task<CallOutcome<ApiRestrictions>> RestrictionsAsync(CancellationToken cancellation) =>
        ReadAsync(Endpoints.ApiRestrictions, new ParameterList(), AccountReplies.Restrictions, cancellation);

    /// <summary>Filters that bind this account.</summary>
    public Task<CallOutcome<MyFiltersReply>> MyFiltersAsync(string symbol, CancellationToken cancellation) =>
        ReadAsync(Endpoints.MyFilters, Of(symbol), AccountReplies.MyFilters, cancellation);

    /// <summary>One order. Right after it was placed the exchange may not know it yet (-2013).</summary>
    public Task<CallOutcome<OrderState>> OrderAsync(OrderReference order, CancellationToken cancellation) =>
        ReadAsync(Endpoints.OrderStatus, Written(order), TradingReplies.Order, cancellation);

    /// <summary>What is open.</summary>
    /// <param name="symbol">Of this symbol; null: of all, at thirteen times the weight.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<CallOutcome<OrderState[]>> OpenOrdersAsync(string? symbol, CancellationToken cancellation) => ReadAsync(
        Endpoints.OpenOrders, symbol is null ? new ParameterList() : Of(symbol), TradingReplies.Orders, cancellation,
        Endpoints.OpenOrdersWeight(symbol is not null));

    /// <summary>Orders of a symbol, old ones too.</summary>
    public Task<CallOutcome<OrderState[]>> AllOrdersAsync(string symbol, HistoryRange range, CancellationToken cancellation) =>
        ReadAsync(Endpoints.AllOrders, Of(symbol, range), TradingReplies.Orders, cancellation);

    /// <summary>Our trades of a symbol.</summary>
    public Task<CallOutcome<MyTradeRow[]>> MyTradesAsync(string symbol, HistoryRange range, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(range);
        return ReadAsync(Endpoints.MyTrades, Of(symbol, range), AccountReplies.MyTrades, cancellation, Endpoints.MyTradesWeight(range.OrderId is not null));
    }

    /// <summary>One list.</summary>
    /// <param name="list">Without a symbol.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<CallOutcome<OrderListReport>> ListAsync(ListReference list, CancellationToken cancellation) =>
        ReadAsync(Endpoints.ListStatus, Written(list), TradingReplies.List, cancellation);

    /// <summary>Open lists of all symbols.</summary>
    public Task<CallOutcome<OrderListReport[]>> OpenListsAsync(CancellationToken cancellation) =>
        ReadAsync(Endpoints.OpenLists, new ParameterList(), TradingReplies.Lists, cancellation);

    /// <summary>Lists, old ones too; without an order id.</summary>
    public Task<CallOutcome<OrderListReport[]>> AllListsAsync(HistoryRange range, CancellationToken cancellation) =>
        ReadAsync(Endpoints.AllLists, Written(range), TradingReplies.Lists, cancellation);

    /// <summary>Amendments of an order.</summary>
    public Task<CallOutcome<AmendmentRow[]>> AmendmentsAsync(string symbol, VenueOrderId order, CancellationToken cancellation) =>
        ReadAsync(Endpoints.Amendments, Of(symbol).Add("orderId", order.Value), TradingReplies.Amendments, cancellation);

    /// <summary>Places an order, once.</summary>
    /// <param name="order">The order.</param>
    /// <param name="steps">How its numbers are written.</param>
    /// <param name="isExit">It ends or protects a position: it may use the limits to the last.</param>
    /// <param name="cancellation">Ends the waiting; the order may have been placed then.</param>
    public Task<CallOutcome<OrderReport>> PlaceAsync(PlaceOrder order, OrderSteps steps, bool isExit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var list = new ParameterList();
        order.WriteTo(list, steps);
        return ChangeAsync(Endpoints.PlaceOrder, list, TradingReplies.Placed, isExit, cancellation);
    }

    /// <summary>Has an order judged without placing it.</summary>
    public Task<CallOutcome<TestOrderReply>> TestAsync(PlaceOrder order, OrderSteps steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var list = new ParameterList();
        order.WriteTo(list, steps);
        return ChangeAsync(Endpoints.TestOrder, list, TradingReplies.Tested, isExit: false, cancellation);
    }

    /// <summary>Cancels an order, or the list that it belongs to.</summary>
    public Task<CallOutcome<CancelReport>> CancelAsync(OrderReference order, CancellationToken cancellation) =>
        ChangeAsync(Endpoints.CancelOrder, Written(order), TradingReplies.Cancelled, isExit: true, cancellation);

    /// <summary>Cancels everything that is open of a symbol; -2011 where nothing is.</summary>
    public Task<CallOutcome<CancelReport[]>> CancelAllAsync(string symbol, CancellationToken cancellation) =>
        ChangeAsync(Endpoints.CancelAll, Of(symbol), TradingReplies.CancelledAll, isExit: true, cancellation);

    /// <summary>Cancels an order and places another. No transaction: where one half failed the refusal's data tells which.</summary>
    public Task<CallOutcome<CancelReplaceReport>> CancelReplaceAsync(CancelReplaceOrder order, OrderSteps steps, bool isExit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var list = new ParameterList();
        order.WriteTo(list, steps);
        return ChangeAsync(Endpoints.CancelReplace, list, TradingReplies.CancelReplaced, isExit, cancellation);
    }

    /// <summary>Makes an order smaller; it keeps its place in the queue.</summary>
    public Task<CallOutcome<AmendReport>> AmendAsync(AmendOrder order, OrderSteps steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var list = new ParameterList();
        order.WriteTo(list, steps);
        return ChangeAsync(Endpoints.AmendOrder, list, TradingReplies.Amended, isExit: true, cancellation);
    }

    /// <summary>Places an OCO, once.</summary>
    public Task<CallOutcome<OrderListReport>> PlaceOcoAsync(PlaceOcoOrder order, OrderSteps steps, bool isExit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var list = new ParameterList();
        order.WriteTo(list, steps);
        return ChangeAsync(Endpoints.PlaceOco, list, TradingReplies.List, isExit, cancellation);
    }

    /// <summary>Places an OTO, OTOCO, OPO or OPOCO, once.</summary>
    public Task<CallOutcome<OrderListReport>> PlaceTriggeredAsync(PlaceTriggered order, OrderSteps steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var list = new ParameterList();
        order.WriteTo(list, steps);
        var endpoint = order.Kind switch
        {
            "oto" => Endpoints.PlaceOto,
            "otoco" => Endpoints.PlaceOtoco,
            "opo" => Endpoints.PlaceOpo,
            _ => Endpoints.PlaceOpoco,
        };
        return ChangeAsync(endpoint, list, TradingReplies.List, isExit: false, cancellation);
    }

    /// <summary>Cancels a list.</summary>
    /// <param name="list">With its symbol.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<CallOutcome<OrderListReport>> CancelListAsync(ListReference list, CancellationToken cancellation) =>
        ChangeAsync(Endpoints.CancelList, Written(list), TradingReplies.List, isExit: true, cancellation);

    private static ParameterList Of(string symbol) => new ParameterList().Add("symbol", symbol);

    private static ParameterList Of(string symbol, HistoryRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var list = Of(symbol);
        range.WriteTo(list);
        return list;
    }

    private static ParameterList Written(HistoryRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var list = new ParameterList();
        range.WriteTo(list);
        return list;
    }

    private static ParameterList Written(OrderReference order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var list = new ParameterList();
        order.WriteTo(list);
        return list;
    }

    private static ParameterList Written(ListReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var list = new ParameterList();
        reference.WriteTo(list);
        return list;
    }

    private Task<CallOutcome<T>> ReadAsync<T>(Endpoint endpoint, ParameterList list, MessageFormat<T> format, CancellationToken cancellation, int? weight = null)
        where T : class => _desk.CallAsync(endpoint, list, format, new CallTerms(new RequestCost(weight ?? endpoint.Weight), RequestUrgency.Query), cancellation);

    private Task<CallOutcome<T>> ChangeAsync<T>(Endpoint endpoint, ParameterList list, MessageFormat<T> format, bool isExit, CancellationToken cancellation)
        where T : class => _desk.CallAsync(
            endpoint, list, format, new CallTerms(new RequestCost(endpoint.Weight, endpoint.Orders), isExit ? RequestUrgency.Protective : RequestUrgency.Normal),
            cancellation);
}
