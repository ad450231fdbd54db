namespace MultiSmc.Binance.Wire;

/// <summary>What a message of the market streams (or a recorded REST reply beside them) is.</summary>
public enum MarketMessageKind : byte
{
    /// <summary>Not one whole JSON object.</summary>
    NotJson,

    /// <summary>Sound JSON that none of the others describes: replies to subscriptions, other streams.</summary>
    Other,

    /// <summary>One trade.</summary>
    Trade,

    /// <summary>Best bid and ask.</summary>
    BookTicker,

    /// <summary>Changes of the order book.</summary>
    DepthUpdate,

    /// <summary>The whole order book: partial depth stream or REST reply.</summary>
    DepthSnapshot,
}
