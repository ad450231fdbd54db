namespace MultiSmc.Core;

/// <summary>One trade of the public tape.</summary>
/// <param name="Id">The exchange's trade id: rises by one per trade of a symbol.</param>
/// <param name="Time">Exchange time.</param>
/// <param name="Price">Price.</param>
/// <param name="Quantity">Base quantity.</param>
/// <param name="Aggressor">Who took.</param>
public readonly record struct TradeTick(long Id, Timestamp Time, Price Price, Quantity Quantity, AggressorSide Aggressor);
