using MultiSmc.Binance.Tests.Wire;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using Execution = MultiSmc.Engine.ExecutionType;
using Report = MultiSmc.Engine.ExecutionReport;
using WireReport = MultiSmc.Binance.Wire.ExecutionReport;

namespace MultiSmc.Binance.Tests.Gateway;

/// <summary>The exchange's own messages, as the kernel is told of them.</summary>
public sealed class ReadReports
{
    private static readonly string[] Symbols = ["ETHUSDT", "BTCUSDT", "LTCBTC", "BTCUSDT2"];

    private readonly SymbolBook _symbols = new([.. Symbols.Select(static (symbol, i) => new Instrument
    {
        Id = new InstrumentId(i), Symbol = symbol, Base = new Asset(symbol[..3]), Quote = new Asset(symbol[3..]), TickSize = new Price(1), LotSize = new Quantity(1),
    })]);

    private readonly OrderNames _names = new();

    [Theory]
    [InlineData("new", "NEW", Execution.New, OrderStatus.New, "")]
    [InlineData("canceled", "CANCELED", Execution.Canceled, OrderStatus.Canceled, "")]
    [InlineData("expired", "EXPIRED", Execution.Expired, OrderStatus.Expired, "INSUFFICIENT_LIQUIDITY")]
    [InlineData("rejected", "REJECTED", Execution.Rejected, OrderStatus.Rejected, "GTX_ORDER_REJECT")]
    [InlineData("tradePrevention", "EXPIRED_IN_MATCH", Execution.TradePrevention, OrderStatus.ExpiredInMatch, "SELF_TRADE_PREVENTION")]
    [InlineData("trade.filled", "FILLED", Execution.Trade, OrderStatus.Filled, "")]
    [InlineData("trade.partial", "PARTIALLY_FILLED", Execution.Trade, OrderStatus.PartiallyFilled, "")]
    public void An_event_keeps_its_meaning(string file, string state, Execution execution, OrderStatus status, string reason)
    {
        var word = Assert.IsType<WireReport>(Golden.ReadEvent($"user-data/executionReport.{file}.json").Event);
        var report = Read(word);
        Assert.Equal((state, execution, status, reason), (word.Status.Text, report.Execution, report.Status, report.Reason));
        Assert.Equal((word.OrderId, word.TransactionTime, word.FilledQuantity, word.FilledQuote), (report.VenueOrderId, report.Time, report.Filled, report.FilledQuote));
        Assert.Equal((word.Quantity, word.Price, word.IsWorking), (report.Order.Quantity, report.Order.Price, report.IsWorking));
        Assert.Equal(execution == Execution.Trade, report.Fill is not null);
    }

    [Fact]
    public void A_fill_has_all_that_the_books_need()
    {
        var report = Read(Assert.IsType<WireReport>(Golden.ReadEvent("user-data/executionReport.trade.partial.json").Event));
        Assert.Equal(
            new Fill
            {
                TradeId = new TradeId(98765432), Instrument = new InstrumentId(0), ClientOrderId = new ClientOrderId("O-12345-test-trade"), Side = Side.Buy,
                Price = new Price(249_950_000_000), Quantity = new Quantity(50_000_000), QuoteAmount = new Money(124_975_000_000), Fee = new Money(50_000),
                FeeAsset = new Asset("ETH"), Liquidity = Liquidity.Maker, Time = Timestamp.FromMilliseconds(1759347763167),
            },
            report.Fill);
    }

    [Fact]
    public void A_cancelled_order_keeps_the_name_that_it_had()
    {
        var word = Assert.IsType<WireReport>(Golden.ReadEvent("user-data/executionReport.canceled.json").Event) with
        {
            ClientOrderId = new ClientOrderId("the-cancel"), OrigClientOrderId = new ClientOrderId("s-1-1"),
        };
        Assert.Equal("s-1-1", Read(word).Order.ClientOrderId.Value);
        Assert.Equal("s-1-1", _names.NameOf(new InstrumentId(0), word.OrderId)?.Value);
    }

    [Fact]
    public void Answers_tell_their_fills_one_by_one_and_the_sums_agree()
    {
        var report = Golden.Read("rest/order.new.full.json", TradingReplies.Placed);
        var sent = Sent("6gCrw2kRUAF9CvJDGP16IP", 1) with { Side = Side.Sell, Type = OrderType.Market, Quantity = new Quantity(1_000_000_000) };
        var reports = Reading().FromPlaced(report, sent).ToList();
        Assert.Equal([56, 57, 58, 59, 60], reports.Select(static one => one.Fill?.TradeId.Value ?? 0));
        Assert.Equal([OrderStatus.PartiallyFilled, OrderStatus.PartiallyFilled, OrderStatus.PartiallyFilled, OrderStatus.PartiallyFilled, OrderStatus.Filled], reports.Select(static one => one.Status));
        var sum = Quantity.Zero;
        foreach (var one in reports)
            Assert.Equal(sum += one.Fill?.Quantity ?? default, one.Filled);
        Assert.Equal(new Money(1_999_500_000), reports[1].Fill?.Fee);
    }

    [Fact]
    public void An_acknowledgement_says_that_the_order_was_accepted()
    {
        var report = Assert.Single(Reading().FromPlaced(Golden.Read("rest/order.new.ack.json", TradingReplies.Placed), Sent("6gCrw2kRUAF9CvJDGP16IP", 1)));
        Assert.Equal((OrderStatus.New, 28L, Quantity.Zero), (report.Status, report.VenueOrderId.Value, report.Filled));
    }

    [Fact]
    public void A_list_is_its_orders()
    {
        var list = Golden.Read("rest/orderList.otoco.json", TradingReplies.List);
        OrderSpec[] sent = [.. list.Orders.Select(static order => Sent(order.ClientOrderId.Value, 2)), Sent("another", 2)];
        var reports = Reading().FromPlaced(list, sent).ToList();
        Assert.Equal([OrderStatus.New, OrderStatus.PendingNew, OrderStatus.PendingNew], reports.Select(static one => one.Status));
        Assert.Equal(list.Orders.Select(static order => order.ClientOrderId), reports.Select(static one => one.Order.ClientOrderId));
        Assert.Equal([true, false, false], reports.Select(static one => one.IsWorking));
    }

    [Fact]
    public void A_cancelled_list_is_its_cancelled_orders()
    {
        var reports = Reading().FromCancelled(Golden.Read("rest/orderList.cancel.json", TradingReplies.List)).ToList();
        Assert.Equal(["pO9ufTiFGg3nw2fOdgeOXa", "TXOvglzXuaubXAaENpaRCB"], reports.Select(static one => one.Order.ClientOrderId.Value));
        Assert.All(reports, static one => Assert.Equal((OrderStatus.Canceled, Execution.Canceled), (one.Status, one.Execution)));
    }

    [Fact]
    public void An_amended_order_keeps_its_name()
    {
        var report = Reading().FromAmended(Golden.Read("rest/order.amend.keepPriority.json", TradingReplies.Amended));
        Assert.Equal(("5xrgbMyg6z36NzBn2pbT8H", Execution.Replaced, new Quantity(500_000_000)), (report?.Order.ClientOrderId.Value, report?.Execution, report?.Order.Quantity));
    }

    [Fact]
    public void What_is_of_no_instrument_of_ours_is_nobodys()
    {
        var reading = new ReportReading(new SymbolBook([]), _names);
        Assert.Null(reading.FromEvent(Assert.IsType<WireReport>(Golden.ReadEvent("user-data/executionReport.new.json").Event)));
        Assert.All(Golden.Read("rest/openOrders.json", TradingReplies.Orders), state => Assert.Null(reading.FromState(state, null)));
    }

    [Fact]
    public void The_self_trade_words_stand_in_one_order() =>
        Assert.Equal(Enum.GetNames<SelfTradePrevention>(), Enum.GetNames<SelfTradePreventionMode>());

    [Fact]
    public void A_name_that_is_too_long_for_a_mark_goes_without()
    {
        var name = new ClientOrderId(new string('a', 35));
        Assert.Null(OrderNames.CancelNameOf(name));
        Assert.Equal(name, OrderNames.OrderNameOf(name));
        Assert.Equal("s-1-1", OrderNames.OrderNameOf(OrderNames.CancelNameOf(new ClientOrderId("s-1-1")) ?? default).Value);
    }

    private static OrderSpec Sent(string name, int instrument) => new()
    {
        ClientOrderId = new ClientOrderId(name), Instrument = new InstrumentId(instrument), Side = Side.Buy, Type = OrderType.Limit, Quantity = new Quantity(1), Price = new Price(1),
    };

    private ReportReading Reading() => new(_symbols, _names);

    private Report Read(WireReport word)
    {
        var report = Reading().FromEvent(word);
        Assert.NotNull(report);
        return report;
    }
}
