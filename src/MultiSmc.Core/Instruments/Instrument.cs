namespace MultiSmc.Core;

/// <summary>
/// What is traded, with the exchange's filters. A bound of zero switches that rule off, as on the exchange. The filters that need only an order's
/// own numbers are judged here; those that need the market or the account's other orders are judged by the exchange.
/// </summary>
public sealed record Instrument
{
    /// <summary>Number inside this run.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>The exchange's name: "BTCUSDT".</summary>
    public required string Symbol { get; init; }

    /// <summary>The asset bought and sold.</summary>
    public required Asset Base { get; init; }

    /// <summary>The asset prices are in.</summary>
    public required Asset Quote { get; init; }

    /// <summary>Price step.</summary>
    public required Price TickSize { get; init; }

    /// <summary>Quantity step.</summary>
    public required Quantity LotSize { get; init; }

    /// <summary>Lowest price, or zero.</summary>
    public Price MinPrice { get; init; }

    /// <summary>Highest price, or zero.</summary>
    public Price MaxPrice { get; init; }

    /// <summary>Smallest quantity.</summary>
    public Quantity MinQuantity { get; init; }

    /// <summary>Largest quantity, or zero.</summary>
    public Quantity MaxQuantity { get; init; }

    /// <summary>Largest quantity of a market order, or zero.</summary>
    public Quantity MaxMarketQuantity { get; init; }

    /// <summary>Smallest price × quantity.</summary>
    public Money MinNotional { get; init; }

    /// <summary>Largest price × quantity, or zero.</summary>
    public Money MaxNotional { get; init; }

    /// <summary>Whether <see cref="MinNotional"/> binds market orders.</summary>
    public bool AppliesMinNotionalToMarket { get; init; } = true;

    /// <summary>Whether <see cref="MaxNotional"/> binds market orders.</summary>
    public bool AppliesMaxNotionalToMarket { get; init; } = true;

    /// <summary>PERCENT_PRICE_BY_SIDE; null where the exchange sets none.</summary>
    public PercentPrice? PercentPrice { get; init; }

    /// <summary>Minutes of the average that PERCENT_PRICE_BY_SIDE and a market order's NOTIONAL refer to; 0: the last price.</summary>
    public int AveragePriceMinutes { get; init; }

    /// <summary>ICEBERG_PARTS: most parts of an iceberg, or zero.</summary>
    public int MaxIcebergParts { get; init; }

    /// <summary>TRAILING_DELTA; null where the exchange sets none.</summary>
    public TrailingDelta? TrailingDelta { get; init; }

    /// <summary>MAX_POSITION: most of the base asset an account may come to hold by its open buys, or zero.</summary>
    public Quantity MaxPosition { get; init; }

    /// <summary>MAX_NUM_ORDERS: most open orders of one account, pending ones included, or zero.</summary>
    public int MaxOrders { get; init; }

    /// <summary>MAX_NUM_ALGO_ORDERS: most open stop orders of one account, or zero.</summary>
    public int MaxAlgoOrders { get; init; }

    /// <summary>MAX_NUM_ICEBERG_ORDERS: most open icebergs of one account, or zero.</summary>
    public int MaxIcebergOrders { get; init; }

    /// <summary>MAX_NUM_ORDER_LISTS: most open lists of one account, or zero.</summary>
    public int MaxOrderLists { get; init; }

    /// <summary>EXCHANGE_MAX_NUM_ORDERS: most open orders of one account on all instruments, or zero.</summary>
    public int MaxOrdersOfAccount { get; init; }

    /// <summary>EXCHANGE_MAX_NUM_ALGO_ORDERS: most open stop orders of one account on all instruments, or zero.</summary>
    public int MaxAlgoOrdersOfAccount { get; init; }

    /// <summary>EXCHANGE_MAX_NUM_ORDER_LISTS: most open lists of one account on all instruments, or zero.</summary>
    public int MaxOrderListsOfAccount { get; init; }

    /// <summary>MAX_NUM_ORDER_AMENDS: most amendments of one order, or zero.</summary>
    public int MaxOrderAmends { get; init; }

    /// <summary>What an order that names no mode does about its own account's orders.</summary>
    public SelfTradePrevention DefaultSelfTrade { get; init; } = SelfTradePrevention.ExpireMaker;

    /// <summary>Whether the exchange takes orders for it.</summary>
    public TradingStatus Status { get; init; }

    /// <summary>Canonical price units: 10^-decimals of the tick size.</summary>
    public UnitScale PriceUnits => new(DecimalsOf(TickSize.Raw));

    /// <summary>Canonical quantity units: 10^-decimals of the lot size.</summary>
    public UnitScale QuantityUnits => new(DecimalsOf(LotSize.Raw));

    /// <summary>Tick size in canonical price units.</summary>
    public long TickUnits => TickSize.Raw / FixedPoint.PowersOfTen[FixedPoint.Decimals - DecimalsOf(TickSize.Raw)];

    /// <summary>Lot size in canonical quantity units.</summary>
    public long LotUnits => LotSize.Raw / FixedPoint.PowersOfTen[FixedPoint.Decimals - DecimalsOf(LotSize.Raw)];

    /// <summary>Which filter a limit order breaks, or <see cref="FilterVerdict.Passes"/>.</summary>
    public FilterVerdict CheckLimit(Price price, Quantity quantity)
    {
        var verdict = CheckPrice(price);
        if (verdict == FilterVerdict.Passes)
            verdict = CheckQuantity(quantity);
        return verdict == FilterVerdict.Passes ? CheckNotional(price, quantity) : verdict;
    }

    /// <summary>Judges a price or a stop price.</summary>
    public FilterVerdict CheckPrice(Price price) =>
        price.Raw <= 0 || price.Raw % TickSize.Raw != 0 || price < MinPrice || (MaxPrice.Raw > 0 && price > MaxPrice)
            ? FilterVerdict.PriceFilter
            : FilterVerdict.Passes;

    /// <summary>Judges the quantity of a limit order.</summary>
    public FilterVerdict CheckQuantity(Quantity quantity) =>
        quantity.Raw <= 0 || quantity.Raw % LotSize.Raw != 0 || quantity < MinQuantity || (MaxQuantity.Raw > 0 && quantity > MaxQuantity)
            ? FilterVerdict.LotSize
            : FilterVerdict.Passes;

    /// <summary>Judges the quantity of a market order.</summary>
    public FilterVerdict CheckMarketQuantity(Quantity quantity)
    {
        var verdict = CheckQuantity(quantity);
        return verdict == FilterVerdict.Passes && MaxMarketQuantity.Raw > 0 && quantity > MaxMarketQuantity
            ? FilterVerdict.MarketLotSize
            : verdict;
    }

    /// <summary>Judges price × quantity.</summary>
    public FilterVerdict CheckNotional(Price price, Quantity quantity)
    {
        var notional = (Int128)price.Raw * quantity.Raw;
        return notional < (Int128)MinNotional.Raw * FixedPoint.Scale
            || (MaxNotional.Raw > 0 && notional > (Int128)MaxNotional.Raw * FixedPoint.Scale)
            ? FilterVerdict.Notional
            : FilterVerdict.Passes;
    }

    /// <summary>Judges price × quantity of a market order, whose price is a reference.</summary>
    public FilterVerdict CheckMarketNotional(Price reference, Quantity quantity)
    {
        var notional = (Int128)reference.Raw * quantity.Raw;
        return (AppliesMinNotionalToMarket && notional < (Int128)MinNotional.Raw * FixedPoint.Scale)
            || (AppliesMaxNotionalToMarket && MaxNotional.Raw > 0 && notional > (Int128)MaxNotional.Raw * FixedPoint.Scale)
            ? FilterVerdict.Notional
            : FilterVerdict.Passes;
    }

    private static int DecimalsOf(long step)
    {
        var decimals = FixedPoint.Decimals;
        while (decimals > 0 && step % 10 == 0)
        {
            step /= 10;
            decimals--;
        }

        return decimals;
    }
}
