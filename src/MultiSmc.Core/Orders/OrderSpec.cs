namespace MultiSmc.Core;

/// <summary>An order as it is asked for. Immutable.</summary>
public sealed record OrderSpec
{
    /// <summary>Our name for it.</summary>
    public required ClientOrderId ClientOrderId { get; init; }

    /// <summary>What is traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>Kind of order.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Base quantity.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Limit price; zero where the type has none.</summary>
    public Price Price { get; init; }

    /// <summary>Trigger price; zero where the type has none.</summary>
    public Price StopPrice { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; } = TimeInForce.Gtc;

    /// <summary>MARKET only, instead of <see cref="Quantity"/>: quote to spend (buy) or to receive before commission (sell); zero for none.</summary>
    public Money QuoteQuantity { get; init; }

    /// <summary>What an iceberg shows at a time, below <see cref="Quantity"/>; zero shows all.</summary>
    public Quantity IcebergQuantity { get; init; }

    /// <summary>How far a trailing stop follows the best price, in basis points (1 = 0.01 %); zero for none.</summary>
    public int TrailingDeltaBps { get; init; }

    /// <summary>What happens when it would meet an order of its own account; null: the instrument's default.</summary>
    public SelfTradePrevention? SelfTrade { get; init; }
}
