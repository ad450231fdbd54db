using System.Diagnostics;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;
using EngineReport = MultiSmc.Engine.ExecutionReport;
using EngineExecution = MultiSmc.Engine.ExecutionType;
using EngineRefusal = MultiSmc.Engine.VenueEvent.PlaceRefused;
using EngineListStatus = MultiSmc.Simulation.ListStatusType;

namespace MultiSmc.Exchange;

/// <summary>The engine's reports as <c>executionReport</c>.</summary>
internal static class OrderEvents
{
    private const string ShortOfFunds = "INSUFFICIENT_BALANCES";

    /// <param name="order">The order after the report.</param>
    /// <param name="report">The engine's.</param>
    /// <param name="before">The order's name before it.</param>
    /// <param name="prevented">The match that self-trade prevention stopped, or null.</param>
    public static ExecutionReport Of(OrderRecord order, EngineReport report, ClientOrderId before, PreventedMatchRow? prevented)
    {
        var spec = order.Spec;
        var isRenaming = report.Execution is EngineExecution.Canceled or EngineExecution.Replaced;
        var told = new ExecutionReport
        {
            EventTime = report.Time,
            Symbol = order.Symbol,
            ClientOrderId = order.ShownId,
            Side = spec.Side,
            Type = spec.Type,
            TimeInForce = spec.TimeInForce,
            Quantity = spec.Quantity,
            Price = spec.Price,
            StopPrice = spec.StopPrice,
            IcebergQuantity = spec.IcebergQuantity,
            OrderListId = order.List?.Number ?? VenueListId.None,
            OrigClientOrderId = isRenaming ? before : new ClientOrderId(""),
            ExecutionType = TypeOf(report.Execution),
            Status = report.Status,
            RejectReason = report.Reason == ShortOfFunds ? RejectReason.InsufficientBalances : RejectReason.None,
            OrderId = order.Id,
            LastQuantity = report.Fill?.Quantity ?? Quantity.Zero,
            FilledQuantity = report.Filled,
            LastPrice = report.Fill?.Price ?? default,
            Commission = report.Fill?.Fee ?? Money.Zero,
            CommissionAsset = report.Fill?.FeeAsset,
            TransactionTime = report.Time,
            TradeId = report.Fill?.TradeId ?? new TradeId(-1),
            ExecutionId = order.LastExecutionId,
            IsWorking = report.IsWorking,
            IsMaker = report.Fill is { Liquidity: Liquidity.Maker },
            Ignore = report.Fill is not null,
            OrderTime = order.CreatedAt,
            FilledQuote = report.FilledQuote,
            LastQuote = report.Fill?.QuoteAmount ?? Money.Zero,
            QuoteOrderQuantity = spec.QuoteQuantity,
            WorkingTime = order.WorkingAt,
            SelfTradePreventionMode = OrderShapes.ModeOf(order),
            TrailingDelta = spec.TrailingDeltaBps > 0 ? spec.TrailingDeltaBps : null,
            StrategyId = order.StrategyId,
            StrategyType = order.StrategyType,
            PreventedQuantity = order.Prevented > Quantity.Zero ? order.Prevented : null,
            ExpiryReason = OrderShapes.ExpiryOf(order),
        };
        return prevented is null ? told : WithMatch(told, order, prevented);
    }

    /// <summary>An order that the engine refused.</summary>
    /// <param name="order">The order.</param>
    /// <param name="refused">Why.</param>
    public static ExecutionReport Rejected(OrderRecord order, EngineRefusal refused) => Of(
        order,
        new EngineReport
        {
            Order = order.Spec,
            VenueOrderId = order.Id,
            Execution = EngineExecution.Rejected,
            Status = OrderStatus.Rejected,
            Filled = Quantity.Zero,
            FilledQuote = Money.Zero,
            Time = refused.Time,
        },
        order.ShownId,
        prevented: null) with
    {
        RejectReason = refused.Reason switch
        {
            EngineText.InsufficientBalance => RejectReason.InsufficientBalances,
            EngineText.WouldMatchImmediately => RejectReason.WouldMatchImmediately,
            EngineText.WouldTriggerImmediately => RejectReason.StopPriceWouldTriggerImmediately,
            _ => RejectReason.None,
        },
    };

    private static ExecutionReport WithMatch(ExecutionReport told, OrderRecord order, PreventedMatchRow match)
    {
        var isTaker = match.TakerOrderId == order.Id;
        var quantity = (isTaker ? match.TakerPreventedQuantity : match.MakerPreventedQuantity) ?? Quantity.Zero;
        var would = match.MakerPreventedQuantity ?? match.TakerPreventedQuantity ?? Quantity.Zero;
        return told with
        {
            PreventedMatchId = match.PreventedMatchId,
            LastPreventedQuantity = quantity,
            TradeGroupId = match.TradeGroupId,
            CounterOrderId = isTaker ? match.MakerOrderId : match.TakerOrderId,
            CounterSymbol = match.Symbol,
            PreventedExecutionQuantity = would,
            PreventedExecutionPrice = match.Price,
            PreventedExecutionQuote = match.Price.Notional(would),
        };
    }

    private static ExecutionType TypeOf(EngineExecution execution) => execution switch
    {
        EngineExecution.New => ExecutionType.New,
        EngineExecution.Trade => ExecutionType.Trade,
        EngineExecution.Canceled => ExecutionType.Canceled,
        EngineExecution.Expired => ExecutionType.Expired,
        EngineExecution.Rejected => ExecutionType.Rejected,
        EngineExecution.Replaced => ExecutionType.Replaced,
        EngineExecution.TradePrevention => ExecutionType.TradePrevention,
        _ => throw new UnreachableException(),
    };
}

/// <summary>The engine's lists as <c>listStatus</c>.</summary>
internal static class ListEvents
{
    public static ListStatusEvent Of(ListRecord record, ListView list, EngineListStatus type, Timestamp time) => new()
    {
        EventTime = time,
        Symbol = record.Symbol,
        OrderListId = record.Number,
        ContingencyType = record.Contingency,
        ListStatusType = type switch
        {
            EngineListStatus.ExecStarted => Binance.Wire.ListStatusType.ExecStarted,
            EngineListStatus.Updated => Binance.Wire.ListStatusType.Updated,
            EngineListStatus.AllDone => Binance.Wire.ListStatusType.AllDone,
            _ => throw new UnreachableException(),
        },
        ListOrderStatus = type == EngineListStatus.AllDone ? ListOrderStatus.AllDone : ListOrderStatus.Executing,
        RejectReason = RejectReason.None,
        ListClientOrderId = record.Name,
        TransactionTime = time,
        Orders = [.. list.Orders.Select(order => new EventListedOrder
        {
            Symbol = record.Symbol, OrderId = order.Id, ClientOrderId = order.Order.ClientOrderId,
        })],
    };
}
