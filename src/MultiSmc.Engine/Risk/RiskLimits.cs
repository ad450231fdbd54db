using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What may be risked. Shares are parts per million of equity; zero switches a limit off where it says so.</summary>
public sealed record RiskLimits
{
    /// <summary>Risk of one trade: what is lost, costs included, when its stop is hit.</summary>
    public long RiskPpm { get; init; } = 2_500;

    /// <summary>Largest notional of one trade.</summary>
    public long MaxNotionalPpm { get; init; } = 1_000_000;

    /// <summary>Largest notional of all positions and waiting entries together.</summary>
    public long MaxExposurePpm { get; init; } = 1_000_000;

    /// <summary>Most positions and waiting entries together.</summary>
    public int MaxPositions { get; init; } = 10;

    /// <summary>Most positions and waiting entries of one symbol.</summary>
    public int MaxPositionsPerSymbol { get; init; } = 1;

    /// <summary>Loss since 00:00 UTC that stops new entries for the day; 0 = off.</summary>
    public long DailyLossPpm { get; init; } = 20_000;

    /// <summary>Fall from the highest equity that stops new entries for good; 0 = off.</summary>
    public long DrawdownHaltPpm { get; init; }

    /// <summary>What may be lost at the stops of all positions and waiting entries together; 0 = off.</summary>
    public long MaxTotalRiskPpm { get; init; } = 20_000;

    /// <summary>Furthest that an entry may lie from the last price: a guard against a wrong level; 0 = off.</summary>
    public long PriceCollarPpm { get; init; } = 200_000;

    /// <summary>Most entries sent in any minute, moves included; 0 = off. Exits and cancels are never counted.</summary>
    public int MaxEntriesPerMinute { get; init; } = 60;

    /// <summary>A trade that reaches us later than this after it happened locks entries until prices are fresh again; zero = off.</summary>
    public Duration MaxDataAge { get; init; } = Duration.FromSeconds(10);
}
