using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine.Tests;

/// <summary>Values, instruments and exchange's words as tests write them.</summary>
internal static class Given
{
    public static Asset Usdt { get; } = new("USDT");

    public static Asset Bnb { get; } = new("BNB");

    /// <summary>2023-11-14T22:13:20Z.</summary>
    public static Timestamp Start { get; } = new(1_700_000_000_000_000_000);

    public static Price Price(string text) => new(Raw(text));

    public static Quantity Quantity(string text) => new(Raw(text));

    public static Money Money(string text) => new(Raw(text));

    /// <summary>Instruments C0USDT, C1USDT, ... with a tick of 0.01 and a lot of 0.001.</summary>
    public static Instrument Instrument(int index) => new()
    {
        Id = new InstrumentId(index),
        Symbol = $"C{index}USDT",
        Base = new Asset($"C{index}"),
        Quote = Usdt,
        TickSize = Price("0.01"),
        LotSize = Quantity("0.001"),
    };

    public static Instrument[] Instruments(int count) => [.. Enumerable.Range(0, count).Select(Instrument)];

    public static AssetBalance Holding(Asset asset, string free, string locked = "0") => new(asset, new Balance(Money(free), Money(locked)));

    /// <summary>Every trade closes a packet; more than ten missing trades or a silence of a day break the segment.</summary>
    public static PacketParameters TradeByTrade { get; } = new()
    {
        PriceDecimals = 2,
        QuantityDecimals = 3,
        Bucket = 1,
        Anchor = PacketAnchor.None,
        VpinWindow = 2,
        MaxGapIds = 10,
        SessionGap = Duration.FromSeconds(86_400),
    };

    public static StructureParameters QuickStructure { get; } = new() { Left = 1, Right = 1, MinRangePpm = 1_000, TtlPackets = 200, HoldPackets = 400, AtrWindow = 2 };

    public static OrderSpec Buy(string name, string quantity, string price, int instrument = 0) => new()
    {
        ClientOrderId = new ClientOrderId(name),
        Instrument = new InstrumentId(instrument),
        Side = Side.Buy,
        Type = OrderType.LimitMaker,
        Quantity = Quantity(quantity),
        Price = Price(price),
    };

    public static OrderSpec Sell(string name, string quantity, string price, int instrument = 0) => Buy(name, quantity, price, instrument) with { Side = Side.Sell };

    /// <summary>A report without an execution.</summary>
    public static ExecutionReport Report(OrderSpec order, OrderStatus status, string filled = "0") => new()
    {
        Order = order,
        VenueOrderId = new VenueOrderId(1),
        Execution = status switch
        {
            OrderStatus.Canceled => ExecutionType.Canceled,
            OrderStatus.Expired or OrderStatus.ExpiredInMatch => ExecutionType.Expired,
            _ => ExecutionType.New,
        },
        Status = status,
        Filled = Quantity(filled),
        FilledQuote = order.Price.Notional(Quantity(filled)),
        Time = Start,
    };

    /// <summary>An execution at the order's own price.</summary>
    public static Fill Fill(OrderSpec order, long tradeId, string quantity) => new()
    {
        TradeId = new TradeId(tradeId),
        Instrument = order.Instrument,
        ClientOrderId = order.ClientOrderId,
        Side = order.Side,
        Price = order.Price,
        Quantity = Quantity(quantity),
        QuoteAmount = order.Price.Notional(Quantity(quantity)),
        Fee = Core.Money.Zero,
        FeeAsset = Usdt,
        Liquidity = Liquidity.Maker,
        Time = Start,
    };

    public static ExecutionReport Execution(OrderSpec order, OrderStatus status, Fill fill, string filled) =>
        Report(order, status, filled) with { Execution = ExecutionType.Trade, Fill = fill };

    private static long Raw(string text) => FixedPoint.TryParse(text, out var raw) ? raw : throw new FormatException(text);
}
