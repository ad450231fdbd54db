namespace MultiSmc.Core;

/// <summary>What the exchange lets one do with an instrument.</summary>
public enum TradingStatus : byte
{
    /// <summary>Everything.</summary>
    Trading,

    /// <summary>Cancels only.</summary>
    CancelOnly,

    /// <summary>Nothing but cancels; market data flows.</summary>
    Halt,

    /// <summary>Nothing but cancels; no market data (BREAK, END_OF_DAY).</summary>
    Break,
}
