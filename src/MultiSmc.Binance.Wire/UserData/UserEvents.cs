using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>An event of the user data stream.</summary>
public abstract record UserEvent
{
    private protected UserEvent()
    {
    }

    /// <summary>The exchange's name of the event.</summary>
    [JsonPropertyName("e")]
    public abstract string EventName { get; }

    /// <summary>When it was sent.</summary>
    [JsonPropertyName("E")]
    public required Timestamp EventTime { get; init; }
}

/// <summary><c>outboundAccountPosition</c>: absolute balances of the assets that one engine transaction may have touched.</summary>
public sealed record AccountPosition : UserEvent
{
    /// <inheritdoc/>
    [JsonPropertyName("e")]
    public override string EventName => "outboundAccountPosition";

    /// <summary>When the account changed.</summary>
    [JsonPropertyName("u")]
    public required Timestamp LastUpdate { get; init; }

    /// <summary>Balances.</summary>
    [JsonPropertyName("B")]
    public required PositionBalance[] Balances { get; init; }
}

/// <summary>A balance in an <see cref="AccountPosition"/>.</summary>
public sealed record PositionBalance
{
    /// <summary>Asset.</summary>
    [JsonPropertyName("a")]
    public required Asset Asset { get; init; }

    /// <summary>What can be used.</summary>
    [JsonPropertyName("f")]
    public required Money Free { get; init; }

    /// <summary>What working orders hold.</summary>
    [JsonPropertyName("l")]
    public required Money Locked { get; init; }

    /// <summary>As Core knows it.</summary>
    public AssetBalance ToBalance() => new(Asset, new Balance(Free, Locked));
}

/// <summary><c>balanceUpdate</c>: a deposit, withdrawal or transfer; never a trade.</summary>
public sealed record BalanceUpdate : UserEvent
{
    /// <inheritdoc/>
    [JsonPropertyName("e")]
    public override string EventName => "balanceUpdate";

    /// <summary>Asset.</summary>
    [JsonPropertyName("a")]
    public required Asset Asset { get; init; }

    /// <summary>Change of what is free.</summary>
    [JsonPropertyName("d")]
    public required Money Delta { get; init; }

    /// <summary>When it was cleared.</summary>
    [JsonPropertyName("T")]
    public required Timestamp ClearTime { get; init; }
}

/// <summary><c>externalLockUpdate</c>: something outside of spot trading locked or released a balance.</summary>
public sealed record ExternalLockUpdate : UserEvent
{
    /// <inheritdoc/>
    [JsonPropertyName("e")]
    public override string EventName => "externalLockUpdate";

    /// <summary>Asset.</summary>
    [JsonPropertyName("a")]
    public required Asset Asset { get; init; }

    /// <summary>Change of what is locked.</summary>
    [JsonPropertyName("d")]
    public required Money LockedDelta { get; init; }

    /// <summary>When.</summary>
    [JsonPropertyName("T")]
    public required Timestamp TransactionTime { get; init; }
}

/// <summary><c>listStatus</c>: an order list changed.</summary>
public sealed record ListStatusEvent : UserEvent
{
    /// <inheritdoc/>
    [JsonPropertyName("e")]
    public override string EventName => "listStatus";

    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>The exchange's number.</summary>
    [JsonPropertyName("g")]
    public required VenueListId OrderListId { get; init; }

    /// <summary>How its orders depend on each other.</summary>
    [JsonPropertyName("c")]
    public required Word<ContingencyType> ContingencyType { get; init; }

    /// <summary>Why this was sent.</summary>
    [JsonPropertyName("l")]
    public required Word<ListStatusType> ListStatusType { get; init; }

    /// <summary>State.</summary>
    [JsonPropertyName("L")]
    public required Word<ListOrderStatus> ListOrderStatus { get; init; }

    /// <summary>Why refused.</summary>
    [JsonPropertyName("r")]
    public required Word<RejectReason> RejectReason { get; init; }

    /// <summary>Our name.</summary>
    [JsonPropertyName("C")]
    public required ClientListId ListClientOrderId { get; init; }

    /// <summary>When the engine did it.</summary>
    [JsonPropertyName("T")]
    public required Timestamp TransactionTime { get; init; }

    /// <summary>Its orders.</summary>
    [JsonPropertyName("O")]
    public required EventListedOrder[] Orders { get; init; }
}

/// <summary>An order of a list in a <see cref="ListStatusEvent"/>.</summary>
public sealed record EventListedOrder
{
    /// <summary>Symbol.</summary>
    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    /// <summary>The exchange's number.</summary>
    [JsonPropertyName("i")]
    public required VenueOrderId OrderId { get; init; }

    /// <summary>Our name.</summary>
    [JsonPropertyName("c")]
    public required ClientOrderId ClientOrderId { get; init; }
}

/// <summary><c>eventStreamTerminated</c>: this subscription is over; nothing is replayed.</summary>
public sealed record StreamTerminated : UserEvent
{
    /// <inheritdoc/>
    [JsonPropertyName("e")]
    public override string EventName => "eventStreamTerminated";
}

/// <summary><c>serverShutdown</c>: the connection ends soon.</summary>
public sealed record ServerShutdown : UserEvent
{
    /// <inheritdoc/>
    [JsonPropertyName("e")]
    public override string EventName => "serverShutdown";
}

/// <summary>An event that we don't know: logged, never fatal. Its time is zero where it has none.</summary>
public sealed record UnknownUserEvent : UserEvent
{
    /// <inheritdoc/>
    public override string EventName => Name;

    /// <summary>The exchange's name.</summary>
    public required string Name { get; init; }

    /// <summary>All of it.</summary>
    public required RawJson Json { get; init; }
}
