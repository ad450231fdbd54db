using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Wire;

/// <summary>The golden messages: for each file how it is read and written again.</summary>
internal static class Golden
{
    public const string Folder = "binance-messages";

    /// <summary>Files that are no single message, each with a test of its own.</summary>
    public static readonly string[] Lists = ["errors/bodies.json", "errors/catalog.json", "signing/hmac-sha256.json", "manifest.json"];

    /// <summary>Examples that write decimals with other than the exchange's eight places; the recorded ones never do.</summary>
    public static readonly string[] ShortDecimals =
    [
        "rest/myTrades.json", "rest/openOrders.cancelAll.json", "rest/openOrders.json", "rest/order.cancel.json",
        "rest/order.cancelReplace.cancelOk.newFailed.json", "rest/order.cancelReplace.success.json", "rest/order.new.full.json",
        "rest/order.new.result.json", "rest/order.query.json", "rest/orderList.cancel.json", "rest/orderList.oco.json", "rest/orderList.oto.json",
        "rest/orderList.otoco.json", "rest/trades.json", "user-data/outboundAccountPosition.json", "ws-api/account.status.json",
        "ws-api/openOrders.cancelAll.json", "ws-api/order.cancel.json", "ws-api/order.cancel.orderList.json",
        "ws-api/order.cancelReplace.partial.cancelFailed.json", "ws-api/order.cancelReplace.success.json", "ws-api/order.place.full.json",
        "ws-api/order.place.result.json", "ws-api/order.status.json", "ws-api/orderList.cancel.json", "ws-api/orderList.place.oco.json",
        "ws-api/orderList.place.oto.json", "ws-api/orderList.place.otoco.json", "ws-api/response.ok.json", "ws-api/response.order-counts.json",
        "ws-streams/aggTrade.json", "ws-streams/depth.partial.json", "ws-streams/depthUpdate.json", "ws-streams/kline.json",
        "ws-streams/miniTicker.json", "ws-streams/trade.json",
    ];

    /// <summary>Keys that other products, older servers or other authors added, unknown to us on purpose.</summary>
    public static readonly Dictionary<string, string[]> Ignored = new()
    {
        ["ws-streams/aggTrade.representative.json"] = ["st"],
        ["ws-streams/bookTicker.representative.ethusdt.json"] = ["E", "T"],
        ["ws-streams/trade.recorded.ethusdt-2021.json"] = ["a", "b"],
    };

    private static readonly Dictionary<string, Func<byte[], byte[]>> Codecs = new()
    {
        ["errors/bad-symbol.json"] = Plain(ApiError.Format),
        ["errors/cancel-restricted.json"] = Plain(ApiError.Format),
        ["errors/cancel-restrictions-invalid.json"] = Plain(ApiError.Format),
        ["rest/account.commission.json"] = Plain(AccountReplies.Commission),
        ["rest/account.json"] = Plain(AccountReplies.Account),
        ["rest/aggTrades.json"] = Plain(MarketReplies.AggTrades),
        ["rest/avgPrice.json"] = Plain(MarketReplies.AveragePrice),
        ["rest/bookTicker.all.json"] = Plain(MarketReplies.BookTickers),
        ["rest/bookTicker.one.json"] = Plain(MarketReplies.BookTicker),
        ["rest/depth.json"] = Plain(MarketReplies.Depth),
        ["rest/exchangeInfo.recorded-2025-08-07.json"] = Plain(MarketReplies.ExchangeInfo),
        ["rest/exchangeInfo.skeleton.json"] = Plain(MarketReplies.ExchangeInfo),
        ["rest/executionRules.json"] = Plain(MarketReplies.ExecutionRules),
        ["rest/historicalTrades.recorded.json"] = Plain(MarketReplies.Trades),
        ["rest/klines.json"] = Plain(MarketReplies.Klines),
        ["rest/myFilters.json"] = Plain(AccountReplies.MyFilters),
        ["rest/myTrades.json"] = Plain(AccountReplies.MyTrades),
        ["rest/openOrderList.json"] = Plain(TradingReplies.Lists),
        ["rest/openOrders.cancelAll.json"] = Plain(TradingReplies.CancelledAll),
        ["rest/openOrders.json"] = Plain(TradingReplies.Orders),
        ["rest/order.amend.keepPriority.json"] = Plain(TradingReplies.Amended),
        ["rest/order.cancel.json"] = Plain(TradingReplies.Cancelled),
        ["rest/order.cancelReplace.cancelOk.newFailed.json"] = Plain(ApiError.Format),
        ["rest/order.cancelReplace.stopOnFailure.cancelFailed.json"] = Plain(ApiError.Format),
        ["rest/order.cancelReplace.success.json"] = Plain(TradingReplies.CancelReplaced),
        ["rest/order.new.ack.json"] = Plain(TradingReplies.Placed),
        ["rest/order.new.full.json"] = Plain(TradingReplies.Placed),
        ["rest/order.new.result.json"] = Plain(TradingReplies.Placed),
        ["rest/order.query.json"] = Plain(TradingReplies.Order),
        ["rest/order.test.commissionRates.json"] = Plain(TradingReplies.Tested),
        ["rest/orderList.cancel.json"] = Plain(TradingReplies.List),
        ["rest/orderList.oco.json"] = Plain(TradingReplies.List),
        ["rest/orderList.oto.json"] = Plain(TradingReplies.List),
        ["rest/orderList.otoco.json"] = Plain(TradingReplies.List),
        ["rest/orderList.query.json"] = Plain(TradingReplies.List),
        ["rest/rateLimit.order.json"] = Plain(AccountReplies.RateLimits),
        ["rest/server-time.json"] = Plain(MarketReplies.ServerTime),
        ["rest/trades.json"] = Plain(MarketReplies.Trades),
        ["rest/trades.recorded.ETHBTC.json"] = Plain(MarketReplies.Trades),
        ["user-data/balanceUpdate.json"] = WrappedEvent,
        ["user-data/eventStreamTerminated.json"] = WrappedEvent,
        ["user-data/executionReport.canceled.json"] = BareEvent,
        ["user-data/executionReport.expired.json"] = BareEvent,
        ["user-data/executionReport.new.all-fields.json"] = WrappedEvent,
        ["user-data/executionReport.new.json"] = BareEvent,
        ["user-data/executionReport.new.stopLossLimit.json"] = BareEvent,
        ["user-data/executionReport.rejected.json"] = OldEvent,
        ["user-data/executionReport.trade.filled.json"] = BareEvent,
        ["user-data/executionReport.trade.partial.json"] = OldEvent,
        ["user-data/executionReport.tradePrevention.json"] = OldEvent,
        ["user-data/listStatus.execStarted.json"] = WrappedEvent,
        ["user-data/outboundAccountPosition.json"] = WrappedEvent,
        ["ws-api/account.commission.json"] = Reply(AccountReplies.Commission),
        ["ws-api/account.rateLimits.orders.json"] = Reply(AccountReplies.RateLimits),
        ["ws-api/account.status.json"] = Reply(AccountReplies.Account),
        ["ws-api/account.status.request.json"] = Request,
        ["ws-api/depth.json"] = Reply(MarketReplies.Depth),
        ["ws-api/event.wrapped.json"] = WrappedEvent,
        ["ws-api/exchangeInfo.json"] = Reply(MarketReplies.ExchangeInfo),
        ["ws-api/myTrades.json"] = Reply(AccountReplies.MyTrades),
        ["ws-api/openOrderLists.status.json"] = Reply(TradingReplies.Lists),
        ["ws-api/openOrders.cancelAll.json"] = Reply(TradingReplies.CancelledAll),
        ["ws-api/openOrders.cancelAll.request.json"] = Request,
        ["ws-api/openOrders.status.json"] = Reply(TradingReplies.Orders),
        ["ws-api/openOrders.status.request.json"] = Request,
        ["ws-api/order.amend.keepPriority.json"] = Reply(TradingReplies.Amended),
        ["ws-api/order.amend.keepPriority.request.json"] = Request,
        ["ws-api/order.cancel.badRestrictions.json"] = Plain(ApiError.Format),
        ["ws-api/order.cancel.json"] = Reply(TradingReplies.Cancelled),
        ["ws-api/order.cancel.orderList.json"] = Reply(TradingReplies.Cancelled),
        ["ws-api/order.cancel.request.json"] = Request,
        ["ws-api/order.cancel.restricted.json"] = Plain(ApiError.Format),
        ["ws-api/order.cancelReplace.partial.cancelFailed.json"] = Failure,
        ["ws-api/order.cancelReplace.request.json"] = Request,
        ["ws-api/order.cancelReplace.stopOnFailure.json"] = Failure,
        ["ws-api/order.cancelReplace.success.json"] = Reply(TradingReplies.CancelReplaced),
        ["ws-api/order.place.ack.json"] = Reply(TradingReplies.Placed),
        ["ws-api/order.place.full.json"] = Reply(TradingReplies.Placed),
        ["ws-api/order.place.request.json"] = Request,
        ["ws-api/order.place.result.json"] = Reply(TradingReplies.Placed),
        ["ws-api/order.status.json"] = Reply(TradingReplies.Order),
        ["ws-api/order.status.request.json"] = Request,
        ["ws-api/orderList.cancel.json"] = Reply(TradingReplies.List),
        ["ws-api/orderList.cancel.request.json"] = Request,
        ["ws-api/orderList.place.oco.json"] = Reply(TradingReplies.List),
        ["ws-api/orderList.place.oco.request.json"] = Request,
        ["ws-api/orderList.place.oto.json"] = Reply(TradingReplies.List),
        ["ws-api/orderList.place.oto.request.json"] = Request,
        ["ws-api/orderList.place.otoco.json"] = Reply(TradingReplies.List),
        ["ws-api/orderList.place.otoco.request.json"] = Request,
        ["ws-api/orderList.status.json"] = Reply(TradingReplies.List),
        ["ws-api/orderList.status.request.json"] = Request,
        ["ws-api/response.failed.json"] = Failure,
        ["ws-api/response.ip-ban-418.json"] = Failure,
        ["ws-api/response.ok.json"] = Reply(TradingReplies.Placed),
        ["ws-api/response.order-counts.json"] = Reply(TradingReplies.Placed),
        ["ws-api/serverShutdown.json"] = WrappedEvent,
        ["ws-api/session.key-invalidated.json"] = Failure,
        ["ws-api/session.logon.json"] = Reply(SessionReplies.Session),
        ["ws-api/session.logon.request.json"] = Request,
        ["ws-api/session.logout.json"] = Reply(SessionReplies.Session),
        ["ws-api/session.status.json"] = Reply(SessionReplies.Session),
        ["ws-api/session.subscriptions.json"] = Reply(SessionReplies.Subscriptions),
        ["ws-api/session.subscriptions.request.json"] = Request,
        ["ws-api/time.json"] = Reply(MarketReplies.ServerTime),
        ["ws-api/userDataStream.subscribe.json"] = Reply(SessionReplies.Subscription),
        ["ws-api/userDataStream.subscribe.request.json"] = Request,
        ["ws-api/userDataStream.subscribe.signature.json"] = Reply(SessionReplies.Subscription),
        ["ws-api/userDataStream.subscribe.signature.request.json"] = Request,
        ["ws-api/userDataStream.unsubscribe.json"] = EmptyReply,
        ["ws-api/userDataStream.unsubscribe.request.json"] = Request,
        ["ws-streams/aggTrade.json"] = Plain(StreamFormats.AggTrade),
        ["ws-streams/aggTrade.representative.json"] = Combined(StreamFormats.AggTrade),
        ["ws-streams/avgPrice.json"] = Plain(StreamFormats.AveragePrice),
        ["ws-streams/bookTicker.json"] = Plain(StreamFormats.BookTicker),
        ["ws-streams/bookTicker.representative.ethusdt.json"] = Combined(StreamFormats.BookTicker),
        ["ws-streams/depth.partial.json"] = Plain(StreamFormats.PartialDepth),
        ["ws-streams/depthUpdate.json"] = Plain(StreamFormats.DepthUpdate),
        ["ws-streams/kline.json"] = Plain(StreamFormats.Kline),
        ["ws-streams/listSubscriptions.request.json"] = StreamRequestAgain,
        ["ws-streams/listSubscriptions.response.json"] = StreamReply,
        ["ws-streams/miniTicker.json"] = Plain(StreamFormats.MiniTicker),
        ["ws-streams/serverShutdown.combined.json"] = Combined(StreamFormats.Shutdown),
        ["ws-streams/serverShutdown.raw.json"] = Plain(StreamFormats.Shutdown),
        ["ws-streams/subscribe.request.json"] = StreamRequestAgain,
        ["ws-streams/subscribe.response.json"] = StreamReply,
        ["ws-streams/trade.json"] = Plain(StreamFormats.Trade),
        ["ws-streams/trade.recorded.ethusdt-2021.json"] = Combined(StreamFormats.Trade),
        ["ws-streams/unsubscribe.request.json"] = StreamRequestAgain,
        ["ws-streams/unsubscribe.response.json"] = StreamReply,
    };

    public static IEnumerable<string> Files => Codecs.Keys;

    /// <summary>Reads a message and writes it again.</summary>
    /// <exception cref="MessageFaultException">It can't be read.</exception>
    public static byte[] Again(string file, byte[] message) => Codecs[file](message);

    public static byte[] Bytes(string file)
    {
        var bytes = File.ReadAllBytes(SharedData.Require(Folder + "/" + file));
        // The example leaves the limits out by writing an empty one.
        return file == "rest/exchangeInfo.skeleton.json"
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("{}", "", StringComparison.Ordinal))
            : bytes;
    }

    public static T Read<T>(string file, MessageFormat<T> format)
        where T : class => format.Decode(Bytes(file));

    public static T ReadResult<T>(string file, MessageFormat<T> format)
        where T : class => format.Decode(Open(Bytes(file)).Result.Span);

    public static UserEventFrame ReadEvent(string file)
    {
        Assert.True(UserEventFrame.TryDecode(Bytes(file), out var frame, out var fault), fault.Describe());
        return frame;
    }

    public static WsApiReply Open(byte[] message) =>
        WsApiReply.TryOpen(message, out var reply, out var fault) ? reply : throw new MessageFaultException(fault);

    private static Func<byte[], byte[]> Plain<T>(MessageFormat<T> format)
        where T : class => message => format.Encode(format.Decode(message));

    private static Func<byte[], byte[]> Reply<T>(MessageFormat<T> format)
        where T : class => message =>
        {
            var reply = Open(message);
            return WsApiReply.EncodeResult(reply.Id, format, format.Decode(reply.Result.Span), reply.RateLimits);
        };

    private static Func<byte[], byte[]> Combined<T>(MessageFormat<T> format)
        where T : class => message =>
        {
            var frame = OpenStream(message);
            return StreamFrame.EncodeWrapped(frame.Stream ?? "", format, format.Decode(frame.Payload.Span));
        };

    private static byte[] EmptyReply(byte[] message)
    {
        var reply = Open(message);
        return WsApiReply.EncodeResult(reply.Id, new RawJson(Encoding.UTF8.GetString(reply.Result.Span)), reply.RateLimits);
    }

    private static byte[] Failure(byte[] message)
    {
        var reply = Open(message);
        return reply.Error is { } error
            ? WsApiReply.EncodeError(reply.Id, reply.Status, error, reply.RateLimits)
            : throw new MessageFaultException("no error in it");
    }

    private static byte[] Request(byte[] message) =>
        WsApiRequest.TryRead(message, out var request, out _, out var error) ? request.Encode() : throw new MessageFaultException(error.ToString());

    private static byte[] StreamRequestAgain(byte[] message) =>
        StreamRequest.TryRead(message, out var request, out var error) ? request.Encode() : throw new MessageFaultException(error.ToString());

    private static byte[] StreamReply(byte[] message)
    {
        var frame = OpenStream(message);
        return frame.Kind == StreamFrameKind.Reply
            ? StreamFrame.EncodeReply(frame.Id, new RawJson(Encoding.UTF8.GetString(frame.Payload.Span)))
            : throw new MessageFaultException("no reply");
    }

    private static byte[] WrappedEvent(byte[] message) => ReadFrame(message).Encode();

    private static byte[] BareEvent(byte[] message) => UserEventFrame.EventFormat.Encode(ReadFrame(message).Event);

    private static byte[] OldEvent(byte[] message) =>
        StreamFrame.EncodeWrapped("executionReport", UserEventFrame.EventFormat, ReadFrame(message).Event);

    private static UserEventFrame ReadFrame(byte[] message) =>
        UserEventFrame.TryDecode(message, out var frame, out var fault) ? frame : throw new MessageFaultException(fault);

    private static StreamFrame OpenStream(byte[] message) =>
        StreamFrame.TryOpen(message, out var frame, out var fault) ? frame : throw new MessageFaultException(fault);
}
