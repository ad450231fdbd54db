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
}
