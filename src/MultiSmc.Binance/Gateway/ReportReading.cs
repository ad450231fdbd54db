using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using Execution = MultiSmc.Engine.ExecutionType;
using Report = MultiSmc.Engine.ExecutionReport;
using WireExecution = MultiSmc.Binance.Wire.ExecutionType;
using WireOrderState = MultiSmc.Binance.Wire.OrderState;
using WireReport = MultiSmc.Binance.Wire.ExecutionReport;

namespace MultiSmc.Binance;

/// <summary>
/// The exchange's words about orders as the kernel's reports. Null: the message is of no instrument of this run, or of a kind that this version does not know;
/// neither stops anything. Words we don't know on orders of others are taken for the nearest that we do.
/// </summary>
internal sealed class ReportReading(SymbolBook symbols, OrderNames names)
{
    /// <summary>A user data event.</summary>
    public Report? FromEvent(WireReport word)
    {
        if (symbols.Find(word.Symbol) is not { } instrument || word.Side.Known is not { } side)
            return null;
        // An amended order that took another name is known by the old one to us: we always keep names.
        var name = word.OrderClientId;
        names.Learn(instrument.Id, word.OrderId, name);
        var spec = new OrderSpec
        {
            ClientOrderId = name,
            Instrument = instrument.Id,
            Side = side,
            Type = TypeOf(word.Type, word.Price),
            Quantity = word.Quantity,
            Price = word.Price,
            StopPrice = word.StopPrice,
            TimeInForce = word.TimeInForce.Known ?? TimeInForce.Gtc,
            QuoteQuantity = word.QuoteOrderQuantity ?? default,
            IcebergQuantity = word.IcebergQuantity ?? default,
        };
        var isFill = word.ExecutionType.Is(WireExecution.Trade) && word.TradeId.Value >= 0 && word.LastQuantity.Raw > 0;
        return new Report
        {
            Order = spec,
            VenueOrderId = word.OrderId,
            Execution = isFill ? Execution.Trade : ExecutionOf(word.ExecutionType),
            Status = StatusOf(word.Status, word.FilledQuantity),
            Filled = word.FilledQuantity,
            FilledQuote = word.FilledQuote,
            Fill = isFill ? FillOf(word, instrument, spec) : null,
            IsWorking = word.IsWorking,
            Reason = ReasonOf(word),
            Time = word.TransactionTime,
        };
    }

    /// <summary>The answer to a placement: the order, and each fill that the answer tells of.</summary>
    /// <param name="report">The answer.</param>
    /// <param name="sent">The order as it was sent.</param>
    public IEnumerable<Report> FromPlaced(OrderReport report, OrderSpec sent)
    {
        names.Learn(sent.Instrument, report.OrderId, sent.ClientOrderId);
        var filled = report.ExecutedQty ?? default;
        var last = new Report
        {
            Order = report.OrigQty is { Raw: > 0 } sized ? sent with { Quantity = sized } : sent,
            VenueOrderId = report.OrderId,
            Execution = report.Status?.Known switch
            {
                OrderStatus.Expired => Execution.Expired,
                OrderStatus.ExpiredInMatch => Execution.TradePrevention,
                OrderStatus.Rejected => Execution.Rejected,
                _ => Execution.New,
            },
            // An ACK says no more than that it was accepted.
            Status = report.Status is { } status ? StatusOf(status, filled) : OrderStatus.New,
            Filled = filled,
            FilledQuote = report.CummulativeQuoteQty is { Raw: > 0 } spent ? spent : default,
            IsWorking = report.WorkingTime is { } since && since != ExchangeTime.NotYet,
            Reason = report.ExpiryReason is { } why && !why.Is(ExpiryReason.None) ? why.Text : "",
            Time = report.TransactTime,
        };
        var sum = Quantity.Zero;
        var sumQuote = Money.Zero;
        foreach (var fill in report.Fills ?? [])
        {
            var quote = fill.Price.Notional(fill.Qty);
            (sum, sumQuote) = (sum + fill.Qty, sumQuote + quote);
            var isLast = sum == filled;
            yield return last with
            {
                Execution = Execution.Trade,
                Status = isLast ? last.Status : OrderStatus.PartiallyFilled,
                Filled = sum,
                FilledQuote = isLast ? last.FilledQuote : sumQuote,
                Fill = new Fill
                {
                    TradeId = fill.TradeId,
                    Instrument = sent.Instrument,
                    ClientOrderId = sent.ClientOrderId,
                    Side = sent.Side,
                    Price = fill.Price,
                    Quantity = fill.Qty,
                    QuoteAmount = quote,
                    Fee = fill.Commission,
                    FeeAsset = fill.CommissionAsset,
                    // What is filled within the call met orders that were there before it.
                    Liquidity = Liquidity.Taker,
                    Time = report.TransactTime,
                },
            };
        }

        if (sum != filled || filled.Raw == 0)
            yield return last;
    }

    /// <summary>The answer to the placement of a list.</summary>
    /// <param name="list">The answer.</param>
    /// <param name="sent">Its orders as they were sent.</param>
    public IEnumerable<Report> FromPlaced(OrderListReport list, IReadOnlyList<OrderSpec> sent)
    {
        foreach (var report in list.OrderReports ?? [])
        {
            if (sent.FirstOrDefault(spec => spec.ClientOrderId == report.ClientOrderId) is not { } spec)
                continue;
            foreach (var one in FromPlaced(report, spec))
                yield return one;
        }
    }

    /// <summary>The answer to a cancel, of an order or of the list that it belonged to.</summary>
    public IEnumerable<Report> FromCancelled(CancelReport cancelled) => cancelled switch
    {
        CancelReport.Order order => FromCancelled(order.Report) is { } one ? [one] : [],
        CancelReport.List list => FromCancelled(list.Report),
        _ => [],
    };

    /// <summary>The answer to the cancel of a list.</summary>
    public IEnumerable<Report> FromCancelled(OrderListReport list)
    {
        foreach (var report in list.OrderReports ?? [])
        {
            if (FromCancelled(report) is { } one)
                yield return one;
        }
    }

    /// <summary>One cancelled order; the name it had is in another field than that of the cancel.</summary>
    public Report? FromCancelled(OrderReport report)
    {
        var name = report.OrigClientOrderId is { Value.Length: > 0 } own ? own : report.ClientOrderId;
        return Stated(report, name, report.TransactTime) is { } stated
            ? stated with { Execution = stated.Status == OrderStatus.Canceled ? Execution.Canceled : Execution.Status }
            : null;
    }

    /// <summary>How an order stands, in answer to a question.</summary>
    /// <param name="state">The answer.</param>
    /// <param name="asked">By which name it was asked for; null: it was not asked for by name.</param>
    public Report? FromState(WireOrderState state, ClientOrderId? asked)
    {
        var known = symbols.Find(state.Symbol) is { } instrument ? names.NameOf(instrument.Id, state.OrderId) : null;
        var shown = state.Status is { } status && status.Is(OrderStatus.Canceled) ? OrderNames.OrderNameOf(state.ClientOrderId) : state.ClientOrderId;
        return Stated(state, asked ?? known ?? shown, state.UpdateTime) is { } report ? report with { IsWorking = state.IsWorking } : null;
    }

    /// <summary>An amended order.</summary>
    public Report? FromAmended(AmendReport amend)
    {
        var order = amend.AmendedOrder;
        if (symbols.Find(order.Symbol) is not { } instrument || order.Side.Known is not { } side)
            return null;
        names.Learn(instrument.Id, order.OrderId, order.OrigClientOrderId);
        return new Report
        {
            Order = new OrderSpec
            {
                ClientOrderId = order.OrigClientOrderId,
                Instrument = instrument.Id,
                Side = side,
                Type = TypeOf(order.Type, order.Price),
                Quantity = order.Qty,
                Price = order.Price,
                TimeInForce = order.TimeInForce.Known ?? TimeInForce.Gtc,
            },
            VenueOrderId = order.OrderId,
            Execution = Execution.Replaced,
            Status = StatusOf(order.Status, order.ExecutedQty),
            Filled = order.ExecutedQty,
            FilledQuote = order.CumulativeQuoteQty,
            IsWorking = order.WorkingTime is { } since && since != ExchangeTime.NotYet,
            Time = amend.TransactTime,
        };
    }

    /// <summary>One of our trades, under the name of its order.</summary>
    public static Fill FromTrade(MyTradeRow trade, InstrumentId instrument, ClientOrderId name) => new()
    {
        TradeId = trade.Id,
        Instrument = instrument,
        ClientOrderId = name,
        Side = trade.IsBuyer ? Side.Buy : Side.Sell,
        Price = trade.Price,
        Quantity = trade.Qty,
        QuoteAmount = trade.QuoteQty,
        Fee = trade.Commission,
        FeeAsset = trade.CommissionAsset,
        Liquidity = trade.IsMaker ? Liquidity.Maker : Liquidity.Taker,
        Time = trade.Time,
    };

    private Report? Stated(OrderFields fields, ClientOrderId name, Timestamp time)
    {
        if (symbols.Find(fields.Symbol) is not { } instrument || fields.Side is not { Known: { } side } || fields.Status is not { } status)
            return null;
        names.Learn(instrument.Id, fields.OrderId, name);
        var filled = fields.ExecutedQty ?? default;
        return new Report
        {
            Order = new OrderSpec
            {
                ClientOrderId = name,
                Instrument = instrument.Id,
                Side = side,
                Type = TypeOf(fields.Type ?? OrderType.Limit, fields.Price ?? default),
                Quantity = fields.OrigQty ?? default,
                Price = fields.Price ?? default,
                StopPrice = fields.StopPrice ?? default,
                TimeInForce = fields.TimeInForce?.Known ?? TimeInForce.Gtc,
                QuoteQuantity = fields.OrigQuoteOrderQty ?? default,
                IcebergQuantity = fields.IcebergQty ?? default,
            },
            VenueOrderId = fields.OrderId,
            Execution = Execution.Status,
            Status = StatusOf(status, filled),
            Filled = filled,
            // Below zero: so old that the exchange has forgotten it.
            FilledQuote = fields.CummulativeQuoteQty is { Raw: > 0 } quote ? quote : default,
            Reason = fields.ExpiryReason is { } why && !why.Is(ExpiryReason.None) ? why.Text : "",
            Time = time,
        };
    }

    private static Fill FillOf(WireReport word, Instrument instrument, OrderSpec spec) => new()
    {
        TradeId = word.TradeId,
        Instrument = instrument.Id,
        ClientOrderId = spec.ClientOrderId,
        Side = spec.Side,
        Price = word.LastPrice,
        Quantity = word.LastQuantity,
        QuoteAmount = word.LastQuote ?? word.LastPrice.Notional(word.LastQuantity),
        Fee = word.Commission.Amount,
        FeeAsset = word.CommissionAsset ?? (spec.Side == Side.Buy ? instrument.Base : instrument.Quote),
        Liquidity = word.IsMaker ? Liquidity.Maker : Liquidity.Taker,
        Time = word.TransactionTime,
    };

    private static string ReasonOf(WireReport word)
    {
        if (word.ExpiryReason is { } expiry && !expiry.Is(ExpiryReason.None))
            return expiry.Text;
        return word.RejectReason.Is(RejectReason.None) ? "" : word.RejectReason.Text;
    }

    private static OrderType TypeOf(Word<OrderType> word, Price price) => word.Known ?? (price.Raw > 0 ? OrderType.Limit : OrderType.Market);

    // A state that we don't know can't be final for us: the next comparison of books asks again.
    private static OrderStatus StatusOf(Word<OrderStatus> word, Quantity filled) =>
        word.Known ?? (filled.Raw > 0 ? OrderStatus.PartiallyFilled : OrderStatus.New);

    private static Execution ExecutionOf(Word<WireExecution> word) => word.Known switch
    {
        WireExecution.New => Execution.New,
        WireExecution.Canceled => Execution.Canceled,
        WireExecution.Replaced => Execution.Replaced,
        WireExecution.Rejected => Execution.Rejected,
        WireExecution.Trade => Execution.Trade,
        WireExecution.Expired => Execution.Expired,
        WireExecution.TradePrevention => Execution.TradePrevention,
        _ => Execution.New,
    };
}
