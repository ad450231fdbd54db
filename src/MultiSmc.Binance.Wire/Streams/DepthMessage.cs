namespace MultiSmc.Binance.Wire;

/// <summary>The numbers of a depth message beside its levels.</summary>
/// <param name="FirstUpdateId">Field U; of a whole book the same as the last.</param>
/// <param name="LastUpdateId">Field u or lastUpdateId.</param>
/// <param name="IsSnapshot">A whole book.</param>
public readonly record struct DepthMessage(long FirstUpdateId, long LastUpdateId, bool IsSnapshot);
