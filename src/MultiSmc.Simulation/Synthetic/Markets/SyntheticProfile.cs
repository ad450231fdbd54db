using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>The habits of one symbol. Shares and leanings are out of 65,536 where nothing else is said.</summary>
public sealed record SyntheticProfile
{
    /// <summary>What users call it.</summary>
    public required string Name { get; init; }

    /// <summary>One line: like what.</summary>
    public required string Description { get; init; }

    /// <summary>Price step that the habits were fitted with.</summary>
    public required Price TickSize { get; init; }

    /// <summary>Quantity step.</summary>
    public required Quantity LotSize { get; init; }

    /// <summary>Price at the beginning.</summary>
    public required Price StartPrice { get; init; }

    /// <summary>Mean time between orders that do not follow at the heels of another.</summary>
    public required Duration MeanGap { get; init; }

    /// <summary>Share of orders that follow at once after one that did not.</summary>
    public required int FollowShare { get; init; }

    /// <summary>Share of orders that follow at once after one that did.</summary>
    public required int FollowAgainShare { get; init; }

    /// <summary>Longest of the four mean gaps of followers; the others are a fourth of the one before.</summary>
    public required Duration FollowGap { get; init; }

    /// <summary>By how much of 256 each switch of the activity cascade (stays of 2 s, 10 s, 1 min, 5 min, 30 min, 3 h) moves it.</summary>
    public required IReadOnlyList<int> ActivitySwing { get; init; }

    /// <summary>By how much of 256 each switch moves volatility beyond activity.</summary>
    public required int VolatilitySwing { get; init; }

    /// <summary>Root mean square of the fair price's own noise from order to order, in 10^-9 of it.</summary>
    public required int NoisePpb { get; init; }

    /// <summary>Move of the fair price by an order whose side was a full surprise, in 10^-9 of it.</summary>
    public required int ImpactPpb { get; init; }

    /// <summary>How much of the common factor a symbol takes, out of 256.</summary>
    public required int FactorShare { get; init; }

    /// <summary>Leaning of the side, turning at <see cref="QuickTurn"/>.</summary>
    public required int QuickLean { get; init; }

    /// <summary>Share of orders at which the quick leaning turns.</summary>
    public required int QuickTurn { get; init; }

    /// <summary>Leaning of the side, turning at <see cref="SlowTurn"/>; with the quick one below 65,000.</summary>
    public required int SlowLean { get; init; }

    /// <summary>Share of orders at which the slow leaning turns.</summary>
    public required int SlowTurn { get; init; }

    /// <summary>Share of orders before which the quotes go to the fair price.</summary>
    public required int RequoteShare { get; init; }

    /// <summary>The same where the spread is wider than a tick.</summary>
    public required int RecoverShare { get; init; }

    /// <summary>How far in sixteenths of a tick the fair price may leave the quotes before these follow in any case.</summary>
    public required int RequoteSixteenths { get; init; }

    /// <summary>Share of new quotes whose spread is wider than a tick.</summary>
    public required int WideShare { get; init; }

    /// <summary>Mean of what a wide spread has beyond a tick, in ticks.</summary>
    public required int WideTicks { get; init; }

    /// <summary>Mean distance of two levels beyond a tick, in ticks.</summary>
    public required int LevelTicks { get; init; }

    /// <summary>Share of orders that walk on where the best level does not fill them; the others take what the best level has.</summary>
    public required int WalkShare { get; init; }

    /// <summary>Farthest that an order walks from the best price, in ticks.</summary>
    public required int WalkTicks { get; init; }

    /// <summary>Quote amounts of taking orders.</summary>
    public required SizeLaw Orders { get; init; }

    /// <summary>Quote amounts of the resting orders that they meet.</summary>
    public required SizeLaw Makers { get; init; }

    /// <summary>Quote amounts of new levels.</summary>
    public required SizeLaw Levels { get; init; }

    /// <summary>Orders that come in a time of ordinary activity.</summary>
    public long OrdersIn(Duration time)
    {
        // Of a chain with two states: the share of orders that do not follow at the heels of another, each of which takes the mean gap.
        long apart = 65_536 - FollowAgainShare, all = apart + FollowShare;
        return (long)((Int128)time.Nanoseconds * all / ((Int128)MeanGap.Nanoseconds * apart));
    }

    /// <summary>An instrument with this profile's steps, for a symbol whose rules are not known.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="symbol">Its name; quoted in USDT.</param>
    public Instrument InstrumentFor(InstrumentId id, string symbol)
    {
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        var asset = symbol.EndsWith("USDT", StringComparison.Ordinal) && symbol.Length > 4 ? symbol[..^4] : symbol;
        return new Instrument
        {
            Id = id,
            Symbol = symbol,
            Base = new Asset(asset),
            Quote = new Asset("USDT"),
            TickSize = TickSize,
            LotSize = LotSize,
            MinQuantity = LotSize,
            MinNotional = new Money(5 * FixedPoint.Scale),
        };
    }
}
