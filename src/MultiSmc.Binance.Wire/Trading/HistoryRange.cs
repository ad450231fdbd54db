using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// The part of a history that is asked for: allOrders, myTrades, allOrderList, trades, klines. Which combinations are legal differs by endpoint.
/// </summary>
public sealed record HistoryRange
{
    /// <summary>Of this order; in allOrders: from this order on.</summary>
    public VenueOrderId? OrderId { get; init; }

    /// <summary>From this id on, inclusive.</summary>
    public long? FromId { get; init; }

    /// <summary>From this time on, inclusive.</summary>
    public Timestamp? StartTime { get; init; }

    /// <summary>To this time, inclusive.</summary>
    public Timestamp? EndTime { get; init; }

    /// <summary>Most rows.</summary>
    public int? Limit { get; init; }

    /// <summary>Writes the parameters; times in milliseconds.</summary>
    public void WriteTo(ParameterList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (OrderId is { } order)
            list.Add("orderId", order.Value);
        if (FromId is { } id)
            list.Add("fromId", id);
        if (StartTime is { } start)
            list.Add("startTime", start.Nanoseconds / 1_000_000);
        if (EndTime is { } end)
            list.Add("endTime", end.Nanoseconds / 1_000_000);
        if (Limit is { } limit)
            list.Add("limit", limit);
    }

    /// <summary>Reads the parameters.</summary>
    public static HistoryRange Read(ParameterReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new HistoryRange
        {
            OrderId = reader.Integer("orderId") is { } order ? new VenueOrderId(order) : null,
            FromId = reader.Integer("fromId"),
            StartTime = reader.Time("startTime"),
            EndTime = reader.Time("endTime"),
            Limit = reader.SmallInteger("limit"),
        };
    }
}
