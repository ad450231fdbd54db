using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Steps in which an instrument's prices and quantities are written; zero: as short as they go.</summary>
/// <param name="TickSize">Price step.</param>
/// <param name="LotSize">Quantity step.</param>
public readonly record struct OrderSteps(Price TickSize, Quantity LotSize)
{
    /// <summary>An instrument's.</summary>
    public static OrderSteps Of(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return new OrderSteps(instrument.TickSize, instrument.LotSize);
    }
}

/// <summary>
/// Terms of one order in a request, alone or as part of a list, where the exchange puts a prefix before the names: stopPrice, aboveStopPrice,
/// pendingBelowStopPrice.
/// </summary>
public sealed record OrderTerms
{
    /// <summary>Kind.</summary>
    public required OrderType Type { get; init; }

    /// <summary>How long it works; LIMIT and *_LIMIT need it, others must not have it.</summary>
    public TimeInForce? TimeInForce { get; init; }

    /// <summary>Limit price.</summary>
    public Price? Price { get; init; }

    /// <summary>Our name; the exchange makes one where there is none.</summary>
    public ClientOrderId? ClientOrderId { get; init; }

    /// <summary>Trigger price.</summary>
    public Price? StopPrice { get; init; }

    /// <summary>Trailing delta in basis points.</summary>
    public int? TrailingDelta { get; init; }

    /// <summary>Visible part.</summary>
    public Quantity? IcebergQty { get; init; }

    /// <summary>Number of a strategy.</summary>
    public long? StrategyId { get; init; }

    /// <summary>Kind of strategy, from 1 000 000.</summary>
    public int? StrategyType { get; init; }

    /// <summary>Which side the price follows.</summary>
    public PegPriceType? PegPriceType { get; init; }

    /// <summary>What the offset counts.</summary>
    public PegOffsetType? PegOffsetType { get; init; }

    /// <summary>Offset, at most 100.</summary>
    public int? PegOffsetValue { get; init; }

    internal void WriteTo(ParameterList list, string prefix, OrderSteps steps, Quantity? quantity = null, Money? quoteQuantity = null)
    {
        list.Add(Name(prefix, "type"), Words.TextOf(Type));
        if (TimeInForce is { } timeInForce)
            list.Add(Name(prefix, "timeInForce"), Words.TextOf(timeInForce));
        if (quantity is { } ordered)
            list.Add(Name(prefix, "quantity"), ordered, steps.LotSize);
        if (quoteQuantity is { } quote)
            list.Add(Name(prefix, "quoteOrderQty"), quote);
        if (Price is { } price)
            list.Add(Name(prefix, "price"), price, steps.TickSize);
        if (ClientOrderId is { } id)
            list.Add(ClientIdName(prefix), id.Value);
        if (StrategyId is { } strategy)
            list.Add(Name(prefix, "strategyId"), strategy);
        if (StrategyType is { } strategyType)
            list.Add(Name(prefix, "strategyType"), strategyType);
        if (StopPrice is { } stop)
            list.Add(Name(prefix, "stopPrice"), stop, steps.TickSize);
        if (TrailingDelta is { } delta)
            list.Add(Name(prefix, "trailingDelta"), delta);
        if (IcebergQty is { } visible)
            list.Add(Name(prefix, "icebergQty"), visible, steps.LotSize);
        if (PegPriceType is { } peg)
            list.Add(Name(prefix, "pegPriceType"), Words.TextOf(peg));
        if (PegOffsetType is { } offsetType)
            list.Add(Name(prefix, "pegOffsetType"), Words.TextOf(offsetType));
        if (PegOffsetValue is { } offset)
            list.Add(Name(prefix, "pegOffsetValue"), offset);
    }

    internal static OrderTerms Read(ParameterReader reader, string prefix)
    {
        const string BadType = "Invalid orderType.";
        var clientId = reader.ClientId(ClientIdName(prefix));
        return new OrderTerms
        {
            Type = reader.RequiredWord<OrderType>(Name(prefix, "type"), ErrorCode.InvalidOrderType, BadType),
            TimeInForce = reader.Word<TimeInForce>(Name(prefix, "timeInForce"), ErrorCode.InvalidTimeInForce, "Invalid timeInForce."),
            Price = reader.Price(Name(prefix, "price")),
            ClientOrderId = clientId is null ? null : new ClientOrderId(clientId),
            StopPrice = reader.Price(Name(prefix, "stopPrice")),
            TrailingDelta = reader.SmallInteger(Name(prefix, "trailingDelta")),
            IcebergQty = reader.Quantity(Name(prefix, "icebergQty")),
            StrategyId = reader.Integer(Name(prefix, "strategyId")),
            StrategyType = reader.SmallInteger(Name(prefix, "strategyType")),
            PegPriceType = reader.Word<PegPriceType>(Name(prefix, "pegPriceType"), ErrorCode.InvalidPegPriceType, "Invalid pegPriceType."),
            PegOffsetType = reader.Word<PegOffsetType>(Name(prefix, "pegOffsetType"), ErrorCode.InvalidPegOffsetType, "Invalid pegOffsetType."),
            PegOffsetValue = reader.SmallInteger(Name(prefix, "pegOffsetValue")),
        };
    }

    internal static string Name(string prefix, string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];

    private static string ClientIdName(string prefix) => Name(prefix, prefix.Length == 0 ? "newClientOrderId" : "clientOrderId");
}
