namespace MultiSmc.Engine;

/// <summary>Why the exchange refused an order, as far as it matters for what to do next.</summary>
public enum RefusalKind : byte
{
    /// <summary>None of the known reasons: tried again later, and a person is told.</summary>
    Other,

    /// <summary>A filter: price, lot, notional (-1013). The same order will be refused again.</summary>
    Filter,

    /// <summary>The price has passed one of the order's prices.</summary>
    Price,

    /// <summary>The funds are not there, or locked by another order.</summary>
    Funds,

    /// <summary>The exchange takes no orders for the instrument now.</summary>
    NotTrading,

    /// <summary>Too many requests or orders.</summary>
    Limit,

    /// <summary>The name belongs to an open order.</summary>
    Duplicate,

    /// <summary>It never reached the exchange.</summary>
    Absent,
}

/// <summary>Reads the exchange's codes and words.</summary>
public static class RefusalFacts
{
    /// <summary>Which kind a refusal is.</summary>
    /// <remarks>Codes and texts: the exchange's documentation of errors; -2010 says by its text alone what is meant.</remarks>
    public static RefusalKind KindOf(this VenueEvent.PlaceRefused refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code switch
        {
            -1013 => RefusalKind.Filter,
            -1003 or -1015 or -1008 => RefusalKind.Limit,
            -1016 or -1001 => RefusalKind.NotTrading,
            -2013 => RefusalKind.Absent,
            _ when Says("insufficient balance") => RefusalKind.Funds,
            _ when Says("immediately") || Says("relationship of the prices") => RefusalKind.Price,
            _ when Says("Market is closed") || Says("trading phase") || Says("for this phase") => RefusalKind.NotTrading,
            _ when Says("Duplicate order") => RefusalKind.Duplicate,
            _ => RefusalKind.Other,
        };

        bool Says(string words) => refusal.Reason.Contains(words, StringComparison.OrdinalIgnoreCase);
    }
}
