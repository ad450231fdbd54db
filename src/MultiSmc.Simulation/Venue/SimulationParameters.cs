using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>How a print at the price of a resting order is read when only the tape is known. Named in every report.</summary>
public enum FillModel : byte
{
    /// <summary>Conservative: a print at the price never fills; only one beyond it does.</summary>
    TradeThrough,

    /// <summary>A print at the price fills once the quantity that stood ahead has traded.</summary>
    Queue,

    /// <summary>Optimistic: the first print at the price fills.</summary>
    Touch,
}

/// <summary>In which asset commission is taken.</summary>
public enum FeeMode : byte
{
    /// <summary>In what is received: base for a buy, quote for a sell.</summary>
    ReceivedAsset,

    /// <summary>In BNB at a discount; in the received asset where BNB is short or has no price.</summary>
    Bnb,
}

/// <summary>An amount of an asset.</summary>
/// <param name="Asset">Which.</param>
/// <param name="Amount">How much; not negative.</param>
public readonly record struct AssetAmount(Asset Asset, Money Amount);

/// <summary>What one BNB costs in a quote asset, for commission.</summary>
/// <param name="Quote">The quote asset.</param>
/// <param name="Price">Its amount per BNB; above zero.</param>
public readonly record struct BnbPrice(Asset Quote, Price Price);

/// <summary>Everything that a simulated venue assumes. The same parameters, requests and tape give the same events.</summary>
public sealed record SimulationParameters
{
    /// <summary>What the account holds at first; each asset once.</summary>
    public required IReadOnlyList<AssetAmount> InitialBalances { get; init; }

    /// <summary>How a print at the price is read; default <see cref="FillModel.TradeThrough"/>.</summary>
    public FillModel FillModel { get; init; } = FillModel.TradeThrough;

    /// <summary>From our sending to the request's effect; not negative.</summary>
    public Duration LatencyToVenue { get; init; }

    /// <summary>From the venue's event to our knowing it; not negative.</summary>
    public Duration LatencyFromVenue { get; init; }

    /// <summary>Largest addition to either latency, drawn uniformly from the seed; zero for none. The order of messages is kept.</summary>
    public Duration LatencyJitterMax { get; init; }

    /// <summary>
    /// Measured latencies to draw from (each as often as it stands there) instead of <see cref="LatencyToVenue"/>; empty for none. Not negative.
    /// </summary>
    public IReadOnlyList<Duration> LatencyToVenueTable { get; init; } = [];

    /// <summary>The same for <see cref="LatencyFromVenue"/>.</summary>
    public IReadOnlyList<Duration> LatencyFromVenueTable { get; init; } = [];

    /// <summary>Seed of the jitter and of the draws from a table.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ticks by which a taker's price is worse than the last print on the other side; 0 or more. Used where no quote is known.</summary>
    public int SlippageTicks { get; init; } = 1;

    /// <summary>The queue model's factor κ on the typical volume of a visit, in millionths; 0 or more.</summary>
    public long QueueFactorPpm { get; init; } = 1_000_000;

    /// <summary>
    /// Age at which half of a level's displayed size is taken to stand ahead of an order that was there before the level was first shown:
    /// factor = scale / (scale + age). Above zero.
    /// </summary>
    public Duration QueueAgeScale { get; init; } = Duration.FromSeconds(60);

    /// <summary>Rule 7, for the queue model where depth is known.</summary>
    public QueueDepletion QueueDepletion { get; init; }

    /// <summary>Commission of a maker in millionths, 0 to 10^6; default 0.1 %.</summary>
    public long MakerFeePpm { get; init; } = 1_000;

    /// <summary>Commission of a taker in millionths, 0 to 10^6; default 0.1 %.</summary>
    public long TakerFeePpm { get; init; } = 1_000;

    /// <summary>In which asset commission is taken.</summary>
    public FeeMode FeeMode { get; init; }

    /// <summary>The share taken off a commission paid in BNB, in millionths, 0 to 10^6; default 25 %.</summary>
    public long BnbDiscountPpm { get; init; } = 250_000;

    /// <summary>What BNB costs, per quote asset: one fixed price for the run.</summary>
    public IReadOnlyList<BnbPrice> BnbPrices { get; init; } = [];

    /// <summary>Refuses what is out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or an asset is named twice.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(LatencyToVenue.Nanoseconds, nameof(LatencyToVenue));
        ArgumentOutOfRangeException.ThrowIfNegative(LatencyFromVenue.Nanoseconds, nameof(LatencyFromVenue));
        ArgumentOutOfRangeException.ThrowIfNegative(LatencyJitterMax.Nanoseconds, nameof(LatencyJitterMax));
        ThrowIfNegative(LatencyToVenueTable, nameof(LatencyToVenueTable));
        ThrowIfNegative(LatencyFromVenueTable, nameof(LatencyFromVenueTable));
        ToExchange().Validate();
        ToAccount().Validate();
    }

    /// <summary>What the exchange behind the connection assumes.</summary>
    internal ExchangeParameters ToExchange() => new()
    {
        FillModel = FillModel,
        SlippageTicks = SlippageTicks,
        QueueFactorPpm = QueueFactorPpm,
        QueueAgeScale = QueueAgeScale,
        QueueDepletion = QueueDepletion,
    };

    /// <summary>The account.</summary>
    internal AccountParameters ToAccount() => new()
    {
        InitialBalances = InitialBalances,
        MakerFeePpm = MakerFeePpm,
        TakerFeePpm = TakerFeePpm,
        FeeMode = FeeMode,
        BnbDiscountPpm = BnbDiscountPpm,
        BnbPrices = BnbPrices,
    };

    private static void ThrowIfNegative(IReadOnlyList<Duration> table, string name)
    {
        ArgumentNullException.ThrowIfNull(table, name);
        foreach (var entry in table)
            ArgumentOutOfRangeException.ThrowIfNegative(entry.Nanoseconds, name);
    }
}
