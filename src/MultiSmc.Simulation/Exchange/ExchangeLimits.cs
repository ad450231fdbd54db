namespace MultiSmc.Simulation;

/// <summary>Filters of the exchange as a whole, each for one account over all symbols. Zero switches a rule off, as on the exchange.</summary>
public sealed record ExchangeLimits
{
    /// <summary>EXCHANGE_MAX_NUM_ORDERS: most open orders, pending ones included.</summary>
    public int MaxOrders { get; init; }

    /// <summary>EXCHANGE_MAX_NUM_ALGO_ORDERS: most open stop and target orders.</summary>
    public int MaxAlgoOrders { get; init; }

    /// <summary>EXCHANGE_MAX_NUM_ICEBERG_ORDERS: most open icebergs.</summary>
    public int MaxIcebergOrders { get; init; }

    /// <summary>EXCHANGE_MAX_NUM_ORDER_LISTS: most open lists.</summary>
    public int MaxOrderLists { get; init; }

    /// <summary>MAX_ASSET: most of an asset in one order, as quantity where it is the base, as price × quantity where it is the quote. Each asset once.</summary>
    public IReadOnlyList<AssetAmount> MaxPerOrder { get; init; } = [];

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxOrders);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxAlgoOrders);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxIcebergOrders);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxOrderLists);
        foreach (var most in MaxPerOrder)
            ArgumentOutOfRangeException.ThrowIfNegative(most.Amount.Raw, nameof(MaxPerOrder));
    }
}
