using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>All that the exchange knows of an order, at the moment of asking.</summary>
public sealed record OrderView
{
    /// <summary>The order as it stands: an amendment or a list's release changes its quantity.</summary>
    public required OrderSpec Order { get; init; }

    /// <summary>The exchange's number.</summary>
    public required VenueOrderId Id { get; init; }

    /// <summary>The exchange's number of its list, or null.</summary>
    public long? ListNumber { get; init; }

    /// <summary>Our name of its list, or null.</summary>
    public ClientListId? ListId { get; init; }

    /// <summary>Its status.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>On the book or taking.</summary>
    public bool IsWorking { get; init; }

    /// <summary>Filled so far.</summary>
    public Quantity Filled { get; init; }

    /// <summary>Quote exchanged so far.</summary>
    public Money FilledQuote { get; init; }

    /// <summary>Taken off by self-trade prevention.</summary>
    public Quantity Prevented { get; init; }

    /// <summary>The exchange's reason for its end; empty where there is none.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was accepted.</summary>
    public Timestamp CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public Timestamp UpdatedAt { get; init; }

    /// <summary>Since when it works, or null.</summary>
    public Timestamp? WorkingAt { get; init; }

    /// <summary>Since when a trailing stop follows the price, or null.</summary>
    public Timestamp? TrailingAt { get; init; }

    internal static OrderView Of(SimulatedOrder order) => new()
    {
        Order = order.Spec,
        Id = order.Id,
        ListNumber = order.List?.Number,
        ListId = order.List?.Id,
        Status = order.Status,
        IsWorking = order.Phase is OrderPhase.Resting or OrderPhase.Taking,
        Filled = order.Filled,
        FilledQuote = order.FilledQuote,
        Prevented = order.Prevented,
        Reason = order.Reason,
        CreatedAt = order.CreatedAt,
        UpdatedAt = order.UpdatedAt,
        WorkingAt = order.WorkingAt,
        TrailingAt = order.TrailingAt,
    };
}

/// <summary>A list of orders, at the moment of asking.</summary>
/// <param name="Id">Our name for it.</param>
/// <param name="Number">The exchange's number.</param>
/// <param name="Kind">How its orders depend on one another.</param>
/// <param name="IsOpen">Some order of it is open.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="Orders">The working order first, then the below leg, then the above one.</param>
public sealed record ListView(ClientListId Id, long Number, ListKind Kind, bool IsOpen, Timestamp CreatedAt, IReadOnlyList<OrderView> Orders)
{
    internal static ListView Of(OrderList list)
    {
        var orders = new List<OrderView>(3);
        if (list.Working is { } working)
            orders.Add(OrderView.Of(working));
        for (var i = list.Legs.Length - 1; i >= 0; i--)
            orders.Add(OrderView.Of(list.Legs[i]));
        return new ListView(list.Id, list.Number, list.Kind, list.IsOpen, list.CreatedAt, orders);
    }
}
