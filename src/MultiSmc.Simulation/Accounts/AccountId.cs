namespace MultiSmc.Simulation;

/// <summary>Number of an account on a simulated exchange, in the order of opening, from 0.</summary>
/// <param name="Index">From 0.</param>
public readonly record struct AccountId(int Index);
