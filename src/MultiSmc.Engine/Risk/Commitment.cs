using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What an entry or a position ties up.</summary>
/// <param name="Notional">Its worth at the entry price.</param>
/// <param name="Risk">What is lost when its stop is hit, expected costs included.</param>
public readonly record struct Commitment(Money Notional, Money Risk);
