using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Answers what an account asks of its orders, lists and executions.</summary>
internal static class QueryDesk
{
    public const string IdsDisagree = "The given clientOrderId does not belong to the given orderId.";
    private const int StandardLimit = 500;
    private const int MostRows = 1_000;

    public static ApiReply Order(FloorCall call)
    {
        var request = OrderReference.Read(call.Reader);
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(request.Symbol, out var instrument))
            return FloorCall.BadSymbol;
        if (call.Find(instrument, request.OrderId, request.OrigClientOrderId) is not { } order)
            return ApiReply.Refused(ErrorCode.NoSuchOrder, EngineText.NoSuchOrder);
        return FloorCall.IsNamed(order, request.OrigClientOrderId)
            ? ApiReply.Of(TradingReplies.Order, OrderShapes.Asked(order))
            : ApiReply.Refused(ErrorCode.IdsDisagree, IdsDisagree);
    }

    public static ApiReply OpenOrders(FloorCall call)
    {
        var symbol = call.Reader.Text("symbol");
        if (call.Fault() is { } fault)
            return fault;
        if (symbol is not null && !call.Floor.TryFind(symbol, out _))
            return FloorCall.BadSymbol;
        return ApiReply.Of(
            TradingReplies.Orders,
            call.Account.Open.Values.Where(order => symbol is null || order.Symbol == symbol).Select(OrderShapes.Asked).ToArray());
    }

    public static ApiReply AllOrders(FloorCall call)
    {
        var symbol = call.Reader.RequiredText("symbol");
        var range = HistoryRange.Read(call.Reader);
        if ((call.Fault() ?? TooLong(range)) is { } fault)
            return fault;
        if (!call.Floor.TryFind(symbol, out _))
            return FloorCall.BadSymbol;
        if (range.FromId is not null)
            return BadCombination();
        var rows = call.Account.Orders.Where(order => order.Symbol == symbol && IsWithin(order.CreatedAt, range));
        if (range.OrderId is { } from)
            rows = rows.Where(order => order.Id.Value >= from.Value);
        return ApiReply.Of(TradingReplies.Orders, Cut(rows, range, range.OrderId is not null).Select(OrderShapes.Asked).ToArray());
    }

    public static ApiReply Trades(FloorCall call)
    {
        var symbol = call.Reader.RequiredText("symbol");
        var range = HistoryRange.Read(call.Reader);
        if ((call.Fault() ?? TooLong(range)) is { } fault)
            return fault;
        if (!call.Floor.TryFind(symbol, out _))
            return FloorCall.BadSymbol;
        var isTimed = range.StartTime is not null || range.EndTime is not null;
        if (isTimed && (range.OrderId is not null || range.FromId is not null))
            return BadCombination();
        var rows = call.Account.Trades.Where(trade => trade.Order.Symbol == symbol && IsWithin(trade.Fill.Time, range));
        if (range.OrderId is { } order)
            rows = rows.Where(trade => trade.Order.Id == order);
        if (range.FromId is { } from)
            rows = rows.Where(trade => trade.Fill.TradeId.Value >= from);
        return ApiReply.Of(AccountReplies.MyTrades, Cut(rows, range, range.FromId is not null).Select(OrderShapes.Trade).ToArray());
    }

    public static ApiReply List(FloorCall call)
    {
        var request = ListReference.Read(call.Reader, isCancel: false);
        if (call.Fault() is { } fault)
            return fault;
        var list = request.OrderListId is { } number ? call.Account.FindList(number)
            : request.ListClientOrderId is { } name ? call.Account.FindList(name) : null;
        if (list is null || (request.ListClientOrderId is { } other && list.Name != other))
            return ApiReply.Refused(ErrorCode.NoSuchOrder, "Order list does not exist.");
        return ApiReply.Of(TradingReplies.List, Asked(list));
    }

    public static ApiReply OpenLists(FloorCall call) => call.Fault()
        ?? ApiReply.Of(TradingReplies.Lists, call.Account.Lists.Where(static list => list.IsOpen).Select(Asked).ToArray());

    public static ApiReply AllLists(FloorCall call)
    {
        var range = HistoryRange.Read(call.Reader);
        if ((call.Fault() ?? TooLong(range)) is { } fault)
            return fault;
        if (range.OrderId is not null || (range.FromId is not null && (range.StartTime is not null || range.EndTime is not null)))
            return BadCombination();
        var rows = call.Account.Lists.Where(list => IsWithin(list.CreatedAt, range) && list.Number.Value >= (range.FromId ?? 0));
        return ApiReply.Of(TradingReplies.Lists, Cut(rows, range, range.FromId is not null).Select(Asked).ToArray());
    }

    public static ApiReply Amendments(FloorCall call)
    {
        var reference = OrderNumber(call, out var limit, out var from, "fromExecutionId");
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(reference.Symbol, out var instrument))
            return FloorCall.BadSymbol;
        if (call.Find(instrument, reference.Number, null) is not { } order)
            return ApiReply.Refused(ErrorCode.NoSuchOrder, EngineText.NoSuchOrder);
        return ApiReply.Of(
            TradingReplies.Amendments, order.Amendments.Where(row => row.ExecutionId >= (from ?? 0)).Take(Limit(limit)).ToArray());
    }

    public static ApiReply PreventedMatches(FloorCall call)
    {
        var one = call.Reader.Integer("preventedMatchId");
        var number = call.Reader.Integer("orderId");
        var symbol = call.Reader.RequiredText("symbol");
        var from = call.Reader.Integer("fromPreventedMatchId");
        var limit = call.Reader.SmallInteger("limit");
        if (call.Fault() is { } fault)
            return fault;
        if (!call.Floor.TryFind(symbol, out _))
            return FloorCall.BadSymbol;
        if ((one is null) == (number is null))
            return BadCombination();
        var rows = call.Account.Prevented.Where(row => row.Symbol == symbol && (one is { } id
            ? row.PreventedMatchId == id
            : (row.TakerOrderId.Value == number || row.MakerOrderId.Value == number) && row.PreventedMatchId >= (from ?? 0)));
        return ApiReply.Of(AccountReplies.PreventedMatches, rows.Take(Limit(limit)).ToArray());
    }

    private static OrderListReport Asked(ListRecord list) => OrderShapes.List(list, list.UpdatedAt, reports: null);

    private static (string Symbol, VenueOrderId? Number) OrderNumber(FloorCall call, out int? limit, out long? from, string fromName)
    {
        var symbol = call.Reader.RequiredText("symbol");
        var number = call.Reader.RequiredText("orderId").Length > 0 ? call.Reader.Integer("orderId") : null;
        limit = call.Reader.SmallInteger("limit");
        from = call.Reader.Integer(fromName);
        return (symbol, number is { } value ? new VenueOrderId(value) : null);
    }

    private static bool IsWithin(Timestamp time, HistoryRange range) =>
        (range.StartTime is not { } start || time >= start) && (range.EndTime is not { } end || time <= end);

    /// <summary>From where a beginning was named the oldest, else the newest.</summary>
    private static IEnumerable<T> Cut<T>(IEnumerable<T> rows, HistoryRange range, bool hasBeginning) =>
        hasBeginning || range.StartTime is not null ? rows.Take(Limit(range.Limit)) : rows.TakeLast(Limit(range.Limit));

    private static int Limit(int? asked) => Math.Clamp(asked ?? StandardLimit, 1, MostRows);

    private static ApiReply? TooLong(HistoryRange range) =>
        range.StartTime is { } start && range.EndTime is { } end && end > start && (end - start).Nanoseconds > Timestamp.NanosecondsPerDay
            ? ApiReply.Refused(ErrorCode.RangeTooLong, "More than 24 hours between startTime and endTime.")
            : null;

    private static ApiReply BadCombination() => ApiReply.Refused(ErrorCode.BadCombination, "Combination of optional parameters invalid.");
}
