using System.Collections.Frozen;

namespace MultiSmc.Binance.Wire;

/// <summary>The exchange's requests that a bot and a server for bots need, with their costs as of July 2026.</summary>
public static class Endpoints
{
    /// <summary>Nothing but an answer.</summary>
    public static Endpoint Ping { get; } = Public("/api/v3/ping", "ping", 1);

    /// <summary>The exchange's clock.</summary>
    public static Endpoint Time { get; } = Public("/api/v3/time", "time", 1);

    /// <summary>Symbols, filters, limits.</summary>
    public static Endpoint ExchangeInfo { get; } = Public("/api/v3/exchangeInfo", "exchangeInfo", 20);

    /// <summary>The book; <see cref="DepthWeight"/>.</summary>
    public static Endpoint Depth { get; } = Public("/api/v3/depth", "depth", 250);

    /// <summary>Newest trades.</summary>
    public static Endpoint Trades { get; } = Public("/api/v3/trades", "trades.recent", 25);

    /// <summary>Trades from an id on.</summary>
    public static Endpoint HistoricalTrades { get; } = Public("/api/v3/historicalTrades", "trades.historical", 25);

    /// <summary>Aggregate trades.</summary>
    public static Endpoint AggTrades { get; } = Public("/api/v3/aggTrades", "trades.aggregate", 4);

    /// <summary>Candles.</summary>
    public static Endpoint Klines { get; } = Public("/api/v3/klines", "klines", 2);

    /// <summary>Average price.</summary>
    public static Endpoint AveragePrice { get; } = Public("/api/v3/avgPrice", "avgPrice", 2);

    /// <summary>Last prices; <see cref="TickerWeight"/>.</summary>
    public static Endpoint TickerPrice { get; } = Public("/api/v3/ticker/price", "ticker.price", 4);

    /// <summary>Best bids and asks; <see cref="TickerWeight"/>.</summary>
    public static Endpoint TickerBook { get; } = Public("/api/v3/ticker/bookTicker", "ticker.book", 4);

    /// <summary>Statistics of a day; <see cref="DayTickerWeight"/>.</summary>
    public static Endpoint TickerDay { get; } = Public("/api/v3/ticker/24hr", "ticker.24hr", 80);

    /// <summary>Execution rules: 2 for each symbol, at most 40.</summary>
    public static Endpoint ExecutionRules { get; } = Public("/api/v3/executionRules", "executionRules", 40);

    /// <summary>Reference price.</summary>
    public static Endpoint ReferencePrice { get; } = Public("/api/v3/referencePrice", "referencePrice", 2);

    /// <summary>Balances and rights.</summary>
    public static Endpoint Account { get; } = User("/api/v3/account", "account.status", 20);

    /// <summary>Commission rates.</summary>
    public static Endpoint Commission { get; } = User("/api/v3/account/commission", "account.commission", 20);

    /// <summary>Order counts.</summary>
    public static Endpoint OrderLimits { get; } = User("/api/v3/rateLimit/order", "account.rateLimits.orders", 40);

    /// <summary>One order.</summary>
    public static Endpoint OrderStatus { get; } = User("/api/v3/order", "order.status", 4);

    /// <summary>Open orders; <see cref="OpenOrdersWeight"/>.</summary>
    public static Endpoint OpenOrders { get; } = User("/api/v3/openOrders", "openOrders.status", 80);

    /// <summary>All orders of a symbol.</summary>
    public static Endpoint AllOrders { get; } = User("/api/v3/allOrders", "allOrders", 20);

    /// <summary>Our trades; <see cref="MyTradesWeight"/>.</summary>
    public static Endpoint MyTrades { get; } = User("/api/v3/myTrades", "myTrades", 20);

    /// <summary>One list.</summary>
    public static Endpoint ListStatus { get; } = User("/api/v3/orderList", "orderList.status", 4);

    /// <summary>Open lists.</summary>
    public static Endpoint OpenLists { get; } = User("/api/v3/openOrderList", "openOrderLists.status", 6);

    /// <summary>All lists.</summary>
    public static Endpoint AllLists { get; } = User("/api/v3/allOrderList", "allOrderLists", 20);

    /// <summary>Amendments of an order.</summary>
    public static Endpoint Amendments { get; } = User("/api/v3/order/amendments", "order.amendments", 4);

    /// <summary>Prevented matches: 20 by order, 2 by their own id.</summary>
    public static Endpoint PreventedMatches { get; } = User("/api/v3/myPreventedMatches", "myPreventedMatches", 20);

    /// <summary>Filters that bind this account.</summary>
    public static Endpoint MyFilters { get; } = User("/api/v3/myFilters", "myFilters", 40);

    /// <summary>What the key may do; counted by a limit of its own, and not on testnets.</summary>
    public static Endpoint ApiRestrictions { get; } = User("/sapi/v1/account/apiRestrictions", "", 1);

    /// <summary>Place an order.</summary>
    public static Endpoint PlaceOrder { get; } = Trade("POST", "/api/v3/order", "order.place", 1);

    /// <summary>Have an order judged; 20 where its commission is asked for.</summary>
    public static Endpoint TestOrder { get; } = new("POST", "/api/v3/order/test", "order.test", EndpointSecurity.Trade, 1);

    /// <summary>Cancel an order.</summary>
    public static Endpoint CancelOrder { get; } = Trade("DELETE", "/api/v3/order", "order.cancel", 0);

    /// <summary>Cancel all open orders of a symbol.</summary>
    public static Endpoint CancelAll { get; } = Trade("DELETE", "/api/v3/openOrders", "openOrders.cancelAll", 0);

    /// <summary>Cancel and place.</summary>
    public static Endpoint CancelReplace { get; } = Trade("POST", "/api/v3/order/cancelReplace", "order.cancelReplace", 1);

    /// <summary>Make an order smaller; free only where that ends the order, so it is taken at its weight.</summary>
    public static Endpoint AmendOrder { get; } =
        new("PUT", "/api/v3/order/amend/keepPriority", "order.amend.keepPriority", EndpointSecurity.Trade, 4);

    /// <summary>Place an OCO.</summary>
    public static Endpoint PlaceOco { get; } = Trade("POST", "/api/v3/orderList/oco", "orderList.place.oco", 2);

    /// <summary>Place an OTO.</summary>
    public static Endpoint PlaceOto { get; } = Trade("POST", "/api/v3/orderList/oto", "orderList.place.oto", 2);

    /// <summary>Place an OTOCO.</summary>
    public static Endpoint PlaceOtoco { get; } = Trade("POST", "/api/v3/orderList/otoco", "orderList.place.otoco", 3);

    /// <summary>Place an OPO.</summary>
    public static Endpoint PlaceOpo { get; } = Trade("POST", "/api/v3/orderList/opo", "orderList.place.opo", 2);

    /// <summary>Place an OPOCO.</summary>
    public static Endpoint PlaceOpoco { get; } = Trade("POST", "/api/v3/orderList/opoco", "orderList.place.opoco", 3);

    /// <summary>Cancel a list.</summary>
    public static Endpoint CancelList { get; } = Trade("DELETE", "/api/v3/orderList", "orderList.cancel", 0);

    /// <summary>Log a connection on; Ed25519 keys only.</summary>
    public static Endpoint SessionLogon { get; } = Socket("session.logon", EndpointSecurity.UserData);

    /// <summary>Who is logged on.</summary>
    public static Endpoint SessionStatus { get; } = Socket("session.status", EndpointSecurity.None);

    /// <summary>Log off.</summary>
    public static Endpoint SessionLogout { get; } = Socket("session.logout", EndpointSecurity.None);

    /// <summary>Subscriptions of the connection.</summary>
    public static Endpoint SessionSubscriptions { get; } = Socket("session.subscriptions", EndpointSecurity.None);

    /// <summary>User data events of the session's account.</summary>
    public static Endpoint Subscribe { get; } = Socket("userDataStream.subscribe", EndpointSecurity.None);

    /// <summary>User data events of the signer's account; any kind of key.</summary>
    public static Endpoint SubscribeBySignature { get; } = Socket("userDataStream.subscribe.signature", EndpointSecurity.UserData);

    /// <summary>No more user data events.</summary>
    public static Endpoint Unsubscribe { get; } = Socket("userDataStream.unsubscribe", EndpointSecurity.None);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        Ping, Time, ExchangeInfo, Depth, Trades, HistoricalTrades, AggTrades, Klines, AveragePrice, TickerPrice, TickerBook, TickerDay, ExecutionRules,
        ReferencePrice, Account, Commission, OrderLimits, OrderStatus, OpenOrders, AllOrders, MyTrades, ListStatus, OpenLists, AllLists, Amendments,
        PreventedMatches, MyFilters, ApiRestrictions, PlaceOrder, TestOrder, CancelOrder, CancelAll, CancelReplace, AmendOrder, PlaceOco, PlaceOto,
        PlaceOtoco, PlaceOpo, PlaceOpoco, CancelList, SessionLogon, SessionStatus, SessionLogout, SessionSubscriptions, Subscribe,
        SubscribeBySignature, Unsubscribe,
    ];

    private static readonly FrozenDictionary<string, Endpoint> Methods =
        All.Where(static one => one.Method.Length > 0).ToFrozenDictionary(static one => one.Method);

    private static readonly FrozenDictionary<(string, string), Endpoint> Paths =
        All.Where(static one => one.Path.Length > 0).ToFrozenDictionary(static one => (one.Verb, one.Path));

    /// <summary>The request of a WebSocket API method (without "v3/"), or null.</summary>
    public static Endpoint? ByMethod(string method) => Methods.GetValueOrDefault(method);

    /// <summary>The request of a verb and path, or null.</summary>
    public static Endpoint? ByPath(string verb, string path) => Paths.GetValueOrDefault((verb, path));

    /// <summary>Weight of <see cref="Depth"/>.</summary>
    public static int DepthWeight(int limit) => limit switch { <= 100 => 5, <= 500 => 25, <= 1000 => 50, _ => 250 };

    /// <summary>Weight of <see cref="TickerPrice"/> and <see cref="TickerBook"/>.</summary>
    public static int TickerWeight(bool isOneSymbol) => isOneSymbol ? 2 : 4;

    /// <summary>Weight of <see cref="TickerDay"/>; zero symbols: all.</summary>
    public static int DayTickerWeight(int symbols) => symbols switch { 0 => 80, <= 20 => 2, <= 100 => 40, _ => 80 };

    /// <summary>Weight of <see cref="OpenOrders"/>.</summary>
    public static int OpenOrdersWeight(bool isOneSymbol) => isOneSymbol ? 6 : 80;

    /// <summary>Weight of <see cref="MyTrades"/>.</summary>
    public static int MyTradesWeight(bool isOneOrder) => isOneOrder ? 5 : 20;

    private static Endpoint Public(string path, string method, int weight) => new("GET", path, method, EndpointSecurity.None, weight);

    private static Endpoint User(string path, string method, int weight) => new("GET", path, method, EndpointSecurity.UserData, weight);

    private static Endpoint Trade(string verb, string path, string method, int orders) =>
        new(verb, path, method, EndpointSecurity.Trade, 1, orders, IsFreeOnSuccess: true);

    private static Endpoint Socket(string method, EndpointSecurity security) => new("", "", method, security, 2);
}
