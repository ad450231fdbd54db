namespace MultiSmc.Binance.Wire;

/// <summary>What may be done with a symbol now.</summary>
public enum SymbolStatus : byte
{
    /// <summary>Everything.</summary>
    Trading,

    /// <summary>The trading day is over.</summary>
    EndOfDay,

    /// <summary>Data flows, no orders; cancelling works.</summary>
    Halt,

    /// <summary>No data, no orders; cancelling works.</summary>
    Break,

    /// <summary>Cancel and amend only.</summary>
    CancelOnly,
}

/// <summary>What a rate limit counts.</summary>
public enum RateLimitType : byte
{
    /// <summary>Weight of requests, per IP.</summary>
    RequestWeight,

    /// <summary>Unfilled orders, per account.</summary>
    Orders,

    /// <summary>Requests, per IP.</summary>
    RawRequests,

    /// <summary>Connection attempts, per IP.</summary>
    Connections,
}

/// <summary>Unit of a rate limit's window.</summary>
public enum RateInterval : byte
{
    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>UTC days.</summary>
    Day,
}
