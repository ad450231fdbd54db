namespace MultiSmc.Core;

/// <summary>Our name for an order: 1 to 36 characters of [a-zA-Z0-9-_], derived from the session and a sequence, never random.</summary>
/// <param name="Value">The text the exchange sees.</param>
public readonly record struct ClientOrderId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Our name for an order list (OCO): a space of its own beside order names.</summary>
/// <param name="Value">The text the exchange sees.</param>
public readonly record struct ClientListId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The exchange's number of an order.</summary>
/// <param name="Value">Rises per exchange.</param>
public readonly record struct VenueOrderId(long Value);

/// <summary>The exchange's number of a trade of one symbol; fills are de-duplicated by (symbol, trade id).</summary>
/// <param name="Value">Unique per symbol.</param>
public readonly record struct TradeId(long Value);
