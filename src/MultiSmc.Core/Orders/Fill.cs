namespace MultiSmc.Core;

/// <summary>One execution of one of our orders: a fact, whatever state the order is in.</summary>
public sealed record Fill
{
    /// <summary>The exchange's number of this trade.</summary>
    public required TradeId TradeId { get; init; }

    /// <summary>What was traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Our order.</summary>
    public required ClientOrderId ClientOrderId { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>Price of this execution.</summary>
    public required Price Price { get; init; }

    /// <summary>Base quantity of this execution, before commission.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Quote amount exchanged.</summary>
    public required Money QuoteAmount { get; init; }

    /// <summary>Commission taken, in <see cref="FeeAsset"/>.</summary>
    public required Money Fee { get; init; }

    /// <summary>The asset the commission was taken in: base, quote or BNB; may change from fill to fill.</summary>
    public required Asset FeeAsset { get; init; }

    /// <summary>Rested or took.</summary>
    public required Liquidity Liquidity { get; init; }

    /// <summary>The exchange's time of the execution.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>In a simulation: the evidence tier and rule that decided this fill ("T0/trade-through"); empty for a real one.</summary>
    public string Evidence { get; init; } = "";
}
