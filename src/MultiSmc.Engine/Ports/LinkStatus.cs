using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>How one connection is, for people.</summary>
/// <param name="Name">Stable: "market-data", "user-data", "orders".</param>
/// <param name="IsUp">It carries data.</param>
/// <param name="LastReceived">Our time of the last message, or a default one.</param>
/// <param name="RoundTrip">Last measured way there and back, or zero.</param>
/// <param name="Reconnects">How often it was made anew.</param>
/// <param name="Detail">More, in words: the weight used, the clock's offset; empty when none.</param>
public sealed record LinkStatus(string Name, bool IsUp, Timestamp LastReceived, Duration RoundTrip, int Reconnects, string Detail)
{
    /// <summary>How far the other side's clock is ahead of ours; null where it is not compared.</summary>
    public Duration? ClockOffset { get; init; }

    /// <summary>Weight of the requests of the last minute, as the other side counts it; null where nothing is counted.</summary>
    public long? WeightUsed { get; init; }
}
