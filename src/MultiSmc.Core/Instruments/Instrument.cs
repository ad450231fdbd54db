namespace MultiSmc.Core;

/// <summary>
/// What is traded, with the exchange's filters (PRICE_FILTER, LOT_SIZE, MARKET_LOT_SIZE, NOTIONAL). A bound of zero switches that rule off, as on the exchange.
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

/// <summary>The exchange's filter that refuses an order.</summary>
public enum FilterVerdict
{
    /// <summary>No filter objects.</summary>
    Passes,

    /// <summary>PRICE_FILTER.</summary>
    PriceFilter,

    /// <summary>LOT_SIZE.</summary>
    LotSize,

    /// <summary>MARKET_LOT_SIZE.</summary>
    MarketLotSize,

    /// <summary>NOTIONAL.</summary>
    Notional,
}

/// <summary>What the exchange lets one do with an instrument.</summary>
public enum TradingStatus : byte
{
    /// <summary>Everything.</summary>
    Trading,

    /// <summary>Cancels only.</summary>
    CancelOnly,

    /// <summary>Nothing but cancels; market data flows.</summary>
    Halt,

    /// <summary>Nothing but cancels; no market data (BREAK, END_OF_DAY).</summary>
    Break,
}
