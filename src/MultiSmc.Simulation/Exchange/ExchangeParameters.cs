using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>What an order can meet.</summary>
public enum LiquiditySource : byte
{
    /// <summary>A recorded market by the fill rules, and the orders of this exchange.</summary>
    Recorded,

    /// <summary>The orders of this exchange alone: a synthetic market's participants are accounts like any other.</summary>
    Orders,
}

/// <summary>Rule 7: how a level that shrinks without prints is shared between those ahead of us and those behind.</summary>
public enum QueueDepletion : byte
{
    /// <summary>Those behind leave first: what is ahead is at most what is shown.</summary>
    RiskAverse,

    /// <summary>Both leave, in proportion to the cubes of their quantities.</summary>
    Probabilistic,
}

/// <summary>What a simulated exchange assumes of its market.</summary>
public sealed record ExchangeParameters
{
    /// <summary>What an order can meet.</summary>
    public LiquiditySource Liquidity { get; init; }

    /// <summary>How a print at the price of a resting order is read; default <see cref="FillModel.TradeThrough"/>.</summary>
    public FillModel FillModel { get; init; } = FillModel.TradeThrough;

    /// <summary>Ticks by which a taker's price is worse than the last print on the other side; 0 or more. Used where no quote is known.</summary>
    public int SlippageTicks { get; init; } = 1;

    /// <summary>The queue model's factor κ on the typical volume of a visit, in millionths; 0 or more.</summary>
    public long QueueFactorPpm { get; init; } = 1_000_000;

    /// <summary>Age at which half of a level's displayed size is taken to stand ahead of an order that was there before it was shown. Above zero.</summary>
    public Duration QueueAgeScale { get; init; } = Duration.FromSeconds(60);

    /// <summary>Rule 7, for the queue model with depth.</summary>
    public QueueDepletion QueueDepletion { get; init; }

    /// <summary>Closed orders and executions kept per account and instrument, the newest; 1 or more.</summary>
    public int HistoryMax { get; init; } = 1_000;

    /// <summary>Whether <see cref="SpotExchange.TakeDepthChanges"/> is wanted.</summary>
    public bool TracksDepth { get; init; }

    /// <summary>Filters over all symbols; none by default.</summary>
    public ExchangeLimits Limits { get; init; } = new();

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Limits, nameof(Limits));
        Limits.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(SlippageTicks, nameof(SlippageTicks));
        ArgumentOutOfRangeException.ThrowIfNegative(QueueFactorPpm, nameof(QueueFactorPpm));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(QueueAgeScale.Nanoseconds, nameof(QueueAgeScale));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HistoryMax, nameof(HistoryMax));
    }
}
