namespace MultiSmc.Core;

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

    /// <summary>PERCENT_PRICE_BY_SIDE.</summary>
    PercentPriceBySide,

    /// <summary>ICEBERG_PARTS.</summary>
    IcebergParts,

    /// <summary>MAX_NUM_ORDERS.</summary>
    MaxNumOrders,

    /// <summary>MAX_NUM_ALGO_ORDERS.</summary>
    MaxNumAlgoOrders,

    /// <summary>MAX_NUM_ICEBERG_ORDERS.</summary>
    MaxNumIcebergOrders,

    /// <summary>MAX_POSITION.</summary>
    MaxPosition,

    /// <summary>TRAILING_DELTA.</summary>
    TrailingDelta,

    /// <summary>MAX_NUM_ORDER_LISTS.</summary>
    MaxNumOrderLists,
}
